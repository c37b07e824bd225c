"""What a Word comment says of an annotation: written by the exporter, recognised again when the file comes back."""

from __future__ import annotations

from comparators.review.annotations import DECISION_TERMS, Annotation


def comment_text(annotation: Annotation) -> str:
    """Return an annotation as the text of a Word comment: its body, the wording suggested, the opinion's record."""
    lines = []
    if annotation.category:
        lines.append(f"【{annotation.category}】{annotation.body}")
    elif annotation.body:
        lines.append(annotation.body)
    if annotation.replacement is not None:
        lines.append(f"建议改为：{annotation.replacement}" if annotation.replacement else "建议删除")
    opinion = annotation.opinion
    if opinion is not None:
        record = (
            ("提出单位/个人", opinion.proposer),
            ("修改意见", opinion.proposal),
            ("理由", opinion.reason),
            ("采纳情况", DECISION_TERMS[opinion.decision] if opinion.decision else ""),
            ("不采纳理由", opinion.decision_reason),
        )
        lines += [f"{name}：{value}" for name, value in record if value]
    return "\n".join(lines)

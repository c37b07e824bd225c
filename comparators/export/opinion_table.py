"""The 意见汇总表 (意见采纳情况表) in Word: every opinion, who gave it, and what became of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from comparators.export.table_look import MIDDLE, PAGE, STYLES, WHOLE_ROW, head_row, lines, page_number
from comparators.export.word_writer import cell, package, paragraph, run, table, table_row
from comparators.messages import Language, say
from comparators.review.annotations import Annotation, Decision

Form = Literal["summary", "adoption"]

COLUMNS = ("number", "section", "quote", "proposal", "reason", "proposer", "decision", "decision-reason")
"""The columns, by the names of their messages (``opinion-head-…``)."""

_WIDTHS = (620, 1450, 2900, 2950, 2050, 1720, 1100, 1780)
_CENTERED = frozenset({"number", "section", "proposer", "decision"})
_COUNTED: tuple[Decision, ...] = ("adopted", "partly", "rejected")
_IF_ANY: tuple[Decision, ...] = ("explained", "pending", "")
_TWO_CHARACTER_SURNAMES = re.compile(
    "欧阳|司马|诸葛|上官|夏侯|东方|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|司空|端木|轩辕|南宫|独孤|钟离|百里|闻人|申屠"
)


@dataclass(frozen=True, slots=True)
class OpinionOptions:
    """What may be chosen about a table of opinions.

    ``form`` names it 意见汇总表 (``summary``) or 意见采纳情况表 (``adoption``), ``document`` the draft that it is
    about. ``mask`` hides the names of private persons (朱**). ``comments`` takes in comments and suggestions that
    are no opinions, after the opinions of the same place; they are not counted as opinions. ``title`` takes the place
    of the title that ``form`` and ``document`` make.
    """

    form: Form = "adoption"
    document: str = ""
    mask: bool = False
    comments: bool = False
    title: str = ""
    language: Language = "zh"


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One row: the annotation's id, its decision (``None`` for what is no opinion) and the columns' texts."""

    id: str
    decision: Decision | None
    section: str
    quote: str
    proposal: str
    reason: str
    proposer: str
    decision_reason: str

    def texts(self, number: int, language: Language) -> tuple[str, ...]:
        """Return the row's cells in the order of :data:`COLUMNS`."""
        decision = decision_term(self.decision, language) if self.decision else ""
        return (
            str(number),
            self.section,
            self.quote,
            self.proposal,
            self.reason,
            self.proposer,
            decision,
            self.decision_reason,
        )


def decision_term(decision: Decision, language: Language) -> str:
    """Return the term for a decision: 部分采纳."""
    return say(f"decision-{decision or 'none'}", language)


def opinion_rows(annotations: Iterable[Annotation], options: OpinionOptions) -> tuple[OpinionRow, ...]:
    """Return the rows of the table in the order of the document, what is about the whole of it first."""
    wanted = [each for each in annotations if _is_opinion(each) or (options.comments and _says_something(each))]
    return tuple(_row(each, options) for each in sorted(wanted, key=_order))


def _is_opinion(annotation: Annotation) -> bool:
    return annotation.kind == "opinion" or annotation.opinion is not None


def _says_something(annotation: Annotation) -> bool:
    return bool(annotation.body.strip()) or annotation.replacement is not None


def _order(annotation: Annotation) -> tuple[int, int, bool, str, str]:
    anchor = annotation.anchor
    if anchor is None:
        return -1, 0, not _is_opinion(annotation), annotation.time, annotation.id
    return anchor.block, anchor.start, not _is_opinion(annotation), annotation.time, annotation.id


def _row(annotation: Annotation, options: OpinionOptions) -> OpinionRow:
    language = options.language
    anchor = annotation.anchor
    section = say("opinion-whole", language)
    if anchor is not None:
        section = anchor.section or say("section-none", language)
    opinion = annotation.opinion
    said = annotation.body.strip()
    if annotation.replacement is not None:
        wording = say("table-suggestion", language, text=annotation.replacement)
        said = say("table-clauses", language, first=wording, second=said) if said else wording
    if opinion is None:
        decision: Decision | None = "" if annotation.kind == "opinion" else None
        return OpinionRow(annotation.id, decision, section, _quote(annotation), said, "", annotation.author, "")
    proposal = opinion.proposal.strip() or said
    texts = (proposal, opinion.reason.strip(), opinion.decision_reason.strip())
    proposer = opinion.proposer.strip() or annotation.author
    if options.mask and opinion.private and opinion.proposer.strip():
        masked = masked_name(proposer)
        # The name is hidden wherever it stands, not in its own column alone.
        texts = (
            texts[0].replace(proposer, masked),
            texts[1].replace(proposer, masked),
            texts[2].replace(proposer, masked),
        )
        proposer = masked
    return OpinionRow(annotation.id, opinion.decision, section, _quote(annotation), *texts[:2], proposer, texts[2])


def _quote(annotation: Annotation) -> str:
    anchor = annotation.anchor
    return anchor.quote.replace("\t", "｜") if anchor is not None else ""


def masked_name(name: str) -> str:
    """Return a person's name with all but the surname hidden: 朱**, 欧阳**, J**."""
    name = name.strip()
    kept = 2 if _TWO_CHARACTER_SURNAMES.match(name) and len(name) > 2 else 1
    return name[:kept] + "**"


def opinion_counts(rows: Sequence[OpinionRow], language: Language) -> str:
    """Return the line that heads the table: 共征集意见5条，采纳2条，部分采纳1条，未采纳2条."""
    decisions = Counter(row.decision for row in rows if row.decision is not None)
    parts = [say("opinion-count-all", language, count=decisions.total())]
    parts += [
        say(f"opinion-count-{each or 'none'}", language, count=decisions[each])
        for each in (*_COUNTED, *_IF_ANY)
        if each in _COUNTED or decisions[each]
    ]
    text = say("clause-joiner", language).join(parts)
    others = sum(row.decision is None for row in rows)
    if others:
        text += say("opinion-count-comments", language, count=others)
    return say("table-sentence", language, text=text)


def opinion_title(options: OpinionOptions) -> str:
    """Return the title of the table."""
    if options.title:
        return options.title
    form = say(f"opinion-title-{options.form}", options.language)
    if not options.document:
        return form
    inner = options.document.replace("《", "〈").replace("》", "〉") if options.language == "zh" else options.document
    return say("opinion-title", options.language, document=inner, form=form)


def opinion_table_docx(annotations: Iterable[Annotation], options: OpinionOptions | None = None) -> bytes:
    """Return the opinions as a Word table: landscape A4, repeated grey heads, the counts above it."""
    options = options or OpinionOptions()
    language = options.language
    rows = opinion_rows(annotations, options)
    title = opinion_title(options)
    made = [head_row([say(f"opinion-head-{name}", language) for name in COLUMNS], _WIDTHS)]
    made += [_word_row(row.texts(number, language)) for number, row in enumerate(rows, 1)]
    if not rows:
        empty = paragraph(run(say("opinion-nothing", language)), "DuigaoCenter")
        made.append(table_row([cell(empty, sum(_WIDTHS), span=len(_WIDTHS))]))
    body = [
        paragraph(run(title), "DuigaoTitle"),
        paragraph(run(opinion_counts(rows, language)), "DuigaoCounts"),
        table(made, _WIDTHS),
        paragraph("", "DuigaoCell"),
    ]
    return package("".join(body), title=title, footer=page_number(language), styles=STYLES, page=PAGE)


def _word_row(texts: Sequence[str]) -> str:
    cells = []
    tall = 1
    for name, text, width in zip(COLUMNS, texts, _WIDTHS, strict=True):
        style = "DuigaoCenter" if name in _CENTERED else "DuigaoRemark"
        pieces = text.split("\n")
        tall = max(tall, lines(map(len, pieces), width))
        content = "".join(paragraph(run(line), style) for line in pieces)
        cells.append(cell(content, width, MIDDLE))
    return table_row(cells, whole=tall <= WHOLE_ROW)

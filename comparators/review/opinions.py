"""Opinions and what became of them (意见采纳情况): counts, the sentence above the table, and masked names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from comparators.review.annotations import Annotation

_COMPOUND = re.compile(
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|司空|夏侯|端木|百里|东郭|南宫|呼延|独孤|轩辕|闻人|"
    "澹台|濮阳|申屠|太史|钟离"
)
_TITLES = ("先生", "女士", "同志", "老师", "律师", "教授", "代表", "委员")
_NAMES = re.compile(r"[、,，;；/和]|\s{2,}")
_LONG_NUMBER = re.compile(r"(?<!\d)(\d{3})(\d{4,})(?!\d)")
_ADDRESS = re.compile(r"([A-Za-z0-9._%+-])[A-Za-z0-9._%+-]*@")


@dataclass(frozen=True, slots=True)
class OpinionCounts:
    """How many opinions there are, and how many of each decision."""

    total: int = 0
    adopted: int = 0
    partly: int = 0
    rejected: int = 0
    explained: int = 0
    pending: int = 0
    undecided: int = 0


def count_opinions(annotations: Iterable[Annotation]) -> OpinionCounts:
    """Count the opinions among annotations by what became of them."""
    decisions = Counter(each.opinion.decision for each in annotations if each.opinion is not None)
    return OpinionCounts(
        total=sum(decisions.values()),
        adopted=decisions["adopted"],
        partly=decisions["partly"],
        rejected=decisions["rejected"],
        explained=decisions["explained"],
        pending=decisions["pending"],
        undecided=decisions[""],
    )


def headline(counts: OpinionCounts) -> str:
    """Return the sentence that stands above the table, in the words of the trade; rarer decisions where there are."""
    parts = [
        f"共征集意见{counts.total}条",
        f"采纳{counts.adopted}条",
        f"部分采纳{counts.partly}条",
        f"未采纳{counts.rejected}条",
    ]
    rarer = (("解释说明", counts.explained), ("待研究", counts.pending), ("未定", counts.undecided))
    parts += [f"{term}{count}条" for term, count in rarer if count]
    return "，".join(parts) + "。"


def proposer_shown(annotation: Annotation, *, mask: bool = True) -> str:
    """Return the name under which an opinion's proposer is printed: a private person's is masked."""
    opinion = annotation.opinion
    if opinion is None:
        return ""
    return mask_name(opinion.proposer) if mask and opinion.private else opinion.proposer


def mask_name(name: str) -> str:
    """Return a private person's name with all but the surname masked (朱**); numbers and addresses likewise.

    Several names separated by 、 are masked each; a title after a name (先生, 律师) and what stands in parentheses
    stay. A name that is masked already stays as it is.
    """
    masked = _ADDRESS.sub(lambda found: f"{found[1]}***@", _LONG_NUMBER.sub(_stars, name.strip()))
    pieces = re.split(f"({_NAMES.pattern})", masked)
    return "".join(piece if index % 2 else _mask_one(piece) for index, piece in enumerate(pieces))


def _stars(found: re.Match[str]) -> str:
    return found[1] + "*" * len(found[2])


def _mask_one(name: str) -> str:
    head, mark, rest = name, "", ""
    bracket = re.search(r"[（(\[【]", name)
    if bracket:
        head, mark, rest = name[: bracket.start()], bracket[0], name[bracket.end() :]
    head = head.strip()
    title = next((each for each in _TITLES if head.endswith(each) and len(head) > len(each)), "")
    core = head.removesuffix(title)
    if not core or "*" in core or not core[0].isalpha():
        return name
    if core.isascii():
        return f"{core[0]}***{title}{mark}{rest}"
    surname = core[:2] if _COMPOUND.match(core) and len(core) > 2 else core[0]
    hidden = len(core) - len(surname)
    stars = "*" * min(hidden, 2)
    return f"{surname}{stars}{title}{mark}{rest}"

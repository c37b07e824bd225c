"""What may be chosen about a 修改对照表; light, so that the command line can read it before any work is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from comparators.messages import Language

Rows = Literal["changed", "all"]
Columns = Literal[2, 3, 4]
Look = Literal["bold", "underline", "strike", "heiti", "box", "shade", "red", "blue", "none"]

ROWS: tuple[Rows, ...] = get_args(Rows)
COLUMNS: tuple[Columns, ...] = get_args(Columns)


@dataclass(frozen=True, slots=True)
class Marks:
    """How added words look on the right and deleted ones on the left; each a combination of looks."""

    added: tuple[Look, ...] = ("bold", "underline")
    removed: tuple[Look, ...] = ("strike",)


MARKS: Mapping[str, Marks] = MappingProxyType(
    {
        "black": Marks(),
        "color": Marks(("blue", "underline"), ("red", "strike")),
        "heiti": Marks(("heiti", "bold"), ("shade",)),
        "box": Marks(("heiti", "bold"), ("box",)),
    }
)
"""The marks in use, by name; ``black`` is the default and reads in black and white."""


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What may be chosen about a 修改对照表.

    ``rows`` is ``changed`` (changes alone; what the closing notes sum up is left out) or ``all``. ``columns`` is 2
    (修订前, 修订后), 3 (章节 in front) or 4 (序号, 修订前, 修订后, 修订说明). ``ellipsis`` shortens long unchanged
    stretches inside a clause to 「……」. ``chapters`` puts a grey row with the chapter's title before its rows.
    ``summary`` prints the opening summary. ``title`` takes the place of 《…》修改对照表.
    """

    rows: Rows = "changed"
    columns: Columns = 4
    ellipsis: bool = True
    marks: Marks = Marks()
    chapters: bool = True
    summary: bool = True
    title: str = ""
    language: Language = "zh"

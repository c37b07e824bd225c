"""The differences inside a pair, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from comparators.document import Span
from comparators.options import Noise

EditOp = Literal["insert", "delete", "replace"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference: ``old`` and ``new`` are spans in the two sides' texts (blocks joined without a separator).

    An insertion has an empty old span, a deletion an empty new one. ``noise`` says which insignificant difference
    this is (width, space, punctuation, numbering), ``""`` for one of substance.
    """

    op: EditOp
    old: Span
    new: Span
    noise: Noise | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A wording that was replaced all through the document, with how often."""

    old: str
    new: str
    count: int

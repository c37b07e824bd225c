"""What may be chosen about a Word file with tracked changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from comparators.messages import Language

Explain = Literal["facts", "all", "none"]


@dataclass(frozen=True, slots=True)
class WordOptions:
    """``author`` and ``date`` stand on every revision (``date`` as ISO 8601 with Z; ``""`` for now).

    ``explain`` says which changes carry a comment of their own, ``moves`` whether moved paragraphs are moves or
    deletions and insertions.
    """

    author: str = "对稿"
    initials: str = ""
    date: str = ""
    explain: Explain = "facts"
    moves: bool = True
    language: Language = "zh"

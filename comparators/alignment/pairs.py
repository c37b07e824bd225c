"""What alignment hands on: which blocks stand beside which, and how that was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PairKind = Literal["paired", "added", "removed", "moved", "split", "merged"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Blocks of the old document beside blocks of the new one.

    ``added`` has no old side, ``removed`` no new one; ``split`` has one old block and several new, ``merged`` the
    reverse; ``paired`` and ``moved`` one of each. ``matched_by`` names the pass that found it (``exact``, ``number``,
    ``similar``, ``moved``, ``split``, ``pinned`` …; ``""`` where a side is missing); ``similarity`` is 0 to 1.
    """

    kind: PairKind
    old: tuple[int, ...]
    new: tuple[int, ...]
    matched_by: str = ""
    similarity: float = 0.0

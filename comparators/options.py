"""Every threshold and choice of a comparison, in one frozen value that is written into every result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Noise = Literal["width", "space", "punctuation", "numbering"]
NOISES: tuple[Noise, ...] = ("width", "space", "punctuation", "numbering")


@dataclass(frozen=True, slots=True)
class CompareOptions:
    """What may be chosen about a comparison.

    ``ignore`` lists the differences that are counted but not shown as changes. ``pins`` and ``unpins`` are pairs
    ``(old block, new block)`` held together and held apart by a person. Similarities are between 0 and 1.
    """

    ignore: tuple[Noise, ...] = ("width", "space")
    pins: tuple[tuple[int, int], ...] = ()
    unpins: tuple[tuple[int, int], ...] = ()
    moves: bool = True
    pair_similarity: float = 0.5
    move_similarity: float = 0.7
    split_similarity: float = 0.85
    min_move_length: int = 8
    replacement_count: int = 3


@dataclass(frozen=True, slots=True)
class LoadLimits:
    """What a loader accepts before it refuses a file as too large or as a bomb (bytes, ratio, depth)."""

    max_file: int = 200_000_000
    max_unpacked: int = 1_000_000_000
    max_part: int = 400_000_000
    max_ratio: int = 200
    max_parts: int = 20_000
    max_depth: int = 1_000
    max_text: int = 10_000_000
    max_pages: int = 5_000

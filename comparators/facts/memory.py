"""What reading a paragraph has found, kept for the next one that reads the same: two drafts share most of theirs."""

from __future__ import annotations

from typing import Any


class Memory:
    """Findings of each finder by all that they depend on. One memory serves one lexicon, and any documents."""

    __slots__ = ("_rooms",)

    def __init__(self) -> None:
        self._rooms: dict[str, dict[Any, Any]] = {}

    def room(self, finder: str) -> dict[Any, Any]:
        """Return the findings of ``finder``, which alone knows their keys and values."""
        return self._rooms.setdefault(finder, {})

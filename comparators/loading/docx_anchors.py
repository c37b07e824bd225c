"""Where the comments of a Word document begin and end, in blocks and code points."""

from __future__ import annotations

from comparators.document import Block
from comparators.loading.docx_names import ID
from comparators.loading.docx_text import Mark

Position = tuple[int, int]


class Anchors:
    """Collects the ends of comment ranges while the blocks are made, and the places of comments without a range."""

    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = blocks
        self._starts: dict[str, Position] = {}
        self._ends: dict[str, Position] = {}
        self._points: dict[str, Position] = {}
        self._waiting: list[str] = []

    def at(self, mark: Mark, position: Position) -> None:
        """Take a mark inside a block's text."""
        places = {"commentRangeStart": self._starts, "commentRangeEnd": self._ends}.get(mark.kind, self._points)
        places.setdefault(mark.node.get(ID) or "", position)

    def between(self, mark: Mark) -> None:
        """Take a mark that stands in no block: a range begins with the next one, or ends with the last."""
        if mark.kind == "commentRangeStart":
            self._waiting.append(mark.node.get(ID) or "")
        elif self._blocks:
            self.at(mark, self._last())

    def opened(self, block: int) -> None:
        """Let the ranges that wait for a block begin with this one."""
        for comment in self._waiting:
            self._starts.setdefault(comment, (block, 0))
        self._waiting.clear()

    def close(self) -> None:
        """Let ranges that still wait begin where the document ends."""
        for comment in self._waiting if self._blocks else ():
            self._starts.setdefault(comment, self._last())
        self._waiting.clear()

    def _last(self) -> Position:
        return self._blocks[-1].index, len(self._blocks[-1].text)

    def find(self, comment: str) -> tuple[int, int, int, int] | None:
        """Return a comment's anchor as :class:`comparators.document.Comment` holds it."""
        point = self._points.get(comment)
        start = self._starts.get(comment) or self._ends.get(comment) or point
        if start is None:
            return None
        end = max(self._ends.get(comment) or point or start, start)
        return (*start, *end)

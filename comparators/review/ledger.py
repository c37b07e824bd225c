"""The ledger of a review: what is still to do before the draft and the record of opinions can go out.

修改核对: changes that nobody has ticked. 意见采纳核对: opinions without a decision or without the reason that it needs,
opinions marked 采纳 at whose place the text did not change, changes that neither an opinion nor a word of reason
explains; annotations without a place. It points; nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comparators.comparison import Comparison, Row
from comparators.document import Document, Span
from comparators.review.anchors import Placement
from comparators.review.annotations import REASON_REQUIRED, Annotation, Side
from comparators.review.session import Session, change_key

_UNCHANGED = frozenset({"equal", "renumbered"})
_SENTENCE_END = re.compile(r"[。；！？\n\t]")
_ADDS = re.compile("增加|新增|补充|增设|增列|增写|添加|加入|另设|单列|列入|细化|明确")


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A change of substance: the row's index and id, the key under which it is ticked, and its texts."""

    row: int
    id: str
    key: str
    kind: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is still open. Annotations and changes stand in reading order."""

    changes: int = 0
    reviewed: int = 0
    unreviewed: tuple[ChangeEntry, ...] = ()
    undecided: tuple[Annotation, ...] = ()
    reason_missing: tuple[Annotation, ...] = ()
    adopted_without_change: tuple[Annotation, ...] = ()
    unexplained: tuple[ChangeEntry, ...] = ()
    unplaced: tuple[Annotation, ...] = ()


def changes_of(comparison: Comparison) -> tuple[ChangeEntry, ...]:
    """Return the changes of substance, each under the key by which it is ticked."""
    return tuple(
        _entry(comparison, index, row)
        for index, row in enumerate(comparison.rows)
        if row.kind not in _UNCHANGED and (row.substance or row.kind in ("moved", "split", "merged"))
    )


def _entry(comparison: Comparison, index: int, row: Row) -> ChangeEntry:
    old = "".join(comparison.old.blocks[block].text for block in row.old)
    new = "".join(comparison.new.blocks[block].text for block in row.new)
    return ChangeEntry(index, row.id, change_key(old, new), row.kind, old, new)


def make_ledger(session: Session, comparison: Comparison) -> Ledger:
    """Return the ledger of a review over its drafts as compared."""
    placements = session.placements({"old": comparison.old, "new": comparison.new})
    return ledger_of(comparison, session.annotations(), placements, session.ticks().keys())


def ledger_of(
    comparison: Comparison,
    annotations: Iterable[Annotation],
    placements: Mapping[str, Placement],
    ticked: Iterable[str],
) -> Ledger:
    """Return the ledger of annotations and ticks over a comparison."""
    notes, done = tuple(annotations), frozenset(ticked)
    changes = changes_of(comparison)
    rows = _Rows(comparison)
    opinions = [each for each in notes if each.opinion is not None]
    explained = {row for each in notes if _explains(each) for row in rows.of(each, placements)}
    return Ledger(
        changes=len(changes),
        reviewed=sum(change.key in done for change in changes),
        unreviewed=tuple(change for change in changes if change.key not in done),
        undecided=tuple(each for each in opinions if each.opinion and not each.opinion.decision),
        reason_missing=tuple(
            each
            for each in opinions
            if each.opinion and each.opinion.decision in REASON_REQUIRED and not each.opinion.decision_reason.strip()
        ),
        adopted_without_change=tuple(
            each
            for each in opinions
            if each.opinion and each.opinion.decision in ("adopted", "partly") and not rows.changed(each, placements)
        ),
        unexplained=tuple(
            change for change in changes if change.row not in explained and comparison.rows[change.row].substance
        ),
        unplaced=tuple(each for each in notes if each.anchor and not placements[each.id].placed),
    )


def _explains(annotation: Annotation) -> bool:
    """Say whether an annotation gives an opinion or a reason: more than a stretch of colour."""
    return annotation.opinion is not None or bool(
        annotation.body.strip() or annotation.replacement or annotation.replies
    )


class _Rows:
    """Which rows stand where, and where the text of each changed."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._row_of: dict[Side, dict[int, int]] = {
            "old": {block: index for index, row in enumerate(comparison.rows) for block in row.old},
            "new": {block: index for index, row in enumerate(comparison.rows) for block in row.new},
        }

    def of(self, annotation: Annotation, placements: Mapping[str, Placement]) -> set[int]:
        """Return the rows that an annotation speaks of: those it stands in, and what was added beside them."""
        placement = placements.get(annotation.id)
        if annotation.anchor is None or placement is None or not placement.placed:
            return set()
        rows = {
            self._row_of[annotation.anchor.side][block]
            for block in range(placement.block, placement.last_block + 1)
            if block in self._row_of[annotation.anchor.side]
        }
        return rows | self._beside(annotation, rows)

    def _beside(self, annotation: Annotation, rows: set[int]) -> set[int]:
        """Return the added rows next to these, for an opinion that asks for something to be added."""
        asked = f"{annotation.body}{annotation.opinion.proposal if annotation.opinion else ''}"
        if not rows or not _ADDS.search(asked):
            return set()
        beside = set()
        for row, step in ((min(rows) - 1, -1), (max(rows) + 1, 1)):
            while 0 <= row < len(self._comparison.rows) and self._comparison.rows[row].kind == "added":
                beside.add(row)
                row += step
        return beside

    def changed(self, annotation: Annotation, placements: Mapping[str, Placement]) -> bool:
        """Say whether the text changed at an annotation's place, its sentence included.

        An opinion on the whole draft, or without a place (its words are gone), is given the benefit of the doubt
        wherever anything changed at all.
        """
        placement = placements.get(annotation.id)
        if annotation.anchor is None or placement is None or not placement.placed:
            return any(row.substance for row in self._comparison.rows)
        side = annotation.anchor.side
        if any(self._comparison.rows[row].kind == "added" for row in self.of(annotation, placements)):
            return True
        for block in range(placement.block, placement.last_block + 1):
            index = self._row_of[side].get(block)
            if index is None:
                continue
            length = len(self._document(side).blocks[block].text)
            start = placement.start if block == placement.block else 0
            end = placement.end if block == placement.last_block else length
            if self._touched(self._comparison.rows[index], side, block, (start, end)):
                return True
        return False

    def _document(self, side: Side) -> Document:
        return self._comparison.old if side == "old" else self._comparison.new

    def _touched(self, row: Row, side: Side, block: int, span: Span) -> bool:
        if row.kind in ("added", "removed"):
            return True
        blocks = row.old if side == "old" else row.new
        before = blocks[: blocks.index(block)]
        texts = self._document(side).blocks
        shift = sum(len(texts[each].text) for each in before)
        start, end = _sentence(texts[block].text, span)
        low, high = start + shift, end + shift
        for edit in row.edits:
            at = edit.old if side == "old" else edit.new
            if not edit.noise and at[0] <= high and at[1] >= low:
                return True
        return False


def _sentence(text: str, span: Span) -> Span:
    """Return the sentences that a span stands in."""
    start, end = span
    low = 0
    for match in _SENTENCE_END.finditer(text, 0, start):
        low = match.end()
    after = _SENTENCE_END.search(text, max(start, end - 1))
    return low, after.end() if after else len(text)

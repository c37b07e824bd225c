"""First pass: pairs that a person holds fixed."""

from __future__ import annotations

from collections import defaultdict

from comparators.alignment.matching import Match, Matching
from comparators.alignment.similarity import ratio
from comparators.errors import UsageError
from comparators.options import CompareOptions


def check_pins(old: int, new: int, options: CompareOptions) -> None:
    """Raise :class:`UsageError` where a pin or unpin cannot be held in documents of ``old`` and ``new`` blocks."""
    for pin in (*options.pins, *options.unpins):
        for side, block, count in (("old", pin[0], old), ("new", pin[1], new)):
            if not 0 <= block < count:
                raise UsageError(f"pin-no-{side}-block", old=pin[0], new=pin[1], count=count, last=count - 1)
    for pin in options.pins:
        if pin in options.unpins:
            raise UsageError("pin-and-unpin", old=pin[0], new=pin[1])


def pin_pairs(matching: Matching, options: CompareOptions) -> None:
    """Hold the pins: one old block with several new ones is a split, the reverse a merge.

    Raises :class:`UsageError` where pins contradict each other: two blocks of one side that share a partner, one of
    them having a further partner.
    """
    partners: dict[int, set[int]] = defaultdict(set)
    owners: dict[int, set[int]] = defaultdict(set)
    for old, new in options.pins:
        partners[old].add(new)
        owners[new].add(old)
    for old, new in sorted(set(options.pins)):
        if len(partners[old]) > 1 and len(owners[new]) > 1:
            raise UsageError("pin-contradiction", old=old, new=new)
    for old, news in sorted(partners.items()):
        olds = owners[min(news)]
        if old != min(olds):
            continue
        left, right = tuple(sorted(olds)), tuple(sorted(news))
        score = ratio(
            "".join(matching.old.keys[index] for index in left),
            "".join(matching.new.keys[index] for index in right),
        )
        if len(left) == len(right) == 1:
            matching.pair(left[0], right[0], "pinned", score)
        else:
            matching.group(Match(left, right, "pinned", score))
        matching.pinned.add(left[0])

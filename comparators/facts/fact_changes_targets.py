"""What became of each target: kept, changed in which fields and how far, added, removed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from operator import attrgetter
from typing import Final, Literal

from comparators.facts.fact_changes_beside import Beside, Matching, in_order, likeness
from comparators.facts.model import Target, TargetChange
from comparators.folding import fold

_SCALES: Final = {"万亿": 1e12, "千亿": 1e11, "百亿": 1e10, "亿": 1e8, "千万": 1e7, "百万": 1e6, "万": 1e4, "千": 1e3}
_SCALED: Final = re.compile(rf"({'|'.join(_SCALES)})(.*)")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_PER: Final = re.compile(r"[/／]|每")
# Measures that count things: a change from one to another is a change of wording, not of dimension.
_COUNTS: Final = frozenset("个家项种类条套台件座处所名人次组批支对户只艘架门款份篇场间期届队")
# How alike two subjects must be where the text is aligned.
_LIKE: Final = 0.45


def target_changes(old: Sequence[Target], new: Sequence[Target], beside: Beside) -> tuple[TargetChange, ...]:
    """Return one change for each target of both documents; each target stands in exactly one."""
    pairing = _Pairing(old, new, beside)
    pairing.run()

    def change(first: int | None, second: int | None) -> TargetChange:
        before = old[first] if first is not None else None
        after = new[second] if second is not None else None
        if before is None or after is None:
            return TargetChange("removed" if before else "added", before, after)
        return compare_targets(before, after)

    return in_order(len(old), len(new), pairing.matching, change)


def compare_targets(old: Target, new: Target) -> TargetChange:
    """Return what changed between two forms of one target; ``ratio`` is new / old - 1 in one unit, four decimals."""
    if _said(old) == _said(new):
        return TargetChange("kept", old, new)
    first, second = quantity(old), quantity(new)
    comparable = first is not None and second is not None and first[1] == second[1]
    same = first == second if comparable else fold(old.value) == fold(new.value)
    fields = tuple(
        name
        for name, differs in (
            ("value", not same),
            ("unit", fold(old.unit) != fold(new.unit)),
            ("comparator", old.comparator != new.comparator),
            ("deadline", old.deadline != new.deadline),
            ("kind", old.kind != new.kind),
            ("subject", fold(old.subject) != fold(new.subject)),
        )
        if differs
    )
    if not fields:
        return TargetChange("kept", old, new)
    if same or first is None or second is None or not comparable:
        return TargetChange("changed", old, new, fields)
    return TargetChange("changed", old, new, fields, *_movement(first[0], second[0]))


_said: Final = attrgetter("value", "unit", "comparator", "deadline", "kind", "subject")


def _movement(
    old: tuple[float, ...], new: tuple[float, ...]
) -> tuple[Literal["raised", "lowered"] | None, float | None]:
    """Return direction and ratio of two quantities; of a range the upper bound decides, then the lower."""
    before, after = (old[-1], new[-1]) if old[-1] != new[-1] else (old[0], new[0])
    if before == after:
        return None, None
    ratio = round(after / before - 1, 4) if before else None
    return "raised" if after > before else "lowered", ratio


def quantity(target: Target) -> tuple[tuple[float, ...], str] | None:
    """Return the bounds of a target's value in its base unit (元 for 万元), and that unit; ``None`` if no number."""
    numbers = [float(number) for number in _NUMBER.findall(fold(target.value))]
    if not numbers:
        return None
    scale, base = _scaled(target.unit)
    return tuple(number * scale for number in numbers), base


def _scaled(unit: str) -> tuple[float, str]:
    """Return the base unit of a unit and how many of them it is."""
    scale, base = 1.0, fold(unit)
    if (match := _SCALED.match(base)) is not None:
        scale, base = _SCALES[match[1]], match[2]
    return scale, "个" if base and set(base) <= _COUNTS else base


class _Pairing:
    """The passes in order: where the text is aligned by subject, then by likeness, then elsewhere by subject."""

    def __init__(self, old: Sequence[Target], new: Sequence[Target], beside: Beside) -> None:
        self.old, self.new, self.beside = old, new, beside
        self.matching = Matching()
        self.subjects = ([fold(each.subject) for each in old], [fold(each.subject) for each in new])
        known: dict[str, str] = {}
        self.bases = ([_base(each, known) for each in old], [_base(each, known) for each in new])

    def run(self) -> None:
        """Run the passes, the surest first."""
        for precision in (3, 2, 1, 0):
            self._by_key(precision, "block")
        for precision in (3, 2, 1, 0):
            self._by_key(precision, "section")
        self._alike("block")
        self._alike("section")
        for precision in (3, 2, 1, 0):
            self._by_key(precision, "")

    def _key(self, side: int, at: int, precision: int) -> tuple[Hashable, ...]:
        """Return what must agree: subject and dimension; deadline or value too where ``precision`` asks for it."""
        each = (self.old, self.new)[side][at]
        more = {3: (each.value, each.deadline, each.comparator), 2: (each.deadline,), 1: (each.value,), 0: ()}
        return self.subjects[side][at], self.bases[side][at], each.kind, *more[precision]

    def _places(self, target: Target, where: str) -> list[Hashable]:
        if where == "block":
            return [*sorted(self.beside.blocks.get(target.block, ()))]
        if where == "section":
            return [*sorted(self.beside.sections.get(target.section, ()))]
        return [""]

    @staticmethod
    def _place(target: Target, where: str) -> Hashable:
        return {"block": target.block, "section": target.section}.get(where, "")

    def _by_key(self, precision: int, where: str) -> None:
        self.matching.by_key(
            (
                (at, [(place, *self._key(0, at, precision)) for place in self._places(each, where)])
                for at, each in enumerate(self.old)
                if at not in self.matching
            ),
            (
                (at, (self._place(each, where), *self._key(1, at, precision)))
                for at, each in enumerate(self.new)
                if at not in self.matching.taken
            ),
        )

    def _alike(self, where: str) -> None:
        groups: dict[Hashable, list[int]] = defaultdict(list)
        for at, each in enumerate(self.new):
            if at not in self.matching.taken:
                groups[self._place(each, where)].append(at)
        waiting: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
        for at, each in enumerate(self.old):
            if at not in self.matching:
                waiting[tuple(self._places(each, where))].append(at)
        for places, targets in waiting.items():
            candidates = sorted({at for place in places for at in groups.get(place, ())})
            self.matching.by_score(targets, candidates, self._score, _LIKE)

    def _score(self, first: int, second: int) -> float:
        """Return how surely two targets are one: by their subjects, then kind, unit, deadline and value."""
        old, new = self.old[first], self.new[second]
        subject, other = self.subjects[0][first], self.subjects[1][second]
        alike = likeness(subject, other)
        if subject and other and (subject in other or other in subject):
            alike = max(alike, 0.6)
        if self.bases[0][first] != self.bases[1][second]:
            alike *= 0.75
        if alike < _LIKE:
            return 0.0
        return alike + 0.05 * (old.kind == new.kind) + 0.03 * (old.deadline == new.deadline)


def _base(target: Target, known: dict[str, str]) -> str:
    """Return the dimension of a target's unit: 元 for 亿元, one for all that counts things.

    ``known`` keeps those of the units seen.
    """
    if _NUMBER.search(target.value) is None and _NUMBER.search(fold(target.value)) is None:
        return _PER.split(fold(target.unit))[0]
    if target.unit not in known:
        known[target.unit] = _PER.split(_scaled(target.unit)[1])[0]
    return known[target.unit]

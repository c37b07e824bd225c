"""What became of each industry entry: kept, retiered, renamed, added, removed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from comparators.facts.fact_changes_beside import Beside, Matching, in_order, likeness
from comparators.facts.model import Clue, Evidence, Industry, IndustryChange
from comparators.folding import fold
from comparators.lexicon import Lexicon

_JOINT: Final = re.compile(r"以及|和|与|及")
_SEVERAL: Final = re.compile(r"[、和与及]")
_MOST_PLACES: Final = 3
# How alike two names must be to be one industry renamed: in one list, and anywhere in one region.
_NEAR: Final = 0.5
_FAR: Final = 0.66
_SAME_BODY: Final = 0.5
# Names so short have a character or two in common by chance.
_SHORT: Final = 3


def industry_changes(
    old: Sequence[Industry], new: Sequence[Industry], beside: Beside, lexicon: Lexicon
) -> tuple[IndustryChange, ...]:
    """Return one change for each entry of both documents; each entry stands in exactly one."""
    pairing = _Pairing(old, new, beside, lexicon)
    pairing.run()
    return in_order(len(old), len(new), pairing.matching, pairing.change)


class _Pairing:
    """The passes in order: by name where the text is aligned, by name elsewhere, as renamed."""

    def __init__(self, old: Sequence[Industry], new: Sequence[Industry], beside: Beside, lexicon: Lexicon) -> None:
        self.old, self.new, self.beside, self.lexicon = old, new, beside, lexicon
        self.matching = Matching()
        self.names = ([fold(entry.name) for entry in old], [fold(entry.name) for entry in new])
        self.regions: dict[int, list[str]] = defaultdict(list)
        for entry in new:
            if entry.region not in self.regions[entry.block]:
                self.regions[entry.block].append(entry.region)
        self.standing: tuple[dict[str, list[int]], dict[str, list[int]]] = (
            self._index(old),
            self._index(new),
        )

    def _index(self, entries: Sequence[Industry]) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for at, entry in enumerate(entries):
            index[self.lexicon.canonical(entry.name)].append(at)
        return index

    def run(self) -> None:
        """Run the passes, the surest first."""
        for exact in (True, False):
            for tiers in (True, False):
                self._by_name_in_blocks(tiers, exact=exact)
        for tiers in (True, False):
            self._by_name_in_sections(tiers, whole=False)
        for tiers in (True, False):
            self._by_name_in_sections(tiers, whole=True)
        for tiers in (True, False):
            self._by_name_in_region(tiers)
        self._renamed(aligned=True)
        self._renamed(aligned=False)

    def _key(self, side: int, at: int, tiers: bool) -> tuple[str, str]:
        entry = (self.old, self.new)[side][at]
        return self.names[side][at], entry.tier if tiers else ""

    def _by_name_in_blocks(self, tiers: bool, *, exact: bool) -> None:
        """Pair names in aligned blocks, in the same place or, unless ``exact``, in one that is the same in part.

        An industry that another city is given is another entry.
        """

        def keys(at: int, entry: Industry) -> list[tuple[int, str, str, str]]:
            own = self._key(0, at, tiers)
            beside = sorted(self._beside_block(entry))
            if exact:
                return [(block, entry.region, *own) for block in beside]
            return [
                (block, region, *own)
                for block in beside
                for region in self.regions.get(block, ())
                if _same_place(entry.region, region)
            ]

        self.matching.by_key(
            ((at, keys(at, entry)) for at, entry in enumerate(self.old) if at not in self.matching),
            (
                (at, (entry.block, entry.region, *self._key(1, at, tiers)))
                for at, entry in enumerate(self.new)
                if at not in self.matching.taken
            ),
        )

    def _by_name_in_sections(self, tiers: bool, *, whole: bool) -> None:
        """Pair names in aligned sections; with ``whole`` in those outermost sections that are aligned."""

        def path(section: str) -> str:
            return section.partition("/")[0] if whole else section

        self.matching.by_key(
            (
                (
                    at,
                    [
                        (each, entry.region, *self._key(0, at, tiers))
                        for each in sorted(self.beside.sections.get(path(entry.section), ()))
                    ],
                )
                for at, entry in enumerate(self.old)
                if at not in self.matching
            ),
            (
                (at, (path(entry.section), entry.region, *self._key(1, at, tiers)))
                for at, entry in enumerate(self.new)
                if at not in self.matching.taken
            ),
        )

    def _by_name_in_region(self, tiers: bool) -> None:
        self.matching.by_key(
            (
                (at, [(entry.region, *self._key(0, at, tiers))])
                for at, entry in enumerate(self.old)
                if at not in self.matching
            ),
            (
                (at, (entry.region, *self._key(1, at, tiers)))
                for at, entry in enumerate(self.new)
                if at not in self.matching.taken
            ),
        )

    def _beside_block(self, entry: Industry) -> frozenset[int]:
        return self.beside.blocks.get(entry.block, frozenset())

    def _beside_section(self, entry: Industry) -> list[str]:
        return sorted(self.beside.sections.get(entry.section, ()))

    def _renamed(self, *, aligned: bool) -> None:
        """Pair what is left where name or place tells of one industry under two names."""
        groups: dict[str, list[int]] = defaultdict(list)
        for at, entry in enumerate(self.new):
            if at not in self.matching.taken:
                groups[entry.section if aligned else entry.region].append(at)
        waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, entry in enumerate(self.old):
            if at not in self.matching:
                keys = self._beside_section(entry) if aligned else [entry.region]
                waiting[tuple(keys)].append(at)
        for places, entries in waiting.items():
            candidates = sorted({at for place in places for at in groups.get(place, ())})
            self.matching.by_score(entries, candidates, self._score, _NEAR if aligned else _FAR)

    def _score(self, first: int, second: int) -> float:
        """Return how surely two names are of one industry: 1 by the lexicon, less by likeness and by place."""
        old, new = self.old[first], self.new[second]
        if not _same_place(old.region, new.region):
            return 0.0
        name, other = self.names[0][first], self.names[1][second]
        near = 0.02 * (_is_title(old) == _is_title(new)) + 0.01 * (old.tier == new.tier)
        relation = self.lexicon.relation(old.name, new.name)
        if relation == "alias" or _JOINT.sub("和", name) == _JOINT.sub("和", other):
            return 1.0 + near
        alike = likeness(name, other) if min(len(name), len(other)) > _SHORT else 0.0
        if set(_parts(name)) & set(_parts(other)):
            return max(0.7, alike) + near
        if name in other or other in name:
            return max(_FAR, alike) + near
        if relation:
            return max(0.55, alike) + near
        same_place = self.beside.block_pair(old.block, new.block) and _is_title(old) and _is_title(new)
        if same_place and self.beside.similarity[old.block, new.block] >= _SAME_BODY:
            return max(_NEAR, alike)
        return alike

    def change(self, first: int | None, second: int | None) -> IndustryChange:
        """Return the change that a pair, or an entry left over, amounts to."""
        old = self.old[first] if first is not None else None
        new = self.new[second] if second is not None else None
        if old is None or new is None:
            side, at = (0, first) if first is not None else (1, second)
            return IndustryChange("removed" if old else "added", old, new, self._elsewhere(side, at or 0))
        if self.names[0][first or 0] != self.names[1][second or 0]:
            return IndustryChange("renamed", old, new, self._renaming(old, new))
        if old.tier != new.tier:
            return IndustryChange("retiered", old, new, self._retiering(old, new))
        return IndustryChange("kept", old, new)

    def _renaming(self, old: Industry, new: Industry) -> Evidence:
        relation = self.lexicon.relation(old.name, new.name)
        common = [part for part in _parts(fold(old.name)) if part in _parts(fold(new.name))]
        if relation in ("alias", "broader", "narrower"):
            told: Clue = (relation, ())
        elif common:
            told = ("shared", (common[0],))
        elif (shorter := min(old.name, new.name, key=len)) in old.name and shorter in new.name:
            told = ("shared", (shorter,))
        else:
            told = ("alike" if likeness(fold(old.name), fold(new.name)) >= _NEAR else "place", ())
        return (told, *self._retiering(old, new)) if old.tier != new.tier else (told,)

    def _retiering(self, old: Industry, new: Industry) -> Evidence:
        before, after = self.lexicon.tier_rank(old.tier), self.lexicon.tier_rank(new.tier)
        code = "tier"
        if before is not None and after is not None and before != after:
            code = "tier-up" if after < before else "tier-down"
        return ((code, (old.tier, new.tier)),)

    def _elsewhere(self, side: int, at: int) -> Evidence:
        """Say where the other document names the industry all the same."""
        here, other = (self.old, self.new) if side == 0 else (self.new, self.old)
        found = self.standing[1 - side].get(self.lexicon.canonical(here[at].name), ())
        places = list(dict.fromkeys((other[index].section, other[index].region) for index in found))
        if not places:
            return ()
        code = "still" if side == 0 else "before"
        more = "-more" if len(places) > _MOST_PLACES else ""
        return ((code + more, tuple(name for place in places[:_MOST_PLACES] for name in place)),)


def _same_place(first: str, second: str) -> bool:
    """Say whether two regions, ``""`` for none, are the same or have a place in common (甲市, 甲市、乙市)."""
    if not first or not second or first == second:
        return True
    return not _places(first).isdisjoint(_places(second))


def _places(region: str) -> set[str]:
    return {part.rstrip("市县区") or part for part in _SEVERAL.split(fold(region))}


def _is_title(entry: Industry) -> bool:
    """Say whether an entry is a title: it stands at the start of its block."""
    return entry.span[0] <= 12


def _parts(name: str) -> list[str]:
    """Return the parts of a name that 和 or 与 joins, long enough to tell something."""
    return [part for part in _JOINT.split(name) if len(part) >= 2]

"""What became of each note on responsible units, for the aligned pair of sections."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from comparators.facts.fact_changes_beside import Beside, Matching, in_order
from comparators.facts.model import Responsibility, ResponsibilityChange
from comparators.folding import fold
from comparators.lexicon import Lexicon


def responsibility_changes(
    old: Sequence[Responsibility], new: Sequence[Responsibility], beside: Beside, lexicon: Lexicon
) -> tuple[ResponsibilityChange, ...]:
    """Return one change for each note of both documents; each note stands in exactly one.

    A unit and the one that took its place (浙江银保监局, 浙江金融监管局) count as the same. Of an added or a
    removed note every unit is added or removed.
    """
    matching = _pair(old, new, beside)

    def change(first: int | None, second: int | None) -> ResponsibilityChange:
        before = old[first] if first is not None else None
        after = new[second] if second is not None else None
        if before is None or after is None:
            return ResponsibilityChange("removed" if before else "added", before, after, _units(after), _units(before))
        return compare_notes(before, after, lexicon)

    return in_order(len(old), len(new), matching, change)


def compare_notes(old: Responsibility, new: Responsibility, lexicon: Lexicon) -> ResponsibilityChange:
    """Return what changed between two notes on one task: a new lead first, then units added, then removed."""
    if (old.lead, old.others) == (new.lead, new.others):
        return ResponsibilityChange("kept", old, new)
    before = {_identity(unit, lexicon): unit for unit in _units(old)}
    after = {_identity(unit, lexicon): unit for unit in _units(new)}
    added = tuple(unit for identity, unit in after.items() if identity not in before)
    removed = tuple(unit for identity, unit in before.items() if identity not in after)
    if _identity(old.lead, lexicon) != _identity(new.lead, lexicon):
        return ResponsibilityChange("lead_changed", old, new, added, removed)
    if added:
        return ResponsibilityChange("units_added", old, new, added, removed)
    return ResponsibilityChange("units_removed" if removed else "kept", old, new, added, removed)


def _units(note: Responsibility | None) -> tuple[str, ...]:
    return (note.lead, *note.others) if note is not None else ()


def _identity(unit: str, lexicon: Lexicon) -> str:
    """Return what two names of one unit have in common."""
    return fold(lexicon.current_unit(unit))


def _pair(old: Sequence[Responsibility], new: Sequence[Responsibility], beside: Beside) -> Matching:
    """Pair the notes of aligned sections, first those whose blocks are aligned too, then in order."""
    matching = Matching()

    def places(note: Responsibility, blocks: bool) -> list[Hashable]:
        sections = sorted(beside.sections.get(note.section, ()))
        if not blocks:
            return list(sections)
        return [(path, block) for path in sections for block in sorted(beside.blocks.get(note.block, ()))]

    for blocks in (True, False):
        matching.by_key(
            ((at, places(note, blocks)) for at, note in enumerate(old)),
            ((at, (note.section, note.block) if blocks else note.section) for at, note in enumerate(new)),
        )
    return matching

"""Scoring of facts found against facts worked out by hand, for the gold and for the made-up texts alike.

A target is found where section, subject, value and unit agree. Width, white space and quotation marks do not
count in a subject. An optional fact is neither wanted nor wrong; ``also`` gives other subjects that are right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from comparators.facts.model import Responsibility, Target
from comparators.folding import fold

FIELDS = ("kind", "comparator", "deadline")


@dataclass
class Score:
    """Counts of facts found rightly, missed and invented, and of their fields."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    fields_right: int = 0
    fields_wrong: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Return the F1 of the facts found."""
        total = 2 * self.right + len(self.missed) + len(self.invented)
        return 2 * self.right / total if total else 1.0

    @property
    def field_accuracy(self) -> float:
        """Return the share of right fields among the facts found."""
        total = self.fields_right + len(self.fields_wrong)
        return self.fields_right / total if total else 1.0

    def __iadd__(self, other: Score) -> Score:
        self.right += other.right
        self.missed += other.missed
        self.invented += other.invented
        self.fields_right += other.fields_right
        self.fields_wrong += other.fields_wrong
        return self


def plain(text: str) -> str:
    """Return ``text`` without what does not count: width, spaces, quotation marks."""
    return fold(text).replace('"', "").replace("'", "")


def score_targets(found: Sequence[Target], wanted: Sequence[dict[str, Any]]) -> Score:
    """Compare ``found`` with ``wanted`` (entries as in the gold)."""
    score = Score()
    open_ones = list(wanted)
    # What is wanted takes its match before what is optional does.
    open_ones.sort(key=lambda entry: bool(entry.get("optional")))
    left: list[Target] = []
    for target in found:
        entry = next((entry for entry in open_ones if _agrees(target, entry)), None)
        if entry is None:
            left.append(target)
            continue
        open_ones.remove(entry)
        if entry.get("optional"):
            continue
        score.right += 1
        for name in FIELDS:
            if name in entry.get("loose", ()):
                continue
            if getattr(target, name) == entry[name]:
                score.fields_right += 1
            else:
                score.fields_wrong.append(f"{name} {getattr(target, name)!r} for {entry[name]!r}: {_shown(target)}")
    score.missed = [
        f"{entry['section']} {entry['subject']} {entry['value']} {entry['unit']}"
        for entry in open_ones
        if not entry.get("optional")
    ]
    score.invented = [_shown(target) for target in left]
    return score


def _shown(target: Target) -> str:
    return f"{target.section} {target.subject} {target.value} {target.unit}"


def _agrees(target: Target, entry: dict[str, Any]) -> bool:
    subjects = [entry["subject"], *_also(entry)]
    return (
        target.section == entry["section"]
        and plain(target.value) == plain(entry["value"])
        and plain(target.unit) == plain(entry["unit"])
        and plain(target.subject) in [plain(subject) for subject in subjects]
    )


def _also(entry: dict[str, Any]) -> list[str]:
    also = entry.get("also", [])
    return [also["subject"]] if isinstance(also, dict) else list(also)


def score_responsibilities(found: Sequence[Responsibility], wanted: Sequence[Sequence[str]]) -> Score:
    """Compare notes with lists of section, lead and others."""
    shown = [" ".join((note.section, note.lead, *note.others)) for note in found]
    expected = [" ".join(note) for note in wanted]
    score = Score()
    for note in shown:
        if note in expected:
            expected.remove(note)
            score.right += 1
        else:
            score.invented.append(note)
    score.missed = expected
    return score


def entry_of(row: Sequence[Any]) -> dict[str, Any]:
    """Return a row of a made-up text (kind, subject, value, unit, comparator, year or 0, section, remarks) as an entry.

    Remarks are ``optional``, ``deadline-optional``, ``kind-optional``, or other right subjects joined by ``|``.
    """
    kind, subject, value, unit, comparator, deadline, section, *remarks = row
    loose = [remark.removesuffix("-optional") for remark in remarks if remark.endswith("-optional")]
    also = [name for remark in remarks if not remark.endswith("optional") for name in remark.split("|")]
    return {
        "kind": kind,
        "subject": subject,
        "value": value,
        "unit": unit,
        "comparator": comparator,
        "deadline": deadline or None,
        "section": section,
        "optional": "optional" in remarks,
        "also": also,
        "loose": loose,
    }

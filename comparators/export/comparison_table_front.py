"""What stands before and after the rows of a 修改对照表: its title, the opening summary, the standing notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from comparators.comparison import Comparison
from comparators.document import Document
from comparators.export.comparison_table_listing import Listing
from comparators.export.comparison_table_options import TableOptions
from comparators.export.phrases import industry_effect, is_change, target_effects, target_figures, target_label
from comparators.facts.model import TargetChange
from comparators.messages import Language, say
from comparators.review.annotations import SIDES

_KINDS = ("changed", "added", "removed", "moved", "split", "merged")
_TARGETS = ("raised", "lowered", "postponed", "advanced", "changed", "added", "removed")
_UNITS = ("lead_changed", "units_added", "units_removed", "added", "removed")
_ONE_LINE = 60  # code points
_MOST_TARGETS = 20  # rows of the table of targets before the rest is only counted


@dataclass(frozen=True, slots=True)
class SmallTable:
    """A small table of the opening summary: its heads, its rows, what is said under it (``""`` for nothing)."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def document_name(document: Document) -> str:
    """Return a document's title on one line, its file's name where it has none."""
    return " ".join(document.title.split()) or PurePath(document.path.replace("\\", "/")).stem


def quoted_title(name: str, language: Language) -> str:
    """Return a document's name in book title marks; those inside it become single ones (GB/T 15834-2011, 4.15)."""
    if language == "en":
        return name
    inner = name.replace("《", "〈").replace("》", "〉")
    return f"《{inner}》"


def drafts(comparison: Comparison, language: Language) -> list[str]:
    """Return the line, or two where one is too long, that says which drafts are compared."""
    documents = (comparison.old, comparison.new)
    names = [quoted_title(document_name(each), language) for each in documents]
    files = [PurePath(each.path.replace("\\", "/")).name for each in documents]
    if names[0] == names[1] and files[0] != files[1]:
        names = [
            say("table-draft-file", language, name=name, file=file) for name, file in zip(names, files, strict=True)
        ]
    lines = [say(f"table-draft-{side}", language, name=name) for side, name in zip(SIDES, names, strict=True)]
    return lines if sum(map(len, lines)) > _ONE_LINE else [("　　" if language == "zh" else "    ").join(lines)]


def table_title(comparison: Comparison, options: TableOptions) -> str:
    """Return the title of the table."""
    name = document_name(comparison.new)
    return options.title or say("table-title", options.language, name=quoted_title(name, options.language))


def opening(comparison: Comparison, found: Listing, options: TableOptions) -> list[str]:
    """Return the sentences that open the table: what changed, counted, and how many entries follow."""
    language = options.language
    changes = [row for row in comparison.rows if is_change(row)]
    if not changes:
        return [say("table-nothing", language)]
    kinds = Counter[str](row.kind for row in changes)
    clauses = [
        say("table-clauses-counted", language, total=len(changes), parts=_parts("kind", _KINDS, kinds, language)),
        *_fact_counts(comparison, language),
    ]
    sentences = [say("table-sentence", language, text=say("table-clause-joiner", language).join(clauses))]
    listed = len(found.entries)
    if found.replaced and options.rows == "changed":
        sentences.append(say("table-listed-replaced", language, replaced=found.replaced, count=listed))
    elif listed != len(changes):
        sentences.append(say("table-listed", language, count=listed))
    return [say("table-sentence-joiner", language).join(sentences)]


def _fact_counts(comparison: Comparison, language: Language) -> list[str]:
    changes = comparison.changes
    labels = (target_label(each).removeprefix("target-") for each in changes.targets)
    counted = (
        ("industries", "industry", ("added", "removed", "renamed", "retiered"), [e.change for e in changes.industries]),
        ("targets", "target", _TARGETS, labels),
        ("units", "responsibility", _UNITS, [e.change for e in changes.responsibilities]),
    )
    clauses = []
    for name, prefix, kinds, values in counted:
        counts = Counter(values)
        if parts := _parts(prefix, kinds, counts, language):
            clauses.append(say(f"table-{name}-counted", language, parts=parts))
        elif counts:
            clauses.append(say(f"table-{name}-same", language))
    return clauses


def _parts(prefix: str, kinds: Sequence[str], counts: Counter[str], language: Language) -> str:
    join = say("joiner", language).join
    unit = "table-part-case" if prefix in ("kind", "responsibility") else "table-part-item"
    named = ((say(f"{prefix}-{kind}", language), counts[kind]) for kind in kinds if counts[kind])
    return join(say(unit, language, name=name, count=count) for name, count in named)


def industry_table(comparison: Comparison, language: Language) -> SmallTable | None:
    """Return the table of industries: kind of change, how many, which; ``None`` where nothing changed."""
    rows = []
    for kind in ("added", "removed", "renamed", "retiered"):
        found = Counter(
            industry_effect(each, language) for each in comparison.changes.industries if each.change == kind
        )
        if found:
            names = [
                text if count == 1 else say("summary-times", language, text=text, count=count)
                for text, count in found.items()
            ]
            joined = say("joiner" if kind in ("added", "removed") else "table-clause-joiner", language).join(names)
            rows.append((say(f"industry-{kind}", language), str(found.total()), joined))
    heads = tuple(say(f"table-head-{name}", language) for name in ("industry-change", "count", "industries"))
    return SmallTable(heads, tuple(rows)) if rows else None


def target_table(comparison: Comparison, language: Language) -> SmallTable | None:
    """Return the table of targets, those raised and lowered first; ``None`` where nothing changed."""
    changes = [each for each in comparison.changes.targets if each.change != "kept"]
    if not changes:
        return None
    changes.sort(key=lambda each: _TARGETS.index(target_label(each).removeprefix("target-")))
    rows = tuple(_target_row(each, language) for each in changes[:_MOST_TARGETS])
    names = ("target-change", "subject", "old", "new", "effect", "section")
    more = len(changes) - len(rows)
    note = say("table-more-targets", language, count=more) if more else ""
    return SmallTable(tuple(say(f"table-head-{name}", language) for name in names), rows, note)


def _target_row(change: TargetChange, language: Language) -> tuple[str, ...]:
    target = change.new or change.old
    old, new = target_figures(change, language)
    section = (target.section if target else "") or say("section-none", language)
    subject = target.subject if target else ""
    if change.old and change.new and old == new and change.old.subject != change.new.subject:
        subject = f"{change.old.subject} → {change.new.subject}"
    return (
        say(target_label(change), language),
        subject,
        old,
        new,
        target_effects(change, language) or "—",
        section,
    )


def closing_notes(comparison: Comparison, found: Listing, options: TableOptions, outside: int) -> list[str]:
    """Return the standing notes: wordings replaced all through, small differences, remarks on what is not listed."""
    language = options.language
    tail = say("table-not-listed" if options.rows == "changed" else "table-is-listed", language)
    notes = []
    for each in comparison.replacements:
        code = "table-replaced" if each.new else "table-dropped"
        notes.append(say(code, language, old=each.old, new=each.new, count=each.count, tail=tail))
    if found.minor:
        notes.append(say("table-minor-counted", language, count=found.minor, tail=tail))
    if found.spaced:
        notes.append(say("table-spaced-counted", language, count=found.spaced))
    if outside:
        notes.append(say("table-remarks-outside", language, count=outside))
    return notes

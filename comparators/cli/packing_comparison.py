"""Whole comparisons as plain tuples, which :mod:`marshal` passes on at once, and back again."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any

from comparators.cli.packing import (
    pack_all,
    pack_changes,
    pack_document,
    pack_facts,
    unpack_all,
    unpack_changes,
    unpack_document,
    unpack_facts,
)
from comparators.comparison import Comparison, Row
from comparators.document import Problem
from comparators.options import CompareOptions
from comparators.wording.model import Edit, Replacement

_EDIT = attrgetter(*(each.name for each in fields(Edit)))
_ROW = attrgetter(*(each.name for each in fields(Row) if each.name != "edits"))


def pack_comparison(comparison: Comparison) -> tuple[Any, ...]:
    """Return a comparison as tuples, without its options."""
    old, new = comparison.old_facts, comparison.new_facts
    return (
        pack_document(comparison.old),
        pack_document(comparison.new),
        [(*_ROW(row), [_EDIT(edit) for edit in row.edits]) for row in comparison.rows],
        pack_facts(old),
        pack_facts(new),
        pack_changes(comparison.changes, old, new),
        pack_all(Replacement, comparison.replacements),
        pack_all(Problem, comparison.problems),
    )


def unpack_comparison(packed: tuple[Any, ...], options: CompareOptions) -> Comparison:
    """Return the comparison of :func:`pack_comparison`, which was made with ``options``."""
    old, new, rows, old_facts, new_facts, changes, replacements, problems = packed
    facts = unpack_facts(old_facts), unpack_facts(new_facts)
    edit, row = Edit, Row
    return Comparison(
        unpack_document(old),
        unpack_document(new),
        options,
        tuple(
            row(name, kind, a, b, by, how_near, tuple(edit(*values) for values in edits), noise, substance)
            for name, kind, a, b, by, how_near, noise, substance, edits in rows
        ),
        *facts,
        unpack_changes(changes, *facts),
        unpack_all(Replacement, replacements),
        unpack_all(Problem, problems),
    )

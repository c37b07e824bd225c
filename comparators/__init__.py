"""Duigao's engine: two drafts in, what changed out. No window, no network.

The whole library in four lines::

    from comparators import compare, load

    comparison = compare(load("征求意见稿.docx"), load("正式稿.docx"))
    for row in comparison.rows:
        print(row.kind, [comparison.new.blocks[index].text for index in row.new])

Everything that can go wrong with a file is a :class:`DuigaoError` with one sentence for its reader
(:func:`error_text`). The values are frozen; offsets count Unicode code points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from comparators.comparison import Comparison, Row, compare
    from comparators.document import Block, Comment, Document, Problem, Section, Source
    from comparators.errors import Cancelled, DuigaoError, InputError, OutputError, UsageError
    from comparators.facts.model import FactChanges, PolicyFacts
    from comparators.lexicon import Lexicon, load_lexicon
    from comparators.messages import error_text, problem_text
    from comparators.options import CompareOptions, LoadLimits
    from comparators.work import Work

# Each public name and the module it lives in: imported when first asked for, so that importing the package costs
# nothing and the command line starts at once.
_HOMES = {
    "Block": "document",
    "Cancelled": "errors",
    "Comment": "document",
    "CompareOptions": "options",
    "Comparison": "comparison",
    "Document": "document",
    "DuigaoError": "errors",
    "FactChanges": "facts.model",
    "InputError": "errors",
    "Lexicon": "lexicon",
    "LoadLimits": "options",
    "OutputError": "errors",
    "PolicyFacts": "facts.model",
    "Problem": "document",
    "Row": "comparison",
    "Section": "document",
    "Source": "document",
    "UsageError": "errors",
    "Work": "work",
    "compare": "comparison",
    "error_text": "messages",
    "load_lexicon": "lexicon",
    "problem_text": "messages",
}

__all__ = [
    "Block",
    "Cancelled",
    "Comment",
    "CompareOptions",
    "Comparison",
    "Document",
    "DuigaoError",
    "FactChanges",
    "InputError",
    "Lexicon",
    "LoadLimits",
    "OutputError",
    "PolicyFacts",
    "Problem",
    "Row",
    "Section",
    "Source",
    "UsageError",
    "Work",
    "compare",
    "error_text",
    "inspect",
    "load",
    "load_lexicon",
    "problem_text",
]


def load(path: str | Path, limits: LoadLimits | None = None, work: Work | None = None) -> Document:
    """Read a file of any known format (recognised by its content) and return it with its tree of sections.

    Raises :class:`InputError` where the file cannot be read, :class:`Cancelled` once ``work`` says so. What was
    dropped or guessed on the way is in ``Document.problems``.
    """
    from comparators.loading import load_file
    from comparators.options import LoadLimits
    from comparators.structure import build_structure
    from comparators.work import IDLE

    return build_structure(load_file(path, limits or LoadLimits(), work or IDLE))


def inspect(document: Document, lexicon: Lexicon | None = None) -> PolicyFacts:
    """Return the industries, targets, list counts and responsible units that a document names."""
    from comparators.facts import extract_facts
    from comparators.lexicon import load_lexicon

    return extract_facts(document, lexicon or load_lexicon())


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"comparators.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'comparators' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

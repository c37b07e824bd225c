"""The words that a person reads, in Chinese (the default) and in English, from ``resources/messages/*.toml``.

Each entry is a table with the keys ``zh`` and ``en``; placeholders are written ``{name}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, cast

from comparators.document import Problem
from comparators.errors import DuigaoError
from comparators.files import RESOURCES
from comparators.kept import read_tables

Language = Literal["zh", "en"]


@cache
def _catalogue() -> Mapping[str, Mapping[str, str]]:
    entries: dict[str, Mapping[str, str]] = {}
    for table in read_tables(RESOURCES / "messages").values():
        entries.update(cast("dict[str, dict[str, str]]", table))
    return entries


def known(code: str) -> bool:
    """Say whether the catalogue has an entry named ``code``."""
    return code in _catalogue()


def say(code: str, language: Language = "zh", **params: str | int) -> str:
    """Return the sentence ``code`` in ``language`` with its placeholders filled; ``KeyError`` if there is none."""
    return _catalogue()[code][language].format_map(params)


def problem_text(problem: Problem, language: Language = "zh") -> str:
    """Return what a problem says."""
    return say(problem.code, language, **dict(problem.params))


def error_text(error: DuigaoError, language: Language = "zh") -> str:
    """Return what a failure says: what is wrong with which file, and what to do."""
    return say(error.code, language, **error.params)

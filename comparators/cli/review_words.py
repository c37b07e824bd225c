"""The words of the review commands alone: the whole catalogue takes longer to read than adding an annotation."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comparators.messages import Language

_ENTRIES = Path(__file__).resolve().parents[2] / "resources" / "messages" / "review.toml"


def words(language: Language) -> Callable[..., str]:
    """Return the function that says an entry of ``resources/messages/review.toml`` in ``language``."""
    entries = tomllib.loads(_ENTRIES.read_text(encoding="utf-8"))

    def say(code: str, **params: str | int) -> str:
        return str(entries[code][language]).format_map(params)

    return say

"""The window's words: Chinese where they are used, their English in ``resources/translations/en.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from comparators.files import resource

if TYPE_CHECKING:
    from comparators.messages import Language


@cache
def _english() -> Mapping[str, str]:
    return tomllib.loads(resource("translations", "en.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Words:
    """Says things in one language. ``words("移自 {section}", section="二/（一）")``.

    A text without an English entry is shown in Chinese; a test sees to it that there is none.
    """

    language: Language = "zh"

    def __call__(self, text: str, /, **params: str | int) -> str:
        """Return ``text`` in this language with its placeholders filled."""
        if self.language != "zh":
            text = _english().get(text, text)
        return text.format_map(params) if params else text

"""A progress bar on standard error, where that is a terminal; elsewhere nothing."""

from __future__ import annotations

import sys
import time
import unicodedata
from types import TracebackType

from comparators.messages import Language, known, say

_WIDTH = 24
_FIRST_AFTER = 0.4  # seconds: short work shows no bar at all
_EVERY = 0.1


class Progress:
    """Draws one line again and again, and wipes it away when left."""

    def __init__(self, language: Language, quiet: bool) -> None:
        self._language = language
        self._stream = sys.stderr
        self._on = not quiet and self._stream is not None and self._stream.isatty()
        self._next = time.monotonic() + _FIRST_AFTER
        self._drawn = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            self._put("\r" + " " * self._drawn + "\r")

    def __call__(self, stage: str, fraction: float) -> None:
        """Show how far ``stage`` is (0 to 1)."""
        now = time.monotonic()
        if not self._on or now < self._next:
            return
        self._next = now + _EVERY
        done = round(min(max(fraction, 0.0), 1.0) * _WIDTH)
        name = say(stage, self._language) if known(stage) else stage
        line = f"{name} [{'#' * done}{'.' * (_WIDTH - done)}] {fraction:4.0%}"
        columns = sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in line)
        rest = " " * max(0, self._drawn - columns)
        self._drawn = max(self._drawn, columns)  # before it is drawn: an interrupt may come in the middle
        self._put("\r" + line + rest)

    def _put(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            self._on = False

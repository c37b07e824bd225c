"""Ctrl-C and a request to terminate: stop at once, but never in the middle of putting a file in place."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts:
    """While entered, SIGINT and SIGTERM raise ``KeyboardInterrupt``; inside :meth:`held` they wait for its end."""

    def __init__(self) -> None:
        self._asked = False
        self._held = False
        self._before: dict[int, Any] = {}
        self._hook = sys.unraisablehook

    def asked(self) -> bool:
        """Say whether the person has asked to stop: what long work polls."""
        return self._asked

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let what stands inside come to its end, then stop if that was asked for meanwhile."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._asked:
            raise KeyboardInterrupt

    def __enter__(self) -> Interrupts:
        if threading.current_thread() is threading.main_thread():
            for number in _SIGNALS:
                self._before[number] = signal.signal(number, self._handle)
            sys.unraisablehook = self._unraisable
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            # Once one was asked for, a second one must not disturb the last words.
            signal.signal(number, signal.SIG_IGN if self._asked else handler)
        if self._before:
            sys.unraisablehook = self._hook

    def _handle(self, number: int, frame: FrameType | None) -> None:
        again = self._asked
        self._asked = True
        if again or not self._held:
            raise KeyboardInterrupt

    def _unraisable(self, event: Any) -> None:
        """Swallow an interrupt that fell into a finaliser: the next poll of :meth:`asked` stops the work."""
        if not issubclass(event.exc_type, KeyboardInterrupt):
            self._hook(event)

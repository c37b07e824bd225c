"""Progress and cancellation of long work, handed down through the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from comparators.errors import Cancelled

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Work:
    """What a long stage reports to and asks.

    ``progress(stage, fraction)`` is told the stage's name (a key of the message catalogue) and how far it is, 0 to
    1; ``cancelled()`` is polled, and once it answers true the stage raises :class:`comparators.errors.Cancelled`.
    """

    progress: Callable[[str, float], None] | None = None
    cancelled: Callable[[], bool] | None = None

    def step(self, stage: str, fraction: float) -> None:
        """Report ``fraction`` of ``stage`` and stop here if the person asked to."""
        if self.cancelled is not None and self.cancelled():
            raise Cancelled
        if self.progress is not None:
            self.progress(stage, fraction)

    def over(self, stage: str, items: Iterable[T], total: int, every: int = 64) -> Iterator[T]:
        """Yield ``items``, reporting once for each ``every`` of the ``total``."""
        for done, item in enumerate(items):
            if done % every == 0:
                self.step(stage, done / total if total else 1.0)
            yield item


IDLE = Work()

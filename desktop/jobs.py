"""Long work off the window's thread: progress, cancel, a newer request replaces an older one, late results dropped."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from comparators.errors import Cancelled, DuigaoError
from comparators.work import Work


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job failed: an error that a person can be told, or a defect with its ``details`` to copy."""

    error: DuigaoError | None
    details: str


@dataclass(slots=True)
class _Job:
    """One job under way, and whom to tell what."""

    token: int
    channel: str
    stop: threading.Event
    done: Callable[[Any], None]
    failed: Callable[[Failure], None]
    progress: Callable[[str, float], None] | None
    dropped: Callable[[], None] | None


class Jobs(QObject):
    """Runs functions in the background, one at a time on each channel.

    The runner owns the signals that workers emit, so they outlive every worker; results come back on the window's
    thread. Starting a job on a channel cancels the one before, and what that one still delivers is dropped.
    """

    started = Signal(str)
    progressed = Signal(str, str, float)
    finished = Signal(str)
    _result = Signal(int, object)
    _failure = Signal(int, object)
    _step = Signal(int, str, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._jobs: dict[int, _Job] = {}
        self._next = 0
        self._result.connect(self._deliver)
        self._failure.connect(self._deliver_failure)
        self._step.connect(self._deliver_step)

    def run(
        self,
        channel: str,
        function: Callable[[Work], Any],
        done: Callable[[Any], None],
        failed: Callable[[Failure], None],
        progress: Callable[[str, float], None] | None = None,
        dropped: Callable[[], None] | None = None,
    ) -> None:
        """Run ``function(work)`` in the background and call ``done`` or ``failed`` on the window's thread.

        ``dropped`` is called instead where the job is cancelled or replaced: to let go of what was held for it.
        """
        self.cancel(channel)
        self._next += 1
        job = _Job(self._next, channel, threading.Event(), done, failed, progress, dropped)
        self._jobs[job.token] = job
        self.started.emit(channel)
        self._pool.start(_Runner(job.token, function, job.stop, self._result, self._failure, self._step))

    def cancel(self, channel: str) -> bool:
        """Ask the channel's job to stop; say whether there was one. Its result will be dropped."""
        found = [job for job in self._jobs.values() if job.channel == channel]
        for job in found:
            job.stop.set()
            del self._jobs[job.token]
            if job.dropped is not None:
                job.dropped()
            self.finished.emit(channel)
        return bool(found)

    def busy(self, *channels: str) -> bool:
        """Say whether a job is under way on one of ``channels``, or on any where none is named."""
        return any(not channels or job.channel in channels for job in self._jobs.values())

    def shut_down(self, wait: int = 5_000) -> bool:
        """Cancel everything and wait up to ``wait`` milliseconds; say whether all work has ended."""
        for job in list(self._jobs.values()):
            self.cancel(job.channel)
        return self._pool.waitForDone(wait)

    def _deliver(self, token: int, result: object) -> None:
        job = self._jobs.pop(token, None)
        if job is not None:
            self.finished.emit(job.channel)
            job.done(result)

    def _deliver_failure(self, token: int, failure: object) -> None:
        job = self._jobs.pop(token, None)
        if job is not None:
            self.finished.emit(job.channel)
            assert isinstance(failure, Failure)  # noqa: S101
            job.failed(failure)

    def _deliver_step(self, token: int, stage: str, fraction: float) -> None:
        job = self._jobs.get(token)
        if job is not None:
            self.progressed.emit(job.channel, stage, fraction)
            if job.progress is not None:
                job.progress(stage, fraction)


class _Runner(QRunnable):
    """Runs one function on a pool thread and emits what comes of it through signals that the runner owns."""

    def __init__(
        self,
        token: int,
        function: Callable[[Work], Any],
        stop: threading.Event,
        result: Any,
        failure: Any,
        step: Any,
    ) -> None:
        super().__init__()
        self._token, self._function, self._stop = token, function, stop
        self._result, self._failure, self._step = result, failure, step

    def run(self) -> None:
        """Do the work; what is raised comes back as a :class:`Failure`, a cancelled job brings nothing back."""
        work = Work(lambda stage, fraction: self._step.emit(self._token, stage, fraction), self._stop.is_set)
        try:
            outcome = self._function(work)
        except Cancelled:
            return
        except DuigaoError as error:
            self._failure.emit(self._token, Failure(error, traceback.format_exc()))
        except Exception:  # a defect: shown with details to copy, never silent
            self._failure.emit(self._token, Failure(None, traceback.format_exc()))
        else:
            self._result.emit(self._token, outcome)

"""Runs a command as a whole process and says how long it took and how much memory it needed at its peak."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Measure:
    """Seconds of wall and of processor time, and megabytes at the peak, of one run or of the median of several."""

    wall: float
    processor: float
    memory: float


@dataclass(frozen=True, slots=True)
class Failed:
    """A run that did not end well, with the last thing it said."""

    reason: str


def run(command: Sequence[str], limit: float = 900) -> Measure | Failed:
    """Run ``command`` once from start to end."""
    # Compiled modules are kept, as they are where the program is installed.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT, env=environment)
    assert process.stderr is not None
    said = process.stderr.read().decode("utf-8", "replace").strip()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        return Failed(said.splitlines()[-1][:90] if said else f"exit status {process.returncode}")
    if wall > limit:
        return Failed(f"took {wall:.0f} s")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Measure(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def in_turn(commands: Mapping[str, Sequence[str]], times: int) -> dict[str, Measure | Failed]:
    """Run each command twice to warm up and then all in turn, ``times`` times; return the medians."""
    results: dict[str, Measure | Failed] = {}
    runs: dict[str, list[Measure]] = {}
    for name, command in commands.items():
        run(command)  # keeps what it compiles, in two processes perhaps: the next run finds all of it
        first = run(command)
        if isinstance(first, Failed):
            results[name] = first
        else:
            runs[name] = []
    for _ in range(times):
        for name, measured in runs.items():
            each = run(commands[name])
            if isinstance(each, Failed):
                results[name] = each
            else:
                measured.append(each)
    for name, measured in runs.items():
        if name not in results:
            results[name] = Measure(
                median(each.wall for each in measured),
                median(each.processor for each in measured),
                max(each.memory for each in measured),
            )
    return {name: results[name] for name in commands}

"""How quick the real window is, on a screen (Xvfb's will do): ``python -m tests.benchmarks.window``.

Each figure comes from a process of its own. ``start``: from the process's start until the start page is painted.
``rows``: from choosing two files until rows are painted; ``panels``: until all else is too. ``wheel``, ``page``: one
step until painted. ``jump``: to any change until it is painted; ``lists``: until outline and list of changes have
followed. ``memory``: the largest resident size once all that was done.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.policy_text import as_docx, make_pair

SIZES = ((100_000, 300), (1_000_000, 1_000))
LIMITS = {
    "start s": 1.2,
    "rows s 100,000": 1.0,
    "wheel ms p99": 16.0,
    "page ms p99": 16.0,
    "longest pause ms": 50.0,
    "jump ms max": 50.0,
    "memory MB 100,000": 350.0,
    "memory MB 1,000,000": 700.0,
}
_PACE = 24  # milliseconds between two steps: a quick hand at the wheel


def main(arguments: list[str]) -> int:
    """Measure, print a table, and return 1 where a promise is not kept; as ``probe …`` be the process measured."""
    if arguments[:1] == ["probe"]:
        return _probe(arguments[1], arguments[2:])
    if "DISPLAY" not in os.environ:
        if shutil.which("xvfb-run") is None:
            print("window: no screen and no xvfb-run; install the package xvfb", file=sys.stderr)
            return 1
        screen = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"]
        return subprocess.call([*screen, sys.executable, "-m", "tests.benchmarks.window", *arguments])
    with tempfile.TemporaryDirectory() as folder:
        found = {"start": _measure("start", folder)}
        for characters, edits in SIZES:
            pair = make_pair(characters, edits)
            paths = []
            for name, draft in (("old", pair.old), ("new", pair.new)):
                path = Path(folder) / f"{name}-{characters}.docx"
                path.write_bytes(as_docx(draft))
                paths.append(str(path))
            found[f"{characters:,}"] = _measure("review", folder, *paths)
    kept = True
    for size, figures in found.items():
        for name, value in figures.items():
            limit = LIMITS.get(f"{name} {size}", LIMITS.get(name))
            kept &= limit is None or value <= limit
            print(f"{size:>10}  {name:<18}{value:>10.2f}" + (f"   (limit {limit:g})" if limit else ""))
    return 0 if kept else 1


def _measure(what: str, *arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.window", "probe", what, repr(time.time()), *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    figures: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return figures


def _probe(what: str, arguments: list[str]) -> int:
    began = float(arguments[0])
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from comparators.cli.service import Service
    from desktop.app import make_window
    from desktop.views.comparison_view import ComparisonView
    from desktop.views.start_page import StartPage

    application = QApplication([])
    seen = _seen(StartPage, ComparisonView)
    service = Service()
    window = make_window(Path(tempfile.mkdtemp(dir=arguments[1])), service=service)

    window.show()
    while not seen.get("StartPage"):
        application.processEvents()
    application.processEvents()
    figures = {"start s": time.time() - began}
    if what == "review":
        figures = _review(window, application, arguments[2:], QTest.qWait, seen)
    print(json.dumps(figures))
    window.close()
    service.stop()
    return 0


def _seen(*kinds: type) -> dict[str, float]:
    """Return when widgets of these kinds were last painted, with rows where they have any, by their names."""
    found: dict[str, float] = {}

    def watch(kind: Any) -> None:
        paint = kind.paintEvent

        def painted(self: Any, event: object) -> None:
            paint(self, event)
            if getattr(self, "rows", True):
                found[kind.__name__] = time.time()

        kind.paintEvent = painted

    for kind in kinds:
        watch(kind)
    return found


def _review(
    window: object, application: object, files: list[str], wait: Callable[[int], None], seen: dict[str, float]
) -> dict[str, float]:
    from desktop.views.into_sight import IntoSight

    view = window.workspace.view  # type: ignore[attr-defined]
    process = application.processEvents  # type: ignore[attr-defined]
    window.controller.warm_up()  # type: ignore[attr-defined]  # as the program does while the start page is looked at
    while window.controller.jobs.busy():  # type: ignore[attr-defined]
        wait(20)
    wait(2_000)  # a person takes longer to choose two files
    chosen = time.time()
    window.welcome.take_files(files)  # type: ignore[attr-defined]
    while "ComparisonView" not in seen:
        wait(2)
    figures = {"rows s": seen["ComparisonView"] - chosen, "rows, panels s": time.time() - chosen}
    wait(500)

    def timed(step: Callable[[], None], times: int) -> list[float]:
        taken = []
        for _ in range(times):
            at = time.perf_counter()
            step()
            process()
            taken.append((time.perf_counter() - at) * 1_000)
            wait(_PACE)
        return sorted(taken)

    wheel = timed(lambda: view.scroll_by(84), 300)
    page = timed(lambda: view.scroll_by(view.viewport().height() - 40), 200)
    items = window.presenter.items  # type: ignore[attr-defined]
    chance = random.Random(1)
    jump = timed(lambda: window.navigator.go_to_row(chance.choice(items).row), 100)  # type: ignore[attr-defined]
    figures["wheel ms p99"] = wheel[int(len(wheel) * 0.99) - 1]
    figures["page ms p99"] = page[int(len(page) * 0.99) - 1]
    figures["longest pause ms"] = max(wheel[-1], page[-1])
    figures["jump ms max"] = jump[-1]
    followers = window.findChildren(IntoSight)  # type: ignore[attr-defined]

    def jump_and_follow() -> None:
        window.navigator.go_to_row(chance.choice(items).row)  # type: ignore[attr-defined]
        while any(each.waiting for each in followers):
            process()

    figures["jump, lists ms max"] = timed(jump_and_follow, 100)[-1]
    figures["memory MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

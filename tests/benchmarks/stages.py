"""Where the time of one comparison goes, stage by stage, inside one process (processor seconds)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from comparators.compilations import kept_compilations
from comparators.document import Document


class Clock:
    """Collects how long each named stage took."""

    def __init__(self) -> None:
        self.laps: list[tuple[str, float]] = []

    @contextmanager
    def lap(self, name: str) -> Iterator[None]:
        start = time.process_time()
        yield
        self.laps.append((name, time.process_time() - start))


def stages(old: Path, new: Path) -> list[tuple[str, float]]:
    """Compare two files and return each stage with its seconds, in order."""
    clock = Clock()
    with kept_compilations():
        _stages(clock, old, new)
    return clock.laps


def _stages(clock: Clock, old: Path, new: Path) -> None:
    with clock.lap("import the engine"):
        from comparators import compare, inspect  # noqa: F401
        from comparators.alignment import align
        from comparators.comparison import Comparison
        from comparators.export.html import comparison_html
        from comparators.export.json import comparison_json
        from comparators.facts import Memory, extract_facts
        from comparators.lexicon import Lexicon, load_lexicon
        from comparators.loading import load_file
        from comparators.options import CompareOptions
        from comparators.structure import build_structure

        extract_facts(Document("", "txt"), Lexicon())
    with clock.lap("import the segmenter"):
        _segmenter()
    with clock.lap("read both files"):
        documents = [load_file(path) for path in (old, new)]
    with clock.lap("sections of both"):
        first, second = (build_structure(document) for document in documents)
    with clock.lap("read the lexicon"):
        lexicon = load_lexicon()
    memory = Memory()
    with clock.lap("facts of the first"):
        extract_facts(first, lexicon, memory)
    with clock.lap("facts of the second"):
        extract_facts(second, lexicon, memory)
    with clock.lap("alignment"):
        align(first, second, CompareOptions())
    with clock.lap("all of compare()"):
        comparison: Comparison = compare(first, second, lexicon=lexicon)
    renderers: tuple[tuple[str, Callable[[Comparison], bytes]], ...] = (
        ("JSON", comparison_json),
        ("page", comparison_html),
    )
    for name, render in renderers:
        with clock.lap(name):
            render(comparison)


def _segmenter() -> None:
    from comparators.wording.edits import WordDiffer
    from comparators.wording.segmenting import load_segmenter

    WordDiffer(frozenset()).edits((), ())
    load_segmenter()("推动未来产业发展")

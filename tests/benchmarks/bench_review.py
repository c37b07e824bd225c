"""How long a review of ten thousand annotations takes to open, list, add to and place anew, and how large its file is.

python -m tests.benchmarks.bench_review [--annotations 10000] [--characters 100000] [--times 5]

Whole processes are measured from outside (start of the interpreter included), the rest inside this one.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from comparators.review.anchors import HIGH_CONFIDENCE, make_anchor
from comparators.review.annotations import KINDS, Annotation
from comparators.review.drafts import keep_text, load_draft
from comparators.review.session import Session
from comparators.review.store import SourceFile
from tests.benchmarks.measure import Measure, in_turn
from tests.benchmarks.policy_text import make_pair

T = TypeVar("T")
LIMIT = 0.3
_AUTHORS = ("审稿人甲", "审稿人乙", "审稿人丙", "审稿人丁", "审稿人戊")


def main() -> int:
    """Measure, print a table, and return 1 where a promise is not kept."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--annotations", type=int, default=10_000)
    parser.add_argument("--characters", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "review.duigao"
        newer, texts = _make(path, given.characters, given.annotations)
        kept = _size(path, texts)
        kept &= _commands(path, given.times)
        _inside(path, newer)
    return 0 if kept else 1


def _make(path: Path, characters: int, annotations: int) -> tuple[SourceFile, int]:
    """Make a review over two drafts; return a third draft and how many bytes bodies and quotes have."""
    pair = make_pair(characters, max(10, characters // 300))
    old, new = (
        SourceFile(f"{name}.txt", "\n".join(each.text for each in side).encode())
        for name, side in (("old", pair.old), ("new", pair.new))
    )
    third = make_pair(characters, max(10, characters // 100))
    newer = SourceFile("newer.txt", "\n".join(each.text for each in third.new).encode())
    document = load_draft(new)
    choose = random.Random(1)
    made, texts = [], 0
    blocks = [block for block in document.blocks if len(block.text) > 20]
    for number in range(annotations):
        block = choose.choice(blocks)
        start = choose.randrange(len(block.text) - 10)
        end = min(len(block.text), start + choose.randrange(4, 40))
        anchor = make_anchor(document, "new", block.index, start, block.index, end, new.sha256[:16])
        body = f"建议与上位规划的表述保持一致，并核对第{number}条的数据来源。"
        texts += len(body.encode()) + len(anchor.quote.encode())
        made.append(Annotation("", choose.choice(KINDS), choose.choice(_AUTHORS), "", anchor=anchor, body=body))
    with Session.create(path, old, new, "审稿人甲") as session:
        keep_text(session.store, new.sha256, document)
        session.add_all(made)
    return newer, texts


def _size(path: Path, texts: int) -> bool:
    with Session.open(path, read_only=True) as session:
        sources = sum(len(session.source(side).data) for side in ("old", "new"))
    size, allowed = path.stat().st_size, 2 * sources + texts
    print(f"file {size:,} bytes; sources {sources:,}, bodies and quotes {texts:,}; allowed {allowed:,}")
    return size <= allowed


def _commands(path: Path, times: int) -> bool:
    duigao = [sys.executable, "-m", "comparators", "review"]
    commands = {
        "review list --kind --by --json": ["list", str(path), "--kind", "opinion", "--by", "审稿人丙", "--json"],
        "review list --text": ["list", str(path), "--text", "第999条"],
        "review add --text": ["add", str(path), "--text", "再加一条", "--quiet"],
        "review add --block": ["add", str(path), "--block", "5", "--text", "再加一条", "--quiet"],
    }
    kept = True
    print(f"{'whole process':36} {'seconds':>8} {'CPU s':>8}")
    results = in_turn({name: [*duigao, *arguments] for name, arguments in commands.items()}, times)
    for name, result in results.items():
        if isinstance(result, Measure):
            print(f"{name:36} {result.wall:8.3f} {result.processor:8.3f}")
            kept &= result.wall <= LIMIT
        else:
            print(f"{name:36} {result}")
            kept = False
    return kept


def _inside(path: Path, newer: SourceFile) -> None:
    print(f"{'inside':36} {'seconds':>8}")
    session = _timed("open", lambda: Session.open(path, "审稿人甲"))
    _timed("list all", session.annotations)
    _timed(
        "list filtered", lambda: session.annotations(lambda each: each.kind == "opinion" and each.author[-1] == "丙")
    )
    _timed("add one", lambda: session.add(Annotation("", "comment", "", "", body="再加一条")))
    document = load_draft(session.source("new"))
    _timed("place on the same draft", lambda: session.placements({"new": document}))
    fresh = load_draft(newer)
    _timed("replace the draft", lambda: session.replace_source("new", newer, fresh))
    found = _timed("place on the newer draft", lambda: session.placements({"new": fresh})).values()
    sure = sum(each.confidence >= HIGH_CONFIDENCE for each in found)
    lost = sum(not each.placed for each in found)
    print(f"    {len(found):,} annotations: {sure:,} sure, {len(found) - sure - lost:,} doubtful, {lost:,} unplaced")
    session.close()


def _timed(name: str, act: Callable[[], T]) -> T:
    start = time.perf_counter()
    result = act()
    print(f"{name:36} {time.perf_counter() - start:8.3f}")
    return result


if __name__ == "__main__":
    sys.exit(main())

"""``make bench``: how long ``compare`` takes as a whole process, and how much memory, beside other programs.

python -m tests.benchmarks [--sizes 5000,100000,1000000] [--copies 1] [--times 3] [--no-peers] [--stages]

With ``--copies 10`` the drafts are one text ten times over, as a document that repeats itself is in small.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measure import Failed, Measure, in_turn
from tests.benchmarks.peers import PEERS, command, installed
from tests.benchmarks.policy_text import as_docx, make_pair
from tests.benchmarks.stages import stages

EDITS = {5_000: 30, 100_000: 300, 1_000_000: 1_000}
# What the engine has promised: seconds and megabytes of `compare --json`.
LIMITS = {100_000: (0.8, 150.0), 1_000_000: (9.6, 700.0)}


def main() -> int:
    """Measure, print a table, and return 1 where a promise is not kept."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--sizes", default=",".join(map(str, EDITS)))
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--stages", action="store_true")
    given = parser.parse_args()
    kept = True
    for size in map(int, given.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            kept &= _size(Path(folder), size, given)
    return 0 if kept else 1


def _size(folder: Path, size: int, given: argparse.Namespace) -> bool:
    edits = EDITS.get(size, max(1, size // 1000))
    pair = make_pair(size, edits, copies=given.copies)
    old, new = folder / "old.docx", folder / "new.docx"
    old.write_bytes(as_docx(pair.old, 1))
    new.write_bytes(as_docx(pair.new, 2))
    print(f"\n{size:,} characters, {len(pair.old):,} paragraphs, {edits:,} edits")
    print(f"  {'':30} {'seconds':>8} {'CPU s':>8} {'MB':>7}")
    ours = [sys.executable, "-m", "comparators", "compare", str(old), str(new)]
    commands = {"duigao --json": [*ours, "--json", str(folder / "x.json")]}
    # What is measured beside us takes its turn with us, so that whatever else the machine does falls on both.
    others = [] if given.no_peers else PEERS
    commands |= {peer: command(peer, str(old), str(new), str(folder / "x.docx")) for peer in others if installed(peer)}
    results = in_turn(commands, given.times)
    for name, result in results.items():
        _row(name, result, LIMITS.get(size) if name == "duigao --json" else None)
    _row("duigao --html", in_turn({"": [*ours, "--html", str(folder / "x.html")]}, 1)[""])
    for peer in others:
        if not installed(peer):
            print(f'  {peer:30} not installed (pip install ".[peers]")')
    if given.stages:
        for name, seconds in stages(old, new):
            print(f"    {name:28} {seconds:8.3f}")
    limit, result = LIMITS.get(size), results["duigao --json"]
    return limit is None or (isinstance(result, Measure) and result.wall <= limit[0] and result.memory <= limit[1])


def _row(name: str, result: Measure | Failed, limit: tuple[float, float] | None = None) -> None:
    if isinstance(result, Failed):
        print(f"  {name:30} failed: {result.reason}")
        return
    line = f"  {name:30} {result.wall:8.2f} {result.processor:8.2f} {result.memory:7.0f}"
    if limit:
        kept = result.wall <= limit[0] and result.memory <= limit[1]
        line += f"   {'within' if kept else 'OVER'} {limit[0]:g} s, {limit[1]:g} MB"
    print(line)


if __name__ == "__main__":
    sys.exit(main())

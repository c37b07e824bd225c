"""Renew the `out:` lines of the tables of tricky pairs: `python tests/data/wording/regenerate.py`, then read the diff.

A table holds pairs as lines `old:`, `new:`, `out:`; `¦` in a text shows where its number label ends, `⇥` stands for a
tab and `␣` for an ideographic space; `terms:` names the words kept whole from there on. `out:` is the old text with
`[-left out-]`, `{+put in+}` and, after an edit that means nothing, its kind in `<>`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from comparators.document import Block
from comparators.wording.edits import WordDiffer

HERE = Path(__file__).parent
SIGNS = str.maketrans("⇥␣", "\t\u3000")


def block(printed: str) -> Block:
    """Return a block as a table writes it down."""
    label, mark, rest = printed.translate(SIGNS).partition("¦")
    return Block(0, label + rest, number_end=len(label) if mark else 0)


def marked(old: str, new: str, terms: frozenset[str] = frozenset()) -> str:
    """Return the old text with the edits written into it; the texts as a table writes them down."""
    before, after = block(old), block(new)
    pieces: list[str] = []
    done = 0
    for edit in WordDiffer(terms).edits([before], [after]):
        pieces.append(before.text[done : edit.old[0]])
        left_out, put_in = before.text[slice(*edit.old)], after.text[slice(*edit.new)]
        pieces.append(f"[-{left_out}-]" if left_out else "")
        pieces.append(f"{{+{put_in}+}}" if put_in else "")
        pieces.append(f"<{edit.noise}>" if edit.noise else "")
        done = edit.old[1]
    pieces.append(before.text[done:])
    return "".join(pieces).replace("\t", "⇥").replace("\u3000", "␣")


def pairs(table: Path) -> Iterator[tuple[str, str, str, frozenset[str]]]:
    """Yield the old text, the new text, the expected marks and the terms of each pair of a table."""
    terms: frozenset[str] = frozenset()
    fields: dict[str, str] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(": ")
        if key == "terms":
            terms = frozenset(value.split())
        elif key in ("old", "new", "out"):
            fields[key] = value
        if key == "out":
            yield fields["old"], fields["new"], fields["out"], terms


def regenerate(table: Path) -> None:
    """Write the table anew, with the marks as they are now."""
    lines = table.read_text(encoding="utf-8").splitlines()
    now = iter([marked(old, new, terms) for old, new, _, terms in pairs(table)])
    kept = [f"out: {next(now)}" if line.startswith("out: ") else line for line in lines]
    table.write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for each in sorted(HERE.glob("*.txt")):
        regenerate(each)

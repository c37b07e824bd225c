"""``WordDiffer``: the edits that turn the text of some blocks into that of others, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from comparators.document import Block, Span
from comparators.folding import fold
from comparators.wording.gaps import Gap, absorb, at_words, gaps_between, slide, solve, together, windows_around
from comparators.wording.model import Edit, EditOp
from comparators.wording.noise import kind_of_noise
from comparators.wording.plain import Plain, make_plain
from comparators.wording.runs import Run, equal_runs
from comparators.wording.tokens import Tokenizer, number_spans


class WordDiffer:
    """Compares the wording of paired blocks. ``terms`` are the names that are kept whole."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._tokenizer = Tokenizer(terms)

    def edits(self, old: Sequence[Block], new: Sequence[Block]) -> tuple[Edit, ...]:
        """Return the edits between the two sides, in order; none where the texts are equal.

        Offsets count code points of each side's block texts joined without a separator. Putting the new pieces in
        the place of the old ones turns the old text into the new one; between edits both are the same. Edits never
        touch, with one exception: where a number label ends, an edit of the label and one of the text may meet, so
        that numbering and substance are never mixed.
        """
        old_text = "".join(block.text for block in old)
        new_text = "".join(block.text for block in new)
        if old_text == new_text:
            return ()
        old_labels, new_labels = _labels(old), _labels(new)
        old_head, new_head = _heads(old_labels, new_labels, old_text, new_text)
        pieces = self._pieces(old_text[:old_head], new_text[:new_head])
        if len(pieces) > 1:  # 1. → （1）: another kind of label
            pieces = [(pieces[0][0], pieces[-1][1], pieces[0][2], pieces[-1][3])]
        body = self._pieces(old_text[old_head:], new_text[new_head:])
        pieces += [(a + old_head, p + old_head, b + new_head, q + new_head) for a, p, b, q in body]
        return tuple(_edit(piece, old_text, new_text, old_labels, new_labels) for piece in pieces)

    def _pieces(self, old_text: str, new_text: str) -> list[Gap]:
        """Return the pieces that differ, as printed."""
        if old_text == new_text:
            return []
        if not old_text or not new_text:
            return [(0, len(old_text), 0, len(new_text))]
        old, new = make_plain(old_text), make_plain(new_text)
        gaps = self._gaps(old.text, new.text) if old.text != new.text else []
        return _printed(gaps, old, new)

    def _gaps(self, old_text: str, new_text: str) -> list[Gap]:
        """Return the pieces that differ once spaces and widths are out of the way."""
        gaps = gaps_between(equal_runs(old_text, new_text), len(old_text), len(new_text))
        old = self._tokenizer.boundaries(old_text, windows_around(old_text, [gap[:2] for gap in gaps]))
        new = self._tokenizer.boundaries(new_text, windows_around(new_text, [gap[2:] for gap in gaps]))
        edits: list[Gap] = []
        for gap in together(at_words(gaps, old, new)):
            edits += solve(gap, old_text, new_text, old, new)
        return absorb(slide(edits, old_text, new_text, old, new), old_text)


def _labels(blocks: Sequence[Block]) -> list[Span]:
    """Return where the number labels stand in the joined text."""
    starts = accumulate((len(block.text) for block in blocks), initial=0)
    return [(start, start + block.number_end) for start, block in zip(starts, blocks, strict=False) if block.number_end]


def _heads(old_labels: list[Span], new_labels: list[Span], old_text: str, new_text: str) -> Span:
    """Return how far the first label reaches on each side: a label is compared with a label alone.

    Where only one side has one, the other may hold the same characters without being recognised.
    """
    old_head = old_labels[0][1] if old_labels and old_labels[0][0] == 0 else 0
    new_head = new_labels[0][1] if new_labels and new_labels[0][0] == 0 else 0
    if not new_head and old_head and fold(new_text[: 2 * old_head]).startswith(fold(old_text[:old_head])):
        return 0, 0
    if not old_head and new_head and fold(old_text[: 2 * new_head]).startswith(fold(new_text[:new_head])):
        return 0, 0
    return old_head, new_head


def _printed(gaps: list[Gap], old: Plain, new: Plain) -> list[Gap]:
    """Return ``gaps`` in the printed texts, with the differences of width and space between them; none touch."""
    pieces: list[Gap] = []
    done = (0, 0)
    for gap in [*gaps, None]:
        a0, b0 = (gap[0], gap[2]) if gap else (len(old.text), len(new.text))
        for piece in _unlike((done[0], done[1], a0 - done[0]), old, new):
            _append(pieces, piece)
        if gap:
            a1, b1 = gap[1], gap[3]
            wide = (old.after(a0), old.at(a1), new.after(b0), new.at(b1))
            _append(pieces, _without_shared_space(wide, old.printed, new.printed))
            done = (a1, b1)
    return [piece for piece in pieces if old.printed[piece[0] : piece[1]] != new.printed[piece[2] : piece[3]]]


def _append(pieces: list[Gap], piece: Gap) -> None:
    if pieces and piece[0] <= pieces[-1][1] and piece[2] <= pieces[-1][3]:
        a0, _, b0, _ = pieces.pop()
        piece = (a0, piece[1], b0, piece[3])
    pieces.append(piece)


def _without_shared_space(piece: Gap, old: str, new: str) -> Gap:
    """Take the spaces that both sides share off the ends of a piece."""
    a0, a1, b0, b1 = piece
    while a0 < a1 and b0 < b1 and old[a0] == new[b0] and old[a0].isspace():
        a0, b0 = a0 + 1, b0 + 1
    while a0 < a1 and b0 < b1 and old[a1 - 1] == new[b1 - 1] and old[a1 - 1].isspace():
        a1, b1 = a1 - 1, b1 - 1
    return a0, a1, b0, b1


def _unlike(run: Run, old: Plain, new: Plain) -> list[Gap]:
    """Return where a run that says the same is printed in another width or with other spaces.

    Such a piece covers the whole number or Latin word it falls into.
    """
    i, j, size = run
    at_start = i == 0 and j == 0
    at_end = i + size == len(old.text) and j + size == len(new.text) and (size > 0 or at_start)
    # Twice a place is the space before its character, one more the character itself.
    marks: list[Span] = []
    if not _same_print(run, old, new):
        chars = zip(old.letters(i, i + size), new.letters(j, j + size), strict=True)
        marks += [(2 * step + 1, 2 * step + 2) for step, (before, after) in enumerate(chars) if before != after]
        for step in {place - i for place in old.spaced(i, i + size)} | {place - j for place in new.spaced(j, j + size)}:
            if (step or at_start) and _space(old, i + step) != _space(new, j + step):
                marks.append((2 * step, 2 * step + 1))
        marks.sort()
    if at_end and _space(old, i + size) != _space(new, j + size):
        marks.append((2 * size, 2 * size + 1))
    return [_mark(span, run, old, new) for span in _whole(marks, old.text[i : i + size])] if marks else []


def _same_print(run: Run, old: Plain, new: Plain) -> bool:
    i, j, size = run
    if not size:
        return True
    start, new_start = (0, 0) if i == 0 and j == 0 else (old.at(i), new.at(j))
    return old.printed[start : old.after(i + size)] == new.printed[new_start : new.after(j + size)]


def _space(side: Plain, place: int) -> str:
    return side.printed[side.after(place) : side.at(place)]


def _whole(marks: list[Span], text: str) -> list[Span]:
    """Widen ``marks`` to the numbers and Latin words they fall into, and join those that touch."""
    wide: list[Span] = []
    words = [(2 * start + 1, 2 * end) for start, end in number_spans(text)]
    position = 0
    for start, end in marks:
        while position < len(words) and words[position][1] <= start:
            position += 1
        if position < len(words) and words[position][0] < end:
            start, end = min(start, words[position][0]), max(end, words[position][1])
        if wide and start <= wide[-1][1]:
            wide[-1] = (wide[-1][0], max(end, wide[-1][1]))
        else:
            wide.append((start, end))
    return wide


def _mark(span: Span, run: Run, old: Plain, new: Plain) -> Gap:
    first, last = span[0] // 2, (span[1] - 1) // 2
    sides: list[int] = []
    for side, offset in ((old, run[0]), (new, run[1])):
        sides.append(side.at(offset + first) if span[0] % 2 else side.after(offset + first))
        sides.append(side.at(offset + last) if (span[1] - 1) % 2 == 0 else side.at(offset + last) + 1)
    return sides[0], sides[1], sides[2], sides[3]


def _edit(piece: Gap, old: str, new: str, old_labels: list[Span], new_labels: list[Span]) -> Edit:
    a0, a1, b0, b1 = piece
    op: EditOp = "insert" if a0 == a1 else "delete" if b0 == b1 else "replace"
    noise = kind_of_noise(old[a0:a1], new[b0:b1], old[a0 - 1 : a0], old[a1 : a1 + 1])
    if noise not in ("width", "space") and _in_label((a0, a1), old_labels) and _in_label((b0, b1), new_labels):
        noise = "numbering"
    return Edit(op, (a0, a1), (b0, b1), noise)


def _in_label(span: Span, labels: list[Span]) -> bool:
    return span[0] == span[1] or any(start <= span[0] and span[1] <= end for start, end in labels)

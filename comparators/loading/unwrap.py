"""Hard wraps undone: printed lines become paragraphs again.

First the habits of the text are found (is it wrapped at all, how wide, does an indent or white space at the end mark
a paragraph); then each line either continues the one above or begins a paragraph, judged by how full the line above
is, how it ends, and what the next one begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from comparators.labels import Label, match_label
from comparators.loading.joining import JoinedText, has_tabs, join_pieces
from comparators.loading.lines import Line, Paragraph, width
from comparators.loading.marks import (
    CANNOT_BEGIN,
    CANNOT_END,
    CLOSING,
    FIRST_UNIT,
    LEAD,
    OPENING,
    PARTNER,
    begins_by_itself,
    ends_sentence,
    is_addressee,
    is_contents_line,
    is_hard,
    is_row,
    is_title,
    stands_alone,
)

_BRACKETS: Final = re.compile(f"[{re.escape(OPENING + CLOSING)}]")
_PAUSE: Final = re.compile("[，。、；,;]")
# Labels of provisions, whose text stands beside them; a title would be short.
_PROVISIONS: Final = frozenset(("article", "clause", "item", "subitem"))
_NARROWEST: Final = 12
_WIDEST: Final = 60.0
_NEAR: Final = 4
# How many lines the head of a document (title, addressee) takes at most.
_HEAD: Final = 12


@dataclass(frozen=True, slots=True)
class Habits:
    """How a text is laid out in lines.

    ``measure`` is the usual right edge of a full line in ems. ``exact`` is the number of characters of every full
    line where the wrap counts characters (and falls anywhere), else 0. ``spacing`` is how many blank lines stand
    between two lines of one paragraph. ``marked`` says that white space at a line's end marks a paragraph's end,
    ``indented`` that a first line is indented.
    """

    wrapped: bool
    measure: float = 0.0
    exact: int = 0
    spacing: int = 0
    marked: bool = False
    indented: bool = False


def unwrap(lines: Sequence[Line], habits: Habits | None = None) -> list[Paragraph]:
    """Join printed lines into paragraphs."""
    if habits is None:
        habits = find_habits(lines)
    return list(_Unwrapper(lines, habits).paragraphs())


def find_habits(lines: Sequence[Line]) -> Habits:
    """Tell from the lines themselves whether they are wrapped, and how."""
    plain = [line for line in lines if 8 <= line.right <= _WIDEST + 4]
    unfinished = [
        a
        for a, b in pairwise(lines)
        if 8 <= a.right <= _WIDEST + 4 and not ends_sentence(a.text) and not begins_by_itself(b.text)
    ]
    total = sum(len(line.text) for line in lines)
    edge, share = _sharpest_edge(plain, unfinished, total)
    if share < 0.25:
        return Habits(wrapped=False)
    full = [line for line in unfinished if edge - 3.5 <= line.right <= edge]
    if sum(1 for line in full if _PAUSE.search(line.text)) < 0.3 * len(full):
        return Habits(wrapped=False)  # names or headings, one a line
    exact = _exact_count(lines, full)
    follow = [(a, b) for a, b in pairwise(lines) if not ends_sentence(a.text)]
    inside = [b for a, b in follow if edge - 3.5 <= a.right and not b.page_start]
    double = sum(1 for b in inside if b.blank >= 1)
    spacing = 1 if inside and double * 10 >= len(inside) * 6 else 0
    return Habits(True, edge, exact, spacing, _marked(lines, edge), is_indented(lines, edge))


def _sharpest_edge(plain: Sequence[Line], unfinished: Sequence[Line], total: int) -> tuple[float, float]:
    """Return the right edge that most unfinished lines reach, and how much of the text stands in them.

    A wrap leaves many lines that stop in mid-sentence at one edge and few that pass it by a little; a list of
    names does not.
    """
    steps = [0] * int(2 * _WIDEST + 40)
    letters = [0] * len(steps)
    every = [0] * len(steps)
    for line in unfinished:
        steps[int(2 * line.right)] += 1
        letters[int(2 * line.right)] += len(line.text)
    for line in plain:
        every[int(2 * line.right)] += 1
    best, best_share = 0.0, 0.0
    for step in range(2 * _NARROWEST, int(2 * _WIDEST)):
        inside = sum(letters[step - 7 : step + 1])
        if inside / max(1, total) <= best_share or not steps[step]:
            continue
        count, beyond = sum(steps[step - 7 : step + 1]), sum(every[step + 1 : step + 9])
        if count >= 2 and beyond <= 0.34 * count:
            best, best_share = step / 2 + 0.5, inside / max(1, total)
    return best, best_share


def _exact_count(lines: Sequence[Line], full: Sequence[Line]) -> int:
    """Return the one number of characters of the full lines, where the wrap counted characters; else 0."""
    counts: dict[int, int] = {}
    for line in full:
        length = len(line.text) + line.lead
        counts[length] = counts.get(length, 0) + 1
    if not counts:
        return 0
    usual = max(counts, key=lambda n: counts[n])
    longer = sum(1 for line in lines if len(line.text) + line.lead > usual)
    return usual if counts[usual] >= 0.85 * len(full) and longer <= 0.03 * len(lines) else 0


def _marked(lines: Sequence[Line], edge: float) -> bool:
    """Say whether white space at the end of a line marks the end of a paragraph, and only that."""
    inside = tailed_inside = ends = tailed_ends = 0
    for line in lines:
        if ends_sentence(line.text):
            if line.right < edge - 4:
                ends += 1
                tailed_ends += line.tail
        elif edge - 2.5 <= line.right:
            inside += 1
            tailed_inside += line.tail
    return ends >= 3 and tailed_ends >= 0.8 * ends and tailed_inside <= 0.08 * inside


def is_indented(lines: Sequence[Line], edge: float) -> bool:
    """Say whether a paragraph's first line is indented and the lines that follow are not."""
    starts = indented_starts = inside = flush = 0
    for a, b in pairwise(lines):
        if ends_sentence(a.text):
            if a.right < edge - 5:
                starts += 1
                indented_starts += 1.0 <= b.left <= 6.0
        elif a.right >= edge - 2.5:
            inside += 1
            flush += b.left < 1.0
    return starts >= 1 and indented_starts >= 0.7 * starts and flush >= 0.7 * inside


class _Unwrapper:
    """One walk over the lines; holds what is known of the paragraph in hand."""

    def __init__(self, lines: Sequence[Line], habits: Habits) -> None:
        self.lines = lines
        self.habits = habits
        self.measures = _local_measures(lines, habits)
        self.lost_indent = _lost_indent(lines, self.measures, habits)
        self.strict = _is_strict(lines, self.measures, habits)
        self.start = 0
        self.open: list[tuple[int, str]] = []
        # The last number of each form of label, to know the next by.
        self.counted: dict[str, int] = {}

    def paragraphs(self) -> Iterable[Paragraph]:
        lines = self.lines
        for index, line in enumerate(lines):
            if index and self._begins(index):
                yield self._paragraph(index)
                self.start, self.open = index, []
                if label := match_label(line.text):
                    self.counted[label.form] = label.value
            self._track_brackets(index, line.text)
        if lines:
            yield self._paragraph(len(lines))

    def _paragraph(self, end: int) -> Paragraph:
        first, last = self.lines[self.start], self.lines[end - 1]
        joined: JoinedText = join_pieces(
            [line.text for line in self.lines[self.start : end]], anywhere=bool(self.habits.exact)
        )
        measure = self.measures[self.start]
        middle = self.habits.wrapped and abs((first.left + first.right) / 2 - measure / 2) < 1.5
        return Paragraph(
            joined,
            first,
            last,
            centered=first.centered or (end - self.start == 1 and first.left >= 4 and middle),
            gap_before=first.blank > self.habits.spacing,
            tabular=bool(first.cells) or has_tabs(joined),
        )

    def _track_brackets(self, index: int, text: str) -> None:
        """Keep the brackets that are open; those opened more than four lines above were never closed."""
        for char in _BRACKETS.findall(text):
            if char in OPENING:
                self.open.append((index, char))
            elif self.open and self.open[-1][1] == PARTNER[char]:
                self.open.pop()
        if self.open and self.open[0][0] < index - 4:
            self.open = [item for item in self.open if item[0] >= index - 4]

    def _begins(self, index: int) -> bool:
        """Say whether a paragraph begins with the line at ``index``."""
        a, b = self.lines[index - 1], self.lines[index]
        if a.cells or b.cells or is_contents_line(a.text) or self._row_ends(a, b):
            return True
        final = ends_sentence(a.text)
        if (
            (b.text[0] in CANNOT_BEGIN or b.text.startswith("//"))
            and not LEAD.match(b.text)
            and a.text[-1] not in "：:"
        ):
            return False
        if not self.habits.wrapped:
            return not self._cut_by_page(a, b, final)
        if a.size and b.size and abs(a.size - b.size) > 0.12 * a.size:
            return True
        full = self._is_full(index - 1)
        if a.measure and b.measure and not (self.open and full and not final) and self._set_apart(index):
            return True
        if a.text[-1] in CANNOT_END and (full or b.left < 1 or not self.habits.indented):
            return False
        if self.open and not (final and not full):
            return False
        if stands_alone(b.text) or (index <= _HEAD and self._is_head(index)):
            return True
        label = match_label(b.text)
        if self.habits.marked and not b.page_start:
            return a.tail or (final and (label is not None or not full))
        if self._hard(b, label):
            return final or self._is_heading(index) or not (full or self._mid_paragraph(index))
        if label is not None:
            return self._label_begins(index, label, final, full)
        return self._plain_begins(index, final, full)

    def _set_apart(self, index: int) -> bool:
        """Judge by the place on the page: a paragraph's further lines begin at one edge, its first elsewhere."""
        a, b = self.lines[index - 1], self.lines[index]
        if a.centered or b.centered:
            return not (a.centered and b.centered)
        if index - 1 > self.start:
            return abs(b.left - a.left) > 0.7 and not (a.page != b.page and abs(b.left - a.left) < 1.5)
        return b.left - a.left > (3.2 if match_label(a.text) else 0.7) or a.left - b.left > 6

    def _is_head(self, index: int) -> bool:
        """Say whether the paragraph above is the document's title or addressee, whole."""
        if self.start > 4 or index - self.start > 4 or self.lines[index].text[0] in "的（(":
            return False
        text = "".join(line.text for line in self.lines[self.start : index])
        return is_addressee(text) or (is_title(text) and match_label(text) is None)

    def _hard(self, b: Line, label: Label | None) -> bool:
        if label is not None and label.form in ("box", "attachment", "attached_table", "appendix"):
            return label.certain
        return is_hard(b.text)

    def _label_begins(self, index: int, label: Label, final: bool, full: bool) -> bool:
        """Judge a line that begins with a label: a paragraph, or running text that looks like one."""
        a, b = self.lines[index - 1], self.lines[index]
        if final:
            expected = self.counted.get(label.form, 0) + 1
            return label.certain or not full or b.left >= 1 or label.value == expected
        if full:
            heading = self._is_heading(index) and not self._is_provision()
            return label.certain and (heading or (b.left >= 1 and a.left < 1))
        return label.certain or not self._mid_paragraph(index)

    def _plain_begins(self, index: int, final: bool, full: bool) -> bool:
        a, b = self.lines[index - 1], self.lines[index]
        indented = b.left - self._body_left(index) >= 1.0
        if not full:
            return final or not self._mid_paragraph(index)
        if final:
            gap = b.blank > self.habits.spacing and not b.page_start
            return indented or gap or a.text.endswith(("如下：", "如下:")) or self._stands_alone(index)
        if self.habits.indented and indented and not b.centered:
            return True
        return self._is_heading(index) and not self._is_provision() and self._body_follows(index)

    def _is_provision(self) -> bool:
        """Say whether the paragraph above is an article or an item of one: text, however it begins."""
        label = match_label(self.lines[self.start].text)
        return label is not None and (label.form in _PROVISIONS or "article" in self.counted)

    def _row_ends(self, a: Line, b: Line) -> bool:
        """Say whether a line is a row of a table set with white space, and the next one another, or a heading."""
        if not is_row(a.text):
            return False
        label = match_label(b.text)
        return is_row(b.text) or (label is not None and label.certain)

    def _stands_alone(self, index: int) -> bool:
        """Say whether a line is no paragraph's last: short, and it ends as no sentence does (a signature)."""
        b = self.lines[index]
        if self.lines[index - 1].text[-1].isascii() and b.text[0].isascii():
            return False
        if b.right >= 0.8 * self.measures[index] or b.text[-1] in CANNOT_END or ends_sentence(b.text):
            return False
        return index + 1 >= len(self.lines) or self.lines[index + 1].text[0] not in CANNOT_BEGIN

    def _body_left(self, index: int) -> float:
        """Return where the lines of the paragraph above begin, its first line apart."""
        if self.habits.indented or self.lines[index].measure:
            return 0.0
        return self.lines[index - 1].left

    def _is_full(self, index: int) -> bool:
        """Say whether the line's end is where a wrap would be: the next line's first word did not fit."""
        a, b = self.lines[index], self.lines[index + 1]
        if self.habits.exact and not a.measure:
            # White space at the break may have been trimmed.
            trimmed = a.tail or _takes_space(a.text[-1]) or _takes_space(b.text[0])
            return len(a.text) + a.lead >= self.habits.exact - trimmed
        if not a.measure and (a.right > 1.4 * self.measures[index] or a.right > _WIDEST):
            return False
        reach = (a.right - a.left if a.centered else a.right) + first_unit(b.text)
        measure = self.measures[index]
        if a.measure:
            return reach >= measure - 0.5
        lost = self.lost_indent if index == self.start and a.left < 1 else 0.0
        if self.strict and (ends_sentence(a.text) or (index == self.start and self._is_heading(index + 1))):
            return reach + lost > measure
        return reach + lost >= measure - 1.0

    def _mid_paragraph(self, index: int) -> bool:
        """Say whether the line above, short as it is, stands in the middle of an unfinished sentence."""
        a = self.lines[index - 1]
        long_enough = a.right >= 0.6 * self.measures[index - 1]
        if a.measure and a.right >= a.measure - 3.5 and "，" in a.text:
            return not self._is_heading(index)
        running = index - 1 > self.start or ("，" in a.text and "。" in a.text)
        return long_enough and running and not self._is_heading(index) and not self.habits.exact

    def _is_heading(self, index: int) -> bool:
        """Say whether the paragraph above the line is a label and a title alone, so far."""
        if index - self.start > 2:
            return False
        text = "".join(line.text for line in self.lines[self.start : index])
        label = match_label(text)
        if label is None or not label.certain or any(mark in text for mark in "。；"):
            return False
        return label.form in ("box", "attachment") or not any(mark in text for mark in "：:")

    def _body_follows(self, index: int) -> bool:
        """Say whether the line under a full heading is a body's first line rather than the heading's last."""
        b = self.lines[index]
        return b.right >= 0.85 * self.measures[index] and not any(mark in b.text[:16] for mark in "。：:")

    def _cut_by_page(self, a: Line, b: Line, final: bool) -> bool:
        """In a text of one line a paragraph: say whether a page's edge cut a paragraph in two."""
        cut = b.page_start and not final and a.right >= 20 and b.left < 1
        return cut and match_label(b.text) is None and not LEAD.match(b.text)


def _local_measures(lines: Sequence[Line], habits: Habits) -> list[float]:
    """Return for each line the right edge that a full line reaches there.

    Read from the unfinished lines near it, four above and four below: the second widest of either, and of the two
    the less (a box beside the body has another width).
    """
    if not habits.wrapped:
        return [0.0] * len(lines)
    least = 0.8 * habits.measure
    telling = [
        (index, line.right)
        for index, line in enumerate(lines)
        if least <= line.right <= _WIDEST and not ends_sentence(line.text)
    ]
    edges = [edge for _, edge in telling]
    above = [_second(edges[max(0, at - _NEAR) : at]) for at in range(len(edges) + 1)]
    below = [_second(edges[at : at + _NEAR]) for at in range(len(edges) + 1)]
    measures: list[float] = []
    at = 0
    for index, line in enumerate(lines):
        while at < len(telling) and telling[at][0] < index:
            at += 1
        both = [edge for edge in (above[at], below[at]) if edge]
        measures.append(line.measure or max(min(both, default=habits.measure), 0.85 * habits.measure))
    return measures


def first_unit(text: str) -> float:
    """Return how wide the first word of a line is, with the marks that cannot be parted from it."""
    unit = FIRST_UNIT.match(text)
    return min(10.0, width(unit[0])) if unit else 1.0


def _takes_space(char: str) -> bool:
    """Say whether white space often stands beside a character, so that one may have been trimmed at the break."""
    return char.isascii() or "\uff10" <= char <= "\uff5a"


def _lost_indent(lines: Sequence[Line], measures: Sequence[float], habits: Habits) -> float:
    """Return the indent (ems) that first lines had and the file lost: then full ones end that much earlier."""
    if not habits.wrapped or habits.indented or habits.exact:
        return 0.0
    first: list[float] = []
    further: list[float] = []
    for index, line in enumerate(lines):
        if not ends_sentence(line.text) and abs(measures[index] - line.right) <= 4:
            (first if match_label(line.text) else further).append(line.right - measures[index])
    if not first or not further:
        return 2.0
    return 2.0 if sum(further) / len(further) - sum(first) / len(first) >= 1.0 else 0.0


def _is_strict(lines: Sequence[Line], measures: Sequence[float], habits: Habits) -> bool:
    """Say whether every full line is as full as can be, so that one with room left ends its paragraph."""
    if not habits.wrapped:
        return False
    full = strict = 0
    for index, (a, b) in enumerate(pairwise(lines)):
        if ends_sentence(a.text) or a.right < measures[index] - 3 or match_label(a.text):
            continue
        if index == 0 or ends_sentence(lines[index - 1].text):
            continue  # a paragraph's first line, which may have lost its indent
        full += 1
        strict += a.right + first_unit(b.text) > measures[index]
    return full >= 12 and strict >= 0.97 * full


def _second(edges: Sequence[float]) -> float:
    return sorted(edges)[-2:][0] if edges else 0.0

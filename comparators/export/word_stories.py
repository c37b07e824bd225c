"""What stands in a container (body, cell, note, text box) in order, and which of it belongs together on both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from lxml import etree

from comparators.alignment.chains import heaviest_chain
from comparators.alignment.similarity import common_subsequence, ratio
from comparators.export.word_pieces import Symbols, read_pieces, text_of
from comparators.loading.docx_names import PPR, SDT_CONTENT, TBL, TR, P, W

_ELEMENT = etree._Element
ItemKind = Literal["p", "tbl", "tr", "other"]

_WRAPPERS: Final = frozenset(
    {SDT_CONTENT} | {W + name for name in ("sdt", "customXml", "smartTag", "ins", "moveTo", "hyperlink")}
)
_KINDS: Final[Mapping[str, ItemKind]] = {P: "p", TBL: "tbl", TR: "tr"}
_FOREIGN: Final = frozenset({W + "altChunk", W + "subDoc"})
_LIKENESS: Final = 0.4
# Up to this product of their sizes two gaps are compared element by element.
_CELLS: Final = 400_000_000


@dataclass(slots=True)
class Item:
    """A paragraph, table or row of a container.

    ``raw`` are a paragraph's tokens (a table's or row's text); ``rows`` counts by the comparison's rows what
    stands in it; ``section`` says that a section ends with this paragraph.
    """

    kind: ItemKind
    node: _ELEMENT
    raw: str
    rows: Counter[int] = field(default_factory=Counter)
    section: bool = False

    @property
    def row(self) -> int:
        """The one row of a paragraph, -1 for none."""
        return next(iter(self.rows), -1)


@dataclass(slots=True)
class Match:
    """Items that belong together: the places of both sides in their containers.

    ``whole``: the text of one is to be replaced by that of the other. ``core``: how many places of each side are
    compared; those after them are only there for their marks, and are removed and added whole.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    whole: bool = False
    core: tuple[int, int] = (0, 0)


def items_of(container: _ELEMENT, symbols: Symbols, rows: Mapping[_ELEMENT, int]) -> list[Item]:
    """Return the items of a container; ``rows`` says in which row of the comparison a paragraph stands."""
    return [_item(node, symbols, rows) for node in _flat(container)]


def _flat(container: _ELEMENT) -> Iterator[_ELEMENT]:
    for child in container:
        tag = child.tag
        if tag in _KINDS or tag in _FOREIGN:
            yield child
        elif tag in _WRAPPERS:
            yield from _flat(child)


def _item(node: _ELEMENT, symbols: Symbols, rows: Mapping[_ELEMENT, int]) -> Item:
    kind = _KINDS.get(str(node.tag), "other")
    if kind == "p":
        row = rows.get(node)
        properties = node.find(PPR)
        ends = properties is not None and properties.find(W + "sectPr") is not None
        counter: Counter[int] = Counter() if row is None else Counter((row,))
        return Item(kind, node, text_of(read_pieces(node, symbols)), counter, ends)
    if kind == "other":
        return Item(kind, node, "")
    inside = list(node.iter(P))
    counts = Counter(row for paragraph in inside if (row := rows.get(paragraph)) is not None)
    return Item(kind, node, "\n".join(text_of(read_pieces(each, symbols)) for each in inside), counts)


Fineness = Literal["fine", "paragraphs", "whole"]
"""``paragraphs``: only what is equal stays, all else is deleted and inserted whole; ``whole``: everything is."""
FINENESS: Final[tuple[Fineness, ...]] = ("fine", "paragraphs", "whole")


class Matcher:
    """Matches the items of two containers: by the comparison's rows first, then what is left by its text.

    ``moved`` are the rows that have moved.
    """

    def __init__(self, moved: frozenset[int]) -> None:
        self.fineness: Fineness = "fine"
        self._moved = moved

    def match(self, old: Sequence[Item], new: Sequence[Item]) -> list[Match]:
        """Return the matches in order; they rise on both sides, and the last paragraphs belong together."""
        if self.fineness != "fine":
            return _with_last(_equal(old, new) if self.fineness == "paragraphs" else [], old, new)
        anchors = self._anchors(old, new)
        matches: list[Match] = []
        i = j = 0
        for anchor in [*anchors, Match((len(old),), (len(new),))]:
            if anchor.old[0] < i or anchor.new[0] < j:
                continue
            matches += _between(old, new, (i, anchor.old[0]), (j, anchor.new[0]))
            matches.append(anchor)
            i, j = anchor.old[-1] + 1, anchor.new[-1] + 1
        matches.pop()
        return _with_last(matches, old, new)

    def _anchors(self, old: Sequence[Item], new: Sequence[Item]) -> list[Match]:
        places: dict[int, list[int]] = {}
        for j, item in enumerate(new):
            for row in item.rows:
                places.setdefault(row, []).append(j)
        sources: dict[int, list[int]] = {}
        for i, item in enumerate(old):
            if item.kind == "p" and item.row >= 0:
                sources.setdefault(item.row, []).append(i)
        found: list[Match] = []
        weights: list[int] = []
        for row, olds in sources.items():
            news = [j for j in places.get(row, ()) if new[j].kind == "p"]
            if news and row not in self._moved and (match := _group(olds, news, old, new)) is not None:
                found.append(match)
                weights.append(1 + sum(len(old[i].raw) for i in match.old))
        for match, weight in _containers(old, new, places):
            found.append(match)
            weights.append(weight)
        points = [(match.old[0], match.new[0], weight) for match, weight in zip(found, weights, strict=True)]
        return [found[index] for index in heaviest_chain(points)]


def _group(olds: list[int], news: list[int], old: Sequence[Item], new: Sequence[Item]) -> Match | None:
    """Return the match of a row's paragraphs, those blank between them included; ``None`` where others are between."""
    wide_old, wide_new = tuple(range(olds[0], olds[-1] + 1)), tuple(range(news[0], news[-1] + 1))
    for wide, own, items in ((wide_old, olds, old), (wide_new, news, new)):
        for place in wide:
            if place not in own and (items[place].kind != "p" or items[place].raw.strip()):
                return None
            if len(wide) > 1 and place != wide[-1] and items[place].section:
                return None
    if len({old[place].node.getparent() for place in wide_old}) > 1:
        return None
    return Match(wide_old, wide_new)


def _containers(
    old: Sequence[Item], new: Sequence[Item], places: Mapping[int, list[int]]
) -> Iterator[tuple[Match, int]]:
    """Yield for each table (or row) that of the other side that shares most with it."""
    taken: set[int] = set()
    for i, item in enumerate(old):
        if item.kind not in ("tbl", "tr"):
            continue
        votes: Counter[int] = Counter()
        for row, count in item.rows.items():
            for j in places.get(row, ()):
                if new[j].kind == item.kind and j not in taken:
                    votes[j] += min(count, new[j].rows[row])
        if votes:
            best = max(votes, key=lambda j: (votes[j], -j))
            taken.add(best)
            yield Match((i,), (best,)), votes[best] * 10 + 1


def _equal(old: Sequence[Item], new: Sequence[Item]) -> list[Match]:
    keys: dict[object, int] = {}
    sides = [[keys.setdefault((item.kind, item.section, item.raw), len(keys)) for item in side] for side in (old, new)]
    return [Match((i,), (j,)) for i, j in common_subsequence(*sides)]


def _between(old: Sequence[Item], new: Sequence[Item], olds: tuple[int, int], news: tuple[int, int]) -> list[Match]:
    """Match what no row of the comparison tells of: blank paragraphs, pictures, the inside of cells."""
    (i0, i1), (j0, j1) = olds, news
    if i0 == i1 or j0 == j1 or (i1 - i0) * (j1 - j0) > _CELLS:
        return []
    keys: dict[object, int] = {}

    def number(item: Item) -> int:
        return keys.setdefault((item.kind, item.section, item.raw), len(keys))

    common = common_subsequence([number(each) for each in old[i0:i1]], [number(each) for each in new[j0:j1]])
    matches: list[Match] = []
    a, b = i0, j0
    for i, j in [*((i + i0, j + j0) for i, j in common), (i1, j1)]:
        matches += _unlike(old, new, (a, i), (b, j))
        if (i, j) != (i1, j1):
            matches.append(Match((i,), (j,)))
        a, b = i + 1, j + 1
    return matches


def _unlike(old: Sequence[Item], new: Sequence[Item], olds: tuple[int, int], news: tuple[int, int]) -> list[Match]:
    """Match in a gap without anything equal: ends of sections, then what is alike and in no row on either side."""
    result: list[Match] = []
    j = news[0]
    for i in range(*olds):
        for place in range(j, min(news[1], j + 12)):
            if _belongs(old[i], new[place]):
                result.append(Match((i,), (place,), whole=old[i].section and not _alike(old[i], new[place])))
                j = place + 1
                break
    return result


def _belongs(old: Item, new: Item) -> bool:
    if old.kind != new.kind or old.section != new.section:
        return False
    if old.section:
        return True
    return not (_is_known(old) and _is_known(new)) and bool(old.raw.strip()) and _alike(old, new)


def _is_known(item: Item) -> bool:
    """Say whether the comparison has looked at an item for itself: not at the paragraphs inside a row."""
    return item.row >= 0 if item.kind == "p" else bool(item.rows)


def _alike(old: Item, new: Item) -> bool:
    return ratio(old.raw, new.raw, _LIKENESS) >= _LIKENESS


def _with_last(matches: list[Match], old: Sequence[Item], new: Sequence[Item]) -> list[Match]:
    """Have the last paragraphs of both containers belong together, for the last mark of a container cannot go.

    Where paragraphs were added or removed at the end they join the last match, whose marks then tell them apart.
    """
    if not old or not new or old[-1].kind != "p" or new[-1].kind != "p":
        return matches
    i, j = len(old) - 1, len(new) - 1
    last = matches[-1] if matches else None
    if last is None or (last.old[-1] < i and last.new[-1] < j):
        return [*matches, Match((i,), (j,), whole=_is_known(old[i]) or _is_known(new[j]))]
    if last.old[-1] == i and last.new[-1] == j:
        return matches
    rest = [*old[last.old[-1] + 1 :], *new[last.new[-1] + 1 :]]
    # Marks join paragraphs of one parent only: not those of two content controls.
    parents = {item.node.getparent() for item in old[last.old[0] :]}
    if any(item.kind != "p" for item in rest) or old[last.old[0]].kind != "p" or len(parents) > 1:
        return [*matches[:-1], Match((i,), (j,), whole=True)]
    wide_old, wide_new = tuple(range(last.old[0], i + 1)), tuple(range(last.new[0], j + 1))
    return [*matches[:-1], Match(wide_old, wide_new, last.whole, (len(last.old), len(last.new)))]

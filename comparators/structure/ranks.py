"""Which form of label stands above which in a document: as is the custom, unless the document shows otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from comparators.labels import Label

_CUSTOM: Final = {
    "attachment": 0.0,
    "appendix": 1.0,
    "attached_table": 2.0,
    "volume": 10.0,
    "division": 15.0,
    "chapter": 20.0,
    "section": 30.0,
    "decimal": 36.0,
    "han": 40.0,
    "article": 45.0,
    "clause": 46.0,
    "item": 47.0,
    "subitem": 48.0,
    "han_paren": 50.0,
    "named": 55.0,
    "arabic": 60.0,
    "arabic_paren": 70.0,
    "arabic_close": 75.0,
    "padded": 65.0,
    "circled": 80.0,
}


# How often articles must count on across （一） and （二） to stand inside them.
_ENOUGH: Final = 2
# These stand above the text by their very name.
_FIXED: Final = frozenset({"attachment", "appendix", "volume", "division", "chapter", "section", "article"})


def family(label: Label) -> str:
    """Return the name of the list that a label counts in: its form, 1、 counted with 1. and 1.2 apart from 1.2.3."""
    if label.form == "arabic_comma":
        return "arabic"
    if label.form == "decimal":
        return f"decimal{label.number.count('.') + 1}"
    return label.form


def _custom(name: str) -> float:
    return _CUSTOM["decimal"] + int(name[7:]) if name.startswith("decimal") else _CUSTOM.get(name, 65.0)


class Ranks:
    """The order of the forms of label in one document: a smaller number stands further out.

    The custom is 编 章 节 一、 条 （一） 1. （1） 1） ①. A document overrules it for a pair of forms where a list of
    one form begins between two neighbouring numbers of the other (1. … （一） … 2.), and never the other way round.
    """

    __slots__ = ("_order",)

    def __init__(self, labels: Iterable[Label]) -> None:
        names = [(family(label), label.value) for label in labels if label.form != "box"]
        order = {name: _custom(name) for name, _ in names}
        for inner, outer in sorted(_nested(names), key=lambda pair: (order[pair[1]], pair)):
            if order[inner] <= order[outer] and inner not in _FIXED:
                order[inner] = order[outer] + 0.5
        if _run_through(names, "article", "han_paren"):
            order["article"] = order["han_paren"] + 0.5
        self._order = order

    def of(self, label: Label) -> float:
        """Return the rank of a label's form."""
        name = family(label)
        return self._order.get(name, _custom(name))


def _nested(names: list[tuple[str, int]]) -> set[tuple[str, str]]:
    """Return the pairs ``(inner, outer)`` of forms of which one stands inside the other, to judge by the numbers.

    A list of ``inner`` began between two neighbouring numbers of ``outer``, and no number of ``outer`` ever stands
    between two neighbouring ones of ``inner``.
    """
    places: dict[str, list[tuple[int, int]]] = {}
    for place, (name, value) in enumerate(names):
        places.setdefault(name, []).append((place, value))
    gaps = {
        name: [(a, b) for (a, first), (b, second) in pairwise(numbers) if second == first + 1]
        for name, numbers in places.items()
    }
    found: set[tuple[str, str]] = set()
    for outer, numbers in places.items():
        for inner, others in places.items():
            if inner == outer or not _any_between(gaps[outer], [place for place, value in others if value == 1]):
                continue
            if not _any_between(gaps[inner], [place for place, _ in numbers]):
                found.add((inner, outer))
    return found


def _run_through(names: list[tuple[str, int]], inner: str, outer: str) -> bool:
    """Say whether ``inner`` counts on from one ``outer`` to the next: （一） 第一条 第二条 （二） 第三条.

    Lists inside the members of ``inner`` would begin again in each of them.
    """
    places: dict[str, list[tuple[int, int]]] = {inner: [], outer: []}
    for place, (name, value) in enumerate(names):
        if name in places:
            places[name].append((place, value))
    steps = list(pairwise(places[outer]))
    on = [(a, b) for (a, first), (b, second) in steps if second == first + 1]
    across = sum(any(low < place < high for place, _ in places[inner]) for low, high in on)
    begun = sum(value == 1 for _, value in places[outer])
    return across >= _ENOUGH and 2 * across > len(steps) and begun <= across


def _any_between(gaps: list[tuple[int, int]], starts: list[int]) -> bool:
    at = 0
    for low, high in gaps:
        while at < len(starts) and starts[at] <= low:
            at += 1
        if at < len(starts) and starts[at] < high:
            return True
    return False

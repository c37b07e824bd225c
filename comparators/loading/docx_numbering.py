"""Automatic numbers, computed as Word computes them (ISO/IEC 29500-1, 17.9), for they stand in no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from comparators.loading.docx_names import VAL, W, is_on
from comparators.loading.docx_number_formats import format_number
from comparators.loading.docx_styles import Style, StyleSheet, whole

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_CLOSED = re.compile(r"[、．.。，,）)】〕\]：:﹒·]$")
_ELEMENT = etree._Element


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``restart`` is ``w:lvlRestart``: 0 never, n after a level below n, ``None`` any."""

    form: str = "decimal"
    pattern: str = ""
    text: str = ""
    start: int = 1
    legal: bool = False
    suffix: str = "tab"
    restart: int | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class ListInstance:
    """A ``w:num``: the abstract list whose counters it shares, its levels, and where it starts them anew."""

    abstract: str
    levels: tuple[Level, ...]
    restarts: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted. Labels must be asked for in reading order.

    Counters belong to the abstract list, so that two instances of one count on; an instance that overrides a
    start does so when it is first met.
    """

    instances: dict[str, ListInstance]
    counters: dict[str, list[int | None]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)

    def find(self, direct: tuple[str | None, int | None] | None, style: Style) -> tuple[str, int] | None:
        """Return the list instance and level of a paragraph, ``None`` where it has no number.

        ``direct`` is the paragraph's own ``w:numPr`` (instance, level), each ``None`` where it is not given.
        """
        number_id, level = direct or (None, None)
        from_style = number_id is None
        number_id = style.number_id if number_id is None else number_id
        if not number_id or number_id not in self.instances:
            return None
        levels = self.instances[number_id].levels
        if level is None:
            # A level is linked to a style from the list's side; the style's own w:ilvl counts only without it.
            linked = [index for index, each in enumerate(levels) if each.style and each.style == style.numbered_by]
            same_list = from_style or number_id == style.number_id
            level = linked[0] if linked and same_list else (style.level or 0) if same_list else 0
        return (number_id, level) if 0 <= level < len(levels) else None

    def label(self, number_id: str, level: int) -> tuple[str, str]:
        """Count the next paragraph of that list and level; return its label and ``w:suff`` (tab, space, nothing)."""
        instance = self.instances[number_id]
        counters = self.counters.setdefault(instance.abstract, [None] * LEVELS)
        for index, start in instance.restarts:
            if index == level and (number_id, index) not in self.started:
                self.started.add((number_id, index))
                counters[index] = start - 1
        own = counters[level]
        counters[level] = instance.levels[level].start if own is None else own + 1
        for index in range(level + 1, len(instance.levels)):
            restart = instance.levels[index].restart
            if restart is None or level < restart:
                counters[index] = None
        for index in range(level):
            # A level that was passed over counts as met: the next heading of it goes on from there (KB 110380).
            if counters[index] is None:
                counters[index] = instance.levels[index].start
        return _label(instance, counters, level), instance.levels[level].suffix


def _label(instance: ListInstance, counters: list[int | None], level: int) -> str:
    this = instance.levels[level]
    if this.form == "bullet":
        return ""

    def number(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        if index > level or index >= len(instance.levels):
            return ""
        other = instance.levels[index]
        value = counters[index]
        form = "decimal" if this.legal and other.form not in ("none", "bullet") else other.form
        return format_number(other.start if value is None else value, form, other.pattern)

    return _PLACE.sub(number, this.text)


def separator(label: str, suffix: str, text: str) -> str:
    """Return what stands between a label and the text after it.

    A tab is white space in print, not text: it is left out after a closing mark (``一、总则``), and is a space
    where the two would run into each other (``第一条 为了``, ``6. 6G``).
    """
    if not text or not label or suffix == "nothing":
        return ""
    if suffix == "space":
        return " "
    apart = _CLOSED.search(label) and not (label[-1] in ".．" and text[0].isdigit())
    return "" if apart or label[-1:].isspace() else " "


def read_numbering(root: _ELEMENT | None, styles: StyleSheet) -> Numbering:
    """Read numbering.xml; ``None`` (no such part) gives no lists."""
    if root is None:
        return Numbering({})
    abstracts = {element.get(W + "abstractNumId") or "": element for element in root.iterchildren(W + "abstractNum")}
    numbers = {element.get(W + "numId") or "": element for element in root.iterchildren(W + "num")}
    lists = dict(styles.lists)
    instances: dict[str, ListInstance] = {}
    for number_id, number in numbers.items():
        abstract_id = _abstract_id(number, numbers, abstracts, lists)
        if abstract_id is not None and number_id != "0":
            instances[number_id] = _instance(number, abstract_id, abstracts[abstract_id])
    return Numbering(instances)


def _abstract_id(
    number: _ELEMENT, numbers: dict[str, _ELEMENT], abstracts: dict[str, _ELEMENT], lists: dict[str, str]
) -> str | None:
    """Return the abstract list of a ``w:num``, followed through the numbering style that it may point to."""
    seen: set[str] = set()
    while True:
        abstract_id = _value(number, "abstractNumId") or ""
        if abstract_id not in abstracts or abstract_id in seen:
            return abstract_id if abstract_id in abstracts else None
        seen.add(abstract_id)
        link = _value(abstracts[abstract_id], "numStyleLink")
        target = numbers.get(lists.get(link or "", ""))
        if link is None or target is None:
            return abstract_id
        number = target


def _instance(number: _ELEMENT, abstract_id: str, abstract: _ELEMENT) -> ListInstance:
    levels = [Level() for _ in range(LEVELS)]
    for element in abstract.iterchildren(W + "lvl"):
        index = whole(element.get(W + "ilvl"))
        if index is not None and 0 <= index < LEVELS:
            levels[index] = _level(element)
    restarts: list[tuple[int, int]] = []
    for override in number.iterchildren(W + "lvlOverride"):
        index = whole(override.get(W + "ilvl"))
        if index is None or not 0 <= index < LEVELS:
            continue
        definition = override.find(W + "lvl")
        if definition is not None:
            levels[index] = _level(definition)
        start = whole(_value(override, "startOverride"))
        if start is not None:
            restarts.append((index, start))
    return ListInstance(abstract_id, tuple(levels), tuple(restarts))


def _level(element: _ELEMENT) -> Level:
    form = element.find(W + "numFmt")
    if form is None:  # Word 2010 and later write newer formats as alternate content, the custom one first
        form = next(element.iter(W + "numFmt"), None)
    text = element.find(W + "lvlText")
    legal = element.find(W + "isLgl")
    start = whole(_value(element, "start"))
    return Level(
        form=("decimal" if form is None else form.get(VAL)) or "decimal",
        pattern=("" if form is None else form.get(W + "format")) or "",
        text=("" if text is None else text.get(VAL)) or "",
        start=1 if start is None else start,
        legal=legal is not None and is_on(legal.get(VAL)),
        suffix=_value(element, "suff") or "tab",
        restart=whole(_value(element, "lvlRestart")),
        style=_value(element, "pStyle") or "",
    )


def _value(element: _ELEMENT, name: str) -> str | None:
    found = element.find(W + name)
    return None if found is None else found.get(VAL)

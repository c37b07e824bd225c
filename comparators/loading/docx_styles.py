"""What styles.xml says of a paragraph: its style's name, outline level, look and numbering, inheritance undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from comparators.loading.docx_names import PPR, RPR, VAL, W, is_on

_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_ELEMENT = etree._Element


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style with all that it inherits.

    ``outline`` is the level + 1, ``None`` for body text; ``size`` is in points. ``number_id`` and ``level`` are
    its ``w:numPr`` (``number_id`` 0 switches an inherited number off), ``numbered_by`` the id of the style in
    the chain that brings the number, by which numbering.xml links a level to it.
    """

    id: str = ""
    name: str = ""
    outline: int | None = None
    centered: bool = False
    bold: bool = False
    hidden: bool = False
    size: float | None = None
    number_id: str | None = None
    level: int | None = None
    numbered_by: str = ""


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """The styles of a document by id. ``hidden_runs`` are the character styles that hide their text."""

    paragraphs: dict[str, Style]
    default: Style
    hidden_runs: frozenset[str] = frozenset()
    bold_runs: frozenset[str] = frozenset()
    lists: tuple[tuple[str, str], ...] = ()

    def of(self, style_id: str | None) -> Style:
        """Return the paragraph style of that id; the default one where there is none."""
        return self.default if style_id is None else self.paragraphs.get(style_id, self.default)


PLAIN: Final = Style()
NO_STYLES: Final = StyleSheet({}, PLAIN)


def read_styles(root: _ELEMENT | None) -> StyleSheet:
    """Read styles.xml; ``None`` (no such part) gives a sheet of one empty style."""
    if root is None:
        return StyleSheet({}, Style())
    elements = {element.get(W + "styleId") or "": element for element in root.iterchildren(W + "style")}
    base_size = _size(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    paragraphs = {
        style_id: _resolve(style_id, elements, base_size)
        for style_id, element in elements.items()
        if element.get(W + "type", "paragraph") == "paragraph"
    }
    default_id = next((key for key in paragraphs if elements[key].get(W + "default") in ("1", "true", "on")), "")
    return StyleSheet(
        paragraphs,
        paragraphs.get(default_id, Style(size=base_size)),
        frozenset(_run_styles(elements, "vanish")),
        frozenset(_run_styles(elements, "b")),
        tuple(_list_styles(elements)),
    )


def _run_styles(elements: dict[str, _ELEMENT], name: str) -> Iterator[str]:
    """Yield the ids of the character styles that switch the property ``name`` on."""
    for style_id, element in elements.items():
        if element.get(W + "type") != "character":
            continue
        found = (_flag(each.find(RPR), name) for each in _chain(style_id, elements))
        if next((value for value in found if value is not None), False):
            yield style_id


def _list_styles(elements: dict[str, _ELEMENT]) -> Iterator[tuple[str, str]]:
    """Yield the numbering styles with the list instance that each names."""
    for style_id, element in elements.items():
        number = element.find(f"{PPR}/{W}numPr/{W}numId")
        if element.get(W + "type") == "numbering" and number is not None:
            yield style_id, number.get(VAL) or "0"


def _chain(style_id: str, elements: dict[str, _ELEMENT]) -> Iterator[_ELEMENT]:
    """Yield a style and those it is based on, nearest first; a chain that bites its tail ends there."""
    seen: set[str] = set()
    while style_id in elements and style_id not in seen:
        seen.add(style_id)
        yield elements[style_id]
        based_on = elements[style_id].find(W + "basedOn")
        style_id = "" if based_on is None else based_on.get(VAL) or ""


def _resolve(style_id: str, elements: dict[str, _ELEMENT], size: float | None) -> Style:
    """Put together what a style says and inherits."""
    chain = list(_chain(style_id, elements))
    number_id, numbered_by = next(
        ((number, element.get(W + "styleId") or "") for element in chain if (number := _number(element, "numId"))),
        (None, ""),
    )
    levels = (_number(element, "ilvl") for element in chain)
    level_text = next((value for value in levels if value), None)
    return Style(
        id=style_id,
        name=_name(chain[0]),
        outline=_outline(chain),
        centered=next((value == "center" for element in chain if (value := _alignment(element))), False),
        bold=_first_flag(chain, "b"),
        hidden=_first_flag(chain, "vanish"),
        size=next((own for element in chain if (own := _size(element.find(RPR)))), size),
        number_id=number_id,
        level=whole(level_text),
        numbered_by=numbered_by,
    )


def _outline(chain: list[_ELEMENT]) -> int | None:
    """Return the outline level + 1 that the nearest style of the chain declares."""
    for element in chain:
        level = element.find(f"{PPR}/{W}outlineLvl")
        if level is not None:
            return outline_of(level)
        # Word's own heading styles have their level even where styles.xml leaves it out.
        heading = _HEADING.fullmatch(_name(element))
        if heading:
            return int(heading[1])
    return None


def _name(element: _ELEMENT) -> str:
    name = element.find(W + "name")
    return "" if name is None else name.get(VAL) or ""


def _first_flag(chain: list[_ELEMENT], name: str) -> bool:
    flags = (_flag(element.find(RPR), name) for element in chain)
    return next((flag for flag in flags if flag is not None), False)


def _flag(properties: _ELEMENT | None, name: str) -> bool | None:
    found = None if properties is None else properties.find(W + name)
    return None if found is None else is_on(found.get(VAL))


def _size(properties: _ELEMENT | None) -> float | None:
    """Return the size in points that a ``w:rPr`` sets (``w:sz`` counts half points)."""
    size = None if properties is None else properties.find(W + "sz")
    half_points = None if size is None else whole(size.get(VAL))
    return half_points / 2 if half_points else None


def _alignment(element: _ELEMENT) -> str:
    found = element.find(f"{PPR}/{W}jc")
    return "" if found is None else found.get(VAL) or ""


def _number(element: _ELEMENT, name: str) -> str | None:
    found = element.find(f"{PPR}/{W}numPr/{W}{name}")
    return None if found is None else found.get(VAL)


def outline_of(level: _ELEMENT) -> int | None:
    """Return the heading level of a ``w:outlineLvl``: 1 to 9, ``None`` for body text (its value 9)."""
    value = whole(level.get(VAL))
    return value + 1 if value is not None and 0 <= value <= 8 else None


def whole(text: str | None) -> int | None:
    """Return a decimal attribute's value, ``None`` where it is absent or no number of a sane size."""
    try:
        return None if text is None or len(text) > 12 else int(text)
    except ValueError:
        return None

"""Footnotes and endnotes: paired with those of the new document, changed in their own part, brought where new."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Literal

from lxml import etree

from comparators.export.word_package import WordPackage, to_bytes
from comparators.export.word_pieces import Symbols, read_pieces, text_of
from comparators.export.word_revisions import element, identifier
from comparators.export.word_shapes import is_deleted
from comparators.loading.docx_names import ID, P, W
from comparators.loading.docx_styles import whole

if TYPE_CHECKING:
    from comparators.export.word_marker import Marker

_ELEMENT = etree._Element
NoteKind = Literal["footnote", "endnote"]
_KINDS: Final[tuple[NoteKind, ...]] = ("footnote", "endnote")
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}s+xml"


class Notes:
    """The notes of one kind in both documents."""

    def __init__(
        self,
        kind: NoteKind,
        packages: tuple[WordPackage, WordPackage],
        rows: tuple[dict[_ELEMENT, int], dict[_ELEMENT, int]],
        symbols: Symbols,
    ) -> None:
        self.kind: NoteKind = kind
        self._target = packages[0]
        self.parts = [package.related(f"{kind}s") for package in packages]
        self._notes = [_elements(package, part, kind) for package, part in zip(packages, self.parts, strict=True)]
        self._references = [list(package.root(package.main).iter(W + f"{kind}Reference")) for package in packages]
        self._pairs: dict[str, str] = {}
        self._symbols = symbols
        self._pair(rows)
        self._name()

    def _pair(self, rows: tuple[dict[_ELEMENT, int], dict[_ELEMENT, int]]) -> None:
        old, new = self._notes
        by_row: dict[int, str] = {rows[1][p]: key for key, note in new.items() for p in note.iter(P) if p in rows[1]}
        taken: set[str] = set()
        for key, note in old.items():
            votes = Counter(
                by_row[rows[0][p]]
                for p in note.iter(P)
                if p in rows[0] and by_row.get(rows[0][p]) not in (None, *taken)
            )
            if votes:
                self._pairs[key] = votes.most_common(1)[0][0]
                taken.add(self._pairs[key])
        texts: dict[str, list[str]] = {}
        for key, note in new.items():
            if key not in taken:
                texts.setdefault(self._text(note), []).append(key)
        for key, note in old.items():
            if key not in self._pairs and (same := texts.get(self._text(note))):
                self._pairs[key] = same.pop(0)

    def _text(self, note: _ELEMENT) -> str:
        return "\n".join(text_of(read_pieces(paragraph, self._symbols)) for paragraph in note.iter(P))

    def _name(self) -> None:
        """Have references to notes that belong together be the same, and all others differ."""
        partners = {new: old for old, new in self._pairs.items()}
        for reference in self._references[0]:
            self._symbols.names[reference] = (self.kind, 0, identifier(reference))
        for reference in self._references[1]:
            partner = partners.get(identifier(reference))
            name = (self.kind, 1, identifier(reference)) if partner is None else (self.kind, 0, partner)
            self._symbols.names[reference] = name

    def bring(self, marker: Marker, reference: _ELEMENT) -> str | None:
        """Bring the note that a reference of the new document is to, as inserted; return its id here."""
        note = self._notes[1].get(identifier(reference))
        if note is None or self.parts[1] is None:
            return None
        part = self._part()
        root = self._target.root(part)
        number = max((whole(each.get(ID)) or 0 for each in root), default=0) + 1
        made = element(self.kind, id=str(number))
        with marker.working_on(part, self.parts[1]):
            for item in marker.items(note, 1):
                if item.kind == "p":
                    made.append(marker.added_paragraph(item, mark=False))
                elif item.kind == "tbl":
                    made.extend(marker.added(item))
        root.append(made)
        self._target.touch(part)
        return str(number)

    def finish(self, marker: Marker) -> None:
        """Mark what differs inside the notes that stayed, and what is gone of those that did not."""
        old, new = self._notes
        seen: set[str] = set()
        for reference in self._references[0]:
            key = identifier(reference)
            if key not in old or key in seen or self.parts[0] is None:
                continue
            seen.add(key)
            count = marker.revisions.count
            with marker.working_on(self.parts[0], self.parts[1] or ""):
                if is_deleted(reference):
                    for item in marker.items(old[key], 0):
                        if item.kind == "p":
                            marker.remove_paragraph(item, mark=False)
                        else:
                            marker.remove(item)
                elif key in self._pairs:
                    marker.story(old[key], new[self._pairs[key]])
            if marker.revisions.count > count:
                self._target.touch(self.parts[0])

    def _part(self) -> str:
        part = self.parts[0]
        if part is None:
            part = self._target.free_name(f"word/{self.kind}s.xml")
            root = element(f"{self.kind}s")
            for number, line in enumerate(("separator", "continuationSeparator"), -1):
                note = element(self.kind, type=line, id=str(number))
                note.append(element("p"))
                note[0].append(element("r"))
                note[0][0].append(element(line))
                root.append(note)
            self._target.add_part(part, to_bytes(root), _TYPE.format(self.kind))
            self._target.relate(self._target.main, f"{self.kind}s", part)
            self.parts[0] = part
        return part


def _elements(package: WordPackage, part: str | None, kind: str) -> dict[str, _ELEMENT]:
    if part is None:
        return {}
    return {
        identifier(note): note
        for note in package.root(part).iterchildren(W + kind)
        if note.get(W + "type") in (None, "normal")
    }


def all_notes(
    packages: tuple[WordPackage, WordPackage],
    rows: tuple[dict[_ELEMENT, int], dict[_ELEMENT, int]],
    symbols: Symbols,
) -> list[Notes]:
    """Return the notes of each kind."""
    return [Notes(kind, packages, rows, symbols) for kind in _KINDS]

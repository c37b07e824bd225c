"""Markdown: headings, lists, quotes, tables and HTML inside, as Chinese authors write it.

Not CommonMark to the letter: four blanks or two ideographic spaces at a line's start are a paragraph's indent, not
code; a line that begins with a label of its own begins a paragraph even without a blank line above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from comparators.document import Document, Problem
from comparators.labels import match_label
from comparators.loading.encodings import decode
from comparators.loading.furniture import take_out_furniture
from comparators.loading.joining import join_pieces, without_printers_spaces
from comparators.loading.lines import Line, split_lines, width
from comparators.loading.markdown_inline import plain_text
from comparators.loading.marks import begins_by_itself, ends_sentence
from comparators.loading.pieces import Piece, split_at_breaks, to_blocks
from comparators.loading.unwrap import Habits, find_habits
from comparators.options import LoadLimits
from comparators.work import Work

_KEY: Final = re.compile(r"([\w-]{1,60})\s*[:=]\s*(.*)")
_ATX: Final = re.compile(r"(#{1,6})(?:\s+|(?=[\u2e80-\u9fff（“「【])(?!.*#\S))(.*?)(?:\s+#+)?$")
_SETEXT: Final = re.compile(r"={2,}|-{2,}")
_RULE: Final = re.compile(r"([-*_])(?:\s*\1){2,}")
_FENCE: Final = re.compile(r"(`{3,}|~{3,})[^`]*$")
_BULLET: Final = re.compile(r"[-*+]\s+(?:\[[ xX]\]\s+)?")
_ORDERED: Final = re.compile(r"\d{1,9}[.)]\s")
_QUOTE: Final = re.compile(r"(?:>\s?)+")
_DELIMITER: Final = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_CELL_BREAK: Final = re.compile(r"(?<!\\)\|")
_DEFINITION: Final = re.compile(r"\[([^\]^][^\]]{0,200})\]:\s*(\S+)(?:\s+[\"'(].*[\"')])?")
_NOTE: Final = re.compile(r"\[\^([^\]\s]{1,60})\]:\s*(.*)")
_HTML_TABLE: Final = re.compile(r"<table\b", re.IGNORECASE)
_HTML_TABLE_END: Final = re.compile(r"</table\s*>", re.IGNORECASE)
_ATTRIBUTES: Final = re.compile(r"\s*\{[#.:][^}]{0,200}\}$")
_TOC: Final = re.compile(r"\[(?:toc|TOC)\]|@\[toc\].*|\{:toc\}")
_LONG: Final = 60.0
_SHORT: Final = 30.0


@dataclass(frozen=True, slots=True)
class _Source:
    """A line of the source: its text without outer white space, what is told of it by the white space."""

    line: Line
    hard_break: bool = False
    quoted: bool = False


def read(data: bytes, path: str, limits: LoadLimits, work: Work) -> Document:
    """Read a Markdown file. Raises :class:`comparators.errors.InputError` where it is no text or too long."""
    decoded = decode(data, path, limits)
    problems = list(decoded.problems)
    body, title = _without_front_matter(decoded.text, problems)
    work.step("loading", 0.3)
    lines, taken_out = take_out_furniture(split_lines(_without_comments(body, problems)))
    problems += taken_out
    reader = _Reader(lines, problems)
    pieces = reader.pieces()
    work.step("loading", 0.9)
    reader.tell()
    return Document(path, "md", title=title, blocks=to_blocks(pieces), problems=tuple(problems))


def _without_front_matter(text: str, problems: list[Problem]) -> tuple[str, str]:
    """Blank the front matter (its lines stay counted); return the text and the title that it declares."""
    fence = text[:3]
    if fence not in ("---", "+++") or text[3 : text.find("\n") if "\n" in text else 3].strip():
        return text, ""
    lines = text.split("\n")
    end = next((n for n in range(1, min(len(lines), 500)) if lines[n].strip() in (fence, "...")), 0)
    keys = [match for line in lines[1:end] if (match := _KEY.match(line))]
    if not end or not keys or not _KEY.match(next((line for line in lines[1:end] if line.strip()), "")):
        return text, ""
    title = next((match[2].strip().strip("\"'") for match in keys if match[1].lower() == "title"), "")
    content = " ".join(" ".join(line.split()) for line in lines[1:end] if line.strip())
    problems.append(Problem("markdown-front-matter", f"第1-{end + 1}行", (("count", end + 1), ("text", content[:500]))))
    return "\n" * (end + 1) + "\n".join(lines[end + 1 :]), title


def _without_comments(text: str, problems: list[Problem]) -> str:
    """Take out HTML comments, which may run over lines (their line feeds stay)."""
    if "<!--" not in text:
        return text
    parts: list[str] = []
    dropped: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        comment = text[start : end + 3]
        dropped.append(" ".join(comment[4:-3].split()))
        parts += [text[at:start], "\n" * comment.count("\n")]
        at = end + 3
    if dropped:
        pieces = "；".join(f"“{comment[:60]}”" for comment in dropped)
        problems.append(Problem("markdown-comments", params=(("count", len(dropped)), ("pieces", pieces))))
    return "".join([*parts, text[at:]])


class _Reader:
    """One walk over the lines of a Markdown text."""

    def __init__(self, lines: Sequence[Line], problems: list[Problem]) -> None:
        self.problems = problems
        self.references: dict[str, str] = {}
        self.definitions: list[str] = []
        self.pictures: list[str] = []
        self.gone = 0
        self.groups = 0
        self.lines = [self._source(line) for line in lines]
        self.habits = find_habits([s.line for s in self.lines if not self._is_structure(s.line.text)])
        for source in self.lines:
            if match := _DEFINITION.fullmatch(source.line.text):
                self.references[match[1].strip().lower()] = match[2]

    def _source(self, line: Line) -> _Source:
        text, hard = line.text, line.text.endswith("\\") and not line.text.endswith("\\\\")
        quoted = False
        if match := _QUOTE.match(text):
            quoted, text = True, text[match.end() :]
        if hard:
            text = text[:-1].rstrip()
        return _Source(replace(line, text=text), hard, quoted)

    @staticmethod
    def _is_structure(text: str) -> bool:
        return not text or text[0] in "#|<" or bool(_RULE.fullmatch(text))

    def pieces(self) -> list[Piece]:
        """Return the pieces of the document in order."""
        found: list[Piece] = []
        index = 0
        while index < len(self.lines):
            index, more = self._next(index)
            found += more
        return found

    def tell(self) -> None:
        """Say what the walk left out."""
        if self.pictures:
            pieces = "；".join(f"“{picture[:80]}”" for picture in self.pictures)
            self.problems.append(
                Problem("markdown-pictures", params=(("count", len(self.pictures)), ("pieces", pieces)))
            )
        if self.definitions:
            pieces = "；".join(f"“{text}”" for text in self.definitions)
            self.problems.append(
                Problem("markdown-definitions", params=(("count", len(self.definitions)), ("pieces", pieces)))
            )
        if self.gone:
            self.problems.append(Problem("text-printers-spaces", params=(("count", self.gone),)))

    def _next(self, index: int) -> tuple[int, list[Piece]]:
        """Read the block that begins at ``index``; return where the next begins, and its pieces."""
        text = self.lines[index].line.text
        if not text or _RULE.fullmatch(text) or _TOC.fullmatch(text):
            return index + 1, []
        if _FENCE.match(text):
            return self._fenced(index)
        if match := _ATX.match(text):
            return index + 1, self._heading(self.lines[index], match[2], len(match[1]))
        if match := _DEFINITION.fullmatch(text):
            self.definitions.append(text)
            return index + 1, []
        if match := _NOTE.match(text):
            plain = self._plain(match[2])
            number = self.lines[index].line.number
            return index + 1, [Piece(plain[0], number, number, kind="note", container="footnote")]
        if "|" in text and self._is_table(index):
            return self._table(index)
        if _HTML_TABLE.match(text):
            return self._html_table(index)
        return self._paragraph(index)

    def _heading(self, source: _Source, text: str, level: int) -> list[Piece]:
        plain, centered = self._plain(_ATTRIBUTES.sub("", text))
        number = source.line.number
        return [Piece(" ".join(plain.split("\n")), number, number, outline=level, centered=centered)] if plain else []

    def _plain(self, text: str) -> tuple[str, bool]:
        plain, centered, pictures = plain_text(text, self.references)
        self.pictures += pictures
        return plain, centered

    def _fenced(self, index: int) -> tuple[int, list[Piece]]:
        fence = self.lines[index].line.text[:3]
        pieces: list[Piece] = []
        for at in range(index + 1, len(self.lines)):
            line = self.lines[at].line
            if line.text.startswith(fence) and not line.text.strip("`~"):
                return at + 1, pieces
            pieces.append(Piece(line.text, line.number, line.number))
        return len(self.lines), pieces

    def _is_table(self, index: int) -> bool:
        text = self.lines[index].line.text
        if index + 1 < len(self.lines):
            below = self.lines[index + 1].line
            if not below.blank and "-" in below.text and "|" in below.text and _DELIMITER.fullmatch(below.text):
                return True
        return text.startswith("|") and text.endswith("|") and len(text) > 2

    def _table(self, index: int) -> tuple[int, list[Piece]]:
        self.groups += 1
        pieces: list[Piece] = []
        at = index
        while at < len(self.lines):
            line = self.lines[at].line
            if (at > index and line.blank) or "|" not in line.text:
                break
            if not _DELIMITER.fullmatch(line.text):
                inner = line.text.removeprefix("|")
                inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
                cells = [self._plain(cell.strip().replace("\\|", "|"))[0] for cell in _CELL_BREAK.split(inner)]
                row = "\t".join(cells).strip()
                if row:
                    pieces.append(
                        Piece(row, line.number, line.number, kind="table", container="table", group=self.groups)
                    )
            at += 1
        return at, pieces

    def _html_table(self, index: int) -> tuple[int, list[Piece]]:
        """Read a table written in HTML, blank lines inside it included."""
        from comparators.loading.html import parse
        from comparators.loading.html_pieces import Walker

        end = index
        while end < len(self.lines) - 1 and not _HTML_TABLE_END.search(self.lines[end].line.text):
            end += 1
        source = "\n".join(s.line.text for s in self.lines[index : end + 1])
        first, last = self.lines[index].line.number, self.lines[end].line.number
        walker = Walker(self.groups)
        pieces = [replace(piece, line=first, last_line=last) for piece in walker.walk(parse(source))]
        self.groups = walker.groups
        return end + 1, pieces

    def _paragraph(self, index: int) -> tuple[int, list[Piece]]:
        """Read the lines up to a blank one or another block, and cut them into paragraphs."""
        end = index + 1
        while end < len(self.lines) and not self._stops(end):
            end += 1
        sources = self.lines[index:end]
        if end < len(self.lines) and self._is_setext(end, sources[-1]):
            level = 1 if self.lines[end].line.text[0] == "=" else 2
            text = join_pieces([s.line.text for s in sources])
            return end + 1, self._heading(sources[0], text, level)
        pieces: list[Piece] = []
        for part in _cut(sources, self.habits):
            pieces += self._body(part)
        return end, pieces

    def _stops(self, at: int) -> bool:
        line = self.lines[at].line
        text = line.text
        if line.blank or not text or _RULE.fullmatch(text) or _SETEXT.fullmatch(text) or _FENCE.match(text):
            return True
        return bool(_ATX.match(text) or _HTML_TABLE.match(text) or ("|" in text and self._is_table(at)))

    def _is_setext(self, at: int, above: _Source) -> bool:
        line = self.lines[at].line
        return not line.blank and bool(_SETEXT.fullmatch(line.text)) and not ends_sentence(above.line.text)

    def _body(self, sources: Sequence[_Source]) -> Iterator[Piece]:
        first, last = sources[0].line, sources[-1].line
        texts = [s.line.text for s in sources]
        if match := _BULLET.match(texts[0]):
            texts[0] = texts[0][match.end() :]
        raw = join_pieces([text for text in texts if text], anywhere=bool(self.habits.exact)) if any(texts) else ""
        plain, centered = self._plain(raw)
        if self.habits.wrapped and len(texts) > 1:
            plain, count = without_printers_spaces(plain)
            self.gone += count
        bold = raw.startswith(("**", "__")) and raw.endswith(("**", "__")) and raw.count("**") == 2
        for piece in split_at_breaks(Piece(plain, first.number, last.number, centered=centered, bold=bold)):
            yield replace(piece, line=first.number, last_line=last.number)


def _cut(sources: Sequence[_Source], habits: Habits) -> Iterator[Sequence[_Source]]:
    """Cut lines without a blank one between them into paragraphs."""
    start = 0
    for index in range(1, len(sources)):
        if _begins(sources, index, sources[start], habits):
            yield sources[start:index]
            start = index
    yield sources[start:]


def _begins(sources: Sequence[_Source], index: int, first: _Source, habits: Habits) -> bool:
    """Say whether a paragraph begins with a line: a list's item, a label, an indent, a hard break's end."""
    a, b = sources[index - 1], sources[index]
    if a.hard_break or _BULLET.match(b.line.text) or (a.quoted and not b.quoted and ends_sentence(a.line.text)):
        return True
    final = ends_sentence(a.line.text)
    full = habits.wrapped and a.line.right >= habits.measure - 2.5
    if begins_by_itself(b.line.text) or _ORDERED.match(b.line.text):
        return final or not full or _is_heading(first.line.text, a.line.text)
    if b.line.ideographic and not first.line.text[0].isdigit():
        return final or not full
    if not final:
        return not full and a is first and a.line.right <= _SHORT and _is_heading(a.line.text, a.line.text)
    if habits.wrapped and not full:
        return True
    signed = index + 1 == len(sources) or begins_by_itself(sources[index + 1].line.text)
    if signed and not full and not ends_sentence(b.line.text) and b.line.right <= _SHORT:
        return True  # who signs stands on a line of its own
    return not habits.wrapped and a.line.right > _LONG and width(b.line.text) > 4


def _is_heading(first: str, last: str) -> bool:
    label = match_label(first)
    return label is not None and label.certain and "。" not in first and "。" not in last

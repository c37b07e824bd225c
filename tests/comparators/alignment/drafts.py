"""Made-up structured documents for the alignment tests."""

from __future__ import annotations

import re
from dataclasses import replace

from comparators.document import Block, Document, Layout, Section

_LABEL = re.compile(
    r"(?P<chapter>第[一二三四五六七八九十百]+章)\s*|(?P<article>第[一二三四五六七八九十百]+条)\s*|(?P<box>专栏\d+)：?"
    r"|(?P<han>[一二三四五六七八九十百]+)、|(?P<paren>（[一二三四五六七八九十百]+）)|(?P<arabic>\d+)[.．]"
)
_LEVELS = {"chapter": 1, "han": 1, "article": 2, "paren": 2, "arabic": 3, "box": 3}


def draft(*lines: str) -> Document:
    """Make a structured document of lines; ``|`` in a line makes a table row, ``#`` before one its title."""
    blocks: list[Block] = []
    open_sections: list[tuple[int, int]] = []  # level, index
    sections: list[Section] = []
    group = 0
    for index, line in enumerate(lines):
        if "|" in line:
            if not blocks or blocks[-1].kind != "table":
                group += 1
            layout = Layout(container="table", group=group)
            path = sections[open_sections[-1][1]].path if open_sections else ""
            blocks.append(Block(index, line.replace("|", "\t"), "table", path, layout=layout))
            continue
        if line.startswith("#"):
            blocks.append(Block(index, line[1:], "title"))
            continue
        match = _LABEL.match(line)
        if match is None:
            path = sections[open_sections[-1][1]].path if open_sections else ""
            blocks.append(Block(index, line, "paragraph", path))
            continue
        form = str(match.lastgroup)
        level = _LEVELS[form]
        while open_sections and open_sections[-1][0] >= level:
            open_sections.pop()
        parent = open_sections[-1][1] if open_sections else -1
        number = match[form]
        path = f"{sections[parent].path}/{number}" if parent >= 0 else number
        stop = line.find("。", match.end())
        stop = len(line) if stop < 0 else stop
        title_end = min(stop + 1, len(line))
        if form == "article":
            title_end = match.end()
            stop = match.end()
        open_sections.append((level, len(sections)))
        title = line[match.end() : stop]
        sections.append(Section(path, number, len(open_sections), title, index, index, parent, form))
        blocks.append(Block(index, line, "heading", path, number, match.end(), title_end))
    return Document("made-up.txt", "txt", blocks=tuple(blocks), sections=_closed(sections, len(blocks)))


def _closed(sections: list[Section], count: int) -> tuple[Section, ...]:
    closed: list[Section] = []
    for index, section in enumerate(sections):
        last = count - 1
        for later in sections[index + 1 :]:
            if later.level <= section.level:
                last = later.first_block - 1
                break
        closed.append(replace(section, last_block=last))
    return tuple(closed)

"""The side-by-side page: one self-contained file, readable without scripts, on screen and on paper."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

from comparators.comparison import Comparison
from comparators.document import Document
from comparators.export.html_facts import fact_marks, facts_panel
from comparators.export.html_marks import escape
from comparators.export.html_rows import COLUMNS, Painter, levels
from comparators.export.phrases import is_change
from comparators.files import resource
from comparators.messages import Language, known, problem_text, say

_KINDS = ("changed", "added", "removed", "moved", "split", "merged")
_DEEPEST = 2  # levels of sections in the contents


def comparison_html(comparison: Comparison, language: Language = "zh") -> bytes:
    """Return what ``duigao compare --html`` writes, as UTF-8: the template with everything put in its place."""
    old_facts, new_facts = fact_marks(comparison, language)
    painter = Painter(comparison, language, old_facts, new_facts, levels(comparison.old), levels(comparison.new))
    old, new = _name(comparison.old), _name(comparison.new)
    facts = facts_panel(comparison, language)
    filled = {
        "language": say("page-language", language),
        "title": escape(say("page-title", language, old=old, new=new)),
        "style": _template("comparison.css"),
        "script": _template("comparison.js"),
        "brand": escape(say("page-brand", language)),
        "old": _document(comparison.old, "side-old", language),
        "new": _document(comparison.new, "side-new", language),
        "counts": _counts(comparison, language),
        "tools": _tools(language),
        "contents": _contents(comparison, language),
        "facts": f'<div class="cards">{facts}</div>' if facts else "",
        "problems": _problems(comparison, language),
        "columns": COLUMNS,
        "head_old": f"<b>{escape(say('side-old', language))}</b>{escape(old)}",
        "head_new": f"<b>{escape(say('side-new', language))}</b>{escape(new)}",
        "rows": "".join(painter.rows()),
        "footer": _footer(comparison, language),
    }
    parts = _template("comparison.html").split("{{")
    page = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}}")
        page += (filled[name], rest)
    return "".join(page).encode("utf-8", "replace")


def _template(name: str) -> str:
    return resource("templates", name).read_text(encoding="utf-8")


def _name(document: Document) -> str:
    return document.title.replace("\n", "") or PurePath(document.path).name


def _document(document: Document, side: str, language: Language) -> str:
    about = say(
        "page-document",
        language,
        format=document.format,
        characters=f"{sum(len(block.text) for block in document.blocks):,}",
        blocks=f"{len(document.blocks):,}",
    )
    return (
        f'<div class="doc"><small>{escape(say(side, language))}</small><strong>{escape(_name(document))}</strong>'
        f"<small>{escape(PurePath(document.path).name)} · {escape(about)}</small></div>"
    )


def _counts(comparison: Comparison, language: Language) -> str:
    rows = comparison.rows
    kinds: Counter[str] = Counter(row.kind for row in rows if is_change(row))
    chips = [f'<span class="total"><b>{kinds.total()}</b> {escape(say("page-changes", language))}</span>']
    chips += [
        f'<span class="count {kind}">{escape(say(f"kind-{kind}", language))} <b>{kinds[kind]}</b></span>'
        for kind in _KINDS
        if kinds[kind]
    ]
    renumbered = sum(row.kind == "renumbered" for row in rows)
    minor = sum(row.kind == "changed" and not row.substance for row in rows)
    for code, count in (("summary-only-numbering", renumbered), ("summary-only-minor", minor)):
        if count:
            chips.append(f'<span class="count">{escape(say(code, language, count=count))}</span>')
    return "".join(chips)


def _tools(language: Language) -> str:
    word = {name: escape(say(f"page-{name}", language)) for name in ("only-changes", "open-all", "previous", "next")}
    legend = "".join(
        f"<span><{tag}>{escape(say(f'page-legend-{name}', language))}</{tag.split()[0]}></span>"
        for tag, name in (
            ("ins", "added"),
            ("del", "removed"),
            ('span class="ind"', "industry"),
            ('span class="tg"', "target"),
            ('span class="un"', "unit"),
        )
    )
    return (
        f'<label><input type="checkbox" id="only"> {word["only-changes"]}</label>'
        f'<label class="scripted"><input type="checkbox" id="unfold"> {word["open-all"]}</label>'
        f'<span class="nav scripted"><button type="button" id="previous">‹ {word["previous"]}<kbd>F7</kbd></button>'
        f'<output id="place"></output><button type="button" id="next">{word["next"]}<kbd>F8</kbd> ›</button></span>'
        f'<span class="legend">{legend}</span>'
    )


def _contents(comparison: Comparison, language: Language) -> str:
    """Return the new document's chapters and sections, each with its number of changes and a link to its row."""
    document = comparison.new
    holder = {index: number for number, row in enumerate(comparison.rows) for index in row.new}
    before = [0]
    for row in comparison.rows:
        before.append(before[-1] + is_change(row))
    items = []
    for section in document.sections:
        if section.level > _DEEPEST:
            continue
        first, last = holder[section.first_block], holder[section.last_block]
        count = max(0, before[last + 1] - before[first])
        badge = f"<b>{count}</b>" if count else ""
        heading = document.blocks[section.first_block]
        text = heading.text[: heading.title_end or 40] if heading.kind == "heading" else section.title or section.number
        items.append(f'<li class="l{section.level}"><a href="#r{first}"><span>{escape(text)}</span>{badge}</a></li>')
    if not items:
        return ""
    return f'<nav class="contents"><h2>{escape(say("page-contents", language))}</h2><ol>{"".join(items)}</ol></nav>'


def _problems(comparison: Comparison, language: Language) -> str:
    found = [
        *((say("side-old", language), each) for each in comparison.old.problems),
        *((say("side-new", language), each) for each in comparison.new.problems),
        *(("", each) for each in comparison.problems),
    ]
    if not found:
        return ""
    said = Counter(
        f"{side}　{problem_text(each, language) if known(each.code) else each.code}".strip("　") for side, each in found
    )
    items = "".join(
        f"<li>{escape(text if count == 1 else say('summary-times', language, text=text, count=count))}</li>"
        for text, count in said.items()
    )
    head = f"{escape(say('summary-problems', language))}　{len(said)}"
    return f'<details class="problems"><summary>{head}</summary><ul>{items}</ul></details>'


def _footer(comparison: Comparison, language: Language) -> str:
    names = [say(f"noise-{noise}", language) for noise in comparison.options.ignore]
    ignored = say("joiner", language).join(names) or say("page-ignored-none", language)
    return escape(say("page-footer", language, ignored=ignored))

"""The side-by-side page: complete, self-contained, safe, every change marked by shape and not by colour alone."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from comparators import CompareOptions, Comparison, compare, load
from comparators.document import Block, Document
from comparators.export.html import comparison_html
from comparators.export.html_marks import Mark, MarkedText, paragraphs

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "resources" / "samples").glob("*.docx"))
_VOID = {"meta", "br", "col", "input"}


class Checker(HTMLParser):
    """Collects ids, links and text, and fails where tags do not close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text: dict[str, list[str]] = {"old": [], "new": []}
        self.struck: list[str] = []
        self.side = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        if tag == "td" and "fold" not in self.open:
            classes = str(given.get("class", "")).split()
            self.side = next((side for side in ("old", "new") if side in classes), "")
        if tag not in _VOID:
            self.open.append(tag)
        assert tag not in ("img", "link", "iframe")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.side and "p" in self.open and "a" not in self.open:
            self.text[self.side].append(data)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(load(SAMPLES[0]), load(SAMPLES[1]))


def checked(page: bytes) -> Checker:
    checker = Checker()
    checker.feed(page.decode("utf-8"))
    assert checker.open == []
    return checker


def test_tags_close_ids_are_unique_and_links_lead_somewhere(comparison: Comparison) -> None:
    checker = checked(comparison_html(comparison))
    assert len(checker.ids) == len(set(checker.ids))
    assert checker.links
    assert all(link.removeprefix("#") in checker.ids for link in checker.links)


def test_every_paragraph_of_both_drafts_is_there(comparison: Comparison) -> None:
    page = comparison_html(comparison).decode("utf-8")
    plain = re.sub(r"<[^>]*>", "", page)
    for document in (comparison.old, comparison.new):
        for block in document.blocks:
            assert block.text.replace("\t", " ").replace("\n", "") in plain


def test_words_added_and_removed_are_marked_by_element(comparison: Comparison) -> None:
    page = comparison_html(comparison).decode("utf-8")
    assert re.search(r"<ins>(<[^>]*>)*低空经济", page)
    assert re.search(r"<del>[^<]*（征求意见稿）", page)
    style = page[page.index("<style>") : page.index("</style>")]
    assert "text-decoration: underline" in style
    assert "text-decoration: line-through" in style


def test_it_needs_nothing_from_outside(comparison: Comparison) -> None:
    page = comparison_html(comparison).decode("utf-8")
    assert "default-src 'none'" in page
    for outside in ("http://", "https://", "src=", "@import", "url("):
        assert outside not in page.replace("script-src", "").replace("default-src", "").replace("style-src", "")


def test_moved_blocks_lead_to_each_other(comparison: Comparison) -> None:
    page = comparison_html(comparison).decode("utf-8")
    starts = re.findall(r'id="from(\d+)" href="#to(\d+)"', page)
    assert starts
    for first, second in starts:
        assert first == second
        assert f'id="to{first}" href="#from{first}"' in page


def test_long_equal_stretches_fold() -> None:
    lines = [f"第{number}段讲的是不同的内容，编号{number * 37}。" for number in range(40)]
    old = Document("a", "txt", "", tuple(Block(number, line) for number, line in enumerate(lines)))
    lines[20] = lines[20] + "新增一句话。"
    new = Document("b", "txt", "", tuple(Block(number, line) for number, line in enumerate(lines)))
    page = comparison_html(compare(old, new)).decode("utf-8")
    assert re.findall(r"<summary>(\d+) 段相同</summary>", page) == ["19", "18"]


def test_text_of_the_drafts_cannot_become_markup() -> None:
    nasty = '<script>alert("x")</script> & \x00\x1b ]]> \ud800 "quoted" \'single\''
    old = Document(nasty, "txt", nasty, (Block(0, nasty), Block(1, "甲")))
    new = Document(nasty, "txt", nasty, (Block(0, nasty + "乙"), Block(1, "甲")))
    page = comparison_html(compare(old, new))
    checked(page)
    text = page.decode("utf-8")
    assert "<script>alert" not in text
    assert "\x00" not in text
    assert "{{" not in text


def test_a_placeholder_in_a_draft_is_only_text() -> None:
    text = "{{rows}} 和 {{title}}"
    document = Document(text, "txt", text, (Block(0, text),))
    assert comparison_html(compare(document, document)).decode("utf-8").count("{{rows}}") >= 2


def test_ignored_differences_are_not_marked() -> None:
    old = Document("a", "txt", "", (Block(0, "培育企业１００家，建设平台。"),))
    new = Document("b", "txt", "", (Block(0, "培育企业100家，建设平台。"),))
    body = comparison_html(compare(old, new)).decode("utf-8").partition("<tbody>")[2]
    assert "<ins" not in body
    body = comparison_html(compare(old, new, CompareOptions(ignore=()))).decode("utf-8").partition("<tbody>")[2]
    assert '<ins class="minor">' in body


def test_the_page_speaks_english_on_request(comparison: Comparison) -> None:
    page = comparison_html(comparison, "en").decode("utf-8")
    assert '<html lang="en">' in page
    assert "Changes only" in page
    assert "moved here from" in page


def test_the_same_comparison_gives_the_same_page(comparison: Comparison) -> None:
    assert comparison_html(comparison) == comparison_html(compare(load(SAMPLES[0]), load(SAMPLES[1])))


def test_marks_nest_and_are_cut_at_paragraph_ends() -> None:
    marked = MarkedText(
        ("甲乙丙", "丁戊"),
        ((Mark(1, 4, "ins"),), (Mark(2, 3, "span", ' class="tg"'), Mark(0, 0, "b"))),
    )
    assert paragraphs(marked) == [
        '甲<ins>乙</ins><ins><span class="tg">丙</span></ins>',
        "<ins>丁</ins>戊",
    ]


def test_marks_that_begin_inside_another_of_their_layer_give_way() -> None:
    marked = MarkedText(("甲乙丙丁",), ((Mark(0, 3, "b"), Mark(1, 2, "i"), Mark(2, 4, "i")),))
    assert paragraphs(marked) == ["<b>甲乙丙</b>丁"]

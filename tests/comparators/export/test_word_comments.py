"""Comments in the Word file: each on exactly its characters, its thread with it, and read back equal."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from comparators import compare
from comparators.comparison import Comparison
from comparators.document import Document
from comparators.export.word_markup import mark_up
from comparators.export.word_options import WordOptions
from comparators.loading import docx
from comparators.options import LoadLimits
from comparators.review.anchors import make_anchor
from comparators.review.annotations import Annotation, Reply, Side
from comparators.structure import build_structure
from tests.support import word_oracle as oracle
from tests.support.word_drafts import Item, Para, Run, Table
from tests.support.word_drafts import docx as draft

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DATE = "2026-05-18T09:00:00Z"
QUIET = WordOptions(explain="none", date=DATE)


def line(*texts: str) -> Para:
    return Para(tuple(Run(text, number % 3) for number, text in enumerate(texts)))


def row(*cells: str) -> tuple[tuple[Para, ...], ...]:
    return tuple((line(cell),) for cell in cells)


OLD: list[Item] = [
    line("一、总体要求"),
    line("到2027年，", "突破前沿技术100项", "，培育重点企业300家。"),
    line("加快低空经济先导区建设，打造元宇宙应用场景。"),
    Table((row("任务", "单位"), row("布局先导区20个", "省经信厅"))),
    line("本方案自印发之日起施行。"),
]
NEW: list[Item] = [
    line("一、总体要求"),
    line("到2027年，", "突破关键技术120项", "，培育重点企业300家。"),
    line("加快低空经济先导区建设。"),
    Table((row("任务", "单位"), row("布局先导区15个", "省经信厅"))),
    line("本方案自印发之日起施行。"),
]


def read(data: bytes) -> Document:
    return build_structure(docx.read(data, "稿.docx", LoadLimits()))


@pytest.fixture(scope="module")
def pair() -> tuple[bytes, bytes, Comparison]:
    old, new = draft(OLD), draft(NEW)
    return old, new, compare(read(old), read(new))


def note(comparison: Comparison, side: Side, quote: str, upto: str = "", **more: object) -> Annotation:
    """An annotation on a quote, or from one quote to the end of another."""
    document = comparison.old if side == "old" else comparison.new
    first = next(block for block in document.blocks if quote in block.text)
    last = next(block for block in document.blocks if (upto or quote) in block.text)
    start = first.text.index(quote)
    end = last.text.index(upto or quote) + len(upto or quote)
    anchor = make_anchor(document, side, first.index, start, last.index, end)
    return Annotation(
        **{"id": "a", "kind": "comment", "author": "李四", "time": DATE, "anchor": anchor, "body": "请核实", **more}
    )


def written(pair: tuple[bytes, bytes, Comparison], *annotations: Annotation) -> bytes:
    old, new, comparison = pair
    data = mark_up(comparison, old, new, QUIET, annotations).data
    accept = oracle.accepted(oracle.part(data))
    assert oracle.paragraphs(accept) == oracle.paragraphs(oracle.part(new))
    assert oracle.paragraphs(oracle.rejected(oracle.part(data))) == oracle.paragraphs(oracle.part(old))
    assert oracle.undeclared(data) == []
    return data


def covered(data: bytes, number: str = "0", *, resolve: str = "") -> str:
    """The characters between the ends of a comment's range, in the file as it stands or once resolved."""
    root = oracle.part(data)
    root = oracle.accepted(root) if resolve == "accept" else oracle.rejected(root) if resolve == "reject" else root
    inside, found = False, ""
    for node in root.iter():
        if node.tag == W + "commentRangeStart" and node.get(W + "id") == number:
            inside = True
        elif node.tag == W + "commentRangeEnd" and node.get(W + "id") == number:
            inside = False
        elif inside and node.tag in (W + "t", W + "delText"):
            found += node.text or ""
    return found


def read_back(data: bytes, number: int = 0) -> str:
    """The text that the loader finds under a comment."""
    document = read(data)
    anchor = document.comments[number].anchor
    assert anchor is not None
    first, start, last, end = anchor
    if first == last:
        return document.blocks[first].text[start:end]
    middle = [block.text for block in document.blocks[first + 1 : last]]
    return "\n".join([document.blocks[first].text[start:], *middle, document.blocks[last].text[:end]])


def test_three_characters_inside_a_run_are_commented_and_no_more(pair) -> None:
    data = written(pair, note(pair[2], "new", "业30"))
    assert covered(data) == "业30"
    assert read_back(data) == "业30"


def test_a_comment_on_characters_partly_deleted_covers_what_was_there(pair) -> None:
    data = written(pair, note(pair[2], "old", "破前沿技"))
    assert covered(data, resolve="reject") == "破前沿技"
    assert covered(data, resolve="accept").startswith("破")
    assert read_back(data) == "破"


def test_a_comment_may_run_over_two_paragraphs(pair) -> None:
    data = written(pair, note(pair[2], "new", "300家。", "加快低空"))
    assert covered(data) == "300家。加快低空"
    assert read_back(data) == "300家。\n加快低空"


def test_a_comment_in_a_table_cell_stays_in_it(pair) -> None:
    data = written(pair, note(pair[2], "new", "15个"))
    assert read_back(data) == "15个"
    assert covered(data, resolve="accept") == "15个"


def test_a_comment_on_removed_text_is_on_the_deletion(pair) -> None:
    data = written(pair, note(pair[2], "old", "打造元宇宙应用场景"))
    assert covered(data, resolve="reject") == "打造元宇宙应用场景"
    assert read(data).comments[0].anchor is not None


def test_a_thread_with_answers_comes_back_as_it_was(pair) -> None:
    replies = (
        Reply("r1", "王五", "2026-05-19T08:00:00Z", "已核实"),
        Reply("r2", "李四", "2026-05-19T09:00:00Z", "好\n照办"),
    )
    data = written(pair, note(pair[2], "new", "低空经济", replies=replies, state="resolved", initials="LS"))
    comments = read(data).comments
    assert [(each.author, each.text, each.reply_to) for each in comments] == [
        ("李四", "请核实", ""),
        ("王五", "已核实", comments[0].id),
        ("李四", "好\n照办", comments[0].id),
    ]
    assert all(each.resolved for each in comments)
    assert comments[0].initials == "LS"
    assert comments[1].date == "2026-05-19T08:00:00Z"
    assert {each.anchor for each in comments} == {comments[0].anchor}
    people = zipfile.ZipFile(io.BytesIO(data)).read("word/people.xml").decode()
    assert "王五" in people
    assert "李四" in people


def test_a_second_round_leaves_the_comments_of_the_first_alone(pair) -> None:
    first = written(pair, note(pair[2], "old", "施行", body="第一轮"))
    comparison = compare(read(first), read(pair[1]))
    data = mark_up(comparison, first, pair[1], QUIET, [note(comparison, "old", "印发", body="第二轮")]).data
    assert [each.text for each in read(data).comments] == ["第一轮", "第二轮"]
    ids = [each.get(W + "id") for each in oracle.part(data, "word/comments.xml")]
    assert len(ids) == len(set(ids))


def test_what_has_no_place_is_told_at_the_beginning(pair) -> None:
    from comparators.review.anchors import Placement

    annotation = note(pair[2], "new", "低空经济")
    lost = {"a": Placement(0, 0, 0, 0, 0.0, "unplaced")}
    data = mark_up(pair[2], pair[0], pair[1], QUIET, [annotation], lost).data
    comment = read(data).comments[0]
    assert "低空经济" in comment.text
    assert comment.anchor is not None
    assert comment.anchor[0] == 0


def test_changed_targets_are_explained_where_they_stand() -> None:
    old = draft([line("一、主要目标"), line("到2027年，突破前沿技术100项。")])
    new = draft([line("一、主要目标"), line("到2027年，突破前沿技术120项。")])
    data = mark_up(compare(read(old), read(new)), old, new, WordOptions(explain="facts", date=DATE)).data
    comments = read(data).comments
    assert [each.text for each in comments] == ["目标提高：前沿技术，100项→120项，增长20%"]
    assert read_back(data) == "120项"


def test_no_comment_part_is_made_where_nothing_is_said(pair) -> None:
    names = zipfile.ZipFile(io.BytesIO(written(pair))).namelist()
    assert not [name for name in names if "comments" in name or "people" in name]
    assert etree.fromstring(zipfile.ZipFile(io.BytesIO(written(pair))).read("word/document.xml")) is not None


def test_a_paragraph_removed_before_a_table_goes_whole_though_it_is_commented() -> None:
    grid = Table((row("任务", "单位"), row("布局先导区", "省经信厅")))
    old = draft([line("一、总体要求"), line("建设元宇宙公共服务平台3个。"), grid, line("完。")])
    new = draft([line("一、总体要求"), grid, line("完。")])
    comparison = compare(read(old), read(new))
    data = mark_up(comparison, old, new, QUIET, [note(comparison, "old", "元宇宙")]).data
    accept = oracle.accepted(oracle.part(data))
    assert oracle.paragraphs(accept) == oracle.paragraphs(oracle.part(new))
    assert covered(data) == "元宇宙"
    assert [each.text for each in read(data).comments] == ["请核实"]


def test_an_old_comment_on_a_paragraph_that_was_removed_does_not_keep_an_empty_one() -> None:
    grid = Table((row("任务", "单位"), row("布局先导区", "省经信厅")))
    plain = draft([line("一、总体要求"), line("建设公共服务平台3个。"), grid, line("完。")])
    first = compare(read(plain), read(plain))
    old = mark_up(first, plain, plain, QUIET, [note(first, "old", "平台")]).data
    new = draft([line("一、总体要求"), grid, line("完。")])
    data = mark_up(compare(read(old), read(new)), old, new, QUIET).data
    oracle.assert_all(old, new, data)
    assert [each.text for each in read(data).comments] == ["请核实"]

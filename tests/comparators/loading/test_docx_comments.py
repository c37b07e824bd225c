"""Comments that a Word document already carries."""

from __future__ import annotations

import io
from pathlib import Path

import docx as python_docx

from comparators.document import Comment
from comparators.loading import load_file
from tests.comparators.loading.docx_files import level, load, numbering, p, table, told, xml

START, END = '<w:commentRangeStart w:id="{0}"/>', '<w:commentRangeEnd w:id="{0}"/>'
POINT = '<w:r><w:commentReference w:id="{0}"/></w:r>'


def start(number: int) -> str:
    return START.format(number)


def end(number: int) -> str:
    return END.format(number) + POINT.format(number)


def comment(number: int, text: str, paragraph: str = "", author: str = "李四") -> str:
    key = f' w14:paraId="{paragraph}"' if paragraph else ""
    return (
        f'<w:comment w:id="{number}" w:author="{author}" w:initials="L" w:date="2025-03-01T09:30:00Z">'
        f"<w:p{key}><w:r><w:annotationRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"
    )


def comments(body: str, *inner: str, **parts: str) -> tuple[Comment, ...]:
    return load(body, {"comments.xml": xml("comments", "".join(inner))} | parts).comments


def anchored(body: str) -> str | None:
    document = load(body, {"comments.xml": xml("comments", comment(1, "问"))})
    anchor = document.comments[0].anchor
    if anchor is None:
        return None
    first, begin, last, stop = anchor
    if first == last:
        return document.blocks[first].text[begin:stop]
    return "|".join(
        [
            document.blocks[first].text[begin:],
            *(block.text for block in document.blocks[first + 1 : last]),
            document.blocks[last].text[:stop],
        ]
    )


def test_a_comment_says_who_when_and_what_about_which_characters() -> None:
    (found,) = comments(p("培育𠮷", start(1), "未来产业", end(1), "集群"), comment(1, "名称待核"))
    assert found == Comment("1", "李四", "L", "2025-03-01T09:30:00Z", "名称待核", (0, 3, 0, 7))


def test_an_anchor_counts_the_automatic_number_and_not_the_outer_space() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = p("\u3000", start(1), "总体", end(1), "要求", properties=numbered)
    parts = {"numbering.xml": numbering(level(0, "chineseCounting", "%1、"))}
    (found,) = comments(body, comment(1, "问"), **parts)
    assert found.anchor == (0, 2, 0, 4)


def test_a_range_may_run_over_paragraphs_and_into_a_table() -> None:
    assert anchored(p("甲", start(1), "乙") + p("丙") + table((p("丁"), p("戊", end(1), "己")))) == "乙|丙|丁\t戊"


def test_a_range_between_paragraphs_holds_those_inside_it() -> None:
    assert anchored(p("甲") + start(1) + p("乙") + p("丙") + end(1).split("<w:r>")[0] + p("丁")) == "乙|丙"


def test_a_range_between_the_rows_of_a_table_holds_those_inside_it() -> None:
    row = "<w:tr><w:tc>{0}</w:tc><w:tc>{0}</w:tc></w:tr>"
    rows = [row.format(p(text)) for text in "甲乙丙"]
    assert anchored(f"<w:tbl>{rows[0]}{start(1)}{rows[1]}{END.format(1)}{rows[2]}</w:tbl>") == "乙\t乙"


def test_a_comment_without_a_range_stands_at_its_mark() -> None:
    (found,) = comments(p("甲乙", POINT.format(1), "丙"), comment(1, "问"))
    assert found.anchor == (0, 2, 0, 2)


def test_a_range_inside_deleted_text_shrinks_to_its_place() -> None:
    deleted = f"<w:del>{start(1)}<w:r><w:delText>删</w:delText></w:r>{END.format(1)}</w:del>"
    (found,) = comments(p("甲", deleted, "乙"), comment(1, "问"))
    assert found.anchor == (0, 1, 0, 1)


def test_a_range_in_an_empty_paragraph_has_a_place_still() -> None:
    (found,) = comments(p("甲") + p(start(1), end(1)) + p("乙"), comment(1, "问"))
    assert found.anchor is not None


def test_a_comment_that_nothing_refers_to_is_kept_without_a_place() -> None:
    (found,) = comments(p("甲"), comment(1, "问"))
    assert found.anchor is None
    assert found.text == "问"


def test_replies_and_what_is_resolved_are_told_by_the_threads() -> None:
    extended = (
        xml("x", "")
        .replace("w:x", "w15:commentsEx")
        .replace(
            "></w15",
            '><w15:commentEx w15:paraId="0000000A" w15:done="1"/>'
            '<w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A" w15:done="0"/>'
            '<w15:commentEx w15:paraId="0000000C" w15:done="0"/></w15',
        )
    )
    body = p(start(1), "甲", end(1), start(3), "乙", end(3))
    found = comments(
        body,
        comment(1, "问", "0000000A"),
        comment(2, "答", "0000000b"),
        comment(3, "再问", "0000000C"),
        **{"commentsExtended.xml": extended},
    )
    assert [(each.id, each.reply_to, each.resolved, each.anchor) for each in found] == [
        ("1", "", True, (0, 0, 0, 1)),
        ("2", "1", True, (0, 0, 0, 1)),
        ("3", "", False, (0, 1, 0, 2)),
    ]


def test_a_damaged_part_of_comments_is_told_and_the_text_is_read() -> None:
    document = load(p("甲"), {"comments.xml": "<w:comments"})
    assert [block.text for block in document.blocks] == ["甲"]
    assert told(document) == {"docx-part-unread": "word/comments.xml"}


def test_comments_that_python_docx_writes_are_read(tmp_path: Path) -> None:
    made = python_docx.Document()
    paragraph = made.add_paragraph("到2027年，")
    run = paragraph.add_run("企业达到300家")
    made.add_comment(run, text="依据？", author="王五", initials="W")
    out = io.BytesIO()
    made.save(out)
    path = tmp_path / "稿.docx"
    path.write_bytes(out.getvalue())
    (found,) = load_file(path).comments
    assert (found.author, found.initials, found.text, found.anchor) == ("王五", "W", "依据？", (0, 7, 0, 15))

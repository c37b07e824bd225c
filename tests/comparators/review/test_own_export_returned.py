"""A Word file that we sent out and got back brings what others added to it, and nothing of our own."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from comparators import compare, load
from comparators.export.word_markup import write_word
from comparators.export.word_options import WordOptions
from comparators.review.merging import merge
from comparators.review.session import Session
from comparators.review.store import SourceFile

LINES = [
    "临江省数据要素实施意见",
    "一、主要目标",
    "到2027年，培育数据企业100家，建成可信数据空间20个。",
    "二、重点任务",
    "支持龙头企业牵头组建创新联合体，最高给予1000万元补助。（责任单位：省数据局）",
]


def draft(path: Path, lines: list[str]) -> SourceFile:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return SourceFile(path.name, path.read_bytes())


@pytest.fixture
def sent(tmp_path: Path) -> tuple[Session, bytes]:
    """A review and the file with tracked changes and explanations that was made from it."""
    new = [line.replace("100家", "150家").replace("1000万元", "1500万元") for line in LINES]
    new.insert(3, "建设省级中试基地5个。")
    sources = draft(tmp_path / "old.docx", LINES), draft(tmp_path / "new.docx", new)
    comparison = compare(load(tmp_path / "old.docx"), load(tmp_path / "new.docx"))
    data = write_word(comparison, sources[0].data, sources[1].data, WordOptions(author="张三", explain="all"))
    return Session.create(tmp_path / "a.duigao", *sources, "张三"), data


def test_our_own_tracked_changes_and_explanations_do_not_come_back(sent: tuple[Session, bytes], tmp_path: Path) -> None:
    session, data = sent
    path = tmp_path / "back.docx"
    path.write_bytes(data)
    report = merge(session, [path])
    assert session.annotations() == ()
    assert (report.files[0].comments, report.files[0].suggestions) == (0, 0)
    session.close()


def test_what_another_added_to_our_file_comes_in(sent: tuple[Session, bytes], tmp_path: Path) -> None:
    session, data = sent
    document = docx.Document(BytesIO(data))
    paragraph = next(each for each in document.paragraphs if "可信数据空间" in each.text)
    document.add_comment([paragraph.runs[-1]], "口径是什么？", "李四", "李")
    path = tmp_path / "back.docx"
    document.save(str(path))
    merge(session, [path])
    assert [(each.author, each.body) for each in session.annotations()] == [("李四", "口径是什么？")]
    anchor = session.annotations()[0].anchor
    assert anchor is not None
    assert anchor.side == "new"
    session.close()

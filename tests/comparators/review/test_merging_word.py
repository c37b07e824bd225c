"""Returned Word files become part of the review: each comment once, tracked changes as suggestions, nothing lost."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from comparators.comparison import compare
from comparators.export.word_markup import write_word
from comparators.export.word_options import WordOptions
from comparators.review.annotations import Annotation, Opinion
from comparators.review.drafts import load_draft
from comparators.review.merging import MergeReport, merge
from comparators.review.session import Session
from comparators.review.store import SourceFile
from tests.comparators.review.reviews import NEW, OLD, at, new_review, note, read
from tests.comparators.review.word_returns import DATE, Returned


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """A review over two text drafts."""
    path = tmp_path / "审稿.duigao"
    new_review(path).close()
    return path


def bring(review: Path, *paths: Path) -> MergeReport:
    with Session.open(review, "合并") as session:
        return merge(session, paths)


def listed(review: Path) -> tuple[Annotation, ...]:
    with Session.open(review, read_only=True) as session:
        return session.annotations()


def test_a_comment_comes_with_author_date_and_place(review: Path, tmp_path: Path) -> None:
    bring(review, Returned(NEW).comment("120项以上", "依据何在？", "王五").save(tmp_path / "a.docx"))
    (made,) = listed(review)
    assert (made.author, made.time, made.body, made.origin) == ("王五", DATE, "依据何在？", "word")
    assert made.anchor is not None
    assert (made.anchor.side, made.anchor.quote) == ("new", "120项以上")
    with Session.open(review, read_only=True) as session:
        assert session.placements({"new": read(NEW)})[made.id].how == "position"


def test_a_comment_on_the_older_draft_goes_to_its_side(review: Path, tmp_path: Path) -> None:
    bring(review, Returned(OLD).comment("建设公共服务平台3个", "偏少", "王五").save(tmp_path / "a.docx"))
    assert listed(review)[0].anchor.side == "old"  # type: ignore[union-attr]


def test_three_returned_files_with_overlapping_comments_become_one_with_each_comment_once(
    review: Path, tmp_path: Path
) -> None:
    def one() -> Returned:
        return Returned(NEW).comment("120项以上", "依据何在？", "王五")

    steadier = ("前瞻布局", "稳妥布局", "赵六")
    files = [
        one().save(tmp_path / "a.docx"),
        one().comment("起降设施", "补充气象设施", "赵六").replace(*steadier).save(tmp_path / "b.docx"),
        one().comment("骨干企业50家", "口径？", "孙七").replace(*steadier).save(tmp_path / "c.docx"),
    ]
    bring(review, *files)
    once = listed(review)
    said = sorted((each.author, each.body or each.replacement or "") for each in once)
    assert said == [("孙七", "口径？"), ("王五", "依据何在？"), ("赵六", "稳妥布局"), ("赵六", "补充气象设施")]
    bring(review, *reversed(files))
    assert listed(review) == once


def test_the_order_of_the_files_makes_no_difference(tmp_path: Path) -> None:
    files = [
        Returned(NEW).comment("120项以上", "一", "王五").replace("50家", "60家", "王五").save(tmp_path / "a.docx"),
        Returned(NEW).comment("120项以上", "一", "王五").comment("低空空域", "二", "赵六").save(tmp_path / "b.docx"),
    ]
    logs = []
    base = tmp_path / "base.duigao"
    new_review(base).close()
    for name, order in (("x", files), ("y", files[::-1])):
        review = tmp_path / f"{name}.duigao"
        shutil.copyfile(base, review)
        bring(review, *order)
        with Session.open(review, read_only=True) as session:
            logs.append(list(session.log))
    assert logs[0] == logs[1]


def test_tracked_changes_become_suggestions_on_the_text_as_it_was(review: Path, tmp_path: Path) -> None:
    file = (
        Returned(NEW)
        .replace("突破前沿技术120项以上", "攻克前沿技术130项", "赵六")
        .replace("，对首台套产品给予补助", "", "赵六")
        .insert_paragraph("（二）低空经济", "（责任单位：省交通运输厅）", "孙七")
        .save(tmp_path / "a.docx")
    )
    report = bring(review, file)
    assert report.files[0].suggestions == 3
    made = {each.replacement: each for each in listed(review)}
    assert made["攻克前沿技术130项"].anchor.quote == "突破前沿技术120项以上"  # type: ignore[union-attr]
    assert made[""].anchor.quote == "，对首台套产品给予补助"  # type: ignore[union-attr]
    inserted = next(each for each in made.values() if each.author == "孙七")
    assert (inserted.replacement or "").strip() == "（责任单位：省交通运输厅）"
    assert inserted.anchor is not None
    assert inserted.anchor.quote == ""
    assert all(each.kind == "suggestion" and each.time == DATE for each in made.values())


def test_what_the_draft_has_already_is_no_suggestion(review: Path, tmp_path: Path) -> None:
    file = (
        Returned(OLD).replace("100项", "120项以上", "对稿").comment("平台3个", "太少", "王五").save(tmp_path / "a.docx")
    )
    redline = (
        Returned(NEW.replace("120项以上", "100项")).replace("100项", "120项以上", "王五").save(tmp_path / "b.docx")
    )
    bring(review, redline)
    assert listed(review) == ()
    bring(review, file)
    assert [each.body for each in listed(review) if each.kind == "comment"] == ["太少"]


def word_review(tmp_path: Path) -> tuple[Path, bytes, Session]:
    """Make a review over two Word drafts with annotations of every kind, and its export."""
    old = Returned(OLD).save(tmp_path / "征求意见稿.docx").read_bytes()
    new = Returned(NEW).save(tmp_path / "正式稿.docx").read_bytes()
    path = tmp_path / "审稿.duigao"
    session = Session.create(path, SourceFile("旧.docx", old), SourceFile("新.docx", new), "甲")
    document = load_draft(session.source("new"))
    first = session.add(note("请核实依据", at(document, "120项以上")))
    session.reply(first.id, "已核实")
    session.add(note("总体同意"))
    session.add(
        Annotation("", "suggestion", "乙", "", anchor=at(document, "完善起降设施"), replacement="完善起降和气象设施")
    )
    opinion = Opinion("朱某某", True, "增加安全要求", "有事故先例")
    session.add(Annotation("", "opinion", "丙", "", anchor=at(document, "有序开放低空空域"), opinion=opinion))
    session.add(Annotation("", "highlight", "丙", "", anchor=at(document, "给予补助"), category="公平竞争"))
    resolved = session.add(note("口径不清", at(document, "骨干企业50家")))
    session.resolve(resolved.id)
    comparison = compare(load_draft(session.source("old")), document)
    placements = session.placements({"old": comparison.old, "new": comparison.new})
    data = write_word(comparison, old, new, WordOptions(explain="none"), session.annotations(), placements)
    return path, data, session


def test_our_own_export_coming_back_doubles_nothing(tmp_path: Path) -> None:
    _, data, session = word_review(tmp_path)
    with session:
        before = session.annotations()
        back = tmp_path / "返回.docx"
        back.write_bytes(data)
        report = merge(session, [back])
        assert session.annotations() == before
        assert report.files[0].comments == report.files[0].suggestions == 0


def test_our_own_export_is_recognised_whichever_comes_first(tmp_path: Path) -> None:
    path, data, session = word_review(tmp_path)
    with session:
        before = {(each.author, each.body, len(each.replies)) for each in session.annotations()}
        drafts = session.source("old"), session.source("new")
    back = tmp_path / "返回.docx"
    back.write_bytes(data)
    with Session.create(tmp_path / "汇总.duigao", *drafts, "丁") as fresh:
        merge(fresh, [back, path])
        assert {(each.author, each.body, len(each.replies)) for each in fresh.annotations()} == before
        count = len(fresh.log)
        merge(fresh, [back, path])
        assert len(fresh.log) == count


def test_an_answer_given_in_word_joins_its_thread(tmp_path: Path) -> None:
    _, data, session = word_review(tmp_path)
    with session:
        first = next(each for each in session.annotations() if each.body == "请核实依据")
        back = tmp_path / "返回.docx"
        back.write_bytes(data)
        document = docx.Document(str(back))
        document.add_comment(document.paragraphs[2].runs[0], text="另起一条", author="王五")
        document.save(str(back))
        merge(session, [back])
        bodies = [each.body for each in session.annotations()]
        assert bodies.count("请核实依据") == 1
        assert "另起一条" in bodies
        assert session.annotation(first.id).replies[0].text == "已核实"


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not at hand")
def test_nothing_is_lost_or_doubled_through_another_word_processor(tmp_path: Path) -> None:
    _, data, session = word_review(tmp_path)
    (tmp_path / "in").mkdir()
    sent = tmp_path / "in" / "sent.docx"
    sent.write_bytes(data)
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    command += ["--outdir", str(tmp_path / "out"), str(sent)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with session:
        before = session.annotations()
        report = merge(session, [tmp_path / "out" / "sent.docx"])
        assert report.files[0].recognised >= len(before)
        assert session.annotations() == before
        drafts = session.source("old"), session.source("new")
    with Session.create(tmp_path / "读回.duigao", *drafts, "丁") as fresh:
        merge(fresh, [tmp_path / "out" / "sent.docx"])
        back = {(each.author, each.time[:16]) for each in fresh.annotations()}
        said = " ".join(each.body for each in fresh.annotations())
        for each in before:  # threads may be torn apart on the way, yet every word is there
            assert all(words in said for words in (each.body, *(reply.text for reply in each.replies)))
        assert {author for author, _ in back} == {each.author for each in before}

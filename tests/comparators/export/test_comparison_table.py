"""The 修改对照表 as it is opened in Word: its form, its rows, its marks, its remarks, its notes."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.table import _Cell
from lxml import etree

from comparators import CompareOptions, Comparison, compare, load
from comparators.cli import main
from comparators.document import Block, Document, Layout
from comparators.export.comparison_table import comparison_table
from comparators.export.comparison_table_options import MARKS, TableOptions
from comparators.export.comparison_table_remarks import target_remark
from comparators.facts.model import Target, TargetChange
from comparators.review.annotations import Anchor, Annotation, Opinion
from comparators.structure import build_structure

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "resources" / "samples").glob("*.docx"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

OLD = """
临江省未来产业行动方案
一、总体要求
（一）指导思想。坚持创新引领，统筹推进各项任务，着力完善政策体系，健全协同机制，强化要素保障，优化营商环境，推动产业链上下游协同发展，形成特色鲜明的产业格局。到2027年，突破前沿技术100项。
（二）基本原则。坚持市场主导、政府引导，坚持重点突破、整体推进。
二、重点任务
（一）加强技术攻关。组织实施重大专项，支持企业牵头组建创新共同体。（责任单位：省科技厅、省财政厅）
（二）建设中试平台。建设一批中试基地，完善公共服务，提高验证能力。
（三）培育创新企业。建立梯度培育库，支持企业加入创新共同体，开展融通创新。
（四）开放应用场景。每年发布场景清单，推动创新共同体落地应用示范。
（五）深化国际合作。鼓励参与国际标准制定，引进境外研发机构落户。
"""
NEW = """
临江省未来产业行动方案
一、总体要求
（一）指导思想。坚持创新引领，统筹推进各项任务，着力完善政策体系，健全协同机制，强化要素保障，优化营商环境，推动产业链上下游协同发展，形成特色鲜明的产业格局。到2027年，突破前沿技术120项。
（二）基本原则。坚持市场主导，政府引导；坚持重点突破、整体推进。
二、重点任务
（一）加强技术攻关。组织实施重大专项，支持企业牵头组建创新联合体。（责任单位：省经信厅、省财政厅）
（二）建设中试平台。建设一批中试基地，完善公共服务，提高验证能力，免费向中小企业开放。
（三）培育创新企业。建立梯度培育库，支持企业加入创新联合体，开展融通创新。
（四）开放应用场景。每年发布场景清单，推动创新联合体落地应用示范。
（五）强化人才支撑。实施领军人才专项，完善评价激励制度，建设人才社区。
"""


def draft(text: str, path: str = "稿.txt") -> Document:
    blocks = []
    for line in text.strip().split("\n"):
        table = "|" in line
        kind: Any = "table" if table else "paragraph"
        layout = Layout(container="table", group=1) if table else Layout()
        blocks.append(Block(len(blocks), line.replace("|", "\t"), kind, layout=layout))
    return build_structure(Document(path, "txt", blocks=tuple(blocks)))


def compared(old: str, new: str, options: CompareOptions | None = None) -> Comparison:
    return compare(draft(old, "旧.txt"), draft(new, "新.txt"), options)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compared(OLD, NEW)


def opened(comparison: Comparison, annotations: Sequence[Annotation] = (), **options: Any) -> Any:
    return docx.Document(BytesIO(comparison_table(comparison, TableOptions(**options), annotations)))


def main_table(document: Any) -> Any:
    return document.tables[-1]


def texts(document: Any) -> list[list[str]]:
    """Return the rows of the main table under its head, a merged one as one text."""
    return [[_Cell(each, row).text for each in row._tr.tc_lst] for row in main_table(document).rows[1:]]


def numbered(document: Any) -> list[list[str]]:
    return [row for row in texts(document) if len(row) > 1]


def row_with(document: Any, words: str) -> list[str]:
    (found,) = [row for row in numbered(document) if words in "".join(row)]
    return found


def paragraphs(document: Any) -> str:
    return "\n".join(each.text for each in document.paragraphs)


def marked(document: Any, column: int, look: str) -> list[str]:
    """Return the runs in a column of the main table that have an element of this name in their properties."""
    return [
        "".join(each.text or "" for each in run.iter(W + "t"))
        for row in main_table(document)._tbl.tr_lst[1:]
        if len(row.tc_lst) > 1
        for run in row.tc_lst[column].iter(W + "r")
        if run.find(f"{W}rPr/{W}{look}") is not None
    ]


# -- form -----------------------------------------------------------------------------------------------------------


def test_the_page_is_landscape_a4_and_numbered(comparison: Comparison) -> None:
    document = opened(comparison)
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    footer = etree.tostring(section.footer._element).decode()
    assert " PAGE " in footer
    assert " NUMPAGES " in footer


def test_the_title_names_the_draft_in_book_title_marks(comparison: Comparison) -> None:
    document = opened(comparison)
    assert document.paragraphs[0].text == "《临江省未来产业行动方案》修改对照表"
    assert opened(comparison, title="修订对照").paragraphs[0].text == "修订对照"
    inner = compared("关于印发《临江省办法》的通知\n一、总则", "关于印发《临江省办法》的通知\n一、总则部分")
    assert opened(inner).paragraphs[0].text == "《关于印发〈临江省办法〉的通知》修改对照表"


def test_drafts_of_one_title_are_told_apart_by_their_files(comparison: Comparison) -> None:
    text = paragraphs(opened(comparison))
    assert "修订前：《临江省未来产业行动方案》（文件：旧.txt）" in text
    assert "修订后：《临江省未来产业行动方案》（文件：新.txt）" in text


def test_the_grey_head_is_repeated_on_every_page(comparison: Comparison) -> None:
    head = main_table(opened(comparison)).rows[0]
    assert [cell.text for cell in head.cells] == ["序号", "修订前", "修订后", "修订说明"]
    assert head._tr.xpath("./w:trPr/w:tblHeader")
    assert all(tc.xpath("./w:tcPr/w:shd/@w:fill") == ["D9D9D9"] for tc in head._tr.tc_lst)


@pytest.mark.parametrize(
    ("columns", "heads"),
    [(2, ["修订前", "修订后"]), (3, ["章节", "修订前", "修订后"]), (4, ["序号", "修订前", "修订后", "修订说明"])],
)
def test_columns_may_be_chosen_and_fill_the_page(comparison: Comparison, columns: int, heads: list[str]) -> None:
    document = opened(comparison, columns=columns)
    table = main_table(document)
    assert [cell.text for cell in table.rows[0].cells] == heads
    widths = [int(each.get(W + "w")) for each in table._tbl.tblGrid]
    section = document.sections[0]
    assert sum(widths) == (section.page_width - section.left_margin - section.right_margin) // 635


def test_with_fewer_columns_the_remarks_stand_under_the_new_text(comparison: Comparison) -> None:
    document = opened(comparison, columns=3)
    row = row_with(document, "突破前沿技术")
    assert row[0] == "一/（一）"
    assert "〔目标提高：前沿技术 100项→120项，增长20%〕" in row[2]


def test_short_rows_stay_on_one_page_and_long_ones_may_break() -> None:
    long = "推动产业链上下游协同发展。" * 60
    document = opened(compared("一、总则\n第一段内容不变。", f"一、总则\n第一段内容不变。\n{long}\n新的短句。"))
    rows = main_table(document)._tbl.tr_lst[1:]
    breaking = [row for row in rows if long in "".join(row.itertext())]
    assert breaking
    assert not breaking[0].xpath("./w:trPr/w:cantSplit")
    assert rows[0].xpath("./w:trPr/w:cantSplit")


def test_fonts_are_named_with_others_that_may_stand_in(comparison: Comparison) -> None:
    with zipfile.ZipFile(BytesIO(comparison_table(comparison))) as archive:
        fonts = etree.fromstring(archive.read("word/fontTable.xml"))
        styles = archive.read("word/styles.xml").decode()
    names = {each.get(W + "name"): each.find(W + "altName") for each in fonts}
    for name in ("方正小标宋简体", "仿宋", "黑体"):
        assert name in styles
        assert names[name] is not None


def test_the_package_is_whole_and_well_formed(comparison: Comparison) -> None:
    with zipfile.ZipFile(BytesIO(comparison_table(comparison))) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        for name in names:
            etree.fromstring(archive.read(name))
        declared = {
            each.get("PartName", "").lstrip("/") for each in etree.fromstring(archive.read("[Content_Types].xml"))
        }
    assert {name for name in names if name.startswith(("word/", "docProps/")) and "_rels" not in name} <= declared


def test_the_same_comparison_gives_the_same_bytes(comparison: Comparison) -> None:
    assert comparison_table(comparison) == comparison_table(comparison)


# -- rows and marks -------------------------------------------------------------------------------------------------


def test_rows_are_numbered_from_one(comparison: Comparison) -> None:
    rows = numbered(opened(comparison))
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]


def test_chapters_stand_above_their_rows_once(comparison: Comparison) -> None:
    merged = [row[0] for row in texts(opened(comparison)) if len(row) == 1]
    assert merged == ["一、总体要求", "二、重点任务"]
    assert all(len(row) > 1 for row in texts(opened(comparison, chapters=False)))


def test_a_side_with_nothing_says_added_or_deleted(comparison: Comparison) -> None:
    document = opened(comparison)
    assert row_with(document, "（五）强化人才支撑")[1] == "新增"
    assert row_with(document, "（五）深化国际合作")[2] == "删除"


def test_added_words_are_bold_and_underlined_and_deleted_ones_struck(comparison: Comparison) -> None:
    document = opened(comparison)
    assert "120" in "".join(marked(document, 2, "u"))
    assert marked(document, 2, "u") == marked(document, 2, "b")
    assert "，免费向中小企业开放" in "".join(marked(document, 2, "u"))
    assert "100" in "".join(marked(document, 1, "strike"))
    assert "（五）深化国际合作。鼓励参与国际标准制定，引进境外研发机构落户。" in marked(document, 1, "strike")
    assert not marked(document, 1, "u")
    assert not marked(document, 2, "strike")
    assert not marked(document, 2, "color")


@pytest.mark.parametrize(
    ("name", "added", "removed"),
    [
        ("color", {"color", "u"}, {"color", "strike"}),
        ("heiti", {"rFonts", "b"}, {"shd"}),
        ("box", {"rFonts", "b"}, {"bdr"}),
    ],
)
def test_marks_may_be_chosen(comparison: Comparison, name: str, added: set[str], removed: set[str]) -> None:
    document = opened(comparison, marks=MARKS[name])
    assert all(marked(document, 2, look) for look in added)
    assert all(marked(document, 1, look) for look in removed)


def test_the_legend_shows_the_marks_that_are_used(comparison: Comparison) -> None:
    document = opened(comparison)
    (legend,) = [each for each in document.paragraphs if each.text.startswith("说明：")]
    shown = {run.text: run for run in legend.runs}
    assert "删去" in legend.text
    assert "“……”" in legend.text
    looks = [(run.font.strike, run.bold, run.underline) for run in shown.values()] + [
        (run.font.strike, run.bold, run.underline) for run in legend.runs
    ]
    assert (True, None, None) in looks
    assert (None, True, True) in looks
    assert "……" not in next(
        each.text for each in opened(comparison, ellipsis=False).paragraphs if each.text.startswith("说明：")
    )


def test_text_that_no_xml_can_hold_does_no_harm() -> None:
    document = opened(compared("一、总则\n甲乙丙丁\x0b戊己庚辛。", "一、总则\n甲乙丙丁\x0b戊己<&>\ud800庚𠮷辛。"))
    assert "<&>" in "".join(row_with(document, "甲乙")[2])


def test_a_table_row_is_shown_with_its_cells_divided_and_its_heads_above() -> None:
    old = "一、指标\n序号|指标|目标\n1|前沿技术|100项\n2|重点企业|300家"
    new = "一、指标\n序号|指标|目标\n1|前沿技术|120项\n2|重点企业|300家"
    row = row_with(opened(compared(old, new)), "前沿技术")
    assert row[1] == "序号｜指标｜目标……\n1｜前沿技术｜100项"
    assert row[2] == "序号｜指标｜目标……\n1｜前沿技术｜120项"


def test_a_clause_that_comes_with_its_paragraphs_is_one_row() -> None:
    old = "一、总则\n（一）目的\n为了规范管理，制定本办法。\n二、附则\n本办法自发布之日起施行。"
    new = old.replace("二、附则", "（二）适用范围\n本办法适用于本省行政区域。\n法律另有规定的除外。\n二、附则")
    rows = numbered(opened(compared(old, new)))
    assert len(rows) == 1
    assert rows[0][2] == "（二）适用范围\n本办法适用于本省行政区域。\n法律另有规定的除外。"


def test_a_paragraph_under_a_heading_is_told_where_it_stands() -> None:
    old = "一、总则\n（一）适用范围\n本办法适用于省级部门。\n（二）原则\n坚持统筹推进。"
    new = old.replace("省级部门", "各级部门")
    row = row_with(opened(compared(old, new)), "各级")
    assert row[1] == "（一）适用范围……\n本办法适用于省级部门。"


def test_all_rows_may_be_listed(comparison: Comparison) -> None:
    rows = numbered(opened(comparison, rows="all"))
    assert len(rows) == len(comparison.rows)
    assert "（二）基本原则" in "".join(map("".join, rows))
    assert ["仅标点调整"] in [row[3:] for row in rows]


def test_a_very_long_table_is_several_numbered_through_each_with_its_head() -> None:
    names = [f"{number}号项目由第{number * 7}小组承担" for number in range(900)]
    old = "一、项目\n" + "\n".join(f"{name}，限期完成。" for name in names)
    new = "一、项目\n" + "\n".join(f"{name}，按时完成。" for name in names)
    comparison = compared(old, new, CompareOptions(replacement_count=10_000))
    document = docx.Document(BytesIO(comparison_table(comparison, TableOptions(summary=False))))
    assert len(document.tables) == 3
    assert all(table._tbl.tr_lst[0].xpath("./w:trPr/w:tblHeader") for table in document.tables)
    rows = [row for table in document.tables for row in table._tbl.tr_lst[1:] if len(row.tc_lst) > 1]
    assert ["".join(row.tc_lst[0].itertext("{*}t")) for row in rows] == [str(number) for number in range(1, 901)]


# -- what is left out -----------------------------------------------------------------------------------------------


def test_long_unchanged_stretches_become_dots_on_both_sides(comparison: Comparison) -> None:
    row = row_with(opened(comparison), "突破前沿技术")
    assert row[1] == "（一）指导思想。……到2027年，突破前沿技术100项。"
    assert row[2] == "（一）指导思想。……到2027年，突破前沿技术120项。"


def test_dots_may_be_switched_off(comparison: Comparison) -> None:
    row = row_with(opened(comparison, ellipsis=False), "突破前沿技术")
    assert row[1] in OLD
    assert row[2] in NEW
    assert "……" not in row[1] + row[2]


def test_wordings_replaced_all_through_stand_in_the_notes_and_not_in_rows(comparison: Comparison) -> None:
    document = opened(comparison)
    assert "全文“创新共同体”统一修订为“创新联合体”，共 3 处，不再逐条列示。" in paragraphs(document)
    listed = "".join(map("".join, numbered(document)))
    assert "梯度培育库" not in listed
    assert "场景清单" not in listed
    assert "创新联合体。（责任单位" in listed  # it changed otherwise as well


def test_small_differences_are_counted_and_not_listed(comparison: Comparison) -> None:
    document = opened(comparison)
    assert "仅标点、章节及条款编号调整的，共 1 处，不再逐条列示。" in paragraphs(document)
    assert "（二）基本原则" not in "".join(map("".join, numbered(document)))


def test_differences_that_the_comparison_ignores_are_counted_apart() -> None:
    document = opened(compared("一、总则\n建设 5G 网络，提升能力。", "一、总则\n建设5G网络，提升能力。"))
    assert "仅空格、全角半角书写不同的，共 1 处，不作为修订列示。" in paragraphs(document)
    assert texts(document) == [["（无修订内容）"]]


def test_two_equal_drafts_give_a_table_that_says_so() -> None:
    document = opened(compared(OLD, OLD))
    assert "经比对，两份文稿没有实质性修改。" in paragraphs(document)
    assert texts(document) == [["（无修订内容）"]]
    assert "不再逐条列示" not in paragraphs(document)


# -- what is said ---------------------------------------------------------------------------------------------------


def test_remarks_say_what_happened_in_the_terms_of_the_trade(comparison: Comparison) -> None:
    document = opened(comparison)
    assert row_with(document, "突破前沿技术")[3] == "目标提高：前沿技术 100项→120项，增长20%"
    assert "牵头单位由省科技厅改为省经信厅" in row_with(document, "加强技术攻关")[3]


def test_a_target_that_is_now_about_something_else_says_so() -> None:
    target = Target("funding", "中试基地", "300", "万元", "at_most", None, "三", 0, (0, 1))
    change = TargetChange("changed", target, replace(target, subject="中试平台"), ("subject",))
    assert target_remark(change, "zh") == "资金标准对象调整：中试基地→中试平台（≤300万元）"


def test_moves_splits_and_merges_are_remarked() -> None:
    document = opened(compare(load(SAMPLES[0]), load(SAMPLES[1])))
    remarks = "\n".join(row[3] for row in numbered(document))
    assert re.search("由[一二三四五六].*移来", remarks)
    assert "拆分为两段" in remarks
    assert "由两段合并为一段" in remarks
    assert "新增产业：低空经济" in remarks


def test_the_summary_counts_changes_and_facts(comparison: Comparison) -> None:
    document = opened(comparison)
    text = paragraphs(document)
    assert "本次修订共涉及 7 处，其中改写 5 处、新增 1 处、删除 1 处" in text
    assert "目标方面，提高 1 项" in text
    assert "责任单位方面，牵头单位变更 1 处" in text
    assert "其中 2 处仅为全文统一的用语修订，见表后说明；其余列为 5 条。" in text
    assert len(numbered(document)) == 5
    assert "本次修订" not in paragraphs(opened(comparison, summary=False))


def test_industries_and_targets_have_small_tables_of_their_own() -> None:
    document = opened(compare(load(SAMPLES[0]), load(SAMPLES[1])))
    industries, targets, _ = document.tables
    assert [cell.text for cell in industries.rows[0].cells] == ["变化", "数量", "产业"]
    assert "低空经济" in industries.rows[1].cells[2].text
    assert [cell.text for cell in targets.rows[0].cells] == ["变化", "指标", "修订前", "修订后", "幅度", "章节"]
    assert [cell.text for cell in targets.rows[1].cells][:5] == ["提高", "前沿技术", "100项", "120项", "↑20%"]
    assert len(targets.rows) <= 21


def test_annotations_are_told_beside_their_rows_and_the_others_counted(comparison: Comparison) -> None:
    text = comparison.new.blocks[2].text
    start = text.index("120")
    anchor = Anchor("new", 2, start, 2, start + 3, "120", text[start - 8 : start], text[start + 3 : start + 9])
    unchanged = replace(anchor, block=1, last_block=1, start=0, end=4, quote="一、总体", prefix="", suffix="要求")
    made = Annotation("1", "comment", "王处长", "2025-01-01T08:00:00+08:00", anchor=anchor, body="依据省委决定调整")
    opinion = Opinion("省科技厅", False, "改为120项", "", "adopted")
    notes = (
        made,
        replace(made, id="2", kind="opinion", body="", opinion=opinion),
        replace(made, id="3", kind="suggestion", body="", replacement="150"),
        replace(made, id="4", anchor=unchanged, body="标题可再斟酌"),
        replace(made, id="5", anchor=None, scope="document", body="总体同意"),
    )
    document = opened(comparison, notes)
    remark = row_with(document, "突破前沿技术")[3].split("\n")
    assert remark[1:] == ["依据省委决定调整", "省科技厅意见：改为120项（采纳）", "建议改为“150”"]
    assert "另有 2 条批注、意见针对未列入本表的内容，另行汇总。" in paragraphs(document)


def test_english_is_english_but_for_the_drafts_own_words() -> None:
    document = opened(compared("1. Scope\nOld words stand here.", "1. Scope\nNew words stand here."), language="en")
    words = paragraphs(document) + "".join(map("".join, texts(document)))
    assert "Changes: 1 (1 changed)." in words
    assert not re.search("[\u3000-\u9fff]", words.replace("新", "").replace("旧", ""))


# -- the command line and other programs ----------------------------------------------------------------------------


def test_the_command_writes_the_table_as_asked(tmp_path: Path) -> None:
    out = tmp_path / "对照表.docx"
    files = [str(SAMPLES[0]), str(SAMPLES[1])]
    options = ["--table-columns", "3", "--table-marks", "color", "--table-title", "对照", "--table-no-summary"]
    assert main(["compare", *files, "--table", str(out), "--quiet", *options]) == 0
    document = docx.Document(str(out))
    assert document.paragraphs[0].text == "对照"
    assert len(document.tables) == 1
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["章节", "修订前", "修订后"]
    assert marked(document, 2, "color")


def test_an_unknown_choice_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "a", "b", "--table-columns", "5"]) == 2
    assert "--table-columns" in capsys.readouterr().err


@pytest.mark.libreoffice
def test_libreoffice_opens_the_table(tmp_path: Path, comparison: Comparison) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "table.docx").write_bytes(comparison_table(comparison))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "table.docx")], check=True, capture_output=True, timeout=120)
    text = (tmp_path / "table.txt").read_text(encoding="utf-8")
    assert "《临江省未来产业行动方案》修改对照表" in text
    assert "不再逐条列示" in text

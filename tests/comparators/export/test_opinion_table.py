"""The 意见采纳情况表: in Word as a secretary would make it, as a workbook that is filled in and read back."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from openpyxl import Workbook, load_workbook

from comparators.errors import InputError
from comparators.export.opinion_table import OpinionOptions, masked_name, opinion_table_docx
from comparators.export.opinion_table_xlsx import ID_HEAD, opinion_table_xlsx, read_opinion_xlsx
from comparators.messages import error_text
from comparators.review.annotations import Anchor, Annotation, Opinion

HEADS = ["序号", "章节条款", "原文", "修改意见", "理由", "提出单位/个人", "采纳情况", "不采纳理由"]


def opinion(
    name: str, block: int, made: Opinion, quote: str = "支持建设中试基地", section: str = "三/（二）"
) -> Annotation:
    anchor = Anchor("new", block, 0, block, len(quote), quote, section=section)
    return Annotation(name, "opinion", "整理人", "2025-03-01T09:00:00+08:00", anchor=anchor, opinion=made)


OPINIONS = (
    opinion("c", 9, Opinion("省财政厅", False, "明确资金来源", "便于落实", "partly", "资金渠道另文规定")),
    opinion("a", 2, Opinion("省科技厅", False, "增加高校", "高校是主体", "adopted"), section="一"),
    opinion("b", 4, Opinion("朱文远", True, "删去本条，朱文远个人意见", "=1+1", "rejected", "确有必要")),
    Annotation(
        "d",
        "opinion",
        "整理人",
        "2025-03-02T09:00:00+08:00",
        scope="document",
        opinion=Opinion("临江市", False, "总体赞成"),
    ),
    opinion("e", 12, Opinion("-省经信厅", False, "@另行说明", "+1", "explained", "已当面说明")),
)
COMMENT = Annotation(
    "k", "comment", "王处长", "2025-03-03T09:00:00+08:00", anchor=OPINIONS[1].anchor, body="此处再斟酌"
)


def rows_of(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in docx.Document(BytesIO(data)).tables[0].rows]


def sheet_of(data: bytes) -> Any:
    return load_workbook(BytesIO(data)).active


def saved(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data: bytes, **cells: object) -> bytes:
    book = load_workbook(BytesIO(data))
    for place, value in cells.items():
        book.active[place] = value
    return saved(book)


def test_the_word_table_lists_opinions_in_the_order_of_the_document() -> None:
    rows = rows_of(opinion_table_docx(OPINIONS))
    assert rows[0] == HEADS
    assert [row[5] for row in rows[1:]] == ["临江市", "省科技厅", "朱文远", "省财政厅", "-省经信厅"]
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4", "5"]
    assert rows[1][1] == "总体意见"
    assert rows[4] == [
        "4",
        "三/（二）",
        "支持建设中试基地",
        "明确资金来源",
        "便于落实",
        "省财政厅",
        "部分采纳",
        "资金渠道另文规定",
    ]


def test_the_counts_head_the_table() -> None:
    document = docx.Document(BytesIO(opinion_table_docx(OPINIONS, OpinionOptions(document="临江省行动方案"))))
    texts = [each.text for each in document.paragraphs]
    assert texts[0] == "《临江省行动方案》意见采纳情况表"
    assert texts[1] == "共征集意见5条，采纳1条，部分采纳1条，未采纳1条，解释说明1条，未定1条。"


def test_counts_of_nought_are_said_for_the_three_main_decisions_only() -> None:
    texts = [each.text for each in docx.Document(BytesIO(opinion_table_docx(OPINIONS[1:2]))).paragraphs]
    assert texts[1] == "共征集意见1条，采纳1条，部分采纳0条，未采纳0条。"


def test_the_page_is_landscape_and_its_heads_repeat() -> None:
    document = docx.Document(BytesIO(opinion_table_docx(OPINIONS)))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width > section.page_height
    assert document.tables[0].rows[0]._tr.xpath("./w:trPr/w:tblHeader")


def test_the_summary_form_has_its_own_title() -> None:
    document = docx.Document(BytesIO(opinion_table_docx((), OpinionOptions("summary", "关于印发《办法》的通知"))))
    assert document.paragraphs[0].text == "《关于印发〈办法〉的通知》意见汇总表"
    assert document.paragraphs[1].text.startswith("共征集意见0条")
    assert document.tables[0].rows[1].cells[0].text == "（没有意见）"


@pytest.mark.parametrize(
    ("name", "masked"),
    [("朱文远", "朱**"), ("朱远", "朱**"), ("欧阳明", "欧阳**"), ("东方", "东**"), ("John Smith", "J**")],
)
def test_names_of_private_persons_keep_the_surname_alone(name: str, masked: str) -> None:
    assert masked_name(name) == masked


def test_masking_hides_a_private_name_wherever_it_stands_and_leaves_units_alone() -> None:
    for data in (opinion_table_docx(OPINIONS, OpinionOptions(mask=True)),):
        text = "\n".join("\t".join(row) for row in rows_of(data))
        assert "朱文远" not in text
        assert "删去本条，朱**个人意见" in text
        assert "省财政厅" in text
    sheet = sheet_of(opinion_table_xlsx(OPINIONS, OpinionOptions(mask=True)))
    assert "朱文远" not in str([cell.value for row in sheet.iter_rows() for cell in row])


def test_comments_come_in_on_request_and_are_counted_apart() -> None:
    rows = rows_of(opinion_table_docx((*OPINIONS, COMMENT), OpinionOptions(comments=True)))
    assert ["此处再斟酌", "", "王处长", ""] in [row[3:7] for row in rows]
    texts = [
        each.text
        for each in docx.Document(BytesIO(opinion_table_docx((COMMENT,), OpinionOptions(comments=True)))).paragraphs
    ]
    assert texts[1] == "共征集意见0条，采纳0条，部分采纳0条，未采纳0条；另列批注1条。"
    assert len(rows_of(opinion_table_docx((*OPINIONS, COMMENT)))) == 6


def test_a_suggested_wording_is_told_as_one() -> None:
    suggestion = replace(COMMENT, kind="suggestion", replacement="中试平台", body="统一用语")
    rows = rows_of(opinion_table_docx((suggestion,), OpinionOptions(comments=True)))
    assert rows[1][3] == "建议改为“中试平台”：统一用语"


def test_english_is_english_throughout() -> None:
    document = docx.Document(BytesIO(opinion_table_docx((), OpinionOptions(language="en"))))
    words = [each.text for each in document.paragraphs] + [cell.text for cell in document.tables[0].rows[0].cells]
    assert not re.search("[\u4e00-\u9fff]", "".join(words))


def test_the_workbook_gives_back_what_was_written() -> None:
    assert read_opinion_xlsx(opinion_table_xlsx(OPINIONS)) == [
        ("d", "", ""),
        ("a", "adopted", ""),
        ("b", "rejected", "确有必要"),
        ("c", "partly", "资金渠道另文规定"),
        ("e", "explained", "已当面说明"),
    ]


def test_the_workbook_hides_the_ids_and_offers_the_decisions() -> None:
    sheet = sheet_of(opinion_table_xlsx(OPINIONS))
    assert sheet["I3"].value == ID_HEAD
    assert sheet.column_dimensions["I"].hidden
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"采纳,部分采纳,不采纳,解释说明,待研究"'
    assert str(choice.sqref) == "G4:G8"
    assert [cell.value for cell in sheet[3]][:8] == HEADS
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$3:$3"


def test_what_looks_like_a_formula_is_written_as_text() -> None:
    sheet = sheet_of(opinion_table_xlsx(OPINIONS))
    dangerous = [cell for row in sheet.iter_rows() for cell in row if str(cell.value or "")[:1] in tuple("=+-@")]
    assert len(dangerous) == 4
    assert {cell.data_type for cell in dangerous} == {"s"}
    assert all(cell.quotePrefix for cell in dangerous)


def test_characters_that_a_workbook_cannot_hold_and_very_long_texts_do_no_harm() -> None:
    odd = opinion("x", 1, Opinion("甲\x00\ud800", False, "长" * 40_000))
    sheet = sheet_of(opinion_table_xlsx((odd,)))
    assert sheet["F4"].value == "甲\ufffd\ufffd"
    assert len(sheet["D4"].value) < 32_768


def test_what_was_filled_in_is_read_by_whatever_usual_term() -> None:
    data = opinion_table_xlsx(OPINIONS)
    filled = changed(data, G4=" 采 纳 ", G5="未采纳", H5="重复", G7="Adopted", H7=None)
    assert read_opinion_xlsx(filled)[:4] == [
        ("d", "adopted", ""),
        ("a", "rejected", "重复"),
        ("b", "rejected", "确有必要"),
        ("c", "adopted", ""),
    ]


def test_rows_and_columns_may_be_moved_and_deleted() -> None:
    values = [[cell.value for cell in row] for row in sheet_of(opinion_table_xlsx(OPINIONS)).iter_rows(min_row=3)]
    book = Workbook()
    book.active.append(["随手加的一行"])
    for row in (values[0], values[4], values[2]):
        book.active.append([*reversed(row), "旁注"])
    assert read_opinion_xlsx(saved(book)) == [("c", "partly", "资金渠道另文规定"), ("a", "adopted", "")]


def test_a_decided_comment_is_read_and_others_are_not() -> None:
    data = opinion_table_xlsx((COMMENT, replace(COMMENT, id="m")), OpinionOptions(comments=True))
    assert read_opinion_xlsx(data) == []
    assert read_opinion_xlsx(changed(data, G4="采纳")) == [("k", "adopted", "")]


@pytest.mark.parametrize(
    ("cells", "code", "row"),
    [
        ({"G4": "同意"}, "opinion-unknown-decision", 4),
        ({"G4": "不采纳"}, "opinion-reason-missing", 4),
        ({"G4": '=IF(TRUE,"采纳","")'}, "opinion-formula", 4),
        ({"G9": "采纳"}, "opinion-no-id", 9),
        ({"I5": "d", "G5": "待研究"}, "opinion-twice", 5),
    ],
)
def test_what_cannot_be_read_is_said_with_its_row(cells: dict[str, str], code: str, row: int) -> None:
    with pytest.raises(InputError) as caught:
        read_opinion_xlsx(changed(opinion_table_xlsx(OPINIONS), **cells), "意见表.xlsx")
    assert caught.value.code == code
    for language, word in (("zh", f"第 {row} 行"), ("en", f"row {row}")):
        sentence = error_text(caught.value, language)  # type: ignore[arg-type]
        assert word in sentence
        assert "意见表.xlsx" in sentence


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"a,b\n1,2\n"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_opinion_xlsx(data, "意见.csv")
    assert caught.value.code == "opinion-not-xlsx"


def test_another_workbook_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_opinion_xlsx(saved(Workbook()), "别的.xlsx")
    assert caught.value.code == "opinion-no-heads"


def resaved(data: bytes, folder: Path) -> bytes | None:
    """Open a workbook in LibreOffice and save it again; ``None`` where it does not open."""
    (folder / "out").mkdir(parents=True)
    (folder / "opinions.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "opinions.xlsx")], capture_output=True, timeout=120)
    saved_to = folder / "out" / "opinions.xlsx"
    return saved_to.read_bytes() if saved_to.exists() else None


@pytest.mark.libreoffice
def test_libreoffice_keeps_what_is_read_back(tmp_path: Path) -> None:
    if not shutil.which("soffice") or resaved(saved(Workbook()), tmp_path / "probe") is None:
        pytest.skip("LibreOffice Calc is not installed")
    filled = changed(opinion_table_xlsx(OPINIONS), G4='=IF(TRUE,"待研究","")')
    back = resaved(filled, tmp_path / "filled")
    assert back is not None
    decided = read_opinion_xlsx(back)
    assert decided[0] == ("d", "pending", "")
    assert decided[2] == ("b", "rejected", "确有必要")


@pytest.mark.libreoffice
def test_libreoffice_opens_the_word_table(tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "opinions.docx").write_bytes(opinion_table_docx(OPINIONS))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "opinions.docx")], check=True, capture_output=True, timeout=120)
    text = (tmp_path / "opinions.txt").read_text(encoding="utf-8")
    assert "共征集意见5条" in text
    assert "资金渠道另文规定" in text

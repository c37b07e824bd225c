from __future__ import annotations

import pytest

from comparators.document import Document
from comparators.errors import InputError
from comparators.loading import pdf, scans
from comparators.messages import error_text, problem_text
from comparators.options import LoadLimits
from comparators.work import IDLE
from tests.comparators.loading.pdf_files import PdfPage, write_pdf

LEFT = [
    "（一）加强创新。完善新型举国体制，推动",
    "重大科技基础设施共建共享，到2027年建",
    "成省实验室12家。",
    "（二）壮大主体。实施科技企业梯队培育计",
    "划，每年新增高新技术企业300家，支持领",
    "军企业牵头组建创新联合体。",
]
RIGHT = [
    "（三）优化布局。支持各地发挥比较优势，",
    "建设未来产业先导区，形成错位发展、协同",
    "联动的格局。",
    "（四）强化保障。健全统筹机制，加大财政",
    "投入力度，研发经费投入占地区生产总值的",
    "比重达到3.6%。",
]


def load(*pages: PdfPage, limits: LoadLimits | None = None) -> Document:
    return pdf.read(write_pdf(pages), "甲.pdf", limits or LoadLimits(), IDLE)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def pieces(document: Document, code: str) -> str:
    return next(str(dict(p.params)["pieces"]) for p in document.problems if p.code == code)


def refusal(data: bytes, limits: LoadLimits | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        pdf.read(data, "甲.pdf", limits or LoadLimits(), IDLE)
    assert "甲.pdf" in error_text(caught.value)
    assert "甲.pdf" in error_text(caught.value, "en")
    return caught.value


def test_two_columns_are_read_one_after_the_other() -> None:
    page = PdfPage().put(180, 80, "临江省未来产业发展规划", 22)
    page.column(60, 130, LEFT, 12, 20)
    page.column(320, 130, RIGHT, 12, 20)
    assert texts(load(page)) == [
        "临江省未来产业发展规划",
        "".join(LEFT[:3]),
        "".join(LEFT[3:]),
        "".join(RIGHT[:3]),
        "".join(RIGHT[3:]),
    ]


def test_a_ruled_table_gives_one_block_a_row() -> None:
    page = PdfPage().put(90, 90, "主要指标如下：")
    page.grid([90, 250, 350, 450], [110, 140, 190, 220])
    for x, y, words in (
        (95, 130, "指标"),
        (255, 130, "2025年"),
        (355, 130, "2027年"),
        (95, 160, "未来产业先导"),
        (95, 180, "区（个）"),
        (255, 170, "20"),
        (355, 170, "35"),
        (95, 210, "研发投入强度"),
        (255, 210, "3.2%"),
        (355, 210, "3.5%"),
    ):
        page.put(x, y, words, 12)
    document = load(page)
    assert texts(document) == [
        "主要指标如下：",
        "指标\t2025年\t2027年",
        "未来产业先导区（个）\t20\t35",
        "研发投入强度\t3.2%\t3.5%",
    ]
    assert {block.layout.group for block in document.blocks[1:]} == {1}
    assert all(block.kind == "table" for block in document.blocks[1:])


def test_cells_that_line_up_without_rules_are_rows() -> None:
    page = PdfPage()
    for row, cells in enumerate(
        (("单位", "任务", "时限"), ("省经信厅", "算力平台", "2026年"), ("省科技厅", "省实验室", "2027年"))
    ):
        for column, words in enumerate(cells):
            page.put(90 + 150 * column, 100 + 24 * row, words, 12)
    assert texts(load(page)) == ["单位\t任务\t时限", "省经信厅\t算力平台\t2026年", "省科技厅\t省实验室\t2027年"]


def test_page_numbers_and_running_heads_are_known_by_their_place() -> None:
    pages = []
    for number in (1, 2, 3):
        page = PdfPage().put(230, 50, "临江省人民政府公报", 10).put(290, 800, str(number), 12)
        page.column(90, 120, [f"第{number}条规定的事项按照省级标准执行，不得变", "更其中的计量单位和统计口径。"], 16)
        pages.append(page)
    document = load(*pages)
    assert all("公报" not in text and not text.isdigit() for text in texts(document))
    assert pieces(document, "text-page-numbers") == "第1页“1”；第2页“2”；第3页“3”"
    assert pieces(document, "text-running-heads").count("临江省人民政府公报") == 3


def test_a_page_number_below_a_table_is_known_however_wide_the_margin_is() -> None:
    pages = []
    for number, unit in ((11, "省经信厅"), (12, "省科技厅")):
        page = PdfPage().grid([90, 250, 450], [100, 130, 160])
        for x, y, words in ((95, 120, "任务"), (255, 120, "单位"), (95, 150, f"第{number}项任务"), (255, 150, unit)):
            page.put(x, y, words, 12)
        pages.append(page.put(270, 640, f"— {number} —", 12))
    document = load(*pages)
    assert texts(document) == ["任务\t单位", "第11项任务\t省经信厅", "第12项任务\t省科技厅"]
    assert pieces(document, "text-page-numbers") == "第1页“— 11 —”；第2页“— 12 —”"


def test_a_sentence_goes_on_over_the_page_and_a_block_knows_its_pages() -> None:
    first = PdfPage().put(290, 800, "— 1 —", 12)
    first.column(
        90, 600, ["　　加快建设现代化产业体系，推动科技创新和产业", "创新深度融合，到2027年，未来产业规模突破20"]
    )
    second = PdfPage().put(290, 800, "— 2 —", 12)
    second.column(90, 100, ["00亿元，培育头部企业30家，建成全国重要的未来", "产业创新高地。"])
    document = load(first, second)
    assert texts(document) == [
        "加快建设现代化产业体系，推动科技创新和产业创新深度融合，到2027年，未来产业规模突破2000亿元，培育头部企业30家，建成全国重要的未来产业创新高地。"
    ]
    assert document.blocks[0].source.pages == (1, 2)


def test_a_first_line_indent_begins_a_paragraph_even_after_a_full_line() -> None:
    page = PdfPage()
    page.column(
        90,
        100,
        ["　　坚持创新驱动发展，统筹推进教育科技人才工作。", "　　坚持系统观念，统筹发展和安全，防范化解风险。"],
    )
    page.column(90, 156, ["　　坚持开放合作，深度参与全球科技治理，构建更加", "开放的创新生态。"])
    assert len(load(page).blocks) == 3


def test_footnotes_do_not_cut_the_text() -> None:
    first = PdfPage()
    first.column(90, 660, ["推动未来产业先导区建设，支持各地结合实际布", "局特色赛道，加快形成梯次发展、协同联动的发"])
    first.put(90, 760, "1 未来产业指由前沿技术驱动的产业。", 10)
    second = PdfPage()
    second.column(90, 100, ["展格局，打造全国领先的产业集群。"])
    document = load(first, second)
    assert document.blocks[0].text.endswith("协同联动的发展格局，打造全国领先的产业集群。")
    assert (document.blocks[1].text, document.blocks[1].kind) == ("1 未来产业指由前沿技术驱动的产业。", "note")


def test_a_page_turned_on_its_side_is_read_as_seen() -> None:
    assert texts(load(PdfPage().put(90, 100, "一、总体要求"))) == ["一、总体要求"]
    document = load(PdfPage(rotate=90).put(90, 100, "临"), PdfPage().put(90, 100, "一、总体要求"))
    assert "一、总体要求" in texts(document)
    assert [problem_text(p) for p in document.problems if p.code == "pdf-turned-text"]


def test_spaces_set_between_ideographs_and_all_numbers_are_the_printers() -> None:
    page = PdfPage()
    page.column(
        90, 100, ["到 2027 年，培育企业 300 家，建设省实验室 12 家，", "引进人才 500 名；到 2030 年，产业规模翻一番。"]
    )
    document = load(page)
    assert texts(document) == ["到2027年，培育企业300家，建设省实验室12家，引进人才500名；到2030年，产业规模翻一番。"]
    assert any(problem.code == "text-printers-spaces" for problem in document.problems)


def test_an_encrypted_file_is_refused() -> None:
    assert refusal(write_pdf([PdfPage().put(90, 100, "一")], encrypted=True)).code == "pdf-encrypted"


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_a_truncated_file_is_refused(kept: float) -> None:
    data = write_pdf([PdfPage().put(90, 100, "一、总体要求")])
    assert refusal(data[: int(kept * len(data))]).code == "pdf-damaged"


def test_what_only_claims_to_be_a_pdf_is_refused() -> None:
    assert refusal(b"%PDF-1.7\nnothing\n%%EOF").code == "pdf-damaged"


def test_more_pages_than_allowed_are_refused() -> None:
    data = write_pdf([PdfPage().put(90, 100, "一")] * 3)
    assert refusal(data, LoadLimits(max_pages=2)).code == "pdf-too-many-pages"


def test_a_scan_is_called_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "_engine", lambda: None)
    error = refusal(write_pdf([PdfPage(picture=True)]))
    assert error.code == "pdf-scan"
    assert "扫描件" in error_text(error)
    assert "duigao[ocr]" in error_text(error)


def test_what_the_recogniser_reads_is_marked_as_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numpy")

    class Found:
        boxes = (((100, 100), (600, 100), (600, 140), (100, 140)),)
        txts = ("一、总体要求",)
        scores = (0.7,)

    monkeypatch.setattr(scans, "_engine", lambda: lambda image: Found)
    document = load(PdfPage(picture=True))
    assert texts(document) == ["一、总体要求"]
    assert [problem.code for problem in document.problems] == ["pdf-recognised", "pdf-recognised-doubtful"]
    assert "70%" in problem_text(document.problems[0])


def test_a_picture_page_among_text_pages_is_told() -> None:
    document = load(PdfPage().put(90, 100, "一、总体要求"), PdfPage(picture=True))
    assert "第2页" in problem_text(next(p for p in document.problems if p.code == "pdf-pages-without-text"))


def test_the_raised_mark_of_a_note_is_no_part_of_a_number_and_leads_the_note_to_its_place() -> None:
    page = PdfPage()
    page.put(80, 100, "一、主要目标")
    page.put(80, 130, "到2028年，建成低空产业先导区").put(304, 124, "1", 9).put(309, 130, "20个，平台面积10")
    page.put(437, 124, "3", 9).put(442, 130, "平方米。")
    page.put(80, 160, "二、重点任务")
    page.put(80, 760, "1", 16).put(88, 760, "低空产业先导区，是指省政府同意设立的区域。", 9)
    document = pdf.read(write_pdf([page]), "稿.pdf", LoadLimits(), IDLE)
    assert texts(document) == [
        "一、主要目标",
        "到2028年，建成低空产业先导区20个，平台面积103平方米。",
        "低空产业先导区，是指省政府同意设立的区域。",
        "二、重点任务",
    ]
    assert document.blocks[2].kind == "note"


def test_years_that_did_not_fit_beside_the_title_belong_to_it_and_years_set_apart_do_not() -> None:
    body = ["为加快构建以先进制造业为骨干的现代化产业体系，结合我省实际，", "制定本计划。"]
    for title, count in (("临江省加快建设现代化产业体系行动计划", 1), ("现代化产业体系行动计划", 2)):
        page = PdfPage().put(290 - 11 * len(title), 90, title, 22).put(203, 125, "（2026—2030年）", 22)
        page.column(80, 180, body, 14)
        found = texts(load(page))
        assert found[:count] == ([title + "（2026—2030年）"] if count == 1 else [title, "（2026—2030年）"])

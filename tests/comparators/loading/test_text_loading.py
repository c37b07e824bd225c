from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparators.document import Document
from comparators.errors import InputError
from comparators.loading import text
from comparators.messages import error_text, known, problem_text
from comparators.options import LoadLimits
from comparators.work import IDLE

SIMPLIFIED = "临江省未来产业培育方案\n一、总体要求\n到2027年，突破关键技术100项，发展数字经济。\n"
TRADITIONAL = "臨江省未來產業培育方案\n一、總體要求\n到2027年，突破關鍵技術100項，發展數位經濟。\n"


def load(source: str | bytes, limits: LoadLimits | None = None) -> Document:
    data = source.encode() if isinstance(source, str) else source
    return text.read(data, "方案.txt", limits or LoadLimits(), IDLE)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def codes(document: Document) -> list[str]:
    assert all(known(problem.code) and problem_text(problem, "en") for problem in document.problems)
    return [problem.code for problem in document.problems]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "utf-32"]
)
def test_simplified_text_is_read_in_any_encoding(encoding: str) -> None:
    assert texts(load(SIMPLIFIED.encode(encoding))) == SIMPLIFIED.split("\n")[:3]


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "gb18030", "utf-16-be", "utf-8"])
def test_traditional_text_is_read_in_any_encoding(encoding: str) -> None:
    assert texts(load(TRADITIONAL.encode(encoding))) == TRADITIONAL.split("\n")[:3]


def test_a_guessed_encoding_is_told() -> None:
    assert codes(load(SIMPLIFIED.encode("gb18030"))) == ["text-encoding-guessed"]
    assert codes(load(SIMPLIFIED)) == []


@pytest.mark.parametrize(
    "data", [b"\x7fELF" + bytes(4000), bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 30]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        load(data)
    assert "方案.txt" in error_text(caught.value)


def test_too_much_text_is_refused_in_one_sentence() -> None:
    with pytest.raises(InputError) as caught:
        load("未来产业" * 300, LoadLimits(max_text=1000))
    assert "1000" in error_text(caught.value)


def test_nul_control_and_invisible_characters_are_taken_out_and_told() -> None:
    document = load("到2027\0年，\x07突破\u200b技术100项\ufeff。")
    assert texts(document) == ["到2027年，突破技术100项。"]
    assert codes(document) == ["text-controls", "text-invisible"]


def test_lone_surrogates_become_replacement_characters_and_are_told() -> None:
    document = load("\ufeff发展未来\ud83d产业。".encode("utf-16-le", "surrogatepass"))
    assert texts(document) == ["发展未来�产业。"]
    assert codes(document) == ["text-damaged"]


def test_a_character_outside_the_basic_plane_is_one_character() -> None:
    assert texts(load("𠮷田镇建设100项工程。".encode("utf-16"))) == ["𠮷田镇建设100项工程。"]


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n", "\u2028", "\x85"])
def test_every_kind_of_line_end_ends_a_line(newline: str) -> None:
    assert texts(load(SIMPLIFIED.replace("\n", newline))) == SIMPLIFIED.split("\n")[:3]


def test_a_block_knows_its_lines() -> None:
    document = load("临江省未来产业培育方案\n\n一、总体要求\n\n到2027年，突破关键技术100项。\n")
    assert [block.source.lines for block in document.blocks] == [(1, 1), (3, 3), (5, 5)]


def test_form_feeds_part_pages() -> None:
    document = load("一、总体要求\n到2027年，突破技术100项。\n\f二、重点任务\n加快发展。\n")
    assert [block.source.pages for block in document.blocks] == [(1, 1), (1, 1), (2, 2), (2, 2)]


@pytest.mark.parametrize("piece", ["—８—", "— 8 —", "－８－"])
def test_a_page_number_inside_a_word_is_taken_out_and_told(piece: str) -> None:
    document = load(f"（一）优化结构。推进改革。（责任单位：省发展改革委、省经{piece}信厅、省科技厅）\n")
    assert texts(document) == ["（一）优化结构。推进改革。（责任单位：省发展改革委、省经信厅、省科技厅）"]
    assert piece in problem_text(document.problems[0])


def test_page_numbers_glued_with_hyphens_need_a_sequence() -> None:
    assert texts(load("推动研发-3-生产协同发展。")) == ["推动研发-3-生产协同发展。"]
    assert texts(load("加快资- 29 -源整合。\n推进市- 30 -场建设。\n深化改- 31 -革。")) == [
        "加快资源整合。",
        "推进市场建设。",
        "深化改革。",
    ]


def test_bare_numbers_of_a_list_are_no_page_numbers() -> None:
    source = "序号\n1\n省经信厅\n2\n省科技厅\n3\n省财政厅\n4\n省商务厅\n"
    assert "".join(texts(load(source))) == source.replace("\n", "")


def test_a_year_between_dashes_is_no_page_number() -> None:
    assert texts(load("行动方案（2026—2030年）印发。第一—第二—第三。")) == [
        "行动方案（2026—2030年）印发。第一—第二—第三。"
    ]


def test_running_heads_are_taken_out_and_named() -> None:
    page = "围绕人工智能、生物制造等重点领域加快布局，\n推动产业集群做大做强，\n到2027年培育企业300家，\n"
    source = "".join(f"临江省人民政府公报　2026年第{n}期\n{page * 3}— {n} —\n\f" for n in range(1, 6))
    document = load(source)
    assert "公报" not in "".join(texts(document))
    assert codes(document) == ["text-page-numbers", "text-running-heads"]
    assert problem_text(document.problems[1]).count("公报") == 5


def test_bookmark_debris_is_taken_out_and_told() -> None:
    document = load("[bookmark: _GoBack]（三）建立投入机制。探索构建多元投入机制。\n")
    assert texts(document) == ["（三）建立投入机制。探索构建多元投入机制。"]
    assert "[bookmark: _GoBack]" in problem_text(document.problems[0])


def test_a_title_over_two_lines_is_one_block() -> None:
    source = "临江省人民政府办公厅\n关于培育未来产业的实施意见\n（征求意见稿）\n各市、县人民政府：\n"
    assert texts(load(source))[:3] == [
        "临江省人民政府办公厅关于培育未来产业的实施意见",
        "（征求意见稿）",
        "各市、县人民政府：",
    ]


def test_rows_under_a_caption_are_rows_of_a_table() -> None:
    source = (
        "表 1  主要指标\n指标 2025 年 2027 年\n先导区（个） 20 35\n研发强度（%） 3.2 3.5\n二、重点任务\n加快发展。\n"
    )
    document = load(source)
    rows = [block.text for block in document.blocks if block.kind == "table"]
    assert rows == ["指标\t2025年\t2027年", "先导区（个）\t20\t35", "研发强度（%）\t3.2\t3.5"]


def kept(characters: str) -> str:
    return "".join(characters.split())


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.text(st.sampled_from("发展产业，。、；：（）“”一二三（）12９—- 年%ABc。\t　"), min_size=0, max_size=60),
        max_size=25,
    ),
    st.sampled_from(["\n", "\n\n", "\r\n", "\f"]),
)
def test_no_printed_character_is_lost_but_what_is_told(lines: list[str], separator: str) -> None:
    source = separator.join(lines)
    document = load(source)
    told = sum(
        len(kept(piece))
        for problem in document.problems
        if problem.code != "text-printers-spaces"
        for piece in str(dict(problem.params)["pieces"]).split("“")[1:]
    )
    if told:
        assert len(kept(source)) > len(kept("".join(texts(document))))
    else:
        assert kept("".join(texts(document))) == kept(source)


def test_a_hostile_text_does_not_take_for_ever() -> None:
    began = time.process_time()
    for source in ("（" * 200_000, "省—8—厅" * 30_000, "1\n" * 50_000, "\t" * 300_000 + "一", "[bookmark:" * 30_000):
        load(source)
    assert time.process_time() - began < 60  # seconds of work, where a square of the length would be hours


def test_the_seeds_read_as_people_read_them(seed) -> None:  # type: ignore[no-untyped-def]
    first = text.read(seed("000").read_bytes(), "000.txt", LoadLimits(), IDLE)
    assert texts(first)[0].endswith("指导意见")
    assert sum(block.text.startswith("———") for block in first.blocks) == 4
    assert any(block.text.endswith("省大数据局、浙江银保监局）") and "—８—" not in block.text for block in first.blocks)
    assert codes(first) == ["text-page-numbers", "text-printers-spaces"]
    second = text.read(seed("001").read_bytes(), "001.txt", LoadLimits(), IDLE)
    assert sum(block.text.endswith("）") and "责任单位：" in block.text for block in second.blocks) == 24
    assert len(second.blocks) == 37
    third = text.read(seed("002").read_bytes(), "002.txt", LoadLimits(), IDLE)
    assert codes(third) == ["text-debris"]
    assert len(third.blocks) == 66


def test_eight_plans_bound_in_one_file_keep_their_titles(seed) -> None:  # type: ignore[no-untyped-def]
    document = text.read(seed("004").read_bytes(), "004.txt", LoadLimits(), IDLE)
    titles = [t for t in texts(document) if t.startswith("浙江省") and t.endswith("“十四五”规划")]
    assert len(titles) == 8
    cut = [t for t in texts(document) if t[-1] not in "。；：）”" and len(t) >= 60]
    assert [t[-5:] for t in cut] == ["能力与水平"]  # printed without a full stop
    assert codes(document) == ["text-stray-links", "text-page-numbers", "text-printers-spaces"]

"""Notes that say who answers for a task."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparators.document import Block, Document
from comparators.facts.model import Responsibility
from comparators.facts.responsibilities import find_responsibilities
from comparators.lexicon import Lexicon, load_lexicon


def read(*texts: str) -> list[Responsibility]:
    blocks = tuple(Block(index=index, text=text, section="一") for index, text in enumerate(texts))
    return list(find_responsibilities(Document(path="", format="txt", blocks=blocks), load_lexicon()))


@pytest.mark.parametrize(
    ("note", "units"),
    [
        (
            "（责任单位：省经信厅、省发展改革委，各市、县〔市、区〕政府。列第一位的为牵头单位，下同。各市、县〔市、区〕政府均为责任主体，不再列出）",
            ["省经信厅", "省发展改革委", "各市、县〔市、区〕政府"],
        ),
        (
            "（责任单位：市科技局，各县级市、区人民政府〔管委会〕。列第一位的为牵头单位，下同）",
            ["市科技局", "各县级市、区人民政府〔管委会〕"],
        ),
        (
            "（责任单位：省经信厅、省科技厅〔列第一位的为牵头单位，下同〕，以下各项工作均需相关市、县（市、区）政府推进，不再单独列出）",
            ["省经信厅", "省科技厅"],
        ),
        ("（科技部、教育部、临江省人民政府按责任分工负责）", ["科技部", "教育部", "临江省人民政府"]),
        ("（牵头单位：省发展改革委；配合单位：省经信厅、省财政厅）", ["省发展改革委", "省经信厅", "省财政厅"]),
        ("(牵头单位:省发展改革委;配合单位:省经信厅)", ["省发展改革委", "省经信厅"]),
        ("（省科技厅牵头，省经信厅、省财政厅配合）", ["省科技厅", "省经信厅", "省财政厅"]),
        ("（省教育厅、省科技厅牵头，省财政厅配合）", ["省教育厅", "省科技厅", "省财政厅"]),
        ("（省农业农村厅牵头，省水利厅等按职责分工负责）", ["省农业农村厅", "省水利厅"]),
        ("（农业农村部、工业和信息化部等负责）", ["农业农村部", "工业和信息化部"]),
        ("（国家发展和改革委员会负责）", ["国家发展和改革委员会"]),
        ("（各省级人民政府、农业农村部等负责）", ["各省级人民政府", "农业农村部"]),
        ("（责任部门：人力资源社会保障部（国务院扶贫办）、财政部）", ["人力资源社会保障部（国务院扶贫办）", "财政部"]),
        ("（中央组织部和人力资源社会保障部牵头）", ["中央组织部", "人力资源社会保障部"]),
        ("（省卫生健康委会同省财政厅、省医保局负责）", ["省卫生健康委", "省财政厅", "省医保局"]),
        (
            "（国家发展改革委、住房和城乡建设部及各有关部门分别牵头）",
            ["国家发展改革委", "住房和城乡建设部", "各有关部门"],
        ),
        ("（各级党委和政府负责）", ["各级党委和政府"]),
        ("（主办：省科技厅；协办：省教育厅、省财政厅）", ["省科技厅", "省教育厅", "省财政厅"]),
        ("（责任单位：省财政厅、省工业和信息化厅（牵头））", ["省工业和信息化厅", "省财政厅"]),
        ("（牵头单位：甲局；责任单位：乙局、丙局）", ["甲局", "乙局", "丙局"]),
        (
            "（牵头单位：省工业和信息化厅，配合单位：省商务厅；完成时限：2025年12月底前）",
            ["省工业和信息化厅", "省商务厅"],
        ),
        ("（完成时限：2025年12月；责任单位：省商务厅、省财政厅）", ["省商务厅", "省财政厅"]),
        ("【责任单位：市经济和信息化局、市财政局】", ["市经济和信息化局", "市财政局"]),
        ("建设平台。【责任单位】市工信局、市科技局", ["市工信局", "市科技局"]),
        ("（以上均由市工信局牵头，市科技局配合）", ["市工信局", "市科技局"]),
        ("（责任单位：市工信局、★市科技局、市教育局）", ["市科技局", "市工信局", "市教育局"]),
        (
            "加快建设。（市工信局、市金融办、人行云浦中支，排名第一的为牵头单位，下同）",
            ["市工信局", "市金融办", "人行云浦中支"],
        ),
        ("[责任单位：市经济和信息化局]", ["市经济和信息化局"]),
        ("［责任单位：市经济和信息化局、市财政局］", ["市经济和信息化局", "市财政局"]),
        ("〔省数据局、省通信管理局按职责分工负责〕", ["省数据局", "省通信管理局"]),
        ("责任单位：省经信厅、省财政厅，各市人民政府", ["省经信厅", "省财政厅", "各市人民政府"]),
        ("（责任单位：各区县（自治县）人民政府，市农业农村委等）", ["各区县（自治县）人民政府", "市农业农村委"]),
        (
            "（中国科协、教育部、共青团中央、全国妇联等按职责分工负责）",
            ["中国科协", "教育部", "共青团中央", "全国妇联"],
        ),
        ("（责任单位：市科委、市教委，列首位的为牵头单位）", ["市科委", "市教委"]),
        ("（省自然资源厅、省能源局等分工负责）", ["省自然资源厅", "省能源局"]),
        ("（省农业农村厅会省商务厅负责）", ["省农业农村厅", "省商务厅"]),
        (
            "（省经信厅、省通信管理局，各市、县（市、区）政府；列第一位的为牵头单位，下同）",
            ["省经信厅", "省通信管理局", "各市、县（市、区）政府"],
        ),
        ("（商务部、海关总署等有关部门负责）", ["商务部", "海关总署"]),
        ("（省科技厅商省商务厅负责）", ["省科技厅", "省商务厅"]),
        ("（扶贫办、发展改革委等和各有关省级人民政府负责）", ["扶贫办", "发展改革委", "各有关省级人民政府"]),
        ("（财政部、人民银行等国务院相关部门及各地区按职责分工负责）", ["财政部", "人民银行", "各地区"]),
        ("（各有关部门和单位，各省级人民政府按职责分工负责）", ["各有关部门和单位", "各省级人民政府"]),
        ("（教育部、民政部等有关部门和单位负责）", ["教育部", "民政部"]),
        ("（自然资源部、工业和信息化部指导）", ["自然资源部", "工业和信息化部"]),
        ("（省科技厅、省财政厅按职责分工负责，持续推进）", ["省科技厅", "省财政厅"]),
        ("（省科技厅、省财政厅按职责分工负责；2025年底前完成）", ["省科技厅", "省财政厅"]),
        (
            "（责任单位：省经信厅 、省财政厅、 国网临江省电力有限公司）",
            ["省经信厅", "省财政厅", "国网临江省电力有限公司"],
        ),
    ],
)
def test_a_note_names_the_lead_and_the_others_in_order(note: str, units: list[str]) -> None:
    (found,) = read(f"完善工作机制。{note}" if note[0] in "（(【[〔" else note)
    assert [found.lead, *found.others] == units


def test_a_list_of_bodies_that_closes_a_paragraph_is_a_note() -> None:
    (found,) = read("落实税费优惠政策。（省财政厅、省税务局）")
    assert (found.lead, found.others) == ("省财政厅", ("省税务局",))


def test_the_imprint_of_a_web_site_is_no_note() -> None:
    assert read("主办单位：临江省经济和信息化厅　版权：临江省经济和信息化厅　电话：0000-0000000") == []


def test_each_of_several_notes_in_a_paragraph_is_a_record() -> None:
    found = read("建设平台。（责任单位：省科技厅）培育企业。（责任单位：省经信厅、省财政厅）")
    assert [note.lead for note in found] == ["省科技厅", "省经信厅"]
    found = read("规范登记管理。（民政厅负责）支持企业创新。（体育局、教育厅负责）加强平台建设。（科技厅负责）")
    assert [note.lead for note in found] == ["民政厅", "体育局", "科技厅"]


def test_a_note_over_two_paragraphs_is_one_record() -> None:
    (found,) = read("牵头责任单位：省发展改革委。", "协同责任单位：省财政厅、省商务厅等。")
    assert (found.lead, found.others) == ("省发展改革委", ("省财政厅", "省商务厅"))


@pytest.mark.parametrize(
    "text",
    [
        "本计划由市经信局负责牵头组织实施。",
        "由行业协会（含商会）负责推荐，由各地（市、县）负责审核。",
        "明确责任单位和责任人，各牵头单位要按职责分工抓好落实。",
        "支持龙头企业牵头、高校院所参与（包括在建项目）组建联合体。",
    ],
)
def test_a_sentence_of_the_body_is_no_note(text: str) -> None:
    assert read(text) == []


def test_spans_lead_to_the_units_as_printed() -> None:
    text = "完善机制。（责任单位：省 经信厅、省财政厅，各市、县〔市、区〕政府。下同）"
    (found,) = read(text)
    assert text[slice(*found.span)] == text[5:]
    names = [text[slice(*span)].replace(" ", "") for span in found.unit_spans]
    assert names == [found.lead, *found.others]


@given(
    st.text(alphabet="（）【】〔〕：；、，。责任单位牵头配合负责等按职责分工省财政厅和及各市县区政府 a1", max_size=80)
)
def test_any_text_is_read_without_failing(text: str) -> None:
    document = Document(path="", format="txt", blocks=(Block(index=0, text=text),))
    for note in find_responsibilities(document, Lexicon()):
        assert 0 <= note.span[0] < note.span[1] <= len(text)
        assert all(text[slice(*span)].strip() for span in note.unit_spans)

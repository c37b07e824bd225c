from __future__ import annotations

import pytest

from comparators.document import Document
from comparators.errors import InputError
from comparators.loading import html
from comparators.messages import error_text, problem_text
from comparators.options import LoadLimits
from comparators.work import IDLE

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}">
<title>临江省人民政府关于培育未来产业的意见_临江省人民政府门户网站</title><style>p{{color:red}}</style></head><body>
<div class="header"><ul class="nav"><li><a href="#">首页</a></li><li><a>政务公开</a></li><li><a>办事</a></li></ul></div>
<div class="position">当前位置：<a>首页</a> &gt; <a>政策</a></div>
<div class="article"><h1>临江省人民政府<br>关于培育未来产业的意见</h1><div class="info">发布日期：2026-03-01</div>
<div id="zoom"><div class="TRS_Editor"><p align="center">临政发〔2026〕3号</p><p>　　各市、县人民政府：</p>
<p style="text-indent:2em">为培育
未来产业，提出意见。</p><p>&nbsp;&nbsp;&nbsp;&nbsp;<strong>一、总体要求</strong></p>
<p>（一）目标。到2027年，突破100项技术。<br>　　（二）原则。坚持创新。<br/>　　1.未来网络。发展6G。</p>
<table><tr><th>指标</th><th>2027年</th></tr><tr><td>先导区<br>（个）</td><td>35</td></tr></table>
<table border=1><tr><td><p>专栏1 重点工程</p><p>1.算力。建设平台。</p></td></tr></table>
<ol start="3"><li>第一项</li><li><p>第二项</p></li></ol><p style="display:none">隐藏的话</p>
<script>var a="<p>x</p>"</script>
<p align="right">临江省人民政府<br>2026年3月1日</p></div></div></div>
<div class="footer">版权所有 <a>联系我们</a></div></body></html>"""
EXPECTED = [
    "临江省人民政府关于培育未来产业的意见",
    "临政发〔2026〕3号",
    "各市、县人民政府：",
    "为培育未来产业，提出意见。",
    "一、总体要求",
    "（一）目标。到2027年，突破100项技术。",
    "（二）原则。坚持创新。",
    "1.未来网络。发展6G。",
    "指标\t2027年",
    "先导区\n（个）\t35",
    "专栏1 重点工程",
    "1.算力。建设平台。",
    "3. 第一项",
    "4. 第二项",
    "临江省人民政府",
    "2026年3月1日",
]


def load(source: str | bytes) -> Document:
    return html.read(source.encode() if isinstance(source, str) else source, "意见.html", LoadLimits(), IDLE)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk"])
def test_a_government_page_gives_its_document_alone(charset: str) -> None:
    document = load(PAGE.format(charset=charset).encode("gb18030" if charset != "utf-8" else charset))
    assert texts(document) == EXPECTED
    assert document.title == "临江省人民政府关于培育未来产业的意见"


def test_what_is_left_out_is_told() -> None:
    told = " ".join(map(problem_text, load(PAGE.format(charset="utf-8")).problems))
    for piece in ("首页政务公开办事", "当前位置", "发布日期：2026-03-01", "隐藏的话", "版权所有"):
        assert piece in told


def test_layout_is_kept_as_evidence() -> None:
    blocks = load(PAGE.format(charset="utf-8")).blocks
    assert (blocks[0].layout.outline, blocks[0].layout.centered) == (1, True)
    assert blocks[1].layout.centered
    assert blocks[4].layout.bold
    assert [block.kind for block in blocks[8:10]] == ["table", "table"]
    assert [block.layout.container for block in blocks[10:12]] == ["box", "box"]


def test_a_wrong_charset_in_the_page_does_not_spoil_it() -> None:
    assert texts(load(PAGE.format(charset="gbk").encode("utf-8"))) == EXPECTED


def test_a_page_laid_out_by_tables_is_read_as_text() -> None:
    body = "".join(f"<p>第{n}段：加快培育未来产业，推动科技创新和产业创新深度融合发展。</p>" for n in range(9))
    page = (
        f"<html><body><form><table><tr><td><a>首页</a></td></tr><tr><td>{body}</td></tr></table></form></body></html>"
    )
    document = load(page)
    assert [block.text[:4] for block in document.blocks] == [f"第{n}段：" for n in range(9)]
    assert all(block.kind == "paragraph" for block in document.blocks)


def test_one_printed_line_a_paragraph_is_put_together_again() -> None:
    words = (
        "加快培育未来产业，推动科技创新和产业创新深度融合，完善政策体系，健全投入机制，优化创新生态，建设现代化产业体系。"
        * 3
    )
    lines = "".join(f"<p>{words[at : at + 24]}</p>" for at in range(0, len(words), 24))
    assert texts(load(f"<html><body><p>一、总体要求</p>{lines}<p>二、任务</p></body></html>")) == [
        "一、总体要求",
        words,
        "二、任务",
    ]


def test_preformatted_text_keeps_its_lines() -> None:
    page = "<html><body><pre>一、总体要求\n坚持创新驱动。\n二、重点任务\n</pre></body></html>"
    assert texts(load(page)) == ["一、总体要求", "坚持创新驱动。", "二、重点任务"]


def test_entities_of_a_bomb_are_not_expanded() -> None:
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "啊啊啊啊"><!ENTITY b "&a;&a;&a;&a;">]><html><body><p>正文&b;。</p></body></html>'
    )
    assert len("".join(texts(load(bomb)))) < 100


def test_no_file_is_read_through_an_external_entity() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>正文&x;。</p></body></html>'
    assert "root:" not in "".join(texts(load(page)))


def test_deep_nesting_is_read_or_refused_but_loses_nothing() -> None:
    assert texts(load("<html><body>" + "<div>" * 1500 + "深处的文字。" + "</div>" * 1500)) == ["深处的文字。"]
    with pytest.raises(InputError) as caught:
        load("<html><body>" + "<div>" * 30_000 + "深处的文字。" + "</div>" * 30_000)
    assert "嵌套过深" in error_text(caught.value)


def test_a_page_without_content_is_refused() -> None:
    with pytest.raises(InputError):
        load("<!-- nothing -->")


def test_the_marks_of_notes_are_no_text() -> None:
    page = (
        '<p>建成先导区<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>20个，见<a href="#t1">表1</a>。</p>'
        '<div id="ftn1"><p><a href="#_ftnref1">[1]</a> 先导区由省政府设立。</p></div>'
    )
    document = html.read(page.encode(), "稿.html", LoadLimits(), IDLE)
    assert [block.text for block in document.blocks] == ["建成先导区20个，见表1。", "先导区由省政府设立。"]

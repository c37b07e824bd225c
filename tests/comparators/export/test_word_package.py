"""The file as a whole: untouched parts, what comes along from the new draft, and programs that open it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx as python_docx
import pytest

from comparators import compare
from comparators.cli import main
from comparators.document import Document
from comparators.export.word_markup import Marked, mark_up
from comparators.export.word_options import WordOptions
from comparators.loading import docx
from comparators.options import LoadLimits
from comparators.structure import build_structure
from tests.benchmarks import policy_text
from tests.support import word_oracle as oracle
from tests.support.word_drafts import Para, Run, Table
from tests.support.word_drafts import docx as draft

PLAIN = WordOptions(explain="none", date="2026-05-18T09:00:00Z")
SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "samples"
W = oracle.W


def read(data: bytes) -> Document:
    return build_structure(docx.read(data, "稿.docx", LoadLimits()))


def marked(old: bytes, new: bytes, options: WordOptions = PLAIN) -> Marked:
    return mark_up(compare(read(old), read(new)), old, new, options)


def samples() -> tuple[bytes, bytes]:
    paths = sorted(SAMPLES.glob("*.docx"), key=lambda path: "征求意见稿" not in path.name)
    return paths[0].read_bytes(), paths[1].read_bytes()


def text(*lines: str) -> bytes:
    return draft([Para((Run(line),)) for line in lines])


def row(*cells: str) -> tuple[tuple[Para, ...], ...]:
    return tuple((Para((Run(cell),)),) for cell in cells)


def test_parts_that_nothing_concerns_keep_their_bytes() -> None:
    old, new = samples()
    changed = oracle.changed_parts(old, marked(old, new).data)
    assert changed <= {"word/document.xml", "word/footnotes.xml", "word/numbering.xml", "[Content_Types].xml"}


def test_a_row_deleted_and_another_inserted_are_just_that() -> None:
    rows = [row(f"任务{name}的内容", f"单位{name}") for name in "甲乙丙丁戊"]
    old = draft([Table(tuple(rows)), Para((Run("完"),))])
    new = draft([Table((rows[0], rows[2], row("全新的一项工作", "省数据局"), *rows[3:])), Para((Run("完"),))])
    root = oracle.part(marked(old, new).data)
    kinds = [
        "ins" if r.find(f"{W}trPr/{W}ins") is not None else "del" if r.find(f"{W}trPr/{W}del") is not None else "="
        for r in root.iter(W + "tr")
    ]
    assert kinds == ["=", "del", "=", "ins", "=", "="]


def test_a_changed_cell_marks_only_what_changed_in_it() -> None:
    old = draft([Table((row("布局未来产业先导区20个", "省经信厅"),)), Para((Run("完"),))])
    new = draft([Table((row("布局未来产业先导区15个", "省经信厅"),)), Para((Run("完"),))])
    assert oracle.marked_characters(oracle.part(marked(old, new).data)) == 4


def test_a_split_and_a_merge_mark_no_text() -> None:
    first, second = "加快布局未来产业先导区，完善创新生态体系。", "强化要素保障，引导社会资本参与重大项目建设。"
    joined, apart = text("一、总体要求", first + second, "完。"), text("一、总体要求", first, second, "完。")
    for old, new in ((joined, apart), (apart, joined)):
        assert oracle.marked_characters(oracle.part(marked(old, new).data)) == 0


def test_a_moved_paragraph_is_a_move_with_both_ends() -> None:
    lines = [f"第{n}项工作：推动第{n}类创新平台建设，完善第{n}套服务体系。" for n in "一二三四五六七"]
    new_lines = [*lines[2:6], lines[0], lines[1], lines[6]]
    root = oracle.part(marked(text(*lines), text(*new_lines)).data)
    names = {
        kind: sorted(e.get(W + "name") for e in root.iter(f"{W}{kind}RangeStart")) for kind in ("moveFrom", "moveTo")
    }
    assert names["moveFrom"] == names["moveTo"] != []
    starts = {e.get(W + "id") for kind in names for e in root.iter(f"{W}{kind}RangeStart")}
    assert starts == {e.get(W + "id") for kind in names for e in root.iter(f"{W}{kind}RangeEnd")}


def test_inserted_text_looks_as_the_new_draft_has_it() -> None:
    old = draft([Para((Run("到2027年，培育企业100家。"),))])
    new = draft([Para((Run("到2027年，"), Run("全省", 2), Run("培育企业100家。")))])
    root = oracle.part(marked(old, new).data)
    inserted = next(root.iter(W + "ins"))
    assert inserted.find(f"{W}r/{W}rPr/{W}rFonts").get(W + "eastAsia") == "黑体"


def test_a_style_that_the_old_draft_lacks_comes_along() -> None:
    old = text("一、总体要求")
    new = draft([Para((Run("一、总体要求"),)), Para((Run("新的一段文字。"),), style="Extra")])
    package = zipfile.ZipFile(io.BytesIO(new))
    patched = io.BytesIO()
    with zipfile.ZipFile(patched, "w") as target:
        for name in package.namelist():
            content = package.read(name)
            if name == "word/styles.xml":
                extra = '<w:style w:type="paragraph" w:styleId="Extra"><w:name w:val="正文特殊"/></w:style>'
                content = content.replace(b"</w:styles>", (extra + "</w:styles>").encode())
            target.writestr(name, content)
    data = marked(old, patched.getvalue()).data
    assert "正文特殊" in zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml").decode()


def test_three_hundred_edits_are_marked_nearly_as_short_as_can_be() -> None:
    from rapidfuzz.distance import Indel

    pair = policy_text.make_pair(100_000, 300)
    old, new = policy_text.as_docx(pair.old), policy_text.as_docx(pair.new, 2)
    root = oracle.part(marked(old, new).data)
    shortest = Indel.distance(policy_text.as_text(pair.old), policy_text.as_text(pair.new))
    assert oracle.marked_characters(root) <= 1.15 * shortest


def test_the_same_input_gives_the_same_bytes() -> None:
    old, new = samples()
    assert marked(old, new).data == marked(old, new).data


def test_earlier_revisions_are_kept_beneath_the_new_ones() -> None:
    from tests.support.word_drafts import W as SPACE

    body = (
        '<w:p><w:r><w:t>前文</w:t></w:r><w:ins w:id="5" w:author="x"><w:r><w:t>插入的文字</w:t></w:r></w:ins>'
        '<w:del w:id="6" w:author="x"><w:r><w:delText>删去的</w:delText></w:r></w:del>'
        "<w:r><w:t>后文。</w:t></w:r></w:p>"
    )
    plain = text("占位")
    package = zipfile.ZipFile(io.BytesIO(plain))
    patched = io.BytesIO()
    with zipfile.ZipFile(patched, "w") as target:
        for name in package.namelist():
            content = package.read(name).decode()
            if name == "word/document.xml":
                content = re.sub(r"<w:p>.*</w:p>", body, content)
            target.writestr(name, content)
    old, new = patched.getvalue(), text("前文插的新文字后文结束。")
    assert SPACE in oracle.etree.tostring(oracle.part(old)).decode()
    made = marked(old, new)
    oracle.assert_all(old, new, made.data)
    assert made.problems == ()


def test_python_docx_opens_it() -> None:
    old, new = samples()
    data = marked(old, new, WordOptions(explain="all", date=PLAIN.date)).data
    document = python_docx.Document(io.BytesIO(data))
    assert len(list(document.comments)) > 10
    assert len(document.tables) >= 2


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    old, new = samples()
    (tmp_path / "out.docx").write_bytes(marked(old, new, WordOptions(explain="all", date=PLAIN.date)).data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "out.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def run(folder: Path, *more: str) -> bytes:
    """What the command writes for the drafts 旧.docx and 新.docx in a folder."""
    out = folder / "out.docx"
    assert main(["compare", str(folder / "旧.docx"), str(folder / "新.docx"), "--word", str(out), *more]) == 0
    return out.read_bytes()


def test_rejecting_what_the_command_writes_leaves_the_old_draft_with_no_comment_but_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = samples()
    (tmp_path / "旧.docx").write_bytes(old)
    (tmp_path / "新.docx").write_bytes(new)
    made = run(tmp_path)
    oracle.assert_all(old, new, made)
    names = [W + f"comment{name}" for name in ("Reference", "RangeStart", "RangeEnd")]
    marks = [[each.get(W + "id") for each in oracle.part(data).iter(*names)] for data in (old, made)]
    assert marks[0] == marks[1]  # the old draft's own and no other
    assert capsys.readouterr() == ("", "")


def test_what_could_not_be_marked_is_told_in_a_line_unless_quiet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = oracle.patched(
        text("第一段。", "占位"),
        (
            "占位",
            "有旧修订</w:t></w:r></w:p><w:p><w:pPr><w:rPr>"
            '<w:del w:id="7" w:author="x"/></w:rPr></w:pPr><w:r><w:t>并入下段</w:t></w:r></w:p>'
            "<w:p><w:r><w:t>的文字",
        ),
    )
    (tmp_path / "旧.docx").write_bytes(old)
    (tmp_path / "新.docx").write_bytes(text("第一段。", "另一段。"))
    run(tmp_path)
    shown = capsys.readouterr().err
    assert "修订" in shown
    assert shown.count("\n") == 1
    run(tmp_path, "--quiet")
    assert capsys.readouterr().err == ""


def test_text_that_is_hidden_in_one_draft_is_not_taken_for_the_same_text_in_sight() -> None:
    seen = text("一、总体要求", "培育企业一百家。")
    hidden = oracle.patched(seen, ("<w:r><w:t", "<w:r><w:rPr><w:vanish/></w:rPr><w:t"))
    for old, new in ((seen, hidden), (hidden, seen)):
        made = marked(old, new)
        oracle.assert_all(old, new, made.data)
        accept = oracle.accepted(oracle.part(made.data))
        assert len(list(accept.iter(W + "vanish"))) == len(list(oracle.part(new).iter(W + "vanish")))


def test_a_removed_paragraph_leaves_nothing_though_a_link_in_it_had_an_empty_run() -> None:
    control = (
        "<w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:lastRenderedPageBreak/></w:r><w:r><w:t>目录</w:t></w:r>"
        "</w:hyperlink></w:p></w:sdtContent></w:sdt><w:p><w:r><w:t>完。"
    )
    new = text("完。")
    old = oracle.patched(new, ('<w:p><w:r><w:t xml:space="preserve">完。', control))
    made = marked(old, new)
    oracle.assert_all(old, new, made.data)
    assert made.problems == ()

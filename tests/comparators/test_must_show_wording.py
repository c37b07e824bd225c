"""What is marked inside a paragraph: numbers whole in every script, and a wording replaced all through, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from comparators import Comparison, compare, load

SENTENCE = "到期末，全省规模以上企业数量达到{}，比上年有较大幅度增长，重点领域保持领先。"
NUMBERS = (
    ("１００家", "１５０家", "１００", "１５０"),
    ("8.5%", "10.2%", "8.5%", "10.2%"),
    ("二〇二五年末的两倍", "二〇三〇年末的两倍", "二〇二五", "二〇三〇"),
    ("一百亿元", "二百亿元", "一百亿元", "二百亿元"),
    ("百分之五", "百分之八", "百分之五", "百分之八"),
    ("三分之一", "三分之二", "三分之一", "三分之二"),
    ("一百二十五家", "一百二十六家", "一百二十五", "一百二十六"),
    ("1,200家", "1,350家", "1,200", "1,350"),
    ("1.2万亿元", "1.5万亿元", "1.2", "1.5"),
    ("３.５％", "３.８％", "３.５％", "３.８％"),
    ("壹佰万元", "贰佰万元", "壹佰", "贰佰"),
    ("10EFLOPS", "100EFLOPS", "10EFLOPS", "100EFLOPS"),
    ("G60走廊", "G50走廊", "G60", "G50"),
    ("ISO9001", "ISO14001", "ISO9001", "ISO14001"),
    ("iPhone", "iPad", "iPhone", "iPad"),
)


def compared(old: str, new: str, folder: Path) -> Comparison:
    for name, text in (("甲", old), ("乙", new)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return compare(load(folder / "甲.txt"), load(folder / "乙.txt"))


@pytest.mark.parametrize(("old", "new", "gone", "come"), NUMBERS)
def test_a_number_is_marked_whole(old: str, new: str, gone: str, come: str, tmp_path: Path) -> None:
    head, tail = "临江省产业发展办法\n", "\n第二段文字内容保持不变，用于定位。"
    found = compared(head + SENTENCE.format(old) + tail, head + SENTENCE.format(new) + tail, tmp_path)
    before, after = SENTENCE.format(old), SENTENCE.format(new)
    marks = [(before[slice(*edit.old)], after[slice(*edit.new)]) for row in found.rows for edit in row.edits]
    assert marks == [(gone, come)]


TASKS = ("监督检查", "信息公开", "考核评价", "人才培养", "应急处置", "资金管理", "项目评审")


@pytest.mark.parametrize(
    ("sentence", "old", "new", "shown"),
    [
        ("本市{}负责{}，由{}制定实施细则。", "股东大会", "股东会", ("股东大会", "股东会")),
        ("本市{}负责{}，由{}制定实施细则。", "企业", "市场主体", ("企业", "市场主体")),
        ("本市{}负责{}，由{}制定实施细则。", "浙江银保监局", "浙江金融监管局", ("浙江银保监局", "浙江金融监管局")),
        ("{}应当做好{}，{}负责人参加会议。", "创新共同体", "创新联合体", ("创新共同体", "创新联合体")),
        ("{}应当做好{}，支持{}参与。", "专精特新中小企业", "专精特新企业", ("专精特新中小企业", "专精特新企业")),
    ],
)
def test_a_wording_replaced_all_through_is_reported_once_by_whole_words(
    sentence: str, old: str, new: str, shown: tuple[str, str], tmp_path: Path
) -> None:
    lines = [sentence.format(old, task, old) for task in TASKS]
    found = compared("\n".join(lines), "\n".join(lines).replace(old, new), tmp_path)
    assert [(each.old, each.new, each.count) for each in found.replacements] == [(*shown, 14)]

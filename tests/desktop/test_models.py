"""The item models keep Qt's rules while what they show changes under them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from comparators.review.annotations import Annotation
from desktop.models.change_model import ChangeModel
from desktop.models.fact_model import FactModel, FactRole
from desktop.models.outline_model import OutlineModel, OutlineRole
from desktop.models.thread_model import ThreadModel
from desktop.presenters.changes import ChangeFilter, ChangeItem
from desktop.presenters.facts_panel import FactRow
from desktop.presenters.outline import OutlineNode
from desktop.presenters.threads import ThreadFilter, threads
from desktop.words import Words

WORDS = Words()


def watched(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)


def items(count: int) -> list[ChangeItem]:
    kinds = ("changed", "added", "removed", "moved")
    return [
        ChangeItem(n, f"k{n}", kinds[n % 4], f"一/{n % 3}", f"前{n}", f"后{n}", substance=n % 2 == 0)  # type: ignore[arg-type]
        for n in range(count)
    ]


def test_the_list_of_changes(qtbot: QtBot) -> None:
    model = ChangeModel(WORDS)
    watch = watched(model)
    model.set_items(items(12), {"k1": ("张三",)})
    assert model.rowCount() == 12
    for wanted in (
        ChangeFilter(kinds=frozenset({"added"})),
        ChangeFilter(text="后1"),
        ChangeFilter(reviewed=True),
        ChangeFilter(reviewed=False, substance_only=True),
        ChangeFilter(text="没有"),
        ChangeFilter(),
    ):
        model.set_filter(wanted)
        assert [item.row for item in model.shown] == [n for n in range(12) if wanted.keeps(items(12)[n], n == 1)]
        assert all(model.position_of(item.row) == number for number, item in enumerate(model.shown))
    model.set_filter(ChangeFilter(reviewed=False))
    model.set_ticks({f"k{n}": ("张三",) for n in (1, 5)})
    assert model.position_of(5) == -1
    assert model.index(0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert watch.model() is model


def test_one_row_that_leaves_is_removed_and_no_other_is_touched(qtbot: QtBot) -> None:
    model = ChangeModel(WORDS)
    watch = watched(model)
    model.set_items(items(6), {})
    model.set_filter(ChangeFilter(reviewed=False))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsRemoved) as removed:
        model.set_ticks({"k2": ("张三",)})
    assert removed.args is not None
    assert removed.args[1:] == [2, 2]
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted) as inserted:
        model.set_ticks({})
    assert inserted.args is not None
    assert inserted.args[1:] == [2, 2]
    assert watch.model() is model


def test_a_tick_is_asked_for_and_not_taken(qtbot: QtBot) -> None:
    model = ChangeModel(WORDS)
    model.set_items(items(3), {})
    with qtbot.waitSignal(model.tick_asked) as asked:
        assert model.setData(model.index(1), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert asked.args == [("k1",), True]
    assert not model.setData(model.index(1), "text")
    assert model.index(1).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked


def test_the_threads(qtbot: QtBot) -> None:
    def made(*names: str, body: str = "话") -> list[Annotation]:
        return [Annotation(name, "comment", "张三", f"2026-05-19T10:0{name}:00+08:00", body=body) for name in names]

    def cards(annotations: list[Annotation]) -> list[object]:
        return threads(annotations, lambda _: None, lambda *_: -1, WORDS)  # type: ignore[return-value]

    model = ThreadModel(WORDS)
    watch = watched(model)
    for names in ("", "1", "123", "1234", "134", "34", "56", "1356", ""):
        model.set_threads(cards(made(*names)))  # type: ignore[arg-type]
        assert [thread.annotation.id for thread in model.shown] == list(names)
        assert [model.position_of(name) for name in names] == list(range(len(names)))
    model.set_threads(cards(made("1", "2")))  # type: ignore[arg-type]
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.set_threads(cards([made("1")[0], replace(made("2")[0], body="改过")]))  # type: ignore[arg-type]
    model.set_filter(ThreadFilter(text="改过"))
    assert model.rowCount() == 1
    assert "改过" in str(model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert watch.model() is model


def test_the_facts(qtbot: QtBot) -> None:
    model = FactModel(("目标", "原稿", "修改稿", "变化"))
    watch = watched(model)
    model.set_rows([FactRow(f"target:{n}", ("企业", "1家", "2家", "↑"), "add", tooltip="变") for n in range(40)])
    assert (model.rowCount(), model.columnCount()) == (40, 4)
    assert model.index(3, 0).data() == "企业"
    assert model.index(3, 3).data(FactRole.TONE) == "add"
    assert model.index(3, 0).data(FactRole.TONE) == "plain"
    assert model.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "企业，1家，2家，↑"
    assert model.headerData(2, Qt.Orientation.Horizontal) == "修改稿"
    assert model.position_of("target:7") == 7
    model.set_rows([])
    assert model.rowCount() == 0
    assert watch.model() is model


@pytest.mark.parametrize("depth", [0, 1, 4])
def test_the_outline(qtbot: QtBot, depth: int) -> None:
    def node(level: int, number: int) -> OutlineNode:
        found = OutlineNode(f"{level}/{number}", f"第{number}节", "both", number, "new", 0, changes=number)
        if level:
            found.children = [node(level - 1, number * 3 + n) for n in range(3)]
        return found

    model = OutlineModel(WORDS)
    watch = watched(model)
    model.set_nodes([node(depth, n) for n in range(3)])
    assert model.rowCount() == 3
    index = model.index(1, 0)
    for _ in range(depth):
        child = model.index(2, 0, index)
        assert model.parent(child) == index
        index = child
    assert model.node(index) is not None
    assert model.rowCount(index) == 0
    assert model.index(1, 0).data(OutlineRole.LINE).badge == "1"
    assert str(model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)).endswith("1 处修改")
    model.set_nodes([])
    assert model.rowCount(QModelIndex()) == 0
    assert watch.model() is model

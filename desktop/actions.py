"""Every command of the window, declared once: what it is called, its keys, and where it is listed.

Menus, the command palette and the page of shortcuts are all made from this list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from desktop.words import Words


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command. ``keys`` are portable key texts, the first one shown. ``needs`` says what must be open for it."""

    name: str
    text: str
    group: str
    keys: tuple[str, ...] = ()
    needs: str = ""
    checkable: bool = False


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("open_pair", "对照两个文件…", "文件", ("Ctrl+N",)),
    ActionSpec("open_review", "打开对稿文件…", "文件", ("Ctrl+O",)),
    ActionSpec("open_samples", "打开示例", "文件"),
    ActionSpec("save_as", "另存对稿文件…", "文件", ("Ctrl+Shift+S",), "comparison"),
    ActionSpec("replace_old", "替换原稿…", "文件", (), "session"),
    ActionSpec("replace_new", "替换修改稿…", "文件", (), "session"),
    ActionSpec("swap", "交换两稿", "文件", (), "comparison"),
    ActionSpec("merge", "合并他人的批注…", "文件", (), "session"),
    ActionSpec("conflicts", "处理冲突…", "文件", (), "session"),
    ActionSpec("export", "导出…", "文件", ("Ctrl+E",), "comparison"),
    ActionSpec("print", "打印…", "文件", ("Ctrl+P",), "comparison"),
    ActionSpec("close_review", "关闭", "文件", ("Ctrl+W",), "comparison"),
    ActionSpec("settings", "设置…", "文件", ("Ctrl+,",)),
    ActionSpec("quit", "退出", "文件", ("Ctrl+Q",)),
    ActionSpec("undo", "撤销", "编辑", ("Ctrl+Z",), "session"),
    ActionSpec("redo", "重做", "编辑", ("Ctrl+Y", "Ctrl+Shift+Z"), "session"),
    ActionSpec("copy", "复制", "编辑", ("Ctrl+C",), "comparison"),
    ActionSpec("find", "查找两侧", "编辑", ("Ctrl+F",), "comparison"),
    ActionSpec("find_next", "下一个匹配", "编辑", ("F3",), "comparison"),
    ActionSpec("find_previous", "上一个匹配", "编辑", ("Shift+F3",), "comparison"),
    ActionSpec("comment", "添加批注", "批注", ("Ctrl+Alt+M",), "session"),
    ActionSpec("suggest", "建议替换…", "批注", ("Ctrl+Alt+R",), "session"),
    ActionSpec("opinion", "提出意见…", "批注", ("Ctrl+Alt+O",), "session"),
    ActionSpec("highlight", "标记", "批注", ("Ctrl+Alt+H",), "session"),
    ActionSpec("reply", "回复", "批注", ("Ctrl+Alt+Return",), "session"),
    ActionSpec("resolve", "解决 / 重新打开", "批注", ("Ctrl+Alt+K",), "session"),
    ActionSpec("decide", "记录采纳情况…", "批注", ("Ctrl+Alt+D",), "session"),
    ActionSpec("delete_annotation", "删除批注", "批注", ("Ctrl+Alt+Backspace",), "session"),
    ActionSpec("tick", "标记本处已核对", "核对", ("Ctrl+T",), "session"),
    ActionSpec("tick_next", "标记已核对并到下一处", "核对", ("Shift+F8",), "session"),
    ActionSpec("checks", "核对簿…", "核对", ("Ctrl+Alt+L",), "comparison"),
    ActionSpec("choose_old", "选为配对的一方", "核对", ("Ctrl+Alt+P",), "session"),
    ActionSpec("pair", "与所选配对", "核对", ("Ctrl+Alt+Shift+P",), "session"),
    ActionSpec("unpair", "取消配对", "核对", ("Ctrl+Alt+U",), "session"),
    ActionSpec("next_change", "下一处修改", "定位", ("F8",), "comparison"),
    ActionSpec("previous_change", "上一处修改", "定位", ("F7",), "comparison"),
    ActionSpec("next_industry", "下一个产业变化", "定位", ("Alt+Down",), "comparison"),
    ActionSpec("previous_industry", "上一个产业变化", "定位", ("Alt+Up",), "comparison"),
    ActionSpec("next_target", "下一个目标变化", "定位", ("Alt+Shift+Down",), "comparison"),
    ActionSpec("previous_target", "上一个目标变化", "定位", ("Alt+Shift+Up",), "comparison"),
    ActionSpec("next_annotation", "下一条批注", "定位", ("F9",), "comparison"),
    ActionSpec("previous_annotation", "上一条批注", "定位", ("Shift+F9",), "comparison"),
    ActionSpec("go_to", "转到条款…", "定位", ("Ctrl+G",), "comparison"),
    ActionSpec("back", "后退", "定位", ("Alt+Left",), "comparison"),
    ActionSpec("forward", "前进", "定位", ("Alt+Right",), "comparison"),
    ActionSpec("other_side", "到另一侧", "定位", ("Ctrl+Tab",), "comparison"),
    ActionSpec("side_by_side", "并排", "视图", ("Ctrl+1",), "comparison", checkable=True),
    ActionSpec("redline", "合并", "视图", ("Ctrl+2",), "comparison", checkable=True),
    ActionSpec("changes_only", "仅看修改", "视图", ("Ctrl+3",), "comparison", checkable=True),
    ActionSpec("fold", "折叠相同的长段", "视图", ("Ctrl+Shift+F",), "comparison", checkable=True),
    ActionSpec("larger", "放大文字", "视图", ("Ctrl++", "Ctrl+=")),
    ActionSpec("smaller", "缩小文字", "视图", ("Ctrl+-",)),
    ActionSpec("normal_size", "还原文字大小", "视图", ("Ctrl+0",)),
    ActionSpec("show_outline", "目录", "视图", ("Ctrl+Alt+1",), "comparison", checkable=True),
    ActionSpec("show_panel", "侧栏", "视图", ("Ctrl+Alt+2",), "comparison", checkable=True),
    ActionSpec("focus_changes", "修改清单", "视图", ("Alt+1",), "comparison"),
    ActionSpec("focus_facts", "产业与目标", "视图", ("Alt+2",), "comparison"),
    ActionSpec("focus_annotations", "批注清单", "视图", ("Alt+3",), "comparison"),
    ActionSpec("focus_text", "回到正文", "视图", ("Alt+0", "Escape"), "comparison"),
    ActionSpec("theme", "切换主题", "视图", ("Ctrl+Alt+T",)),
    ActionSpec("palette", "命令面板…", "帮助", ("Ctrl+Shift+P",)),
    ActionSpec("shortcuts", "快捷键一览", "帮助", ("Ctrl+/",)),
    ActionSpec("manual", "使用说明", "帮助", ("F1",)),
    ActionSpec("tour", "入门引导", "帮助"),
    ActionSpec("about", "关于对稿", "帮助"),
)
GROUPS = ("文件", "编辑", "批注", "核对", "定位", "视图", "帮助")


class Actions(QObject):
    """The commands as Qt actions, by name."""

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self.words = words
        self.by_name: dict[str, QAction] = {spec.name: self._make(spec) for spec in ACTIONS}

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(self.words(spec.text), self.parent())
        action.setObjectName(spec.name)
        action.setShortcuts([QKeySequence.fromString(keys) for keys in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(spec.checkable)
        return action

    def __getitem__(self, name: str) -> QAction:
        return self.by_name[name]

    def allow(self, *, comparison: bool, session: bool) -> None:
        """Enable the commands that make sense now."""
        open_ = {"": True, "comparison": comparison, "session": session}
        for spec in ACTIONS:
            self.by_name[spec.name].setEnabled(open_[spec.needs])


def keys_text(action: QAction) -> str:
    """Return an action's first keys as a person reads them."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def all_keys_text(action: QAction) -> str:
    """Return all keys of an action as a person reads them."""
    return "　".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in action.shortcuts())

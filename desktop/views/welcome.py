"""What happens on the start page: files chosen and looked at, a review left open by a crash, the tour."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.controller import REVIEW_SUFFIX
from desktop.views.tour import Step, Tour

if TYPE_CHECKING:
    from comparators.review.annotations import Side
    from desktop.opening import Glance
    from desktop.views.main_window import MainWindow

FORMAT_NAMES = {
    "docx": "Word",
    "doc": "Word 97",
    "wps": "WPS",
    "pdf": "PDF",
    "md": "Markdown",
    "html": "网页",
    "txt": "文本",
}


class Welcome(QObject):
    """Takes files for the two places and compares them once both are there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._chosen: dict[Side, str] = {"old": "", "new": ""}
        self._tour: Tour | None = None
        start, controller = window.start, window.controller
        controller.glanced.connect(self._glanced)
        start.files_dropped.connect(self.take_files)
        start.choose_asked.connect(self.choose_file)
        start.swap_asked.connect(self._swap_chosen)
        start.compare_asked.connect(self._compare_chosen)
        start.samples_asked.connect(controller.open_samples)
        start.recent_chosen.connect(controller.open_review)
        start.back_asked.connect(self._go_back)
        controller.opened_already.connect(self._go_back)

    def offer_left_open(self) -> None:
        """Offer the review that was open when the program last ended without closing it."""
        left = self._window.controller.recents.left_open()
        if left is None or self._window.state.session is not None:
            return
        question = self._window.words("上次没有正常关闭。批注都已保存，要接着看“{title}”吗？", title=left.title)
        if self._window.ports.confirm(
            self._window, self._window.words("对稿"), question, self._window.words("接着看"), self._window.words("不用")
        ):
            self._window.controller.open_review(left.path)
        else:
            self._window.controller.recents.note(replace(left, open=False))

    def offer_tour(self) -> None:
        """Show the tour to those who have not seen it."""
        if not self._window.settings.value.tour_done:
            self.show_tour()

    def show_tour(self) -> None:
        """Walk through the four parts of the window."""
        words, start, place = self._window.words, self._window.start, self._window.workspace
        open_ = self._window.stack.currentIndex() == 1
        steps = [
            Step(
                lambda: start if not open_ else self._window.bar,
                words("放入两稿"),
                words("左边放原稿，右边放修改稿；也可以把两个文件一起拖进窗口。想先看看，点“用示例试一试”。"),
            ),
            Step(
                lambda: place.view if open_ else start,
                words("逐条看修改"),
                words("F8 到下一处，F7 回上一处；绿色下划线是新增，红色删除线是删除，紫色 ⇅ 是移动。"),
            ),
            Step(
                lambda: place.tabs if open_ else start,
                words("看清产业与目标"),
                words("右侧列出每处修改、产业与目标的升降、责任单位的变化；点一下就到原文。"),
            ),
            Step(
                lambda: self._window.bar.export if open_ else start,
                words("批注与导出"),
                words("选中文字按 Ctrl+Alt+M 写批注，一切随时保存；Ctrl+E 导出 Word 修订稿、对照表和意见汇总表。"),
            ),
        ]
        if self._tour is not None:
            self._tour.end()
        tour = self._tour = Tour(steps, words, self._window)
        tour.finished.connect(self._tour_finished)

    def _tour_finished(self) -> None:
        self._tour = None
        self._window.settings.change(tour_done=True)
        if self._window.stack.currentIndex() == 1:
            self._window.workspace.view.setFocus()
        else:
            self._window.start.places["old"].setFocus()

    def choose_file(self, side: Side) -> None:
        """Ask for one draft."""
        title = self._window.words("选择原稿") if side == "old" else self._window.words("选择修改稿")
        paths = self._window.ports.open_files(
            self._window, title, self._window.settings.value.last_folder, self.patterns, True
        )
        if paths:
            self.take_files(paths, side)

    @property
    def patterns(self) -> str:
        """The files offered as drafts."""
        names = "*.docx *.doc *.wps *.pdf *.ofd *.md *.markdown *.txt *.html *.htm *.rtf"
        return f"{self._window.words('文稿')} ({names});;{self._window.words('全部文件')} (*)"

    def take_files(self, paths: list[str], side: Side | str = "") -> None:
        """Take files dropped or chosen: a review is opened, two drafts are compared, one goes to its side."""
        reviews = [path for path in paths if path.lower().endswith(REVIEW_SUFFIX)]
        if reviews:
            self._window.controller.open_review(reviews[0])
            return
        if len(paths) >= 2:
            self._choose("old", paths[0], look=False)
            self._choose("new", paths[1], look=False)
            self._compare_chosen()
        elif paths:
            free: Side = "new" if self._chosen["old"] and not self._chosen["new"] else "old"
            self._choose("old" if side == "old" else "new" if side == "new" else free, paths[0])
            if self._window.stack.currentIndex() == 1:
                self._window.stack.setCurrentIndex(0)
                self._window.start.set_way_back(True)

    def opened(self) -> None:
        """Empty the places: what stood in them, or something else, is open now."""
        self._chosen = {"old": "", "new": ""}
        for place in self._window.start.places.values():
            place.set_file("", "")
        self._window.start.set_ready(False)
        self._window.start.set_problem("")

    def _go_back(self) -> None:
        """Go back to the review that is open."""
        if self._window.state.comparison is not None:
            self._window.stack.setCurrentIndex(1)
            self._window.workspace.view.setFocus()

    def _choose(self, side: Side, path: str, *, look: bool = True) -> None:
        self._chosen[side] = path
        self._window.settings.change(last_folder=str(Path(path).parent))
        self._window.start.set_problem("")
        self._window.start.set_file(side, path, self._window.words("正在读取…") if look else "")
        if look:
            self._window.controller.look_at(side, path)
        self._window.start.set_ready(all(self._chosen.values()))

    def _glanced(self, side: Side, found: Glance | None, wrong: str) -> None:
        path = self._chosen[side]
        if found is None:
            self._chosen[side] = ""
            self._window.start.set_file(side, path, self._window.words("不能读取"), wrong=True)
            self._window.start.set_problem(wrong)
            self._window.start.set_ready(False)
            return
        name = self._window.words(FORMAT_NAMES.get(found.format, found.format.upper()))
        note = self._window.words(
            "{format} · {n} 字 · {chapters} 章 {sections} 节",
            format=name,
            n=f"{found.characters:,}",
            chapters=found.chapters,
            sections=found.sections,
        )
        self._window.start.set_file(side, path, note)

    def _swap_chosen(self) -> None:
        self._chosen = {"old": self._chosen["new"], "new": self._chosen["old"]}
        for side, path in list(self._chosen.items()):
            if path:
                self._choose(side, path)
            else:
                self._window.start.places[side].set_file("", "")

    def _compare_chosen(self) -> None:
        if all(self._chosen.values()):
            self._window.controller.open_pair(self._chosen["old"], self._chosen["new"])

"""What each command of the window does. One method a command, named as the command is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from comparators.review.annotations import Opinion, Side
from desktop.dialogs.opinion import OpinionDraft
from desktop.views.output_actions import OutputActions
from desktop.views.view_keys import switch_side

if TYPE_CHECKING:
    from desktop.presenters.display import View
    from desktop.views.main_window import MainWindow
    from desktop.views.text_selection import BlockStretch

SIZES = (11, 12, 13, 14, 15, 16, 18, 20, 22, 26, 30)
_SESSION_PATTERN = "*.duigao"


class WindowActions(QObject):
    """Connects the commands of a window to methods of the same name."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._output = OutputActions(window)
        for name, action in window.commands.by_name.items():
            action.triggered.connect(lambda _=False, name=name: self.run(name))

    def run(self, name: str) -> None:
        """Do what a command says."""
        getattr(self._output if hasattr(self._output, name) else self, name)()

    # -- files ---------------------------------------------------------------------------------------------------

    def open_pair(self) -> None:
        """Ask for two drafts and compare them."""
        window = self._window
        folder = window.settings.value.last_folder
        paths = window.ports.open_files(window, window.words("选择原稿和修改稿"), folder, window.welcome.patterns, True)
        if paths:
            window.welcome.take_files(paths)

    def open_review(self) -> None:
        """Ask for a review file and open it."""
        window = self._window
        pattern = f"{window.words('对稿文件')} ({_SESSION_PATTERN})"
        folder = window.settings.value.last_folder
        paths = window.ports.open_files(window, window.words("打开对稿文件"), folder, pattern, False)
        if paths:
            window.controller.open_review(paths[0])

    def open_samples(self) -> None:
        """Open the sample drafts."""
        self._window.controller.open_samples()

    def save_as(self) -> None:
        """Ask for a name and put the review there."""
        window = self._window
        session = window.state.session
        if session is None:
            return
        pattern = f"{window.words('对稿文件')} ({_SESSION_PATTERN})"
        path = window.ports.save_file(window, window.words("另存对稿文件"), session.path.name, pattern)
        if path and window.controller.save_as(path):
            window.tell(window.words("已另存为 {path}", path=path))

    def replace_old(self) -> None:
        """Put a newer version in the place of the old draft."""
        self._replace("old")

    def replace_new(self) -> None:
        """Put a newer version in the place of the new draft."""
        self._replace("new")

    def _replace(self, side: Side) -> None:
        window = self._window
        title = window.words("选择新的原稿") if side == "old" else window.words("选择新的修改稿")
        paths = window.ports.open_files(
            window, title, window.settings.value.last_folder, window.welcome.patterns, False
        )
        if paths:
            window.controller.replace(side, paths[0])

    def swap(self) -> None:
        """Compare the other way round."""
        self._window.controller.swap()

    def close_review(self) -> None:
        """Close the review and go back to the start page."""
        self._window.controller.close()

    def quit(self) -> None:
        """End the program."""
        self._window.quit()

    # -- editing and finding -------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Undo the last act."""
        self._window.state.undo_stack.undo()

    def redo(self) -> None:
        """Do the act undone last again."""
        self._window.state.undo_stack.redo()

    def copy(self) -> None:
        """Copy the selected text."""
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText(self._window.workspace.view.selection.text())

    def find(self) -> None:
        """Go to the find field, with the selected words in it."""
        field = self._window.bar.find_bar.field
        text = self._window.workspace.view.selection.text()
        if text and "\n" not in text and len(text) <= 40:
            field.setText(text)
        field.setFocus()
        field.selectAll()

    def find_next(self) -> None:
        """Go to the next hit."""
        self._window.navigator.step_hit(1)

    def find_previous(self) -> None:
        """Go to the previous hit."""
        self._window.navigator.step_hit(-1)

    # -- moving --------------------------------------------------------------------------------------------------

    def next_change(self) -> None:
        """Go to the next change."""
        self._window.navigator.step_change(1)

    def previous_change(self) -> None:
        """Go to the previous change."""
        self._window.navigator.step_change(-1)

    def next_industry(self) -> None:
        """Go to the next industry that changed."""
        self._window.navigator.step_fact("industry", 1)

    def previous_industry(self) -> None:
        """Go to the previous industry that changed."""
        self._window.navigator.step_fact("industry", -1)

    def next_target(self) -> None:
        """Go to the next target that changed."""
        self._window.navigator.step_fact("target", 1)

    def previous_target(self) -> None:
        """Go to the previous target that changed."""
        self._window.navigator.step_fact("target", -1)

    def next_annotation(self) -> None:
        """Go to the next annotation."""
        self._window.navigator.step_annotation(1)

    def previous_annotation(self) -> None:
        """Go to the previous annotation."""
        self._window.navigator.step_annotation(-1)

    def go_to(self) -> None:
        """Ask for a clause and go there."""
        window = self._window
        wanted = window.ports.text(
            window, window.words("转到条款"), window.words("条款编号或标题中的字，如 三/（二）："), "", False
        )
        if wanted and not window.navigator.go_to_clause(wanted):
            window.tell(window.words("没有“{wanted}”这一条款", wanted=wanted))

    def back(self) -> None:
        """Go back to where we were."""
        self._window.navigator.travel(-1)

    def forward(self) -> None:
        """Go forward again."""
        self._window.navigator.travel(1)

    def other_side(self) -> None:
        """Move the caret to the other side of its row."""
        switch_side(self._window.workspace.view)

    # -- views ---------------------------------------------------------------------------------------------------

    def side_by_side(self) -> None:
        """Show both drafts side by side."""
        self._set_view("side_by_side")

    def redline(self) -> None:
        """Show both drafts in one column."""
        self._set_view("redline")

    def changes_only(self) -> None:
        """Show the changes and the headings over them."""
        self._set_view("changes_only")

    def _set_view(self, view: View) -> None:
        presenter = self._window.presenter
        if presenter.view != view:
            presenter.view = view
            presenter.rearrange()
        self.follow_view()

    def follow_view(self) -> None:
        """Check the commands that say how the drafts are shown."""
        window = self._window
        for name in ("side_by_side", "redline", "changes_only"):
            window.commands[name].setChecked(window.presenter.view == name)
        window.commands["fold"].setChecked(window.presenter.fold)
        window.commands["show_outline"].setChecked(not window.workspace.outline.isHidden())
        window.commands["show_panel"].setChecked(not window.workspace.tabs.isHidden())

    def fold(self) -> None:
        """Fold long equal stretches, or show all of them."""
        window = self._window
        window.presenter.fold = not window.presenter.fold
        window.settings.change(fold=window.presenter.fold)
        window.presenter.rearrange()
        self.follow_view()

    def larger(self) -> None:
        """Set the text larger."""
        self._size(next((size for size in SIZES if size > self._window.settings.value.text_size), SIZES[-1]))

    def smaller(self) -> None:
        """Set the text smaller."""
        sizes = [size for size in SIZES if size < self._window.settings.value.text_size]
        self._size(sizes[-1] if sizes else SIZES[0])

    def normal_size(self) -> None:
        """Set the text in the theme's size."""
        self._size(self._window.theme.text_size)

    def _size(self, size: int) -> None:
        self._window.settings.change(text_size=size)
        self._window.apply_theme()

    def show_outline(self) -> None:
        """Show or hide the outline."""
        outline = self._window.workspace.outline
        outline.setVisible(outline.isHidden())
        self.follow_view()

    def show_panel(self) -> None:
        """Show or hide the tabs at the right."""
        tabs = self._window.workspace.tabs
        tabs.setVisible(tabs.isHidden())
        self.follow_view()

    def _show_tab(self, tab: QWidget) -> None:
        tabs = self._window.workspace.tabs
        tabs.setCurrentWidget(tab)
        if tabs.isHidden():
            self.show_panel()

    def focus_changes(self) -> None:
        """Go to the list of changes."""
        place = self._window.workspace
        self._show_tab(place.changes)
        place.changes.view.setFocus()

    def focus_facts(self) -> None:
        """Go to the facts."""
        place = self._window.workspace
        self._show_tab(place.facts)
        place.facts.take_focus()

    def focus_annotations(self) -> None:
        """Go to the annotations."""
        place = self._window.workspace
        self._show_tab(place.annotations)
        place.annotations.view.setFocus()

    def focus_text(self) -> None:
        """Go back to the text."""
        self._window.workspace.view.setFocus()

    def theme(self) -> None:
        """Use the next theme."""
        window = self._window
        keys = list(window.themes)
        following = keys[(keys.index(window.theme.key) + 1) % len(keys)]
        window.settings.change(theme=following)
        window.apply_theme()

    # -- annotating ----------------------------------------------------------------------------------------------

    def _stretch(self) -> BlockStretch | None:
        return self._window.workspace.view.selection.stretch()

    def comment(self) -> None:
        """Comment on the selected text and let the person write."""
        window = self._window
        made = window.annotator.add("comment", self._stretch())
        if made:
            self._show_tab(window.workspace.annotations)
            window.workspace.annotations.write(made, fresh=True)

    def highlight(self) -> None:
        """Highlight the selected text."""
        stretch = self._stretch()
        if stretch is not None:
            self._show_made(self._window.annotator.add("highlight", stretch, color="yellow"))

    def suggest(self) -> None:
        """Ask for a wording to put in place of the selected text."""
        window = self._window
        stretch = self._stretch()
        if stretch is None:
            window.tell(window.words("请先选中要替换的文字"))
            return
        quote = window.workspace.view.selection.text()
        wording = window.ports.text(window, window.words("建议替换"), window.words("替换为："), quote, True)
        if wording is not None and wording != quote:
            self._show_made(window.annotator.add("suggestion", stretch, replacement=wording))

    def opinion(self) -> None:
        """Ask for an opinion on the selected text or row."""
        window = self._window
        stretch, quote = self._stretch(), window.workspace.view.selection.text()
        draft = OpinionDraft(quote, Opinion(proposer=window.settings.value.organisation))
        answer = window.ports.opinion(window, draft, window.words, False)
        if answer is not None:
            self._show_made(window.annotator.add("opinion", stretch, body=answer.reason, opinion=answer))

    def _show_made(self, annotation_id: str) -> None:
        """Show an annotation that was just made, without leaving the text."""
        place = self._window.workspace
        if annotation_id:
            place.tabs.setCurrentWidget(place.annotations)
            place.annotations.follow(annotation_id)

    def decide(self) -> None:
        """Ask what became of the opinion selected."""
        window = self._window
        thread = window.workspace.annotations.current
        if thread is None:
            window.tell(window.words("请先在批注清单中选中一条意见"))
            return
        each = thread.annotation
        draft = OpinionDraft(each.anchor.quote if each.anchor is not None else "", each.opinion or Opinion())
        answer = window.ports.opinion(window, draft, window.words, True)
        if answer is not None:
            window.annotator.set_opinion(each.id, answer)

    def edit_annotation(self) -> None:
        """Ask for another text of the annotation selected."""
        window = self._window
        thread = window.workspace.annotations.current
        if thread is None:
            return
        each = thread.annotation
        if each.opinion is not None:
            self.decide()
            return
        field, value = ("replacement", each.replacement) if each.replacement is not None else ("body", each.body)
        text = window.ports.text(window, window.words("修改批注"), window.words("内容："), value or "", True)
        if text is not None and text != value:
            window.annotator.set_field(each.id, field, text)

    def reply(self) -> None:
        """Answer in the thread selected."""
        panel = self._window.workspace.annotations
        if panel.current_id:
            self._show_tab(panel)
            panel.write(panel.current_id, fresh=False)

    def resolve(self) -> None:
        """Resolve or reopen the thread selected."""
        current = self._window.workspace.annotations.current_id
        if current:
            self._window.annotator.toggle_resolved(current)

    def delete_annotation(self) -> None:
        """Take the annotation selected away."""
        current = self._window.workspace.annotations.current_id
        if current:
            self._window.annotator.delete((current,))

    # -- help and settings ---------------------------------------------------------------------------------------

    def settings(self) -> None:
        """Ask for settings and use them."""
        window = self._window
        answer = window.ports.settings(
            window, window.settings.value, window.themes, window.controller.lexicons, window.words
        )
        if answer is None:
            return
        language = window.settings.value.language
        window.settings.change(**answer)
        window.presenter.fold = window.settings.value.fold
        window.apply_theme()
        if window.settings.value.language != language:
            window.rebuild_asked.emit()
        elif window.state.comparison is not None:
            window.controller.use_options()

    def palette(self) -> None:
        """Let the person choose a command by its name."""
        window = self._window
        action = window.ports.palette(window, window.commands, window.words)
        if action is not None:
            action.trigger()

    def shortcuts(self) -> None:
        """Show the page of shortcuts."""
        from desktop.dialogs.help import show_shortcuts

        show_shortcuts(self._window, self._window.commands, self._window.words)

    def manual(self) -> None:
        """Show the manual."""
        from desktop.dialogs.help import show_manual

        show_manual(self._window, self._window.words)

    def tour(self) -> None:
        """Show the tour."""
        self._window.welcome.show_tour()

    def about(self) -> None:
        """Say what this program is."""
        from importlib.metadata import version

        window = self._window
        text = window.words(
            "对稿 {version}：两稿并排，改了什么一目了然。全程离线，MIT 许可。", version=version("duigao")
        )
        window.ports.failure(window, window.words("关于对稿"), text, "", window.words)

    # -- reviewing -----------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Mark the current change as reviewed, or take the mark away."""
        window = self._window
        item = window.presenter.item_of(window.state.selection.row)
        if item is not None:
            window.annotator.tick((item.key,), item.key not in window.presenter.ticks)

    def tick_next(self) -> None:
        """Mark the current change as reviewed and go to the next."""
        window = self._window
        item = window.presenter.item_of(window.state.selection.row)
        if item is not None:
            window.annotator.tick((item.key,), True)
        window.navigator.step_change(1)

    def _block(self) -> tuple[Side, int] | None:
        """Return the block under the caret, or of the selected row."""
        window = self._window
        comparison, selection = window.state.comparison, window.state.selection
        if comparison is None or not 0 <= selection.row < len(comparison.rows):
            return None
        row = comparison.rows[selection.row]
        side = window.workspace.view.selection.side or selection.side
        blocks = row.old if side == "old" else row.new
        if blocks:
            return side, blocks[0]
        return ("new", row.new[0]) if row.new else ("old", row.old[0])

    def choose_old(self) -> None:
        """Choose a block to be paired."""
        block = self._block()
        if block is not None:
            self._window.annotator.choose(*block)
            self._window.tell(self._window.words("已选定一方；到另一稿选一段，再按“与所选配对”"))

    def pair(self) -> None:
        """Pair the block with the one chosen and compare again."""
        window = self._window
        block = self._block()
        if block is None or not window.annotator.pair_with(*block, window.controller.compare_again):
            window.tell(window.words("请先在另一稿选定要配对的一段"))

    def unpair(self) -> None:
        """Hold the blocks of the row apart and compare again."""
        window = self._window
        if not window.annotator.unpair(window.state.selection.row, window.controller.compare_again):
            window.tell(window.words("这一行没有配对"))

"""What the window does with files and sessions: open, compare, compare again, replace a draft, save, merge.

It reads and compares through :class:`desktop.jobs.Jobs`, shows the outcome through the state, and says what went
wrong through signals. It knows no widget.
"""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from comparators.errors import DuigaoError, OutputError
from comparators.files import resource
from comparators.lexicon import Lexicon, load_lexicon
from comparators.messages import error_text
from comparators.options import CompareOptions, Noise
from comparators.review.acts import now
from comparators.review.session import Session
from comparators.review.store import SourceFile
from desktop.jobs import Failure, Jobs
from desktop.opening import Opened, glance, open_pair, read_draft, review_path, warm_up
from desktop.recents import Recent, Recents

if TYPE_CHECKING:
    from comparators.cli.service import Service
    from comparators.document import Document
    from comparators.review.acts import Act
    from comparators.review.annotations import Side
    from comparators.review.salvage import Salvaged
    from comparators.work import Work
    from desktop.models.state import ReviewState
    from desktop.settings import SettingsFile
    from desktop.words import Words

SAMPLES = ("征求意见稿", "正式稿")
REVIEW_SUFFIX = ".duigao"


class Controller(QObject):
    """Does what is asked. ``failed`` carries a sentence and details; ``told`` a short word for the status bar.

    ``damaged`` carries the path of a review that cannot be read whole, and the sentence that says so.
    ``glanced`` carries a side, a :class:`desktop.opening.Glance` or ``None``, and what is wrong with the file.
    """

    failed = Signal(str, str)
    told = Signal(str)
    opened_already = Signal()
    glanced = Signal(str, object, str)
    saved = Signal(str)
    damaged = Signal(str, str)

    def __init__(
        self,
        state: ReviewState,
        jobs: Jobs,
        settings: SettingsFile,
        recents: Recents,
        reviews: Path,
        words: Words,
        parent: QObject | None = None,
        service: Service | None = None,
    ) -> None:
        super().__init__(parent)
        self._service = service
        self.state, self.jobs, self.settings, self.recents = state, jobs, settings, recents
        self._reviews, self._words = reviews, words
        self.lexicons = settings.path.parent / "lexicons"
        state.annotations_changed.connect(lambda _: self._note_saved())
        state.ticks_changed.connect(self._note_saved)

    def warm_up(self) -> None:
        """Load what the first comparison needs, while the start page is looked at. That it fails does no harm."""
        if self._service is not None:
            self._service.start()
        self.jobs.run("warm", warm_up, lambda _: None, lambda _: None)

    # -- opening -------------------------------------------------------------------------------------------------

    def look_at(self, side: Side, path: str) -> None:
        """Look at a file chosen for a side; ``glanced`` tells what is in it."""
        self.jobs.run(
            f"glance-{side}",
            lambda work: glance(path, work),
            lambda found: self.glanced.emit(side, found, ""),
            lambda failure: self.glanced.emit(side, None, self.sentence(failure)),
        )

    def open_pair(self, old: str, new: str) -> None:
        """Read two files, compare them and keep a review of them in the program's folder."""
        compare_files = self._comparing(self.options())
        self.jobs.run(
            "open",
            lambda work: compare_files(read_draft(old), read_draft(new), work),
            self._opened_pair,
            self.fail,
        )

    def _comparing(self, options: CompareOptions) -> Callable[[SourceFile, SourceFile, Work], Opened]:
        """Return what reads and compares two drafts, with the words of the trade as they are now."""
        service, lexicon = self._service, self.lexicon()
        own = self.lexicons if lexicon is not load_lexicon() else None
        return lambda old, new, work: open_pair(old, new, options, lexicon, work, service, own)

    def open_samples(self) -> None:
        """Open the two sample drafts."""
        found = sorted(resource("samples").glob("*.docx"))
        old = next((path for path in found if SAMPLES[0] in path.name), None)
        new = next((path for path in found if SAMPLES[1] in path.name), None)
        if old is not None and new is not None:
            self.open_pair(str(old), str(new))

    def _opened_pair(self, opened: Opened) -> None:
        title = Path(opened.new.name).stem
        try:
            path = review_path(self._reviews, title)
            session = Session.create(path, opened.old, opened.new, self.author, opened.comparison.options)
        except (DuigaoError, OSError) as error:
            self.fail(_failure(error))
            return
        self._show(session, opened)

    def open_review(self, path: str) -> None:
        """Open a review file and compare its drafts again; one that is open here already is only shown."""
        held = self.state.session
        if held is not None and held.path.exists() and Path(path).exists() and held.path.samefile(path):
            self.opened_already.emit()
            return
        session = None
        try:
            session = Session.open(path, self.author)
            old, new = session.source("old"), session.source("new")
            compare_files = self._comparing(session.options())
        except DuigaoError as error:
            if session is not None:
                session.close()
            if error.code == "review-damaged":
                self.damaged.emit(path, error_text(error, self._words.language))
            else:
                self.fail(_failure(error))
            return

        def failed(failure: Failure) -> None:
            session.close()
            self.fail(failure)

        self.jobs.run(
            "open",
            lambda work: compare_files(old, new, work),
            lambda opened: self._show(session, opened),
            failed,
            dropped=session.close,
        )
        if session.read_only:
            self.told.emit(self._words("此文件正由另一程序编辑或不可写：只能阅读"))

    def rescue(self, path: str) -> None:
        """Save what can be saved of a damaged review into a new file beside it, say what that is, and open it."""
        damaged = Path(path)
        target = damaged.with_name(f"{damaged.stem}{self._words('（抢救）')}{REVIEW_SUFFIX}")
        number = 2
        while target.exists():
            target = damaged.with_name(f"{damaged.stem}{self._words('（抢救）')}{number}{REVIEW_SUFFIX}")
            number += 1

        def done(saved: Salvaged) -> None:
            self.told.emit(
                self._words(
                    "已抢救到 {name}：批注 {notes} 条、回复 {replies} 条、文稿 {drafts} 份",
                    name=target.name,
                    notes=saved.annotations,
                    replies=saved.replies,
                    drafts=len(saved.sources),
                )
            )
            self.open_review(str(target))

        def job(_: Work) -> Salvaged:
            from comparators.review.salvage import salvage

            return salvage(damaged, target)

        self.jobs.run("open", job, done, self.fail)

    def _show(self, session: Session, opened: Opened) -> None:
        self._note_closed()
        self.state.show(session, opened.comparison)
        self.note_recent(is_open=True)
        self._note_saved()

    def close(self) -> None:
        """Close the review; everything in it is on disk already. What was still to come for it is not wanted."""
        self.jobs.cancel("open")
        self._note_closed()
        self.state.close()

    def lexicon(self) -> Lexicon:
        """Return the words of the trade with the person's own; without those where they cannot be read."""
        try:
            return load_lexicon(own=self.lexicons)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self.told.emit(self._words("“我的补充”词表有误，这次没有使用"))
            return load_lexicon()

    # -- comparing again -----------------------------------------------------------------------------------------

    def options(self) -> CompareOptions:
        """Return the options of a new comparison, from the settings."""
        ignore: tuple[Noise, ...] = tuple(each for each in self.settings.value.ignore)  # type: ignore[misc]
        return CompareOptions(ignore=ignore, moves=self.settings.value.moves)

    def use_options(self) -> None:
        """Compare the open drafts by the settings as they are now, if that makes a difference."""
        session = self.state.session
        if session is None or session.read_only:
            return
        wanted, held = self.options(), session.options()
        if (wanted.ignore, wanted.moves) == (held.ignore, held.moves):
            return

        def write() -> None:
            session.set_option("ignore", list(wanted.ignore))
            session.set_option("moves", wanted.moves)

        if self.act(write):
            self.compare_again()

    def compare_again(self) -> None:
        """Compare the open drafts with the session's options and pins, held from now on."""
        session = self.state.session
        if self.state.comparison is None or session is None:
            return
        try:
            old, new = session.source("old"), session.source("new")
        except DuigaoError as error:
            self.fail(_failure(error))
            return
        compare_files = self._comparing(session.options())
        self.jobs.run("open", lambda work: compare_files(old, new, work), self._compared_again, self.fail)

    def _compared_again(self, opened: Opened) -> None:
        session = self.state.session  # perhaps under another name by now
        if session is not None:
            self.state.show(session, opened.comparison, keep_undo=True)

    def replace(self, side: Side, path: str) -> None:
        """Put a newer version of a draft on a side; annotations find their places again."""
        session = self.state.session
        if session is None:
            return
        from comparators.review.reanchoring import reanchored, steps_of

        kept = session.source("new" if side == "old" else "old")  # the file is read on this thread alone
        steps = steps_of(session, side)
        compare_files = self._comparing(dataclasses.replace(session.options(), pins=(), unpins=()))

        def job(work: Work) -> tuple[Opened, SourceFile, Document, list[Act]]:
            fresh = read_draft(path)
            opened = compare_files(*((fresh, kept) if side == "old" else (kept, fresh)), work)
            document = opened.comparison.old if side == "old" else opened.comparison.new
            return opened, fresh, document, reanchored(steps, side, document, fresh.sha256)

        def done(found: tuple[Opened, SourceFile, Document, list[Act]]) -> None:
            opened, fresh, document, places = found
            held = self.state.session  # perhaps under another name by now
            if held is None:
                return
            try:
                # What was annotated meanwhile has to be placed too.
                same = steps_of(held, side) == steps
                held.replace_source(side, fresh, document, places if same else None)
            except DuigaoError as error:
                self.fail(_failure(error))
                return
            self.state.show(held, opened.comparison)
            self._tell_unplaced()

        self.jobs.run("open", job, done, self.fail)

    def _tell_unplaced(self) -> None:
        lost = sum(
            place is not None and not place.placed
            for place in (self.state.placement(each.id) for each in self.state.annotations())
        )
        if lost:
            self.told.emit(self._words("{n} 条批注待定位，见批注清单", n=lost))

    def swap(self) -> None:
        """Compare the other way round, as a new review."""
        session = self.state.session
        if session is None:
            return
        old, new = session.source("new"), session.source("old")
        compare_files = self._comparing(self.options())
        self.jobs.run("open", lambda work: compare_files(old, new, work), self._opened_pair, self.fail)

    # -- saving --------------------------------------------------------------------------------------------------

    def save_as(self, path: str) -> bool:
        """Put the review under another name and go on there."""
        session = self.state.session
        if session is None or self.state.comparison is None:
            return False
        target = Path(path)
        if target.suffix.lower() != REVIEW_SUFFIX:
            target = target.with_name(target.name + REVIEW_SUFFIX)
        try:
            if target.exists() and target.samefile(session.path):
                return True
            draft = target.with_name(f".{target.name}.part")
            shutil.copyfile(session.path, draft)
            draft.replace(target)
            moved = Session.open(target, self.author)
        except (OSError, DuigaoError) as error:
            self.fail(_failure(error))
            return False
        earlier = session.path
        self.state.show(moved, self.state.comparison)
        if earlier.parent == self._reviews:
            self.recents.forget(str(earlier))
            earlier.unlink(missing_ok=True)
        self.note_recent(is_open=True)
        self._note_saved()
        return True

    def note_recent(self, *, is_open: bool) -> None:
        """Write down how far the review is, for the start page."""
        session, comparison = self.state.session, self.state.comparison
        if session is None or comparison is None:
            return
        keys = {self.state.row_key(row) for row in comparison.rows if row.kind not in ("equal", "renumbered")}
        self.recents.note(
            Recent(
                path=str(session.path),
                title=review_title(session),
                time=now(),
                changes=len(keys),
                reviewed=len(keys & self.state.ticks.keys()),
                annotations=len(self.state.annotations()),
                open=is_open,
            )
        )

    def _note_closed(self) -> None:
        if self.state.session is not None:
            self.note_recent(is_open=False)

    def _note_saved(self) -> None:
        self.saved.emit(now()[11:16])

    # -- trouble -------------------------------------------------------------------------------------------------

    @property
    def author(self) -> str:
        """Who signs."""
        return self.settings.value.author

    def act(self, push: Callable[[], object]) -> bool:
        """Do something to the session; say so where it cannot be written, and nothing is lost then."""
        try:
            push()
        except DuigaoError as error:
            self.fail(_failure(error))
            return False
        return True

    def sentence(self, failure: Failure) -> str:
        """Return what a failure says to a person."""
        if failure.error is not None:
            return error_text(failure.error, self._words.language)
        return self._words("程序出了错，您的文件和批注没有受影响。可复制详情告诉我们。")

    def fail(self, failure: Failure) -> None:
        """Say what went wrong."""
        self.failed.emit(self.sentence(failure), failure.details if failure.error is None else "")


def review_title(session: Session) -> str:
    """Return what a review is called: the new draft's name, with the old one's where they differ much."""
    old, new = Path(session.source_name("old")).stem, Path(session.source_name("new")).stem
    return new if old == new else f"{old} → {new}" if len(old) + len(new) <= 30 else new


def _failure(error: Exception) -> Failure:
    if isinstance(error, DuigaoError):
        return Failure(error, "")
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        return Failure(OutputError("output-failed", path=str(error.filename or ""), folder="", reason=reason), "")
    return Failure(None, repr(error))


def samples_exist() -> bool:
    """Say whether the sample drafts are there."""
    return any(resource("samples").glob("*.docx"))


__all__ = ["REVIEW_SUFFIX", "Controller", "SourceFile", "review_title", "samples_exist"]

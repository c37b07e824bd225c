"""Getting it out: what may be chosen about an export, and the work that runs off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, get_args

from comparators.files import write_whole
from desktop.presenters.rows import RowsInput, build_rows, fact_marks
from desktop.printing import PrintJob, write_pdf

if TYPE_CHECKING:
    from comparators.comparison import Comparison
    from comparators.document import Problem
    from comparators.export.opinion_table import OpinionOptions
    from comparators.review.anchors import Placement
    from comparators.review.annotations import Annotation
    from comparators.review.store import SourceFile
    from comparators.work import Work
    from desktop.theme import Theme
    from desktop.words import Words

Kind = Literal["word", "table", "opinions", "opinions_xlsx", "html", "pdf"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SUFFIXES: dict[Kind, str] = {
    "word": "（修订稿）.docx",
    "table": "（修改对照表）.docx",
    "opinions": "（意见汇总表）.docx",
    "opinions_xlsx": "（意见汇总表）.xlsx",
    "html": "（对照）.html",
    "pdf": "（对照）.pdf",
}
KIND_WORDS: dict[Kind, str] = {
    "word": "Word 修订稿",
    "table": "修改对照表",
    "opinions": "意见汇总表（Word）",
    "opinions_xlsx": "意见汇总表（Excel）",
    "html": "网页",
    "pdf": "PDF",
}


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What a person chose: which files, where, and the options of each."""

    kinds: tuple[str, ...] = ("word", "table")
    folder: str = ""
    stem: str = ""
    explain: str = "facts"
    comments: bool = True
    moves: bool = True
    rows: str = "changed"
    columns: int = 4
    ellipsis: bool = True
    marks: str = "black"
    chapters: bool = True
    summary: bool = True
    mask: bool = True
    all_notes: bool = False
    pdf_redline: bool = False

    def files(self) -> dict[Kind, Path]:
        """Return the path of each file that will be written."""
        return {kind: Path(self.folder) / f"{self.stem}{SUFFIXES[kind]}" for kind in KINDS if kind in self.kinds}


def remembered(kept: Mapping[str, Any], folder: str, stem: str) -> ExportChoice:
    """Return the choice of the last time, for another review; what cannot be read is as by default."""
    default = ExportChoice()
    taken: dict[str, Any] = {}
    for each in fields(ExportChoice):
        value = kept.get(each.name)
        if isinstance(getattr(default, each.name), tuple) and isinstance(value, list):
            value = tuple(str(item) for item in value)
        if type(value) is type(getattr(default, each.name)):
            taken[each.name] = value
    return replace(default, **{**taken, "folder": folder, "stem": stem})


def to_remember(choice: ExportChoice) -> dict[str, Any]:
    """Return what of a choice is kept for the next time."""
    data = asdict(choice)
    for name in ("folder", "stem"):
        del data[name]
    return data


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that an export is made from; values that the window may go on from without disturbing the work."""

    comparison: Comparison
    old: SourceFile
    new: SourceFile
    annotations: Sequence[Annotation]
    placements: Mapping[str, Placement]
    author: str
    initials: str
    theme: Theme
    words: Words


@dataclass(frozen=True, slots=True)
class Exported:
    """The files written, and what could not be done in them as it should be."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


def export(snapshot: Snapshot, choice: ExportChoice, work: Work) -> Exported:
    """Write the files chosen; each is written whole or not at all. Return them."""
    problems: list[Problem] = []
    makers: dict[Kind, Callable[[Snapshot, ExportChoice, Work], bytes]] = {
        "word": partial(_word, problems),
        "table": _table,
        "opinions": _opinions,
        "opinions_xlsx": _opinions_xlsx,
        "html": _html,
        "pdf": _pdf,
    }
    files = choice.files()
    made: list[tuple[Path, bytes]] = []
    for number, (kind, path) in enumerate(files.items()):
        work.step("exporting", number / len(files))
        made.append((path, makers[kind](snapshot, choice, work)))
    for path, data in made:
        write_whole(path, partial(_put, data))
    return Exported(tuple(path for path, _ in made), tuple(problems))


def _put(data: bytes, out: BinaryIO) -> None:
    out.write(data)


def _word(problems: list[Problem], snapshot: Snapshot, choice: ExportChoice, _: Work) -> bytes:
    from comparators.export.word_markup import mark_up
    from comparators.export.word_options import WordOptions

    options = WordOptions(
        author=snapshot.author or "对稿",
        initials=snapshot.initials,
        explain=choice.explain,  # type: ignore[arg-type]
        moves=choice.moves,
        language=snapshot.words.language,
    )
    marked = mark_up(
        snapshot.comparison,
        snapshot.old.data,
        snapshot.new.data,
        options,
        annotations=snapshot.annotations if choice.comments else (),
        placements=snapshot.placements,
    )
    problems.extend(marked.problems)
    return marked.data


def _table(snapshot: Snapshot, choice: ExportChoice, _: Work) -> bytes:
    from comparators.export.comparison_table import comparison_table
    from comparators.export.comparison_table_options import MARKS, TableOptions

    options = TableOptions(
        rows=choice.rows,  # type: ignore[arg-type]
        columns=choice.columns,  # type: ignore[arg-type]
        ellipsis=choice.ellipsis,
        marks=MARKS[choice.marks],
        chapters=choice.chapters,
        summary=choice.summary,
        language=snapshot.words.language,
    )
    return comparison_table(snapshot.comparison, options, snapshot.annotations)


def _opinions(snapshot: Snapshot, choice: ExportChoice, _: Work) -> bytes:
    from comparators.export.opinion_table import opinion_table_docx

    return opinion_table_docx(snapshot.annotations, _opinion_options(snapshot, choice))


def _opinions_xlsx(snapshot: Snapshot, choice: ExportChoice, _: Work) -> bytes:
    from comparators.export.opinion_table_xlsx import opinion_table_xlsx

    return opinion_table_xlsx(snapshot.annotations, _opinion_options(snapshot, choice))


def _opinion_options(snapshot: Snapshot, choice: ExportChoice) -> OpinionOptions:
    from comparators.export.opinion_table import OpinionOptions

    return OpinionOptions(
        document=snapshot.comparison.new.title,
        mask=choice.mask,
        comments=choice.all_notes,
        language=snapshot.words.language,
    )


def _html(snapshot: Snapshot, _: ExportChoice, __: Work) -> bytes:
    from comparators.export.html import comparison_html

    return comparison_html(snapshot.comparison, snapshot.words.language)


def _pdf(snapshot: Snapshot, choice: ExportChoice, work: Work) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "comparison.pdf"
        write_pdf(path, print_job(snapshot, redline=choice.pdf_redline), snapshot.theme, work)
        return path.read_bytes()


def print_job(snapshot: Snapshot, *, redline: bool) -> PrintJob:
    """Return what goes on paper."""
    comparison, words = snapshot.comparison, snapshot.words
    marks = fact_marks(comparison, words)
    rows = build_rows(RowsInput(comparison, words, "redline" if redline else "side_by_side", marks))
    old, new = comparison.old.title or snapshot.old.name, comparison.new.title or snapshot.new.name
    return PrintJob(rows, redline, old, new, words)

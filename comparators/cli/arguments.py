"""What may stand on the command line, read with argparse and said in the user's language.

A wrong line raises :class:`UsageError`; a request for help raises :class:`HelpAsked` with the text to show.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, cast

from comparators.cli.complaints import HelpAsked, complaint
from comparators.errors import UsageError
from comparators.export.comparison_table_options import COLUMNS, MARKS, ROWS, TableOptions
from comparators.messages import Language, say
from comparators.options import NOISES, CompareOptions

OUTPUTS = ("json", "html", "word", "table", "session")
EXPLAIN = ("facts", "all", "none")
DEFAULT_AUTHOR = "对稿"


@dataclass(frozen=True, slots=True)
class Request:
    """One command as understood. ``outputs`` holds the named outputs in the order of :data:`OUTPUTS`."""

    command: str
    files: tuple[str, ...] = ()
    outputs: tuple[tuple[str, str], ...] = ()
    options: CompareOptions = CompareOptions()  # noqa: RUF009  (frozen)
    author: str = DEFAULT_AUTHOR
    explain: str = "none"
    table: TableOptions = TableOptions()  # noqa: RUF009  (frozen)
    language: Language = "zh"
    quiet: bool = False


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Lays help out in one column wide enough for Chinese option texts."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=96)


class _Parser(argparse.ArgumentParser):
    """Speaks the user's language; the words of the help are looked up only where help is asked for."""

    def __init__(self, command: str, language: Language, arguments: Sequence[str]) -> None:
        super().__init__(
            prog=f"duigao {command}",
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Formatter,
        )
        self.command = command
        self.language = language
        self.helping = "-h" in arguments or "--help" in arguments
        self.inputs = self.add_argument_group(self.say("cli-group-inputs"))
        self.results = self.add_argument_group(self.say("cli-group-outputs"))
        self.choices = self.add_argument_group(self.say("cli-group-options"))

    def say(self, code: str) -> str:
        return say(code, self.language).replace("%", "%%") if self.helping else ""

    def error(self, message: str) -> NoReturn:
        raise complaint(self.command, message)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", say("cli-usage-label", self.language), 1)


class _Help(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any, **__: Any) -> NoReturn:
        raise HelpAsked(parser.format_help())


def read_compare(arguments: Sequence[str], language: Language) -> Request:
    """Read the arguments of ``duigao compare``."""
    parser = _Parser("compare", language, arguments)
    parser.epilog = parser.say("cli-epilog-compare")
    parser.inputs.add_argument("old", metavar="OLD", help=parser.say("cli-help-old"))
    parser.inputs.add_argument("new", metavar="NEW", help=parser.say("cli-help-new"))
    for name in OUTPUTS:
        form = "OUT" if name in ("json", "html") else "OUT.duigao" if name == "session" else "OUT.docx"
        parser.results.add_argument(f"--{name}", metavar=form, help=parser.say(f"cli-help-{name}"))
    add = parser.choices.add_argument
    ignored = ",".join(NOISES)
    add("--ignore", metavar=ignored, action="append", type=_ignored, help=parser.say("cli-help-ignore"))
    add("--author", metavar="NAME", default=DEFAULT_AUTHOR, help=parser.say("cli-help-author"))
    for name in ("pin", "unpin"):
        help_text = parser.say(f"cli-help-{name}")
        add(f"--{name}", metavar="OLD=NEW", action="append", type=_pin(f"--{name}"), default=[], help=help_text)
    add("--no-moves", action="store_true", help=parser.say("cli-help-no-moves"))
    explain = _one_of("--explain", EXPLAIN)
    add("--explain", metavar="|".join(EXPLAIN), type=explain, default="none", help=parser.say("cli-help-explain"))
    _table_choices(parser)
    _common(parser)
    given = parser.parse_args(list(arguments))
    return Request(
        "compare",
        files=(given.old, given.new),
        outputs=_outputs(given, OUTPUTS),
        options=_options(given),
        author=given.author.strip() or DEFAULT_AUTHOR,
        explain=given.explain,
        table=_table(given),
        language=given.lang,
        quiet=given.quiet,
    )


def read_inspect(arguments: Sequence[str], language: Language) -> Request:
    """Read the arguments of ``duigao inspect``."""
    parser = _Parser("inspect", language, arguments)
    parser.inputs.add_argument("file", metavar="FILE", help=parser.say("cli-help-file"))
    parser.results.add_argument("--json", metavar="OUT", help=parser.say("cli-help-json"))
    _common(parser)
    given = parser.parse_args(list(arguments))
    outputs = _outputs(given, ("json",))
    return Request("inspect", (given.file,), outputs, language=given.lang, quiet=given.quiet)


def read_open(arguments: Sequence[str], language: Language) -> Request:
    """Read the arguments of ``duigao open``."""
    parser = _Parser("open", language, arguments)
    parser.inputs.add_argument("files", metavar="FILE", nargs="+", help=parser.say("cli-help-open-files"))
    _common(parser)
    given = parser.parse_args(list(arguments))
    if len(given.files) > 2:
        raise UsageError("usage-open")
    return Request("open", tuple(given.files), language=given.lang, quiet=given.quiet)


def _table_choices(parser: _Parser) -> None:
    """Offer what may be chosen about the table that ``--table`` writes."""
    add = parser.add_argument_group(parser.say("cli-group-table")).add_argument
    for name, choices, default in (
        ("columns", tuple(map(str, COLUMNS)), "4"),
        ("rows", ROWS, "changed"),
        ("marks", tuple(MARKS), "black"),
    ):
        check = _one_of(f"--table-{name}", choices)
        help_text = parser.say(f"cli-help-table-{name}")
        add(f"--table-{name}", metavar="|".join(choices), type=check, default=default, help=help_text)
    add("--table-title", metavar="TITLE", default="", help=parser.say("cli-help-table-title"))
    for name in ("full-text", "no-chapters", "no-summary"):
        add(f"--table-{name}", action="store_true", help=parser.say(f"cli-help-table-{name}"))


def _table(given: argparse.Namespace) -> TableOptions:
    return TableOptions(
        rows=given.table_rows,
        columns=cast("Any", int(given.table_columns)),
        ellipsis=not given.table_full_text,
        marks=MARKS[given.table_marks],
        chapters=not given.table_no_chapters,
        summary=not given.table_no_summary,
        title=given.table_title.strip(),
        language=given.lang,
    )


def _common(parser: _Parser) -> None:
    add = parser.choices.add_argument
    language = _one_of("--lang", ("zh", "en"))
    add("--lang", metavar="zh|en", type=language, default="zh", help=parser.say("cli-help-lang"))
    add("--quiet", action="store_true", help=parser.say("cli-help-quiet"))
    add("-h", "--help", action=_Help, nargs=0, help=parser.say("cli-help-help"))


def _outputs(given: argparse.Namespace, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    values = ((name, cast("str | None", getattr(given, name))) for name in names)
    return tuple((name, value) for name, value in values if value is not None)


def _options(given: argparse.Namespace) -> CompareOptions:
    pins, unpins = tuple(dict.fromkeys(given.pin)), tuple(dict.fromkeys(given.unpin))
    for pair in pins:
        if pair in unpins:
            raise UsageError("usage-pin-contradiction", pair=f"{pair[0]}={pair[1]}")
    ignored = set() if given.ignore and any("none" in each for each in given.ignore) else set(CompareOptions().ignore)
    ignored.update(*(given.ignore or ()))
    ignore = tuple(noise for noise in NOISES if noise in ignored)
    return CompareOptions(ignore=ignore, pins=pins, unpins=unpins, moves=not given.no_moves)


def _ignored(value: str) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in re.split("[,，、]", value) if name.strip())
    known = (*NOISES, "none")
    for name in names or (value,):
        if name not in known:
            raise UsageError("usage-choice", option="--ignore", value=name, choices=", ".join(known))
    return names


def _one_of(option: str, choices: Sequence[str]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in choices:
            raise UsageError("usage-choice", option=option, value=value, choices=", ".join(choices))
        return value

    return check


def _pin(option: str) -> Callable[[str], tuple[int, int]]:
    def check(value: str) -> tuple[int, int]:
        found = re.fullmatch(r"\s*([0-9]{1,9})\s*=\s*([0-9]{1,9})\s*", value)
        if found is None:
            raise UsageError("usage-pin", option=option, value=value)
        return int(found[1]), int(found[2])

    return check

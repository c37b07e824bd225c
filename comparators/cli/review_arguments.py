"""What may stand behind ``duigao review``. Help is put into words only when it is asked for: most runs need none."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from comparators.cli.complaints import HelpAsked, complaint
from comparators.errors import UsageError
from comparators.review.annotations import DECISION_TERMS, DECISIONS, KINDS, SIDES

if TYPE_CHECKING:
    from comparators.messages import Language

AUTHOR = "对稿"
STATES = ("open", "resolved")


class _Parser(argparse.ArgumentParser):
    def __init__(self, command: str, language: Language) -> None:
        super().__init__(prog=f"duigao review {command}", add_help=False, allow_abbrev=False)
        self.command, self.language = command, language

    def error(self, message: str) -> NoReturn:
        raise complaint(f"review {self.command}", message)

    def help_text(self) -> str:
        """Return the help in the user's language: ``help`` of each argument holds the code of its text."""
        from comparators.cli.review_words import words

        say = words(self.language)
        for action in self._actions:
            if action.help and action.help.startswith("review-"):
                action.help = say(action.help).replace("%", "%%")
        self._positionals.title = say("review-group-inputs")
        self._optionals.title = say("review-group-options")
        self.description = say(f"review-about-{self.command}").replace("%", "%%")
        self.formatter_class = lambda prog: argparse.RawDescriptionHelpFormatter(prog, max_help_position=28, width=96)
        return self.format_help().replace("usage: ", say("review-usage-label"), 1)


class _Help(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any, **__: Any) -> NoReturn:
        raise HelpAsked(parser.help_text() if isinstance(parser, _Parser) else parser.format_help())


def read_review(command: str, arguments: Sequence[str], language: Language) -> argparse.Namespace:
    """Read the arguments of one review command; :class:`UsageError` where they are wrong."""
    parser = _Parser(command, language)
    COMMANDS[command](parser)
    add = parser.add_argument
    if command not in ("export", "salvage"):
        add("--json", metavar="OUT", nargs="?", const="-", help="review-help-json")
    if command not in ("list", "history", "conflicts", "check", "export", "salvage"):
        add("--author", metavar="NAME", default=AUTHOR, help="review-help-author")
    add("--lang", metavar="zh|en", type=_one_of("--lang", ("zh", "en")), default=language, help="review-help-lang")
    add("--quiet", action="store_true", help="review-help-quiet")
    add("-h", "--help", action=_Help, nargs=0, help="review-help-help")
    given = parser.parse_args(_untangled(parser, list(arguments)))
    if "author" in given:
        given.author = given.author.strip() or AUTHOR
    return given


def _untangled(parser: _Parser, arguments: list[str]) -> list[str]:
    """Keep ``--json`` without a value from swallowing the review file that follows it."""
    for index, argument in enumerate(arguments[:-1]):
        if argument == "--json" and arguments[index + 1].lower().endswith(".duigao"):
            return [*arguments[:index], "--json=-", *arguments[index + 1 :]]
    return arguments


def _file(parser: _Parser) -> None:
    parser.add_argument("file", metavar="REVIEW.duigao", help="review-help-file")


def _id(parser: _Parser) -> None:
    parser.add_argument("id", metavar="ID", help="review-help-id")


def _create(parser: _Parser) -> None:
    parser.add_argument("old", metavar="OLD", help="review-help-old")
    parser.add_argument("new", metavar="NEW", help="review-help-new")
    parser.add_argument("out", metavar="OUT.duigao", help="review-help-out")


def _add(parser: _Parser) -> None:
    _file(parser)
    add = parser.add_argument
    add("--kind", metavar="|".join(KINDS), type=_one_of("--kind", KINDS), help="review-help-kind")
    add("--side", metavar="old|new", type=_one_of("--side", SIDES), default="new", help="review-help-side")
    add("--quote", metavar="TEXT", help="review-help-quote")
    add("--prefix", metavar="TEXT", default="", help="review-help-prefix")
    add("--suffix", metavar="TEXT", default="", help="review-help-suffix")
    for name in ("block", "start", "end", "last-block"):
        add(f"--{name}", metavar="N", type=_number(f"--{name}"), help=f"review-help-{name}")
    for name in ("text", "replacement", "category", "color", "assign", "initials", "fact"):
        add(f"--{name}", metavar="TEXT", help=f"review-help-{name}")
    add("--tag", metavar="TEXT", action="append", default=[], help="review-help-tag")
    for name in ("proposer", "proposal", "reason", "decision-reason"):
        add(f"--{name}", metavar="TEXT", default="", help=f"review-help-{name}")
    add("--decision", metavar="|".join(DECISIONS[1:]), type=decision, help="review-help-decision")
    add("--private", action="store_true", help="review-help-private")


def _reply(parser: _Parser) -> None:
    _file(parser)
    _id(parser)
    parser.add_argument("--text", metavar="TEXT", required=True, help="review-help-reply-text")


def _resolve(parser: _Parser) -> None:
    _file(parser)
    _id(parser)
    parser.add_argument("--reopen", action="store_true", help="review-help-reopen")


def _decide(parser: _Parser) -> None:
    _file(parser)
    _id(parser)
    add = parser.add_argument
    choices = "|".join(DECISIONS[1:])
    add("--decision", metavar=choices, type=decision, required=True, help="review-help-decision")
    add("--reason", metavar="TEXT", default="", help="review-help-decision-reason")


def _edit(parser: _Parser) -> None:
    _file(parser)
    _id(parser)
    parser.add_argument("--field", metavar="NAME", required=True, help="review-help-field")
    parser.add_argument("--value", metavar="TEXT", required=True, help="review-help-value")


def _delete(parser: _Parser) -> None:
    _file(parser)
    _id(parser)
    parser.add_argument("--restore", action="store_true", help="review-help-restore")


def _list(parser: _Parser) -> None:
    _file(parser)
    add = parser.add_argument
    add("--kind", metavar="|".join(KINDS), type=_one_of("--kind", KINDS), help="review-help-kind")
    add("--side", metavar="old|new", type=_one_of("--side", SIDES), help="review-help-side")
    add("--state", metavar="open|resolved", type=_one_of("--state", STATES), help="review-help-state")
    add("--decision", metavar="none|…", type=decision_or_none, help="review-help-list-decision")
    add("--by", metavar="NAME", help="review-help-by")
    for name in ("category", "assign", "tag"):
        add(f"--{name}", metavar="TEXT", help=f"review-help-{name}")
    add("--text", metavar="TEXT", help="review-help-list-text")
    add("--places", action="store_true", help="review-help-places")
    add("--unplaced", action="store_true", help="review-help-unplaced")


def _history(parser: _Parser) -> None:
    _file(parser)
    _id(parser)


def _tick(parser: _Parser) -> None:
    _file(parser)
    parser.add_argument("rows", metavar="ROW", nargs="*", help="review-help-rows")
    parser.add_argument("--all", action="store_true", help="review-help-all")
    parser.add_argument("--undo", action="store_true", help="review-help-untick")


def _merge(parser: _Parser) -> None:
    _file(parser)
    parser.add_argument("others", metavar="OTHER", nargs="+", help="review-help-others")
    parser.add_argument("--out", metavar="OUT.duigao", help="review-help-merge-out")


def _replace(parser: _Parser) -> None:
    _file(parser)
    parser.add_argument("draft", metavar="DRAFT", help="review-help-draft")
    side = _one_of("--side", SIDES)
    parser.add_argument("--side", metavar="old|new", type=side, default="new", help="review-help-replace-side")


def _check(parser: _Parser) -> None:
    _file(parser)


def _export(parser: _Parser) -> None:
    _file(parser)
    add = parser.add_argument
    add("--table", metavar="OUT.docx|OUT.xlsx", help="review-help-table")
    add("--word", metavar="OUT.docx", help="review-help-word")
    add("--json", metavar="OUT", help="review-help-json")
    add("--no-mask", action="store_true", help="review-help-no-mask")
    add("--author", metavar="NAME", default=AUTHOR, help="review-help-author")


def _salvage(parser: _Parser) -> None:
    _file(parser)
    parser.add_argument("out", metavar="OUT.duigao", help="review-help-salvage-out")
    parser.add_argument("--json", metavar="OUT", nargs="?", const="-", help="review-help-json")


COMMANDS: dict[str, Callable[[_Parser], None]] = {
    "create": _create,
    "add": _add,
    "reply": _reply,
    "resolve": _resolve,
    "decide": _decide,
    "edit": _edit,
    "delete": _delete,
    "list": _list,
    "history": _history,
    "conflicts": _check,
    "tick": _tick,
    "merge": _merge,
    "replace": _replace,
    "check": _check,
    "export": _export,
    "salvage": _salvage,
}


def decision(value: str) -> str:
    """Read a decision by its name or by its Chinese term."""
    terms = {term: name for name, term in DECISION_TERMS.items()}
    found = terms.get(value.strip(), value.strip())
    if found not in DECISIONS or not found:
        choices = ", ".join(f"{name} ({DECISION_TERMS[name]})" for name in DECISIONS if name)
        raise UsageError("usage-choice", option="--decision", value=value, choices=choices)
    return found


def decision_or_none(value: str) -> str:
    """Read a decision, or ``none`` for opinions without one."""
    return "" if value.strip().lower() in ("none", "未定", "") else decision(value)


def _one_of(option: str, choices: Sequence[str]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in choices:
            raise UsageError("usage-choice", option=option, value=value, choices=", ".join(choices))
        return value

    return check


def _number(option: str) -> Callable[[str], int]:
    def check(value: str) -> int:
        if not re.fullmatch(r"\s*[0-9]{1,9}\s*", value):
            raise UsageError("review-usage-number", option=option, value=value)
        return int(value)

    return check

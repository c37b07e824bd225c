"""What each command does: read, compare, render everything asked for, deliver."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from comparators.cli.arguments import Request, read_compare, read_inspect, read_open
from comparators.cli.complaints import HelpAsked
from comparators.cli.interrupts import Interrupts
from comparators.cli.outputs import check_outputs, deliver, write_text
from comparators.cli.progress import Progress
from comparators.errors import UsageError
from comparators.messages import Language, problem_text, say
from comparators.work import Work

if TYPE_CHECKING:
    from comparators.cli.beside import Helper
    from comparators.comparison import Comparison
    from comparators.document import Document, Problem

# Outputs whose module may be missing from this build: the module, and the function called in it with
# (comparison, request), which returns the file's bytes.
_RENDERERS = {
    "word": ("comparators.export.word_markup", "render"),  # what it returns has the bytes and ``problems``
    "table": ("comparators.export.comparison_table", "render"),
    "session": ("comparators.review.drafts", "render"),
}
# Any of these says that there is somewhere to show a window.
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def run(arguments: Sequence[str], language: Language, interrupts: Interrupts, beside: Helper) -> int:
    """Run the command that ``arguments`` name and return its exit status; raises what :func:`main` tells."""
    words = list(arguments)
    while words and words[0].startswith("--lang"):  # the language may stand before the command
        del words[: 1 if "=" in words[0] else 2]
    command, rest = (words[0], words[1:]) if words else ("open", [])
    if len(words) < len(arguments):
        rest = [*rest, f"--lang={language}"]
    try:
        if command == "compare":
            return _compare(read_compare(rest, language), interrupts, beside)
        if command == "inspect":
            return _inspect(read_inspect(rest, language), interrupts)
        if command == "review":
            return _review(rest, language)
        if command == "open":
            asked = language if any(word.startswith("--lang") for word in arguments) else ""
            return _open(read_open(rest, language).files if words else (), language, asked)
    except HelpAsked as asked:
        write_text(str(asked), language)
        return 0
    return _about(command, language)


def _about(word: str, language: Language) -> int:
    if word in ("-h", "--help", "help"):
        description = say("cli-description", language)
        write_text(say("cli-overview", language, description=description).lstrip(), language)
    elif word == "--version":
        from importlib.metadata import version

        write_text(say("cli-version", language, version=version("duigao")) + "\n", language)
    else:
        raise UsageError("usage-unknown-command", command=word)
    return 0


def _compare(request: Request, interrupts: Interrupts, beside: Helper) -> int:
    check_outputs(request.outputs, request.files)
    for name, _ in request.outputs:
        if name in _RENDERERS:
            _part(*_RENDERERS[name], what=f"part-{name}", language=request.language)
    with Progress(request.language, request.quiet) as progress:
        beside.read(request.files[1])
        work = Work(progress, interrupts.asked)
        old = _load(request.files[0], work)
        beside.give(old)
        from comparators.comparison import compare
        from comparators.lexicon import load_lexicon

        lexicon = load_lexicon()
        new = beside.take() or _load(request.files[1], work)
        comparison = compare(old, new, request.options, lexicon, work, beside.finder(old, new, lexicon))
        results: list[tuple[str, bytes]] = []
        problems: list[Problem] = []
        for done, (name, place) in enumerate(request.outputs):
            work.step("writing", done / len(request.outputs))
            data, told = _render(name, comparison, request)
            results.append((place, data))
            problems += told
    deliver(results, interrupts, request.language)
    _tell(problems, request)
    if not request.outputs and not request.quiet:
        from comparators.export.summary import comparison_summary

        write_text(comparison_summary(comparison, request.language), request.language)
    return 0


def _tell(problems: Sequence[Problem], request: Request) -> None:
    """Say on standard error, a line each, what an output could not hold as it should."""
    if request.quiet or sys.stderr is None:
        return
    for line in dict.fromkeys(problem_text(problem, request.language) for problem in problems):
        sys.stderr.write(" ".join(line.split()) + "\n")


def _render(name: str, comparison: Comparison, request: Request) -> tuple[bytes, Sequence[Problem]]:
    if name == "json":
        from comparators.export.json import comparison_json

        return comparison_json(comparison, request.language), ()
    if name == "html":
        from comparators.export.html import comparison_html

        return comparison_html(comparison, request.language), ()
    module, function = _RENDERERS[name]
    rendered = _part(module, function, f"part-{name}", request.language)(comparison, request)
    return (rendered.data, rendered.problems) if name == "word" else (rendered, ())


def _inspect(request: Request, interrupts: Interrupts) -> int:
    check_outputs(request.outputs, request.files)
    with Progress(request.language, request.quiet) as progress:
        document = _load(request.files[0], Work(progress, interrupts.asked))
        from comparators import inspect

        facts = inspect(document)
    if request.outputs:
        from comparators.export.json import document_json

        data = document_json(document, facts, request.language)
        deliver([(place, data) for _, place in request.outputs], interrupts, request.language)
    elif not request.quiet:
        from comparators.export.summary import document_summary

        write_text(document_summary(document, facts, request.language), request.language)
    return 0


def _load(path: str, work: Work) -> Document:
    from comparators import load

    return load(path, work=work)


def _review(arguments: Sequence[str], language: Language) -> int:
    status: int = _part("comparators.cli.review", "main", "part-review", language)(list(arguments), language)
    return status


def _open(files: Sequence[str], language: Language, asked: Language | Literal[""]) -> int:
    """Open the window; ``asked`` is the language the person named, for otherwise the window knows its own."""
    if sys.platform.startswith("linux") and not any(map(os.environ.get, _SCREENS)):
        raise UsageError("no-screen")
    try:
        window = _part("desktop.app", "main", "part-window", language)
    except ImportError as error:
        raise UsageError("window-libraries", reason=str(error)) from error
    status: int = window(files, asked)
    return status


def _part(module: str, function: str, what: str, language: Language) -> Any:
    """Return a function of a module that is imported only when asked for, or say that this build has none."""
    try:
        found = find_spec(module)
    except ModuleNotFoundError:  # the package that would hold it is missing too
        found = None
    part = getattr(import_module(module), function, None) if found else None
    if part is None:
        raise UsageError("not-available", what=say(what, language))
    return part

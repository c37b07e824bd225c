"""What Python compiles anew at each start, kept from one start of the program to the next.

The rules of the genre are several hundred regular expressions, and each of the many frozen values has six methods that
``dataclasses`` writes: compiling them takes a third of a second at each start, more than all else that is imported.
Python keeps compiled modules, but neither of these.
"""

from __future__ import annotations

import builtins
import dataclasses
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType
from typing import Any

from comparators.kept import keep, look_up

_PLACE = Path(__file__)
_MOST = 4_000  # things kept; beyond, those that this run did not use are dropped


@contextmanager
def kept_compilations() -> Iterator[None]:
    """Take compiled expressions and methods from the store, and keep the new ones when this is left.

    Does nothing where this Python is not made as we know it.
    """
    engine, compiler, modules = sys.modules.get("_sre"), getattr(re, "_compiler", None), vars(dataclasses)
    parts = ((compiler, "compile"), (compiler, "_code"), (compiler, "_parser"), (engine, "compile"))
    if getattr(engine, "CODESIZE", 0) != 4 or not all(hasattr(module, name) for module, name in parts):
        yield
        return
    store = _Store(compiler, engine)
    original: Any = compiler.compile  # type: ignore[union-attr]
    compiler.compile = store.pattern  # type: ignore[union-attr]
    modules["exec"] = store.execute  # a global that hides the builtin
    try:
        yield
    finally:
        compiler.compile = original  # type: ignore[union-attr]
        modules.pop("exec", None)
        store.keep()


def keep_compilations() -> None:
    """Keep what is new at once: for a process that ends without leaving :func:`kept_compilations`."""
    owner = getattr(getattr(getattr(re, "_compiler", None), "compile", None), "__self__", None)
    if isinstance(owner, _Store):
        owner.keep()


class _Store:
    """What is kept, and what stands in for ``re._compiler.compile`` and for ``exec`` in ``dataclasses``.

    Expressions are kept by text and flags, as flags, code and groups; methods by their text, as code.
    """

    def __init__(self, compiler: Any, engine: Any) -> None:
        self._compiler = compiler
        self._engine = engine
        self._original = compiler.compile
        self._stamp = (sys.version, engine.MAGIC)
        self._known: dict[Any, Any] = look_up(_PLACE, self._stamp) or {}
        self._used: dict[Any, Any] = {}
        self._new = False

    def pattern(self, pattern: Any, flags: int = 0) -> Any:
        """Return ``pattern`` compiled, as ``re._compiler.compile`` does."""
        if not isinstance(pattern, str) or flags & re.DEBUG:
            return self._original(pattern, flags)
        key = (pattern, int(flags))
        made = self._known.get(key)
        if made is None:
            made = self._made(pattern, flags)
            if not _is_made_up(pattern):
                self._used[key] = made
                self._new = True
        else:
            self._used[key] = made
        all_flags, code, groups, names = made
        indexed: list[str | None] = [None] * (groups + 1)
        for name, index in names.items():
            indexed[index] = name
        words = memoryview(code).cast("I").tolist()
        return self._engine.compile(pattern, all_flags, words, groups, dict(names), tuple(indexed))

    def _made(self, pattern: str, flags: int) -> tuple[Any, ...]:
        """Compile ``pattern`` to what the engine takes: its flags, its code, and its groups."""
        from array import array

        parsed = self._compiler._parser.parse(pattern, flags)
        code = array("I", self._compiler._code(parsed, flags)).tobytes()
        state = parsed.state
        return (int(flags | state.flags), code, state.groups - 1, dict(state.groupdict))

    def execute(self, source: Any, *scopes: Any) -> None:
        """Execute the text of a method, as ``exec`` does."""
        if isinstance(source, str):
            code = self._known.get(source)
            if not isinstance(code, CodeType):
                code = compile(source, "<string>", "exec", dont_inherit=True)
                self._new = True
            self._used[source] = code
            source = code
        builtins.exec(source, *scopes)  # noqa: S102  (text that dataclasses wrote)

    def keep(self) -> None:
        """Keep what is new; another process may have kept more since we looked."""
        if not self._new:
            return
        self._new = False
        known = {**(look_up(_PLACE, self._stamp) or {}), **self._used}
        keep(_PLACE, self._stamp, known if len(known) <= _MOST else self._used)


def _is_made_up(pattern: str) -> bool:
    """Say whether an expression stands in no program: put together, of a draft's words perhaps, to be used just once.

    What is given to ``re.compile`` is meant to be used again.
    """
    frame: Any = sys._getframe(3)  # of ``re.compile``, ``re.search`` …, that called ``re._compile``, that called us
    caller = frame.f_back
    return frame.f_code.co_name != "compile" and caller is not None and pattern not in caller.f_code.co_consts

"""Compiled regular expressions, kept from one start of the program to the next.

The rules of the genre are several hundred expressions, and compiling them takes a quarter of a second at each start:
more than all else that is imported. Python keeps compiled modules but no compiled expressions.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from comparators.kept import keep, look_up

_PLACE = Path(__file__)
_MOST = 4_000  # expressions kept; beyond, those that this run did not use are dropped


@contextmanager
def kept_patterns() -> Iterator[None]:
    """Let ``re.compile`` take expressions from the store, and keep the new ones when this is left.

    Does nothing where this Python's ``re`` is not made as we know it.
    """
    patterns = _Patterns.of_this_python()
    if patterns is None:
        yield
        return
    patterns.compiler.compile = patterns.compile
    try:
        yield
    finally:
        patterns.compiler.compile = patterns.original
        patterns.keep()


def keep_patterns() -> None:
    """Keep what is new at once: for a process that ends without leaving :func:`kept_patterns`."""
    owner = getattr(getattr(getattr(re, "_compiler", None), "compile", None), "__self__", None)
    if isinstance(owner, _Patterns):
        owner.keep()


class _Patterns:
    """The store, and what stands in for ``re._compiler.compile``."""

    def __init__(self, compiler: Any, engine: Any) -> None:
        self.compiler = compiler
        self.engine = engine
        self.original = compiler.compile
        self._stamp = (sys.version, engine.MAGIC)
        self._known: dict[tuple[str, int], tuple[Any, ...]] = look_up(_PLACE, self._stamp) or {}
        self._used: dict[tuple[str, int], tuple[Any, ...]] = {}
        self._new = False

    @classmethod
    def of_this_python(cls) -> _Patterns | None:
        """Return the store, ``None`` where ``re`` lacks what it is built on."""
        compiler, engine = getattr(re, "_compiler", None), sys.modules.get("_sre")
        parts = ((compiler, "compile"), (compiler, "_code"), (compiler, "_parser"), (engine, "compile"))
        if getattr(engine, "CODESIZE", 0) != 4 or not all(hasattr(module, name) for module, name in parts):
            return None
        return cls(compiler, engine)

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        """Return ``pattern`` compiled, as ``re._compiler.compile`` does."""
        if not isinstance(pattern, str) or flags & re.DEBUG:
            return self.original(pattern, flags)
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
        return self.engine.compile(pattern, all_flags, words, groups, dict(names), tuple(indexed))

    def _made(self, pattern: str, flags: int) -> tuple[Any, ...]:
        """Compile ``pattern`` to what the engine takes: its flags, its code, and its groups."""
        from array import array

        parsed = self.compiler._parser.parse(pattern, flags)
        code = array("I", self.compiler._code(parsed, flags)).tobytes()
        state = parsed.state
        return (int(flags | state.flags), code, state.groups - 1, dict(state.groupdict))

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

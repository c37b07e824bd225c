"""Words by the jieba algorithm: rjieba where it has a wheel, jieba otherwise.

Loading the whole dictionary takes longer than all else that comparing two short drafts does. So rjieba is given, text
by text, the words of jieba's dictionary that can occur in it: those whose first two characters it has. What is cut is
the same to the letter, since only the words that occur and the sum of all frequencies decide that.
"""

from __future__ import annotations

import os
import re
import sys
import warnings
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any

from comparators.kept import keep_mapped, look_up_mapped

Segment = Callable[[str], list[str]]

_SURROGATE = re.compile("[\ud800-\udfff]")
_HALF = 32  # bits of a key that hold its second character
_REST = "\ufdd0\ufdd1"  # stands for all words that have not been asked for: no text has it


@cache
def load_segmenter() -> Segment:
    """Return the function that splits a text into words; the pieces joined are the text again."""
    cut = _growing() or _whole()

    def segment(text: str) -> list[str]:
        return cut(_SURROGATE.sub("\ufffd", text))

    return segment


def _growing() -> Segment | None:
    """Return a segmenter that learns words as texts have them, ``None`` where that cannot be."""
    jieba, dictionary = _rjieba(), _dictionary()
    if jieba is None or dictionary is None or not hasattr(jieba, "empty"):
        return None
    place, state = Path(__file__), dictionary.stat()
    stamp = (str(dictionary), state.st_mtime_ns, state.st_size)
    index = look_up_mapped(place, stamp)
    if index is None:
        # Made once, which takes half a second: worth it only where it can be kept.
        if sys.dont_write_bytecode or not os.access(place.parent, os.W_OK):
            return None
        total, blocks = _index(dictionary)
        keep_mapped(place, stamp, total, blocks)
        index = total, [memoryview(block) for block in blocks]
    return _Growing(jieba.empty(), *index)


def _whole() -> Segment:
    """Return a segmenter that has the whole dictionary from the start."""
    jieba = _rjieba()
    if jieba is not None:
        cut: Segment = jieba().cut
        return cut
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba as pure

    pure.setLogLevel(60)
    return pure.lcut  # type: ignore[no-any-return]


@cache
def _rjieba() -> Any:
    """Return the class of rjieba's segmenters, ``None`` without rjieba.

    The package is passed by, since importing it loads the whole dictionary.
    """
    package = find_spec("rjieba")
    spec = PathFinder.find_spec("rjieba", package.submodule_search_locations) if package else None
    if spec is None or spec.loader is None:
        return None
    try:
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
    except ImportError:
        return None
    return module.Jieba


def _dictionary() -> Path | None:
    spec = find_spec("jieba")
    place = Path(spec.origin).with_name("dict.txt") if spec and spec.origin else None
    return place if place and place.is_file() else None


def _index(dictionary: Path) -> tuple[int, list[bytes]]:
    """Return the sum of all frequencies, and the beginnings of words in order, where each has its lines, the lines."""
    total, lines = 0, dict[int, list[str]]()
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        word, frequency = line.split(" ")[:2]
        total += int(frequency)
        lines.setdefault(_key(word), []).append(f"{word} {frequency}")
    keys, starts, text = array("Q", sorted(lines)), array("I", [0]), bytearray()
    for key in keys:
        text += "\n".join(lines[key]).encode()
        starts.append(len(text))
    return total, [keys.tobytes(), starts.tobytes(), bytes(text)]


def _key(beginning: str) -> int:
    """Return a number for the first two characters of a word, or for its only one."""
    return ord(beginning[0]) << _HALF | (ord(beginning[1]) if len(beginning) > 1 else 0)


class _Growing:
    """A segmenter that is told the words that can occur in a text before it cuts it."""

    def __init__(self, jieba: Any, total: int, blocks: Sequence[memoryview]) -> None:
        keys, starts, lines = blocks
        self._jieba, self._rest, self._lines = jieba, total, lines
        self._keys, self._starts = keys.cast("Q"), starts.cast("I")
        self._characters: set[str] = set()  # those seen so far, and the pairs of them
        self._pairs: set[tuple[str, str]] = set()
        self._lock = Lock()

    def __call__(self, text: str) -> list[str]:
        """Return the words of ``text``."""
        with self._lock:
            characters, pairs = set(text) - self._characters, set(pairwise(text)) - self._pairs
            if characters or pairs:
                self._learn(characters, pairs)
            words: list[str] = self._jieba.cut(text)
            return words

    def _learn(self, characters: set[str], pairs: set[tuple[str, str]]) -> None:
        self._characters |= characters
        self._pairs |= pairs
        keys = [ord(char) << _HALF for char in characters] + [ord(one) << _HALF | ord(two) for one, two in pairs]
        for key in keys:
            at = bisect_left(self._keys, key)
            if at == len(self._keys) or self._keys[at] != key:
                continue
            for line in str(self._lines[self._starts[at] : self._starts[at + 1]], "utf-8").split("\n"):
                word, _, frequency = line.partition(" ")
                self._jieba.add_word(word, int(frequency), None)
                self._rest -= int(frequency)
        self._jieba.add_word(_REST, self._rest, None)

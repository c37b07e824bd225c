"""How much two blocks are the same clause: shared wording, with what is common in the genre counted low."""

from __future__ import annotations

import itertools
from collections import Counter
from math import log2

from comparators.alignment.boilerplate import without_note, without_phrases
from comparators.alignment.prepared import Side
from comparators.alignment.similarity import ratio
from comparators.alignment.table_rows import RowScorer

# Below this share of shared characters two texts have nothing in common but the language.
LEAST_RATIO = 0.3
# Blocks sampled on each side to learn how common a pair of characters is.
_SAMPLE = 250
# Longer texts are compared by this many leading and closing characters.
_LONGEST = 6_000


class Scorer:
    """Scores pairs of blocks of two documents, remembering what it worked out."""

    def __init__(self, old: Side, new: Side) -> None:
        self.old = old
        self.new = new
        self._gists: tuple[dict[int, str], dict[int, str]] = ({}, {})
        self._cores: tuple[dict[int, str], dict[int, str]] = ({}, {})
        self._grams: tuple[dict[int, dict[str, float]], dict[int, dict[str, float]]] = ({}, {})
        self._mass: tuple[dict[int, float], dict[int, float]] = ({}, {})
        self._rows = RowScorer(old, new)
        self._rarity = _rarity(old, new)
        self._default = max(self._rarity.values(), default=1.0)
        self._scores: dict[tuple[int, int], float] = {}

    def core(self, side: int, block: int) -> str:
        """Return what a block says beside its closing note (side 0 is old, 1 is new)."""
        known = self._cores[side]
        text = known.get(block)
        if text is None:
            text = known[block] = _shorten(without_note((self.old, self.new)[side].keys[block]))
        return text

    def gist(self, side: int, block: int) -> str:
        """Return a block's core without set phrases; the core where nothing else is in it."""
        known = self._gists[side]
        text = known.get(block)
        if text is None:
            core = self.core(side, block)
            text = without_phrases(core)
            text = known[block] = text if len(text) > 1 else core
        return text

    def is_note(self, side: int, block: int) -> bool:
        """Say whether a block is but a note of responsible units."""
        return not self.core(side, block)

    def score(self, old: int, new: int) -> float:
        """Return from 0 to 1 how much two blocks are the same clause.

        The ratio of shared characters, lowered where what they share is common all through both documents.
        """
        known = self._scores.get((old, new))
        if known is not None:
            return known
        value = 1.0 if self.old.ids[old] == self.new.ids[new] else self._weighed(old, new)
        self._scores[old, new] = value
        return value

    def plain(self, old: int, new: int) -> float:
        """Return the ratio of shared characters of the whole folded texts."""
        return ratio(_shorten(self.old.keys[old]), _shorten(self.new.keys[new]))

    def _weighed(self, old: int, new: int) -> float:
        row = self._rows.score(old, new)
        if row is not None:
            return row
        first, second = self.core(0, old), self.core(1, new)
        shared = ratio(first, second, LEAST_RATIO) if first and second else 0.0
        if not shared:
            return 0.0
        shared = min(shared, (shared + ratio(self.gist(0, old), self.gist(1, new))) / 2)
        overlap = self.overlap(old, new)
        return shared * min(1.0, 0.5 + overlap / shared)

    def overlap(self, old: int, new: int) -> float:
        """Return the share of pairs of characters that two blocks have in common, rare ones counting more."""
        first, second = self.grams(0, old), self.grams(1, new)
        if len(first) > len(second):
            common = sum(weight for gram, weight in second.items() if gram in first)
        else:
            common = sum(weight for gram, weight in first.items() if gram in second)
        mass = self._mass[0][old] + self._mass[1][new]
        return 2 * common / mass if mass else 0.0

    def contained(self, side: int, part: int, whole: int) -> float:
        """Return which share of block ``part`` of ``side`` stands in block ``whole`` of the other side."""
        first, second = self.grams(side, part), self.grams(1 - side, whole)
        mass = self._mass[side][part]
        return sum(weight for gram, weight in first.items() if gram in second) / mass if mass else 0.0

    def grams(self, side: int, block: int) -> dict[str, float]:
        """Return the pairs of characters of a block's core, with how much each of them says."""
        known = self._grams[side].get(block)
        if known is None:
            text = self.gist(side, block)
            rarity, default = self._rarity, self._default
            known = {gram: rarity.get(gram, default) for gram in map("".join, itertools.pairwise(text))}
            self._grams[side][block] = known
            self._mass[side][block] = sum(known.values())
        return known


def _shorten(text: str) -> str:
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else text[:half] + text[-half:]


def _rarity(old: Side, new: Side) -> dict[str, float]:
    """Return how much each pair of characters says: the logarithm of how many blocks there are for one with it."""
    texts: Counter[str] = Counter()
    for side in (old, new):
        texts.update(side.keys[:: max(1, len(side) // _SAMPLE)])
    # Most texts stand in both documents: counting is done once for all that stand as often.
    counts: dict[str, int] = {}
    for often in sorted(set(texts.values())):
        same = (text for text, count in texts.items() if count == often)
        found = Counter(itertools.chain.from_iterable(set(map("".join, itertools.pairwise(text))) for text in same))
        for gram, count in found.items():
            counts[gram] = counts.get(gram, 0) + often * count
    total = texts.total()
    says = {count: log2(1 + 2 * total / (count + 1)) for count in set(counts.values())}
    return {gram: says[count] for gram, count in counts.items()}

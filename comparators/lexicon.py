"""The words of the trade that experts edit: industries, acts, tiers, units, comparators.

They are read from ``resources/lexicons/*.toml``. A file ``units.toml`` and files ``units-….toml`` beside it
make one table, ``units``: lists are joined, later keys win. Nothing in the engine depends on an entry being
there: an empty lexicon still works, by the form of the sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from comparators.files import resource
from comparators.kept import parse, read_tables

Relation = Literal["same", "alias", "broader", "narrower", ""]
Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the lexicon files say.

    ``industries`` are the names as first written in the files. ``aliases`` leads from every other way to
    write one to that name; ``broader`` from a name to the names that include it. ``acts`` are verbs that
    develop an industry; words before a verb that rank a list (优先 in 优先发展) are ``ranking_adverbs``,
    whole acts that rank (培育发展) ``ranking_acts``, classes that do (新赛道) ``ranking_classes``;
    ``tier_order`` ranks groups of tiers, the first highest. ``places`` are cities that regional lists name.
    ``successions`` leads from a former unit to the one that took its place, and ``unit_patterns`` from the
    end of a name (银保监局) to its new end. ``tables`` holds every file as read, by its table's name, for
    stages that keep words of their own (comparators, measures).
    """

    industries: frozenset[str] = frozenset()
    aliases: Mapping[str, str] = field(default_factory=dict)
    broader: Mapping[str, frozenset[str]] = field(default_factory=dict)
    acts: frozenset[str] = frozenset()
    ranking_adverbs: frozenset[str] = frozenset()
    ranking_acts: frozenset[str] = frozenset()
    ranking_classes: frozenset[str] = frozenset()
    tier_order: tuple[frozenset[str], ...] = ()
    places: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    successions: Mapping[str, str] = field(default_factory=dict)
    unit_patterns: tuple[tuple[str, str], ...] = ()
    tables: Mapping[str, Table] = field(default_factory=dict, repr=False)

    @property
    def terms(self) -> frozenset[str]:
        """Return all names, of industries and of units: wordings that are one word to a reader."""
        return self.industries | self.aliases.keys() | self.units | self.successions.keys()

    def canonical(self, name: str) -> str:
        """Return the name under which the lexicon keeps ``name``, or ``name`` itself where it has none."""
        return self.aliases.get(name, name)

    def relation(self, old: str, new: str) -> Relation:
        """Say what the industry ``new`` is to ``old``: the same, an alias, a broader or a narrower name."""
        if old == new:
            return "same"
        first, second = self.canonical(old), self.canonical(new)
        if first == second:
            return "alias"
        if second in self.broader.get(first, ()):
            return "broader"
        return "narrower" if first in self.broader.get(second, ()) else ""

    def tier_rank(self, tier: str) -> int | None:
        """Return the place of ``tier`` in the order of tiers, 0 for the highest, ``None`` where it has none."""
        return next((rank for rank, group in enumerate(self.tier_order) if tier in group), None)

    def current_unit(self, unit: str) -> str:
        """Return the unit that answers today for what ``unit`` answered for."""
        seen = {unit}
        while (later := self.successions.get(unit)) is not None and later not in seen:
            seen.add(later)
            unit = later
        for former, now in self.unit_patterns:
            if unit.endswith(former):
                return unit.removesuffix(former) + now
        return unit

    def table(self, name: str) -> Table:
        """Return the table ``name`` as read, empty where no file has it."""
        return self.tables.get(name, {})


def load_lexicon(folder: Path | None = None, own: Path | None = None) -> Lexicon:
    """Return the lexicon of ``folder``, by default the one that comes with the program.

    ``own`` is a folder of a person's own files, which add to it (``industries-mine.toml`` to ``industries.toml``).
    Raises ``tomllib.TOMLDecodeError`` (naming the line) where a file is no TOML.
    """
    folders = (folder or resource("lexicons"), *(() if own is None else (own,)))
    paths = tuple(path for each in folders for path in sorted(each.glob("*.toml")))
    return _load(tuple((path, path.stat().st_mtime_ns) for path in paths))


@lru_cache(maxsize=4)
def _load(files: tuple[tuple[Path, int], ...]) -> Lexicon:
    home = resource("lexicons")
    known = read_tables(home) if any(path.parent == home for path, _ in files) else {}
    tables: dict[str, dict[str, Any]] = {}
    for path, _ in files:
        table = tables.setdefault(path.stem.split("-")[0], {})
        _merge(table, known[path.stem] if path.parent == home else parse(path))
    acts, tiers, units = (tables.get(name, {}) for name in ("acts", "tiers", "units"))
    successions = {former: entry["name"] for entry in units.get("unit", ()) for former in entry.get("formerly", ())}
    return Lexicon(
        **_industries(tables.get("industries", {}).get("industry", ())),
        acts=frozenset(acts.get("acts", ())),
        ranking_adverbs=frozenset(tiers.get("adverbs", ())),
        ranking_acts=frozenset(tiers.get("acts", ())),
        ranking_classes=frozenset(tiers.get("classes", ())),
        tier_order=tuple(frozenset(group) for group in tiers.get("order", ())),
        places=frozenset(tables.get("industries", {}).get("places", ())),
        units=frozenset(entry["name"] for entry in units.get("unit", ())),
        successions=MappingProxyType(successions),
        unit_patterns=tuple((entry["old"], entry["new"]) for entry in units.get("pattern", ())),
        tables=MappingProxyType(tables),
    )


def _merge(table: dict[str, Any], more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        table[key] = [*table[key], *value] if isinstance(value, list) and key in table else value


def _industries(entries: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the fields of :class:`Lexicon` that speak of industries."""
    names: set[str] = set()
    aliases: dict[str, str] = {}
    broader: dict[str, set[str]] = {}
    for entry in entries:
        name = entry["name"]
        names.add(name)
        aliases.update(dict.fromkeys(entry.get("aliases", ()), name))
        for narrower in entry.get("narrower", ()):
            names.add(narrower)
            broader.setdefault(narrower, set()).add(name)
    # A name with an entry of its own is nobody's alias; a parent that is an alias stands for its name.
    aliases = {alias: name for alias, name in aliases.items() if alias not in names}
    return {
        "industries": frozenset(names),
        "aliases": MappingProxyType(aliases),
        "broader": MappingProxyType({name: _ancestors(name, broader) for name in broader}),
    }


def _ancestors(name: str, broader: Mapping[str, set[str]]) -> frozenset[str]:
    """Return every name that includes ``name``, directly or over another."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for parent in broader.get(waiting.pop(), ()):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return frozenset(found - {name})

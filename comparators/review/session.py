"""A review session: two drafts, what was said about them, and what was decided, in one crash-safe file.

Every act is on disk when the method that did it returns. Readers get values; nothing they hold ever changes.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from comparators.document import Document
from comparators.errors import InputError, UsageError
from comparators.options import CompareOptions, Noise
from comparators.review.acts import Act, Log, Register, Value, new_id, now
from comparators.review.anchors import Placement, Placer
from comparators.review.annotations import (
    REASON_REQUIRED,
    SIDES,
    Anchor,
    Annotation,
    Decision,
    Opinion,
    Reply,
    Side,
    State,
)
from comparators.review.store import SourceFile, Store

_PLAIN_FIELDS = frozenset(
    {
        "kind",
        "scope",
        "fact",
        "body",
        "replacement",
        "category",
        "color",
        "assigned_to",
        "initials",
        "state",
        "origin",
    }
)
_ANCHOR_FIELDS = tuple(each.name for each in dataclasses.fields(Anchor))


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that people set differently without knowing of each other: every version, the last one standing."""

    subject: str
    field: str
    versions: tuple[Act, ...]


class Session:
    """An open review. ``author`` signs what is done through it."""

    def __init__(self, store: Store, author: str = "") -> None:
        self._store = store
        self.author = author
        try:
            self.log = Log(store.acts())
        except InputError:
            store.close()
            raise
        self._made: dict[str, Annotation] = {}

    # -- opening and closing ------------------------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        path: str | Path,
        old: SourceFile,
        new: SourceFile,
        author: str = "",
        options: CompareOptions | None = None,
    ) -> Session:
        """Make a new review file over two drafts. Raises :class:`comparators.errors.OutputError`."""
        stamp = now()
        acts = [
            Act(new_id(), 1, stamp, author, f"source:{side}", "file", _source_value(source))
            for side, source in zip(SIDES, (old, new), strict=True)
        ]
        if options is not None:
            acts.append(Act(new_id(), 1, stamp, author, "option:ignore", "value", list(options.ignore)))
            acts.append(Act(new_id(), 1, stamp, author, "option:moves", "value", options.moves))
            acts += [
                Act(new_id(), 1, stamp, author, f"pin:{one}={other}", "held", held)
                for held, pairs in ((True, options.pins), (False, options.unpins))
                for one, other in pairs
            ]
        return cls(Store.create(Path(path), (old, new), acts), author)

    @classmethod
    def open(cls, path: str | Path, author: str = "", *, read_only: bool = False) -> Session:
        """Open a review file (see :meth:`comparators.review.store.Store.open` for what may be wrong with it)."""
        return cls(Store.open(Path(path), read_only=read_only), author)

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The review file."""
        return self._store.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written, because another program holds the file or its folder is read-only."""
        return self._store.read_only

    @property
    def store(self) -> Store:
        """The file underneath, for merging and salvage."""
        return self._store

    # -- the two drafts -----------------------------------------------------------------------------------------

    def source(self, side: Side) -> SourceFile:
        """Return a draft byte for byte."""
        return self._store.source(self.source_hash(side))

    def source_hash(self, side: Side) -> str:
        """Return the SHA-256 of the draft that stands on ``side``."""
        return str(self._source(side)["sha256"])

    def source_name(self, side: Side) -> str:
        """Return the file name of the draft that stands on ``side``."""
        return str(self._source(side)["name"])

    def _source(self, side: Side) -> Mapping[str, Value]:
        register = self.log.fields(f"source:{side}").get("file")
        if register is None:
            raise InputError("review-source-lost", path=str(self.path))
        return cast("Mapping[str, Value]", register.value)

    def replace_source(self, side: Side, source: SourceFile) -> None:
        """Put a newer version of the draft on ``side``. Annotations keep their anchors; see :meth:`placements`."""
        act = self._act(f"source:{side}", "file", _source_value(source))
        self._write((act,), (source,))

    def options(self) -> CompareOptions:
        """Return the choices of the comparison as they stand, pins included."""
        pins: list[tuple[int, int]] = []
        unpins: list[tuple[int, int]] = []
        for subject in sorted(self.log.subjects()):
            if subject.startswith("pin:"):
                held = self.log.fields(subject)["held"].value
                one, _, other = subject[4:].partition("=")
                if held is not None:
                    (pins if held else unpins).append((int(one), int(other)))
        defaults = CompareOptions()
        ignore = self._value("option:ignore", list(defaults.ignore))
        return CompareOptions(
            ignore=cast("tuple[Noise, ...]", tuple(cast("list[str]", ignore))),
            moves=bool(self._value("option:moves", defaults.moves)),
            pins=tuple(sorted(pins)),
            unpins=tuple(sorted(unpins)),
        )

    def set_option(self, name: str, value: Value) -> None:
        """Keep a choice (``ignore``: a list of noises; ``moves``: true or false)."""
        self._set(f"option:{name}", "value", value)

    def pin(self, old_block: int, new_block: int, held: bool | None = True) -> None:
        """Hold a pair together (true), apart (false), or no longer either (``None``)."""
        self._set(f"pin:{old_block}={new_block}", "held", held)

    def _value(self, subject: str, default: Value) -> Value:
        register = self.log.fields(subject).get("value")
        return default if register is None else register.value

    # -- annotations --------------------------------------------------------------------------------------------

    def add(self, annotation: Annotation) -> Annotation:
        """Add an annotation. An empty id, author or time is filled in. Returns it as it was written."""
        self._check_opinion(annotation.opinion)
        name = annotation.id or new_id()
        made = dataclasses.replace(
            annotation, id=name, author=annotation.author or self.author, time=annotation.time or now()
        )
        if name in self.log:
            raise UsageError("review-known-id", id=name)
        acts = [Act(name, self.log.clock + 1, made.time, made.author, name, "made", made_value(made))]
        acts += [
            Act(reply.id or new_id(), self.log.clock + 1, reply.time, reply.author, name, "reply", reply.text)
            for reply in made.replies
        ]
        self._write(acts)
        return self.annotation(name)

    def edit(self, annotation_id: str, field: str, value: Value) -> Annotation:
        """Set one field of an annotation: ``body``, ``category``, ``state``, ``tags``, ``assigned_to`` …"""
        self.annotation(annotation_id)
        if field not in _PLAIN_FIELDS | {"tags", "anchor", "opinion"}:
            raise UsageError("review-no-such-field", field=field)
        if field == "opinion":
            self._check_opinion(None if value is None else _opinion(value))
        self._set(annotation_id, field, value)
        return self.annotation(annotation_id)

    def reply(self, annotation_id: str, text: str) -> Reply:
        """Answer in a thread."""
        self.annotation(annotation_id)
        act = Act(new_id(), self.log.clock + 1, now(), self.author, annotation_id, "reply", text)
        self._write((act,))
        return Reply(act.id, act.author, act.time, text)

    def resolve(self, annotation_id: str, state: State = "resolved") -> Annotation:
        """Set whether a thread is open or resolved."""
        return self.edit(annotation_id, "state", state)

    def decide(self, annotation_id: str, decision: Decision, reason: str = "") -> Annotation:
        """Record what became of an opinion. Raises :class:`UsageError` where a required reason is missing."""
        opinion = self.annotation(annotation_id).opinion or Opinion()
        decided = dataclasses.replace(opinion, decision=decision, decision_reason=reason)
        return self.edit(annotation_id, "opinion", _opinion_value(decided))

    def delete(self, subject: str, deleted: bool = True) -> None:
        """Take an annotation or a reply away, or bring it back; its history stays in the file."""
        self._set(subject, "deleted", deleted)

    def deleted(self, annotation_id: str) -> bool:
        """Say whether an annotation was taken away."""
        register = self.log.fields(annotation_id).get("deleted")
        return register is not None and bool(register.value)

    def annotation(self, annotation_id: str) -> Annotation:
        """Return one annotation as it stands, deleted or not. Raises :class:`UsageError` for an unknown id."""
        made = self._made.get(annotation_id)
        if made is None:
            fields = self.log.fields(annotation_id)
            if "made" not in fields:
                raise UsageError("review-no-such-annotation", id=annotation_id)
            made = self._made[annotation_id] = self._annotation(annotation_id, fields)
        return made

    def annotations(self, keep: Callable[[Annotation], bool] | None = None) -> tuple[Annotation, ...]:
        """Return the annotations that were not taken away, in the order they were made, those that ``keep`` keeps."""
        found = [
            self.annotation(subject)
            for subject in self.log.subjects()
            if subject in self.log and not self.deleted(subject)
        ]
        found.sort(key=lambda each: (each.time, each.id))
        return tuple(found if keep is None else filter(keep, found))

    def history(self, annotation_id: str) -> tuple[Act, ...]:
        """Return every act on an annotation, the superseded ones too."""
        return self.log.history(annotation_id)

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return the fields that people set differently without knowing of each other."""
        found = [
            Conflict(subject, field, register.heads)
            for subject in sorted(self.log.subjects())
            for field, register in sorted(self.log.fields(subject).items())
            if field != "reply" and register.in_conflict
        ]
        return tuple(found)

    def placements(self, documents: Mapping[Side, Document]) -> dict[str, Placement]:
        """Return where every anchored annotation stands in the drafts as they are now, the unplaced ones too."""
        placers = {side: Placer(document) for side, document in documents.items()}
        return {
            each.id: placers[each.anchor.side].place(each.anchor)
            for each in self.annotations()
            if each.anchor is not None and each.anchor.side in placers
        }

    # -- ticks --------------------------------------------------------------------------------------------------

    def tick(self, key: str, ticked: bool = True) -> None:
        """Mark the change ``key`` (see :func:`change_key`) as reviewed by the author, or not."""
        self._set(f"tick:{key}", self.author, ticked)

    def ticks(self) -> dict[str, tuple[str, ...]]:
        """Return the reviewed changes: key to the names of those who reviewed them."""
        found: dict[str, tuple[str, ...]] = {}
        for subject in self.log.subjects():
            if subject.startswith("tick:"):
                names = tuple(sorted(name for name, who in self.log.fields(subject).items() if who.value))
                if names:
                    found[subject[5:]] = names
        return found

    # -- writing ------------------------------------------------------------------------------------------------

    def merge_acts(self, acts: Iterable[Act], sources: Iterable[SourceFile] = ()) -> int:
        """Take in acts of another copy; return how many were new. Doing it twice changes nothing."""
        fresh = {act.id: act for act in acts if act.id not in self.log}
        if fresh:
            self._write(sorted(fresh.values(), key=lambda act: act.order), sources)
        return len(fresh)

    def _act(self, subject: str, field: str, value: Value) -> Act:
        base = self.log.heads(subject, field)
        return Act(new_id(), self.log.clock + 1, now(), self.author, subject, field, value, base)

    def _set(self, subject: str, field: str, value: Value) -> None:
        self._write((self._act(subject, field, value),))

    def _write(self, acts: Iterable[Act], sources: Iterable[SourceFile] = ()) -> None:
        acts, sources = tuple(acts), tuple(sources)
        keep = None
        if any(act.subject.startswith("source:") for act in acts):
            keep = self._sources_kept(acts)
        self._store.append(acts, sources, keep)
        for act in acts:
            self.log.add(act)
            self._made.pop(act.subject, None)

    def _sources_kept(self, acts: Iterable[Act]) -> set[str]:
        """Return the hashes of the drafts that stand on either side once ``acts`` are done, conflicting ones too."""
        after = Log([*self.log, *acts])
        return {
            str(cast("Mapping[str, Value]", head.value)["sha256"])
            for side in SIDES
            for head in after.fields(f"source:{side}")["file"].heads
        }

    def _check_opinion(self, opinion: Opinion | None) -> None:
        if opinion is not None and opinion.decision in REASON_REQUIRED and not opinion.decision_reason.strip():
            raise UsageError("review-reason-required")

    def _annotation(self, name: str, fields: Mapping[str, Register]) -> Annotation:
        made = fields["made"].act
        values = dict(cast("dict[str, Value]", made.value))
        changed = {field: each.value for field, each in fields.items() if field in _PLAIN_FIELDS or field in values}
        values.update(changed)
        values.update({field: fields[field].value for field in ("tags", "anchor", "opinion") if field in fields})
        replies = [
            Reply(act.id, act.author, act.time, str(act.value))
            for act in (fields["reply"].heads if "reply" in fields else ())
            if not self.deleted(act.id)
        ]
        last = max((each.act for field, each in fields.items() if field != "reply"), key=lambda act: act.order)
        return annotation_from(
            name,
            made,
            values,
            tuple(sorted(replies, key=lambda reply: (reply.time, reply.id))),
            modified=last.time if last is not made else "",
            conflicts=tuple(sorted(f for f, each in fields.items() if f != "reply" and each.in_conflict)),
        )


def change_key(old_text: str, new_text: str) -> str:
    """Return the name under which a change is ticked: it stays while both texts stay, whatever their numbers do."""
    digest = hashlib.sha256(f"{old_text}\0{new_text}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def made_value(annotation: Annotation) -> dict[str, Value]:
    """Return what an annotation's first act records: the fields that say something, and no others."""
    blank = Annotation("", "comment", "", "")
    value: dict[str, Value] = {
        field: getattr(annotation, field)
        for field in sorted(_PLAIN_FIELDS)
        if getattr(annotation, field) != getattr(blank, field)
    }
    if annotation.tags:
        value["tags"] = list(annotation.tags)
    for name, anchor in (("anchor", annotation.anchor), ("other", annotation.other)):
        if anchor is not None:
            value[name] = anchor_value(anchor)
    if annotation.opinion is not None:
        value["opinion"] = _opinion_value(annotation.opinion)
    return value


def anchor_value(anchor: Anchor) -> Value:
    """Return an anchor as a list, its fields in the order of :class:`Anchor`."""
    return [getattr(anchor, field) for field in _ANCHOR_FIELDS]


def annotation_from(
    name: str,
    made: Act,
    values: Mapping[str, Value],
    replies: tuple[Reply, ...],
    modified: str = "",
    conflicts: tuple[str, ...] = (),
) -> Annotation:
    """Return the annotation that the values of its fields amount to."""
    plain = {field: value for field, value in values.items() if field in _PLAIN_FIELDS}
    plain.setdefault("kind", "comment")
    opinion = values.get("opinion")
    return Annotation(
        id=name,
        author=made.author,
        time=made.time,
        anchor=_anchor(values.get("anchor")),
        other=_anchor(values.get("other")),
        tags=tuple(map(str, cast("list[Value]", values.get("tags") or []))),
        opinion=None if opinion is None else _opinion(opinion),
        replies=replies,
        modified=modified,
        conflicts=conflicts,
        **plain,  # type: ignore[arg-type]
    )


def _anchor(value: Value) -> Anchor | None:
    return None if value is None else Anchor(*cast("list[str]", value))  # type: ignore[arg-type]


def _opinion(value: Value) -> Opinion:
    known = {each.name for each in dataclasses.fields(Opinion)}
    return Opinion(**{k: v for k, v in cast("dict[str, str]", value).items() if k in known})  # type: ignore[arg-type]


def _opinion_value(opinion: Opinion) -> Value:
    return {field: value for field, value in dataclasses.asdict(opinion).items() if value}


def _source_value(source: SourceFile) -> dict[str, Value]:
    return {"sha256": source.sha256, "name": source.name}

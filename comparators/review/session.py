"""A review session: two drafts, what was said about them, and what was decided, in one crash-safe file.

Every act is on disk when the method that did it returns. Readers get values; nothing they hold ever changes.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from comparators.errors import InputError, UsageError
from comparators.review.acts import AUTOMATIC, SAME_AS, Act, Log, Register, Value, new_id, now
from comparators.review.annotations import REASON_REQUIRED, SIDES, Annotation, Decision, Opinion, Reply, Side, State
from comparators.review.conflicts import Conflict, in_conflict
from comparators.review.store import SourceFile, Store
from comparators.review.values import EDITABLE, annotation_from, made_value, opinion_of, opinion_value

if TYPE_CHECKING:
    from comparators.document import Document
    from comparators.options import CompareOptions, Noise
    from comparators.review.anchors import Placement


class Session:
    """An open review. ``author`` signs what is done through it.

    With ``lazy`` the acts are read when they are first asked for: adding to a large review needs none of them.
    """

    def __init__(self, store: Store, author: str = "", *, lazy: bool = False) -> None:
        self._store = store
        self.author = author
        self._log: Log | None = None
        self._made: dict[str, Annotation] = {}
        self._listed: tuple[Annotation, ...] | None = None
        self._placed: dict[Side, tuple[Document, dict[str, tuple[object, Placement]]]] = {}
        if not lazy:
            try:
                self._log = Log(store.acts())
            except InputError:
                store.close()
                raise

    @property
    def log(self) -> Log:
        """Every act, and the state that follows from them."""
        if self._log is None:
            self._log = Log(self._store.acts())
        return self._log

    @property
    def _clock(self) -> int:
        return self._store.clock() if self._log is None else self._log.clock

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
        notes = {act.subject: old.sha256 if act.subject == "source:old" else new.sha256 for act in acts[:2]}
        return cls(Store.create(Path(path), (old, new), acts, notes), author)

    @classmethod
    def open(cls, path: str | Path, author: str = "", *, read_only: bool = False, lazy: bool = False) -> Session:
        """Open a review file (see :meth:`comparators.review.store.Store.open` for what may be wrong with it)."""
        return cls(Store.open(Path(path), read_only=read_only), author, lazy=lazy)

    @classmethod
    def sifted(cls, path: str | Path, needles: Sequence[str]) -> Session:
        """Open a review for :meth:`find` alone, without the annotations that lack one of ``needles``.

        See :meth:`comparators.review.store.Store.acts_holding`. Nothing can be written.
        """
        session = cls.open(path, read_only=True, lazy=True)
        try:
            session._log = Log(session._store.acts_holding(needles))
        except InputError:
            session.close()
            raise
        return session

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def save_copy(self, path: str | Path) -> None:
        """Write the whole review to another file, also where its own was taken away. Raises ``OutputError``."""
        self._store.copy_to(Path(path))

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
        return self._store.source(self.source_hash(side))._replace(name=self.source_name(side))

    def source_hash(self, side: Side) -> str:
        """Return the SHA-256 of the draft that stands on ``side``."""
        noted = self._store.note(f"source:{side}") if self._log is None else ""
        return noted or str(self._source(side)["sha256"])

    def source_name(self, side: Side) -> str:
        """Return the file name of the draft that stands on ``side``."""
        return str(self._source(side)["name"])

    def _source(self, side: Side) -> Mapping[str, Value]:
        register = self.log.register(f"source:{side}", "file")
        if register is None:
            raise InputError("review-source-lost", path=str(self.path))
        return cast("Mapping[str, Value]", register.value)

    def replace_source(
        self, side: Side, source: SourceFile, document: Document | None = None, places: Sequence[Act] | None = None
    ) -> None:
        """Put a newer version of the draft on ``side``, in one transaction with all that follows from it.

        Annotations keep their anchors. With ``document``, the draft as read, their places in it are written down
        (see ``reanchoring``; ``places`` where they are known), so that the version after it builds on this one.
        Pairs held by hand are let go, since they name blocks by number.
        """
        acts = [self._act(f"source:{side}", "file", _source_value(source))]
        acts += [
            self._act(subject, "held", None)
            for subject in self.log.subjects()
            if subject.startswith("pin:") and self._value(subject, None, "held") is not None
        ]
        if places is None and document is not None:
            from comparators.review.reanchoring import reanchor

            places = reanchor(self, side, document, source.sha256)
        acts += places or ()
        self._write(acts, (source,))

    def reanchor(self, side: Side, document: Document) -> int:
        """Write down where the annotations of ``side`` stand in its draft as it is now; return how many were new."""
        from comparators.review.reanchoring import reanchor

        return self.merge_acts(reanchor(self, side, document, self.source_hash(side)))

    def options(self) -> CompareOptions:
        """Return the choices of the comparison as they stand, pins included."""
        from comparators.options import CompareOptions

        pins: list[tuple[int, int]] = []
        unpins: list[tuple[int, int]] = []
        for subject in sorted(self.log.subjects()):
            if subject.startswith("pin:"):
                held = self._value(subject, None, "held")
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

    def _value(self, subject: str, default: Value, field: str = "value") -> Value:
        register = self.log.register(subject, field)
        return default if register is None else register.value

    # -- annotations --------------------------------------------------------------------------------------------

    def add(self, annotation: Annotation) -> Annotation:
        """Add an annotation. An empty id, author or time is filled in. Returns it as it was written."""
        return self.add_all((annotation,))[0]

    def add_all(self, annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
        """Add several annotations in one transaction. Returns them as they were written."""
        acts: list[Act] = []
        added: list[Annotation] = []
        clock = self._clock + 1
        for each in annotations:
            _check_opinion(each.opinion)
            if each.id and each.id in self.log:
                raise UsageError("review-known-id", id=each.id)
            made = dataclasses.replace(
                each, id=each.id or new_id(), author=each.author or self.author, time=each.time or now()
            )
            replies = tuple(
                Reply(reply.id or new_id(), reply.author or self.author, reply.time or now(), reply.text)
                for reply in made.replies
            )
            added.append(dataclasses.replace(made, replies=replies))
            acts.append(Act(made.id, clock, made.time, made.author, made.id, "made", made_value(made)))
            acts += [Act(r.id, clock, r.time, r.author, made.id, "reply", r.text) for r in replies]
        self._write(acts)
        return tuple(added)

    def edit(self, annotation_id: str, field: str, value: Value) -> Annotation:
        """Set one field of an annotation: ``body``, ``category``, ``state``, ``tags``, ``assigned_to`` …"""
        self.annotation(annotation_id)
        if field not in EDITABLE:
            raise UsageError("review-no-such-field", field=field, fields=", ".join(sorted(EDITABLE)))
        if field == "opinion":
            _check_opinion(opinion_of(value))
        self._set(annotation_id, field, value)
        return self.annotation(annotation_id)

    def reply(self, annotation_id: str, text: str) -> Reply:
        """Answer in a thread."""
        self.annotation(annotation_id)
        act = Act(new_id(), self._clock + 1, now(), self.author, annotation_id, "reply", text)
        self._write((act,))
        return Reply(act.id, act.author, act.time, text)

    def resolve(self, annotation_id: str, state: State = "resolved") -> Annotation:
        """Set whether a thread is open or resolved."""
        return self.edit(annotation_id, "state", state)

    def decide(self, annotation_id: str, decision: Decision, reason: str = "") -> Annotation:
        """Record what became of an opinion. Raises :class:`UsageError` where a required reason is missing."""
        opinion = self.annotation(annotation_id).opinion or Opinion()
        decided = dataclasses.replace(opinion, decision=decision, decision_reason=reason)
        return self.edit(annotation_id, "opinion", opinion_value(decided))

    def delete(self, subject: str, deleted: bool = True) -> None:
        """Take an annotation or a reply away, or bring it back; its history stays in the file.

        The act names all that its author knew of: what a colleague wrote meanwhile is not swept away with it.
        """
        if subject not in self.log:
            raise UsageError("review-no-such-annotation", id=subject)
        known = (head for field in self.log.field_names(subject) for head in self.log.heads(subject, field))
        base = tuple(sorted({subject, *known}))
        self._write((self._act(subject, "deleted", deleted)._replace(base=base),))

    def deleted(self, subject: str) -> bool:
        """Say whether an annotation or a reply was taken away by somebody who knew all that was said there.

        A comment that came back in a Word file is gone too once it is known to be one of the review's own.
        """
        if self.log.register(subject, SAME_AS) is not None:
            return True
        register = self.log.register(subject, "deleted")
        return register is not None and bool(register.value) and not self._unseen(subject, register)

    def _unseen(self, subject: str, deleted: Register) -> tuple[Act, ...]:
        """Return what was written on a subject unknown to those who took it away."""
        known = {each for head in deleted.heads for each in (*head.base, head.id)}
        if subject not in known:
            return ()
        unseen = (
            head
            for field, register in self.log.fields(subject).items()
            if not field.startswith(AUTOMATIC)
            for head in register.heads
            if head.id not in known
        )
        return tuple(sorted(unseen, key=lambda act: act.order))

    def annotation(self, annotation_id: str) -> Annotation:
        """Return one annotation as it stands, deleted or not. Raises :class:`UsageError` for an unknown id."""
        made = self._made.get(annotation_id)
        if made is None:
            if self.log.made(annotation_id) is None:
                raise UsageError("review-no-such-annotation", id=annotation_id)
            made = self._made[annotation_id] = self._annotation(annotation_id)
        return made

    def annotations(self, keep: Callable[[Annotation], bool] | None = None) -> tuple[Annotation, ...]:
        """Return the annotations that were not taken away, in the order they were made, those that ``keep`` keeps."""
        if self._listed is None:
            self._listed = self.find(lambda made, values: True)
        return self._listed if keep is None else tuple(filter(keep, self._listed))

    def find(self, wanted: Callable[[Act, Mapping[str, Value]], bool]) -> tuple[Annotation, ...]:
        """Return the annotations that ``wanted`` wants, in the order they were made.

        It is asked with the act that made an annotation and the values of its fields as they stand (those never set
        are missing): that costs a tenth of making every annotation of a large review first.
        """
        found, log = [], self.log
        for subject in log.subjects():
            made = log.made(subject)
            if made is None:
                continue
            if log.is_plain(subject):
                if wanted(made, cast("dict[str, Value]", made.value)):
                    found.append(made)
            elif wanted(made, self._values(made)) and not self.deleted(subject):
                found.append(made)
        found.sort(key=lambda act: (act.time, act.id))
        return tuple(self.annotation(act.id) for act in found)

    def _values(self, made: Act) -> Mapping[str, Value]:
        values = cast("dict[str, Value]", made.value)
        names = self.log.field_names(made.id)
        if len(names) > 1:
            registers = ((name, self.log.register(made.id, name)) for name in names if name in EDITABLE)
            values = {**values, **{name: register.value for name, register in registers if register is not None}}
        return values

    def history(self, annotation_id: str) -> tuple[Act, ...]:
        """Return every act on an annotation, the superseded ones too."""
        return self.log.history(annotation_id)

    def settle(self, conflict: Conflict, act_id: str) -> None:
        """Let one version of a conflict stand: a person has seen them all and chosen."""
        chosen = next(act for act in conflict.versions if act.id == act_id)
        if conflict.field == "deleted":
            self._set(conflict.subject, "deleted", chosen.field == "deleted" and bool(chosen.value))
        else:
            self._set(conflict.subject, conflict.field, chosen.value)

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return the fields that people set differently without knowing of each other."""
        found = []
        for subject in sorted(self.log.subjects()):
            for field, register in sorted(self.log.fields(subject).items()):
                if in_conflict(subject, field, register):
                    found.append(Conflict(subject, field, register.heads))
                elif field == "deleted" and register.value and (unseen := self._unseen(subject, register)):
                    found.append(Conflict(subject, field, (register.act, *unseen)))
        return tuple(found)

    def placements(self, documents: Mapping[Side, Document]) -> dict[str, Placement]:
        """Return where every anchored annotation stands in the drafts as they are now, the unplaced ones too."""
        from comparators.review.reanchoring import placements

        return placements(self, documents, self._placed)

    # -- ticks --------------------------------------------------------------------------------------------------

    def tick(self, key: str, ticked: bool = True) -> None:
        """Mark the change ``key`` (see :func:`change_key`) as reviewed by the author, or not."""
        self._set(f"tick:{key}", self.author, ticked)

    def tick_all(self, keys: Iterable[str], ticked: bool = True) -> None:
        """Mark several changes in one transaction: all of them are on disk on return, or none."""
        acts = tuple(self._act(f"tick:{key}", self.author, ticked) for key in keys)
        if acts:
            self._write(acts)

    def ticked_by(self, key: str) -> tuple[str, ...]:
        """Return the names of those who reviewed a change."""
        return tuple(sorted(name for name, who in self.log.fields(f"tick:{key}").items() if who.value))

    def ticks(self) -> dict[str, tuple[str, ...]]:
        """Return the reviewed changes: key to the names of those who reviewed them."""
        keys = (subject[5:] for subject in self.log.subjects() if subject.startswith("tick:"))
        return {key: names for key in keys if (names := self.ticked_by(key))}

    # -- writing ------------------------------------------------------------------------------------------------

    def merge_acts(self, acts: Iterable[Act], sources: Iterable[SourceFile] = ()) -> int:
        """Take in acts of another copy; return how many made a difference. Doing it twice changes nothing."""
        after = Log(self.log)
        fresh = {act.id: act for act in acts if after.add(act)}
        if fresh:
            self._write(sorted(fresh.values(), key=lambda act: act.order), sources)
        return len(fresh)

    def _act(self, subject: str, field: str, value: Value) -> Act:
        base = self.log.heads(subject, field)
        return Act(new_id(), self._clock + 1, now(), self.author, subject, field, value, base)

    def _set(self, subject: str, field: str, value: Value) -> None:
        standing = self.log.register(subject, field)
        if standing is not None and len(standing.heads) == 1 and standing.value == value:
            self._store.check_writable()
            return
        self._write((self._act(subject, field, value),))

    def _write(self, acts: Iterable[Act], sources: Iterable[SourceFile] = ()) -> None:
        acts, sources = tuple(acts), tuple(sources)
        keep: set[str] | None = None
        notes: dict[str, str] = {}
        if any(act.subject.startswith("source:") for act in acts):
            keep, notes = self._sources_after(acts)
        fresh = [each for each in sources if keep is None or each.sha256 in keep]
        self._store.append(acts, fresh, keep, notes)
        self._listed = None
        for act in acts:
            if self._log is not None:
                self._log.add(act)
            if self._made.pop(act.subject, None) is None and act.field == "deleted":
                self._made.clear()  # a reply came or went: it is part of an annotation held under another id

    def _sources_after(self, acts: Iterable[Act]) -> tuple[set[str], dict[str, str]]:
        """Return the hashes of all drafts on either side once ``acts`` are done, and of those that stand."""
        after = Log([*self.log, *acts])
        kept: set[str] = set()
        standing = {}
        for side in SIDES:
            register = after.register(f"source:{side}", "file")
            if register is not None:
                hashes = [str(cast("Mapping[str, Value]", head.value)["sha256"]) for head in register.heads]
                kept.update(hashes)
                standing[f"source:{side}"] = hashes[-1]
        return kept, standing

    def _annotation(self, name: str) -> Annotation:
        made = cast("Act", self.log.made(name))
        values = self._values(made)
        if self.log.is_plain(name):
            return annotation_from(name, made, values, ())
        fields = {field: each for field, each in self.log.fields(name).items() if not field.startswith(AUTOMATIC)}
        replies = [
            Reply(act.id, act.author, act.time, str(act.value))
            for act in (fields["reply"].heads if "reply" in fields else ())
            if not self.deleted(act.id)
        ]
        last = max((each.act for field, each in fields.items() if field != "reply"), key=lambda act: act.order)
        conflicts = {field for field, each in fields.items() if in_conflict(name, field, each)}
        if "deleted" in fields and fields["deleted"].value and self._unseen(name, fields["deleted"]):
            conflicts.add("deleted")
        return annotation_from(
            name,
            made,
            values,
            tuple(sorted(replies, key=lambda reply: (reply.time, reply.id))),
            modified=last.time if last is not made else "",
            conflicts=tuple(sorted(conflicts)),
        )


def change_key(old_text: str, new_text: str) -> str:
    """Return the name under which a change is ticked: it stays while both texts stay, whatever their numbers do."""
    digest = hashlib.sha256(f"{old_text}\0{new_text}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def _check_opinion(opinion: Opinion | None) -> None:
    if opinion is not None and opinion.decision in REASON_REQUIRED and not opinion.decision_reason.strip():
        raise UsageError("review-reason-required")


def _source_value(source: SourceFile) -> dict[str, Value]:
    return {"sha256": source.sha256, "name": source.name}


__all__ = ["Conflict", "Session", "SourceFile", "change_key"]

"""Several copies of a review and several returned Word files become one.

A copy's acts are joined to ours as a set, so that neither the order nor repeating it matters. A Word file's comments
and tracked changes become acts whose ids follow from what they say (author, time, text, place), so that the same
comment in three files is one; what was exported from the review itself is recognised and not doubled, whether the
file or the copy it came from is merged first.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from comparators.document import Comment, Document
from comparators.errors import InputError
from comparators.folding import fold
from comparators.messages import Language, known, say
from comparators.review.acts import SAME_AS, Act, Value
from comparators.review.anchors import make_anchor
from comparators.review.annotations import SIDES, Anchor, Annotation, Side
from comparators.review.placing import Placer
from comparators.review.returned_word import Proposal, Returned, Stretch, read_returned
from comparators.review.session import Conflict, Session
from comparators.review.store import HEADER, SourceFile
from comparators.review.values import made_value

WORD = "word"
"""The origin of annotations that came in a Word file."""

LANGUAGES: tuple[Language, ...] = ("zh", "en")

_SURE = 0.6
"""From here on a comment of a Word file is anchored in our draft; below, it keeps the file's own words and waits."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What one file brought: how many acts made a difference, and of a Word file what became of its pieces.

    ``comments`` and ``suggestions`` were new, ``recognised`` were in the review already, ``done`` are tracked changes
    that our draft has already.
    """

    path: str
    acts: int
    comments: int = 0
    suggestions: int = 0
    recognised: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What merging brought, and the conflicts that a person has to decide."""

    files: tuple[Merged, ...]
    conflicts: tuple[Conflict, ...]


def merge(
    session: Session, paths: Iterable[str | Path], documents: Mapping[Side, Document] | None = None
) -> MergeReport:
    """Merge copies and Word files into ``session``. Raises :class:`InputError` for a file that cannot be read.

    ``documents`` are the drafts as read, needed for Word files and read from the review where they are not given.
    Each file is one transaction: what was merged before a file that fails stays merged.
    """
    merged = []
    for path in map(Path, paths):
        if _is_review(path):
            merged.append(merge_copy(session, path))
        else:
            documents = documents or _drafts(session)
            merged.append(merge_word(session, path, documents))
    return MergeReport(tuple(merged), session.conflicts())


def _is_review(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(HEADER)) == HEADER or path.suffix.lower() == ".duigao"
    except OSError:
        return path.suffix.lower() == ".duigao"


def _drafts(session: Session) -> dict[Side, Document]:
    from comparators.review.drafts import text_of

    return {side: text_of(session.store, session.source_hash(side)) for side in SIDES}


# -- copies -----------------------------------------------------------------------------------------------------


def merge_copy(session: Session, path: Path) -> Merged:
    """Merge another copy of the review, or a review of its own over other drafts."""
    with Session.open(path, read_only=True) as other:
        acts = tuple(other.log)
        related = any(act.id in session.log for act in acts if act.subject.startswith("source:"))
        sources = []
        for sha256 in other.store.source_names():
            try:
                sources.append(other.store.source(sha256))
            except InputError:
                continue  # a draft that the copy lost is no loss to ours
    return Merged(str(path), merge_logs(session, acts, sources, related=related))


def merge_logs(
    session: Session, acts: Sequence[Act], sources: Iterable[SourceFile] = (), *, related: bool = True
) -> int:
    """Join acts to a session's, with what follows from both; return how many made a difference.

    A review that was made on its own (not ``related``) brings its annotations onto our drafts, not its drafts.
    """
    if not related:
        acts = [act for act in acts if not act.subject.startswith(("source:", "pin:", "option:"))]
        sources = ()
    return session.merge_acts(acts, sources) + session.merge_acts(_same(session))


def _same(session: Session) -> list[Act]:
    """Return the acts that say which comments from Word are annotations of the review, their answers passed on.

    They follow from the two annotations alone, so that every copy comes to the same ones.
    """
    log = session.log
    made_acts = [made for made in map(log.made, log.subjects()) if made is not None]
    returned = [made for made in made_acts if cast("dict[str, Value]", made.value).get("origin") == WORD]
    if not returned:
        return []
    own = _Known(session, word=False)
    acts = []
    for made in returned:
        subject = made.id
        annotation = session.annotation(subject)
        quote = annotation.anchor.quote if annotation.anchor else ""
        native = own.find(annotation.author, annotation.time, annotation.body, quote)
        if native is None or native.id == subject:
            continue
        name = _name("same", subject, native.id)
        acts.append(Act(name, made.clock + 1, made.time, "", subject, SAME_AS, native.id))
        register = log.register(subject, "reply")
        for reply in register.heads if register is not None else ():
            twin = _name("passed-on", reply.id, native.id)
            if not any(_same_words(reply, each.author, each.time, each.text) for each in native.replies):
                acts.append(Act(twin, reply.clock, reply.time, reply.author, native.id, "reply", reply.value))
    return acts


# -- Word files -------------------------------------------------------------------------------------------------


def merge_word(session: Session, path: Path, documents: Mapping[Side, Document]) -> Merged:
    """Merge a returned Word file: its comments with their answers, and its tracked changes as suggestions."""
    from comparators.loading import read_bytes
    from comparators.options import LoadLimits

    data = read_bytes(str(path), LoadLimits())
    if not data.startswith(b"PK"):
        raise InputError("review-merge-format", path=str(path))
    side, returned = read_returned(data, str(path), {str(each): draft for each, draft in documents.items()})
    taker = _Taker(session, cast("Side", side), documents[cast("Side", side)], returned)
    acts = [*taker.comments(), *taker.suggestions()]
    count = session.merge_acts(acts)
    return Merged(str(path), count, taker.fresh, taker.suggested, taker.recognised, taker.done)


class _Taker:
    """Turns what a returned file says into acts."""

    def __init__(self, session: Session, side: Side, document: Document, returned: Returned) -> None:
        self._session = session
        self._side = side
        self._document = document
        self._returned = returned
        self._placer = Placer(document)
        self._source = session.source_hash(side)[:16]
        self._known = _Known(session)
        self.fresh = self.suggested = self.recognised = self.done = 0

    def comments(self) -> Iterator[Act]:
        """Yield the acts of all threads."""
        subjects: dict[str, str] = {}
        for comment, place in self._returned.comments:
            if comment.reply_to:
                yield from self._reply(comment, subjects.get(comment.reply_to))
                continue
            theirs = self._their_anchor(place)
            quote = theirs.quote if theirs else ""
            if (comment.author, comment.date) in self._returned.ours:  # the program's own words about a change
                self.done += 1
                continue
            native = self._known.find(comment.author, comment.date, comment.text, quote)
            name = _name("comment", comment.author, _minute(comment.date), _words(comment.text), fold(quote))
            if native is not None:
                subjects[comment.id] = native.id
                self.recognised += 1
            else:
                subjects[comment.id] = name
                self.recognised += name in self._session.log
                self.fresh += name not in self._session.log
                yield self._made(name, comment, theirs)
            if comment.resolved:
                yield from self._resolved(subjects[comment.id], comment)

    def _made(self, name: str, comment: Comment, theirs: Anchor | None) -> Act:
        annotation = Annotation(
            name,
            "comment",
            comment.author,
            comment.date,
            scope="text" if theirs else "document",
            anchor=self._our_anchor(theirs),
            body=comment.text,
            initials=comment.initials,
            origin=WORD,
        )
        return Act(name, 1, comment.date, comment.author, name, "made", made_value(annotation))

    def _reply(self, comment: Comment, subject: str | None) -> Iterator[Act]:
        if subject is None:  # an answer to a comment that is gone is a comment of its own
            name = _name("comment", comment.author, _minute(comment.date), _words(comment.text), "")
            self.fresh += name not in self._session.log
            yield self._made(name, comment, None)
            return
        known = self._session.log.register(subject, "reply")
        if any(
            _same_words(each, comment.author, comment.date, comment.text) for each in (known.heads if known else ())
        ):
            self.recognised += 1
            return
        name = _name("reply", subject, comment.author, _minute(comment.date), _words(comment.text))
        self.fresh += name not in self._session.log
        yield Act(name, 2, comment.date, comment.author, subject, "reply", comment.text)

    def _resolved(self, subject: str, comment: Comment) -> Iterator[Act]:
        standing = self._session.log.register(subject, "state")
        if standing is None or standing.value != "resolved":
            yield Act(_name("resolved", subject), 2, comment.date, "", subject, "state", "resolved")

    def suggestions(self) -> Iterator[Act]:
        """Yield the acts of the tracked changes that our draft does not have already."""
        for proposal in self._returned.proposals:
            theirs = self._their_anchor(proposal.place)
            if theirs is None or self._is_done(theirs, proposal):
                self.done += 1
                continue
            near = (fold(theirs.prefix)[-8:], fold(theirs.suffix)[:8])
            said = (_minute(proposal.date), proposal.quote, proposal.replacement)
            name = _name("revision", proposal.author, *said, *near)
            if self._known.suggestion(proposal) is not None or name in self._session.log:
                self.recognised += 1
            else:
                self.suggested += 1
            if self._known.suggestion(proposal) is None:
                annotation = Annotation(
                    name,
                    "suggestion",
                    proposal.author,
                    proposal.date,
                    anchor=self._our_anchor(theirs),
                    replacement=proposal.replacement,
                    origin=WORD,
                )
                yield Act(name, 1, proposal.date, proposal.author, name, "made", made_value(annotation))

    def _is_done(self, theirs: Anchor, proposal: Proposal) -> bool:
        left, right = theirs.prefix[-10:], theirs.suffix[:10]
        if self._placer.holds(left + proposal.quote + right):
            return False
        return self._placer.holds(left + proposal.replacement + right)

    def _their_anchor(self, place: Stretch | None) -> Anchor | None:
        """Return an anchor in the words of the file, as the draft was when it was sent out."""
        if place is None:
            return None
        base = self._returned.base
        return make_anchor(base, self._side, place.block, place.start, place.last_block, place.end)

    def _our_anchor(self, theirs: Anchor | None) -> Anchor | None:
        """Return the anchor of the same place in our draft, or the file's own words where that is not found."""
        if theirs is None:
            return None
        found = self._placer.place(theirs)
        if not found.placed or found.confidence < _SURE:
            return theirs
        place = (found.block, found.start, found.last_block, found.end)
        return make_anchor(self._document, self._side, *place, self._source)


# -- recognising what is in the review already ------------------------------------------------------------------


class _Known:
    """The review's annotations, those taken away too, by author and minute; without ``word`` only its own."""

    def __init__(self, session: Session, *, word: bool = True) -> None:
        self._session = session
        codes = filter(known, ("word-highlight", "word-suggestion-delete"))
        self._marks = {_lines(say(code, each, text="")) for code in codes for each in LANGUAGES}
        self._by_time: dict[tuple[str, str], list[Annotation]] = {}
        self._answers: dict[tuple[str, str, str], list[Annotation]] = {}
        for subject in session.log.subjects():
            made = session.log.made(subject)
            if made is not None and (word or cast("dict[str, Value]", made.value).get("origin") != WORD):
                annotation = session.annotation(subject)
                for minute in _minutes(made.time):
                    self._by_time.setdefault((made.author, minute), []).append(annotation)
                for reply in annotation.replies:
                    for minute in _minutes(reply.time):
                        key = (reply.author, minute, _words(reply.text))
                        self._answers.setdefault(key, []).append(annotation)

    def find(self, author: str, date: str, text: str, quote: str) -> Annotation | None:
        """Return the annotation that a comment is, or answers: by author and minute, words, and quote.

        Some programs tear threads apart: an answer may come back as a comment beside the one that it answers.
        """
        fitting = [each for each in self._by_time.get((author, _minute(date)), ()) if self._says(each, text)]
        fitting.sort(key=lambda each: (fold(each.anchor.quote if each.anchor else "") != fold(quote), each.id))
        if len(fitting) > 1 or (fitting and fitting[0].anchor and quote):
            return next((each for each in fitting if _near(each, quote)), None)
        if fitting:
            return fitting[0]
        answered = self._answers.get((author, _minute(date), _words(text)), ())
        return next((each for each in answered if _near(each, quote)), None)

    def _says(self, annotation: Annotation, text: str) -> bool:
        """Say whether a comment's text is an annotation's: one of the texts that it has or had stands in it by itself.

        The export puts what else an annotation says on lines of their own, and words in front of some of them
        (建议改为：…); of one without any text it says only that something is marked.
        """
        opinion = annotation.opinion
        texts = {annotation.body, annotation.replacement or "", opinion.proposal if opinion else ""}
        if annotation.modified:
            history = self._session.history(annotation.id)
            texts |= {str(act.value) for act in history if act.field in ("body", "replacement")}
            texts |= {str(act.value.get("body", "")) for act in history if isinstance(act.value, dict)}
        said = _lines(text)
        parts = {_lines(each) for each in texts} - {""}
        if not parts:
            return said == "" or said in self._marks
        return any(re.search(rf"(?:^|[\n：:）)”】])\(?{re.escape(each)}(?:$|\n)", said) is not None for each in parts)

    def suggestion(self, proposal: Proposal) -> Annotation | None:
        """Return the suggestion that a tracked change is, where the review was exported with its suggestions."""
        for each in self._by_time.get((proposal.author, _minute(proposal.date)), ()):
            anchor = each.anchor
            if each.replacement == proposal.replacement and anchor and fold(anchor.quote) == fold(proposal.quote):
                return each
        return None


def _near(annotation: Annotation, quote: str) -> bool:
    """Say whether two quotes are one, cut a little differently by the program in between."""
    one, other = fold(annotation.anchor.quote if annotation.anchor else ""), fold(quote)
    if one == other or not one or not other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return shorter in longer and len(shorter) >= 0.6 * len(longer)


def _same_words(act: Act, author: str, time: str, text: str) -> bool:
    return act.author == author and _minute(time) in _minutes(act.time) and _words(str(act.value)) == _words(text)


def _words(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _lines(text: str) -> str:
    """Return a text without spaces and empty lines."""
    return "\n".join(filter(None, map(_words, text.split("\n"))))


def _minute(date: str) -> str:
    """Return a date to the minute by the clock it was written by: Word knows no seconds, and often no zone."""
    return date[:16].replace(" ", "T")


def _minutes(time: str) -> set[str]:
    """Return the minutes under which a time may come back: by its own clock, and by that of Greenwich."""
    found = {_minute(time)}
    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        return found
    if moment.tzinfo is not None:
        found.add(moment.astimezone(UTC).isoformat()[:16])
    return found


def _name(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()[:32]

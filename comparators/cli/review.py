"""``duigao review``: annotations without the window. Each command opens the file, does one thing and says what.

What a command does not need it does not import: adding to a review of ten thousand annotations, or listing some of
them, reads neither drafts nor formats.
"""

from __future__ import annotations

import dataclasses
import gc
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comparators.cli.complaints import HelpAsked
from comparators.cli.review_arguments import COMMANDS, read_review
from comparators.cli.review_json import act_value, annotation_value, annotation_values, conflict_value, encode
from comparators.errors import UsageError
from comparators.review.annotations import DECISION_TERMS, Annotation, AnnotationKind, Opinion
from comparators.review.session import Session

if TYPE_CHECKING:
    from comparators.messages import Language
    from comparators.review.salvage import Salvaged

Say = Callable[..., str]


def words(language: Language) -> Say:
    """Return what says the entries of the review commands in ``language``."""
    from comparators.cli.review_words import words as read_words

    return read_words(language)


def main(arguments: Sequence[str], language: Language) -> int:
    """Run one review command and return its exit status; raises what the command line tells."""
    gc.disable()  # a short life with many values: looking for garbage would take longer than it frees
    command, rest = (arguments[0], arguments[1:]) if arguments else ("--help", [])
    if command in ("-h", "--help", "help"):
        _print(words(language)("review-overview").lstrip(), language)
        return 0
    if command.startswith("--lang"):
        skipped = 1 if "=" in command else 2
        return main([*arguments[skipped:], f"--lang={language}"], language)
    if command not in COMMANDS:
        raise UsageError("review-unknown-command", command=command, commands=", ".join(COMMANDS))
    try:
        _HANDLERS[command](read_review(command, rest, language))
    except HelpAsked as asked:
        _print(str(asked), language)
    return 0


# -- output -----------------------------------------------------------------------------------------------------


def _print(text: str, language: Language) -> None:
    """Put text on standard output, in whatever characters it can show."""
    _put_out(text.encode(getattr(sys.stdout, "encoding", None) or "utf-8", "backslashreplace"), language)


def _put_out(data: bytes, language: Language) -> None:
    """Put bytes on standard output: at once where that works, else by way of what tells failures."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except (AttributeError, OSError):
        from comparators.cli.outputs import write_standard_output

        write_standard_output(data, language)


def _tell(given: Namespace, code: str, **params: str | int) -> None:
    """Say what was done, unless JSON was asked for on standard output or nothing was to be said."""
    if not given.quiet and given.json != "-":
        _print(words(given.lang)(code, **params) + "\n", given.lang)


def _deliver(given: Namespace, **fields: Any) -> None:
    """Write JSON where it was asked for."""
    if given.json is not None:
        _write(given.json, encode(**fields), given)


def _write(place: str, data: bytes, given: Namespace) -> None:
    if place == "-":
        _put_out(data, given.lang)
        return
    from comparators.errors import OutputError
    from comparators.files import same_file, write_whole

    if same_file(Path(place), Path(given.file)):
        raise OutputError("output-over-input", path=place, source=given.file)
    write_whole(Path(place), lambda out: _put(out, data))


def _put(out: Any, data: bytes) -> None:
    out.write(data)


# -- finding things ---------------------------------------------------------------------------------------------


def _full_id(session: Session, beginning: str) -> str:
    """Return the id that begins so. Raises :class:`UsageError` where none or several do."""
    if session.log.made(beginning) is not None:
        return beginning
    wanted = beginning.strip().lower()
    found = [each for each in session.log.subjects() if wanted and each.startswith(wanted) and session.log.made(each)]
    if not found:
        raise UsageError("review-no-such-annotation", id=beginning)
    if len(found) > 1:
        raise UsageError("review-ambiguous-id", id=beginning, count=len(found))
    return found[0]


# -- commands ---------------------------------------------------------------------------------------------------


def _create(given: Namespace) -> None:
    from comparators.files import check_place
    from comparators.options import CompareOptions
    from comparators.review.drafts import keep_text, load_draft, read_source

    check_place(Path(given.out))
    old, new = read_source(given.old), read_source(given.new)
    documents = load_draft(old), load_draft(new)
    with Session.create(given.out, old, new, given.author, CompareOptions()) as session:
        for source, document in zip((old, new), documents, strict=True):
            keep_text(session.store, source.sha256, document)
    given.file = given.out
    _deliver(given, path=given.out, old=old.name, new=new.name)
    _tell(given, "review-done-create", path=given.out)


def _add(given: Namespace) -> None:
    with Session.open(given.file, given.author, lazy=True) as session:
        session.store.check_writable()
        added = session.add(_annotation(given, session))
    _deliver(given, annotation=annotation_value(added))
    _tell(given, "review-done-add", id=added.id)


def _annotation(given: Namespace, session: Session) -> Annotation:
    said = (given.text, given.replacement, given.category, given.proposal, given.proposer, given.decision, given.color)
    if not any(each is not None and each != "" for each in said):
        raise UsageError("review-nothing-said")
    opinion = None
    kind: AnnotationKind = given.kind or ("suggestion" if given.replacement is not None else "comment")
    if given.kind == "opinion" or given.proposer or given.proposal or given.decision:
        kind = given.kind or "opinion"
        opinion = Opinion(
            given.proposer, given.private, given.proposal, given.reason, given.decision or "", given.decision_reason
        )
    anchor = None
    if given.quote is not None or given.block is not None:
        from comparators.cli.review_places import anchor_from

        anchor = anchor_from(given, session)
    return Annotation(
        "",
        kind,
        given.author,
        "",
        scope="fact" if given.fact else "text" if anchor is not None else "document",
        anchor=anchor,
        fact=given.fact or "",
        body=given.text or "",
        replacement=given.replacement,
        category=given.category or "",
        color=given.color or "",
        tags=tuple(given.tag),
        assigned_to=given.assign or "",
        initials=given.initials or "",
        opinion=opinion,
    )


def _reply(given: Namespace) -> None:
    with Session.open(given.file, given.author) as session:
        name = _full_id(session, given.id)
        reply = session.reply(name, given.text)
        _deliver(given, annotation=annotation_value(session.annotation(name)), reply=dataclasses.asdict(reply))
    _tell(given, "review-done-reply", id=name)


def _resolve(given: Namespace) -> None:
    with Session.open(given.file, given.author) as session:
        changed = session.resolve(_full_id(session, given.id), "open" if given.reopen else "resolved")
    _deliver(given, annotation=annotation_value(changed))
    state = words(given.lang)(f"review-state-{changed.state}") if not given.quiet else ""
    _tell(given, "review-done-resolve", id=changed.id, state=state)


def _decide(given: Namespace) -> None:
    with Session.open(given.file, given.author) as session:
        changed = session.decide(_full_id(session, given.id), given.decision, given.reason)
    _deliver(given, annotation=annotation_value(changed))
    _tell(given, "review-done-decide", id=changed.id, decision=DECISION_TERMS[given.decision])


def _edit(given: Namespace) -> None:
    from comparators.cli.review_places import field_value

    with Session.open(given.file, given.author) as session:
        name = _full_id(session, given.id)
        changed = session.edit(name, *field_value(session.annotation(name), given.field, given.value))
    _deliver(given, annotation=annotation_value(changed))
    _tell(given, "review-done-edit", id=changed.id)


def _delete(given: Namespace) -> None:
    with Session.open(given.file, given.author) as session:
        name = _full_id(session, given.id)
        session.delete(name, deleted=not given.restore)
    _deliver(given, id=name, deleted=not given.restore)
    _tell(given, "review-done-restore" if given.restore else "review-done-delete", id=name)


def _list(given: Namespace) -> None:
    from comparators.cli.review_listing import find, list_text, needles

    with Session.sifted(given.file, needles(given)) as session:
        found = find(session, given)
        placements = None
        if given.places or given.unplaced:
            from comparators.cli.review_places import places

            placements = places(session)
            if given.unplaced:
                found = tuple(each for each in found if each.id in placements and not placements[each.id].placed)
        if given.json is not None:
            _deliver(given, count=len(found), annotations=annotation_values(found, placements))
        elif not given.quiet:
            _print(list_text(found, placements, words(given.lang)), given.lang)


def _history(given: Namespace) -> None:
    from comparators.cli.review_listing import history_text

    with Session.open(given.file, read_only=True) as session:
        acts = session.history(_full_id(session, given.id))
    _deliver(given, acts=[act_value(act) for act in acts])
    if given.json is None and not given.quiet:
        _print(history_text(acts), given.lang)


def _conflicts(given: Namespace) -> None:
    from comparators.cli.review_listing import conflicts_text

    with Session.open(given.file, read_only=True) as session:
        conflicts = session.conflicts()
    _deliver(given, count=len(conflicts), conflicts=[conflict_value(each) for each in conflicts])
    if given.json is None and not given.quiet:
        _print(conflicts_text(conflicts, words(given.lang)), given.lang)


def _tick(given: Namespace) -> None:
    from comparators.cli.review_checks import compared
    from comparators.review.ledger import changes_of

    with Session.open(given.file, given.author) as session:
        session.store.check_writable()
        changes = changes_of(compared(session))
        keys = {name: change.key for change in changes for name in (change.key, change.id)}
        for row in given.rows:
            if row not in keys:
                raise UsageError("review-no-row", row=row)
        chosen = {change.key for change in changes} if given.all else {keys[row] for row in given.rows}
        session.tick_all(sorted(chosen), not given.undo)
        left = len({change.key for change in changes} - session.ticks().keys())
    _deliver(given, ticked=sorted(chosen), left=left)
    _tell(given, "review-done-tick", count=len(chosen), left=left)


def _merge(given: Namespace) -> None:
    from comparators.errors import OutputError
    from comparators.files import same_file
    from comparators.review.merging import merge

    target = Path(given.out or given.file)
    for other in given.others:
        if same_file(Path(other), target) or (not given.out and same_file(Path(other), Path(given.file))):
            raise UsageError("review-merge-itself", path=other)
    if given.out:
        if target.exists():
            raise OutputError("review-exists", path=str(target))
        with Session.open(given.file, read_only=True) as first:
            first.save_copy(target)
    try:
        with Session.open(target, given.author) as session:
            session.store.check_writable()
            report = merge(session, given.others)
    except BaseException:
        if given.out:
            target.unlink(missing_ok=True)
        raise
    _deliver(
        given,
        path=str(target),
        files=[dataclasses.asdict(each) for each in report.files],
        conflicts=[conflict_value(each) for each in report.conflicts],
    )
    for each in report.files:
        code = "copy" if each.path.lower().endswith(".duigao") else "word"
        _tell(given, f"review-done-merge-{code}", **dataclasses.asdict(each))
    if report.conflicts:
        _tell(given, "review-done-conflicts", count=len(report.conflicts))


def _replace(given: Namespace) -> None:
    from comparators.review.anchors import HIGH_CONFIDENCE
    from comparators.review.drafts import keep_text, load_draft, read_source

    source = read_source(given.draft)
    document = load_draft(source)
    with Session.open(given.file, given.author) as session:
        session.store.check_writable()
        session.replace_source(given.side, source, document)
        keep_text(session.store, source.sha256, document)
        found = session.placements({given.side: document})
        unplaced = [name for name, place in found.items() if not place.placed]
        doubtful = [name for name, place in found.items() if place.placed and place.confidence < HIGH_CONFIDENCE]
    counts = {"placed": len(found) - len(unplaced), "doubtful": len(doubtful), "unplaced": len(unplaced)}
    _deliver(given, name=source.name, **counts, unplaced_ids=unplaced, doubtful_ids=doubtful)
    _tell(given, "review-done-replace", name=source.name, **counts)


def _check(given: Namespace) -> None:
    from comparators.cli.review_checks import check, check_text, check_value

    with Session.open(given.file, read_only=True) as session:
        checked = check(session)
    _deliver(given, **check_value(checked, given.lang))
    if given.json is None and not given.quiet:
        _print(check_text(checked, given.lang), given.lang)


def _export(given: Namespace) -> None:
    from comparators.cli.review_export import export_outputs

    if not (given.table or given.word or given.json):
        raise UsageError("review-export-nothing")
    with Session.open(given.file, read_only=True) as session:
        for place, data in export_outputs(session, given):
            _write(place, data, given)


def _salvage(given: Namespace) -> None:
    from comparators.review.salvage import salvage

    saved = salvage(given.file, given.out)
    _deliver(given, **dataclasses.asdict(saved), whole=saved.whole)
    if given.json != "-" and not given.quiet:
        _print(_salvaged_text(saved, words(given.lang)), given.lang)


def _salvaged_text(saved: Salvaged, say: Say) -> str:
    sources = "、".join(saved.sources) or say("review-none")
    params = {"acts": saved.acts, "annotations": saved.annotations, "replies": saved.replies}
    lines = [say("review-done-salvage", out=saved.out, sources=sources, **params)]
    if saved.whole:
        lines.append(say("review-nothing-lost"))
    else:
        lost = "、".join(saved.lost_sources) or say("review-none")
        lines.append(say("review-lost", acts=saved.lost_acts, sources=lost))
    return "\n".join(lines) + "\n"


_HANDLERS: dict[str, Callable[[Namespace], None]] = {
    name: getattr(sys.modules[__name__], f"_{name}") for name in COMMANDS
}

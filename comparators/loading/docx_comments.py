"""The comments that a Word document already carries: who, when, what, in answer to what, settled or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from comparators.document import Comment
from comparators.errors import InputError
from comparators.loading.docx_anchors import Anchors
from comparators.loading.docx_names import ID, W14, W15, P, W, is_on
from comparators.loading.docx_package import Package
from comparators.loading.docx_text import TextReader

_ELEMENT = etree._Element


class _Thread(NamedTuple):
    """What commentsExtended.xml says of a comment, by the id of its last paragraph."""

    parent: str
    done: bool


def read_comments(package: Package, anchors: Anchors) -> tuple[tuple[Comment, ...], list[str]]:
    """Return the comments in the order of their part, and the names of parts that could not be read.

    A comment belongs to a thread by the ``paraId`` of its last paragraph ([MS-DOCX] 2.5.1.2); a reply takes its
    thread's place where it has none of its own, and is resolved as its thread is.
    """
    unread: list[str] = []
    root = _parse(package, "comments", unread)
    if root is None:
        return (), unread
    threads = _threads(_parse(package, "commentsExtended", unread))
    elements = list(root.iterchildren(W + "comment"))
    by_paragraph = {key: element.get(ID) or "" for element in elements for key in _paragraph_ids(element)}
    comments: dict[str, Comment] = {}
    for element in elements:
        comment = _comment(element, anchors)
        thread = next((threads[key] for key in _paragraph_ids(element) if key in threads), _Thread("", False))
        parent = comments.get(by_paragraph.get(thread.parent, ""))
        comments[comment.id] = Comment(
            id=comment.id,
            author=comment.author,
            initials=comment.initials,
            date=comment.date,
            text=comment.text,
            anchor=comment.anchor or (parent.anchor if parent else None),
            reply_to=parent.id if parent else "",
            resolved=parent.resolved if parent else thread.done,
        )
    return tuple(comments.values()), unread


def _parse(package: Package, kind: str, unread: list[str]) -> _ELEMENT | None:
    """Return the root of an optional part, ``None`` where it is missing or damaged."""
    for part in package.related(kind):
        try:
            return package.parse(part)
        except InputError:
            unread.append(part)
    return None


def _threads(root: _ELEMENT | None) -> dict[str, _Thread]:
    if root is None:
        return {}
    return {
        (element.get(W15 + "paraId") or "").upper(): _Thread(
            (element.get(W15 + "paraIdParent") or "").upper(), is_on(element.get(W15 + "done", "0"))
        )
        for element in root.iterchildren(W15 + "commentEx")
    }


def _paragraph_ids(comment: _ELEMENT) -> Iterator[str]:
    """Yield the ids of a comment's paragraphs, the last (which is the comment's own) first."""
    for paragraph in reversed(list(comment.iter(P))):
        key = paragraph.get(W14 + "paraId")
        if key:
            yield key.upper()


def _comment(element: _ELEMENT, anchors: Anchors) -> Comment:
    reader = TextReader()
    lines = [reader.read(paragraph).text.strip() for paragraph in element.iter(P)]
    number = element.get(ID) or ""
    return Comment(
        id=number,
        author=element.get(W + "author") or "",
        initials=element.get(W + "initials") or "",
        date=element.get(W + "date") or "",
        text="\n".join(line for line in lines if line),
        anchor=anchors.find(number),
    )

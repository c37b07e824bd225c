"""Web archives (.mht, and many a .doc that a website offers): the page inside, for the HTML loader."""

from __future__ import annotations

import re

_HEADERS = re.compile(rb"\A\s*[A-Za-z][A-Za-z-]{1,40}:[^\n]*\n")
_MIME = re.compile(rb"^mime-version\s*:", re.IGNORECASE | re.MULTILINE)


def page_of(data: bytes) -> bytes | None:
    """Return the page of a web archive as UTF-8 with a byte order mark; ``None`` where ``data`` is no archive."""
    if not _HEADERS.match(data[:1024]) or not _MIME.search(data[:4096]):
        return None
    import email
    import email.policy

    message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() != "text/html":
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            return _utf8(payload, part.get_content_charset())
    return None


def _utf8(payload: bytes, charset: str | None) -> bytes:
    """Re-encode what the part's own header says; a page that says so itself is left to the HTML loader."""
    if charset is None:
        return payload
    try:
        return payload.decode(charset, "replace").lstrip("\ufeff").encode("utf-8-sig", "replace")
    except LookupError:
        return payload

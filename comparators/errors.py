"""The failures that a person is told: what is wrong with which file, and what to do.

Each carries a ``code`` that names an entry of ``resources/messages/*.toml`` (Chinese and English) and the
parameters that fill it; ``exit_status`` is the command's exit status. Anything else that is raised is a defect.
"""

from __future__ import annotations


class DuigaoError(Exception):
    """A failure with one clear sentence for the person at the keyboard."""

    exit_status = 1

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


class UsageError(DuigaoError):
    """The command or its options are wrong."""

    exit_status = 2


class InputError(DuigaoError):
    """An input cannot be read: missing, of no known format, damaged, encrypted, too large, or without text."""

    exit_status = 3


class OutputError(DuigaoError):
    """An output cannot be written."""

    exit_status = 4


class Cancelled(DuigaoError):  # noqa: N818  (no error: the person asked for it)
    """The person stopped the work."""

    exit_status = 130

    def __init__(self) -> None:
        super().__init__("cancelled")

"""What argparse complains of, in our words; and a request for help, which is no complaint."""

from __future__ import annotations

import re

from comparators.errors import UsageError

# argparse's own English complaints (stable from 3.11 on) and what we say instead.
_COMPLAINTS = (
    (re.compile(r"the following arguments are required: (?P<names>.+)"), "usage-missing"),
    (re.compile(r"unrecognized arguments: (?P<argument>.+)"), "usage-unknown-argument"),
    (re.compile(r"argument (?P<option>[^:]+): expected (?:one|at least one) argument"), "usage-missing-value"),
    (re.compile(r"argument (?P<option>[^:]+): ignored explicit argument"), "usage-no-value"),
)


class HelpAsked(Exception):  # noqa: N818  (no error: the person asked)
    """Carries the help text that was asked for."""


def complaint(command: str, message: str) -> UsageError:
    """Return argparse's own complaint about the arguments of ``command`` as one of ours."""
    for pattern, code in _COMPLAINTS:
        if found := pattern.search(message):
            return UsageError(code, command=command, **found.groupdict())
    return UsageError("usage-other", command=command, reason=message)

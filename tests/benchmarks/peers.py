"""Other programs that compare Word files, called as a person would: two files in, one with tracked changes out.

They are development dependencies that nobody needs: `pip install ".[peers]"`. One that is not installed is skipped.
"""

from __future__ import annotations

import importlib.util
import sys

# The module that must be there, and the program that compares sys.argv[1] with sys.argv[2] into sys.argv[3].
PEERS = {
    "docx-trackdiff": ("docx_trackdiff", "from docx_trackdiff.compare import main; import sys; sys.exit(main())"),
    "python-redlines (Docxodus)": (
        "python_redlines_docxodus",
        "import sys; from pathlib import Path; from python_redlines.engines import DocxodusEngine; "
        "a, b, c = map(Path, sys.argv[1:4]); "
        "c.write_bytes(DocxodusEngine().run_redline('bench', a.read_bytes(), b.read_bytes())[0])",
    ),
    "jubarte-redlines": (
        "jubarte_redlines",
        "import sys; from pathlib import Path; from jubarte_redlines import compare_documents; "
        "a, b, c = map(Path, sys.argv[1:4]); "
        "c.write_bytes(compare_documents(a.read_bytes(), b.read_bytes(), author='bench'))",
    ),
}


def installed(peer: str) -> bool:
    """Say whether a peer can be run here."""
    return importlib.util.find_spec(PEERS[peer][0]) is not None


def command(peer: str, old: str, new: str, out: str) -> list[str]:
    """Return the command that makes ``peer`` compare two files."""
    return [sys.executable, "-c", PEERS[peer][1], old, new, out]

"""Tables printed as plain text: rows whose cells stand apart by tabs, wide gaps or, with numbers, single spaces."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import Final

from comparators.labels import match_label
from comparators.loading.lines import Paragraph

_CAPTION: Final = re.compile(r"表\s*\d{1,3}(?:[-－—.]\d{1,2})?(?:\s|[：:]|$)")
_FIGURE: Final = r"[-+]?\d[\d.,*%％—–-]*|—|-|/"
_ROW: Final = re.compile(rf"(.{{2,60}}?)((?:[ \u3000]+(?:{_FIGURE}))+)(?:[ \u3000]+(\S{{1,20}}))?")
_YEAR: Final = re.compile(r"[ \u3000]+(\d{4})\s?年")
_GAPS: Final = re.compile(r"\t+|[ \u3000]{2,}")
_MOST_ROWS: Final = 200


def split_rows(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Mark the rows under a table's caption and put a tab between their cells."""
    result: list[Paragraph] = []
    rows_left = 0
    for paragraph in paragraphs:
        text = paragraph.text
        if _CAPTION.match(text) and len(text) < 50 and text[-1] not in "。；，":
            rows_left = _MOST_ROWS
        elif rows_left:
            label = match_label(text)
            if (label is not None and label.certain) or len(text) > 60 or text[-1] in "。；：":
                rows_left = 0
            else:
                rows_left -= 1
                paragraph = dataclasses.replace(paragraph, text=_cells(text), tabular=True)
        elif "\t" in text:
            paragraph = dataclasses.replace(paragraph, text=_GAPS.sub("\t", text), tabular=True)
        result.append(paragraph)
    return result


def _cells(text: str) -> str:
    if _YEAR.search(text):
        return _GAPS.sub("\t", _YEAR.sub(r"\t\1年", text))
    match = _ROW.fullmatch(text)
    if match:
        cells = [match[1].strip(), *match[2].split(), *([match[3]] if match[3] else [])]
        return "\t".join(cells)
    return _GAPS.sub("\t", text)

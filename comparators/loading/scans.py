"""Scans read by the optional recogniser (rapidocr): what it gives is marked as recognised, with its confidence."""

from __future__ import annotations

import statistics
from dataclasses import replace
from typing import Any, Final

from comparators.document import Problem
from comparators.errors import InputError
from comparators.loading.sheets import Run, Sheet
from comparators.work import Work

_SCALE: Final = 2.5
_DOUBTFUL: Final = 0.8
_MOST_NAMED: Final = 50


def recognised(pdf: Any, path: str, work: Work, problems: list[Problem]) -> list[Sheet]:
    """Recognise the text of every page. Raises :class:`InputError` where the recogniser is not installed."""
    engine = _engine()
    if engine is None:
        raise InputError("pdf-scan", path=path)
    sheets: list[Sheet] = []
    scores: list[float] = []
    doubtful: list[tuple[int, str, float]] = []
    for number in work.over("loading", range(1, len(pdf) + 1), len(pdf), every=1):
        page = pdf[number - 1]
        try:
            width, height = page.get_size()
            bitmap = page.render(scale=_SCALE)
            found = engine(bitmap.to_numpy().copy())
            bitmap.close()
        finally:
            page.close()
        runs: list[Run] = []
        for box, text, score in _results(found):
            runs.append(_run(box, text))
            scores.append(score)
            if score < _DOUBTFUL:
                doubtful.append((number, text, score))
        sheets.append(Sheet(number, width, height, tuple(runs)))
    if not scores:
        raise InputError("pdf-scan-empty", path=path)
    sheets = _evened(sheets)
    mean = round(100 * sum(scores) / len(scores))
    problems.append(Problem("pdf-recognised", params=(("path", path), ("pages", len(sheets)), ("confidence", mean))))
    for number, text, score in doubtful[:_MOST_NAMED]:
        params = (("page", number), ("confidence", round(100 * score)), ("text", text))
        problems.append(Problem("pdf-recognised-doubtful", f"第{number}页", params))
    if len(doubtful) > _MOST_NAMED:
        more = len(doubtful) - _MOST_NAMED
        problems.append(Problem("pdf-recognised-more", params=(("count", more),)))
    return sheets


def _evened(sheets: list[Sheet]) -> list[Sheet]:
    """Give the lines of nearly the usual type size just that: a measured size is never exact."""
    usual = statistics.median(run.size for sheet in sheets for run in sheet.runs)

    def even(run: Run) -> Run:
        return replace(run, size=usual) if 0.85 * usual <= run.size <= 1.18 * usual else run

    return [replace(sheet, runs=tuple(map(even, sheet.runs))) for sheet in sheets]


def _engine() -> Any:
    """Return the recogniser, ``None`` where it is not installed."""
    try:
        from rapidocr import RapidOCR
    except ImportError:
        return None
    return RapidOCR(params={"Global.log_level": "critical"})


def _results(found: Any) -> list[tuple[Any, str, float]]:
    if found.boxes is None or found.txts is None:
        return []
    triples = zip(found.boxes, found.txts, found.scores, strict=True)
    return [(box, str(text), float(score)) for box, text, score in triples if str(text).strip()]


def _run(box: Any, text: str) -> Run:
    """Turn a recognised line's four corners into a run; its type size is what its width allows."""
    xs, ys = [float(x) / _SCALE for x, _ in box], [float(y) / _SCALE for _, y in box]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    narrow = sum(char.isascii() for char in text)
    size = min((right - left) / max(1.0, len(text) - narrow / 2), bottom - top)
    return Run(text.strip(), left, right, bottom - 0.2 * (bottom - top), size)

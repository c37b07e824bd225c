"""No Word file goes out that does not accept to the new draft and reject to the old one: coarser marks stand in."""

from __future__ import annotations

import random

import pytest

from comparators import compare
from comparators.document import Document
from comparators.errors import OutputError
from comparators.export import word_markup
from comparators.export.word_check import Reading
from comparators.export.word_marker import Marker
from comparators.export.word_markup import Marked, mark_up
from comparators.export.word_options import WordOptions
from comparators.export.word_stories import FINENESS, Fineness
from comparators.loading import docx
from comparators.options import LoadLimits
from comparators.structure import build_structure
from tests.support import word_drafts as drafts
from tests.support import word_oracle as oracle
from tests.support.word_drafts import Para, Run, Table

PLAIN = WordOptions(explain="none", date="2026-05-18T09:00:00Z")
OLD = drafts.docx([Para((Run("一、总体要求"),)), Para((Run("培育企业100家。"),)), Para((Run("完。"),))])
NEW = drafts.docx([Para((Run("一、总体要求"),)), Para((Run("培育企业120家以上。"),)), Para((Run("完。"),))])


def read(data: bytes) -> Document:
    return build_structure(docx.read(data, "稿.docx", LoadLimits()))


def marked(old: bytes, new: bytes) -> Marked:
    return mark_up(compare(read(old), read(new)), old, new, PLAIN)


@pytest.mark.parametrize("fineness", FINENESS[1:])
@pytest.mark.parametrize("seed", range(12))
def test_coarser_marks_are_accepted_and_rejected_to_the_character_too(seed: int, fineness: Fineness) -> None:
    chance = random.Random(seed)
    before = [*drafts.draft(chance), Table((((Para((Run("任务"),)),), (Para((Run("单位"),)),)),))]
    old, new = drafts.docx(before), drafts.docx(drafts.edited(before, chance, 6), salt=7)
    made = word_markup._marked(compare(read(old), read(new)), old, new, PLAIN, ((), {}), fineness)
    assert made is not None
    oracle.assert_all(old, new, made.data)


def test_marks_that_would_lose_text_are_made_again_coarser_and_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Marker, "_plan", lambda *_: [])
    monkeypatch.setattr(Marker, "_holds", lambda *_: True)
    made = marked(OLD, NEW)
    oracle.assert_all(OLD, NEW, made.data)
    assert [problem.code for problem in made.problems] == ["word-coarse-paragraphs"]


def test_a_defect_while_marking_leads_to_coarser_marks_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bool:
        raise LookupError

    monkeypatch.setattr(Marker, "_holds", broken)
    made = marked(OLD, NEW)
    oracle.assert_all(OLD, NEW, made.data)
    assert [problem.code for problem in made.problems] == ["word-coarse-paragraphs"]


def test_a_file_that_would_lose_text_is_never_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = iter(str(number) for number in range(99))
    monkeypatch.setattr(word_markup, "reading", lambda *_: Reading([next(texts)], []))
    with pytest.raises(OutputError) as told:
        marked(OLD, NEW)
    assert told.value.code == "word-unsound"

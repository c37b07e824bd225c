"""Words are cut as by jieba with its whole dictionary, however little of it is loaded."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparators import load
from comparators.wording import segmenting
from comparators.wording.edits import WordDiffer
from tests.comparators.wording.test_edits import pieces

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "samples"
TEXTS = [block.text for path in sorted(SAMPLES.glob("*.docx")) for block in load(path).blocks]


@pytest.fixture
def anew() -> Iterator[None]:
    """Let the segmenter be loaded anew, and once more after the test."""
    segmenting.load_segmenter.cache_clear()
    segmenting._rjieba.cache_clear()
    yield
    segmenting.load_segmenter.cache_clear()
    segmenting._rjieba.cache_clear()


WHOLE = segmenting._whole()
ODD = st.text("人工智能产业链推动发展A+5G，。𠮷\ufdd0\ufffd", max_size=12)


@pytest.fixture(scope="module")
def index() -> tuple[int, list[memoryview]]:
    """Return jieba's dictionary, ready to be asked for words."""
    dictionary = segmenting._dictionary()
    assert dictionary is not None
    total, blocks = segmenting._index(dictionary)
    return total, list(map(memoryview, blocks))


@given(texts=st.lists(st.sampled_from(TEXTS) | ODD, max_size=30))
@settings(deadline=None, max_examples=50)
def test_words_are_those_of_the_whole_dictionary_in_whatever_order_texts_come(
    texts: list[str], index: tuple[int, list[memoryview]]
) -> None:
    growing = segmenting._Growing(segmenting._rjieba().empty(), *index)
    assert list(map(growing, texts)) == list(map(WHOLE, texts))


def test_the_pieces_joined_are_the_text(anew: None) -> None:
    segment = segmenting.load_segmenter()
    for text in TEXTS:
        assert "".join(segment(text)) == text


@pytest.mark.parametrize("missing", ["rjieba", "jieba"])
def test_either_library_will_do(missing: str, anew: None, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = "到2025年，推动未来产业发展，培育企业300家", "到2030年，推进未来产业发展，培育企业500家以上"
    expected = pieces(old, new)
    segmenting.load_segmenter.cache_clear()
    segmenting._rjieba.cache_clear()
    monkeypatch.setitem(sys.modules, missing, None)
    assert pieces(old, new) == expected


def test_nothing_is_made_where_nothing_can_be_kept(anew: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(segmenting, "look_up_mapped", lambda *_: None)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert segmenting._growing() is None
    assert WordDiffer().edits((), ()) == ()
    assert segmenting.load_segmenter()("推动未来产业发展") == ["推动", "未来", "产业", "发展"]

"""What speaks for a change of an industry, in the reader's language."""

import pytest

from comparators.facts.evidence import evidence_text
from comparators.facts.model import Evidence


@pytest.mark.parametrize(
    ("evidence", "chinese", "english"),
    [
        ((), "", ""),
        ((("alias", ()),), "同义写法", "another way to write it"),
        (
            (("shared", ("氢能",)), ("tier-up", ("探索发展", "优先发展"))),
            "同含“氢能”；探索发展→优先发展（升）",
            "both names have “氢能”; 探索发展 → 优先发展 (up)",
        ),
        ((("tier", ("", "新赛道")),), "未分档→新赛道", "no tier → 新赛道"),
        (
            (("still", ("二/（一）", "", "", "江城市")),),
            "仍列于二/（一）、正文（江城市）",
            "still listed in 二/（一）, the text (江城市)",
        ),
        ((("before-more", ("一", "")),), "原已列于一等", "listed before in 一 and elsewhere"),
        ((("place", ()),), "位置相同，正文相近", "same place, similar text"),
    ],
)
def test_evidence_is_told_in_both_languages(evidence: Evidence, chinese: str, english: str) -> None:
    assert (evidence_text(evidence), evidence_text(evidence, "en")) == (chinese, english)

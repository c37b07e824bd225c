"""The facts worked out by hand for real documents, where these are at hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comparators import load
from comparators.facts.list_counts import find_list_counts
from comparators.facts.responsibilities import find_responsibilities
from comparators.facts.targets import find_targets
from comparators.lexicon import load_lexicon
from tests.comparators.facts.target_scoring import score_responsibilities, score_targets

Seed = Callable[[str], Path]
Gold = Callable[[str], dict[str, Any]]


@pytest.mark.parametrize("start", ["000", "003"])
def test_targets_of_a_real_document_agree_with_those_found_by_hand(start: str, seed: Seed, gold: Gold) -> None:
    document, lexicon = load(seed(start)), load_lexicon()
    score = score_targets(find_targets(document, lexicon, find_list_counts(document, lexicon)), gold(start)["targets"])
    assert score.f1 >= 0.97, (score.missed, score.invented)
    assert score.field_accuracy >= 0.95, score.fields_wrong


@pytest.mark.parametrize("start", ["000", "003"])
def test_every_responsible_unit_of_a_real_document_is_found(start: str, seed: Seed, gold: Gold) -> None:
    notes = [[note["section"], note["lead"], *note["others"]] for note in gold(start)["responsibilities"]]
    score = score_responsibilities(find_responsibilities(load(seed(start)), load_lexicon()), notes)
    assert (score.missed, score.invented) == ([], [])


@pytest.mark.parametrize("start", ["000", "003"])
def test_list_counts_of_a_real_document_agree(start: str, seed: Seed, gold: Gold) -> None:
    document = load(seed(start))
    found = [
        (count.text, count.stated, count.listed, count.section) for count in find_list_counts(document, load_lexicon())
    ]
    wanted = [
        (entry["text"], entry["stated"], entry["listed"], entry["section"]) for entry in gold(start)["list_counts"]
    ]
    assert found == wanted

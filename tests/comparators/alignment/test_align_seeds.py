"""The contract on every ordered pair of the real documents."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from comparators import load
from comparators.alignment import align
from comparators.document import Document
from comparators.options import CompareOptions
from tests.comparators.alignment.test_align_properties import assert_contract

NUMBERS = ("000", "001", "002", "003", "004")


@pytest.fixture(scope="module")
def real(seed: Callable[[str], Path]) -> dict[str, Document]:
    return {number: load(seed(number)) for number in NUMBERS}


@pytest.mark.parametrize(("first", "second"), list(itertools.permutations(NUMBERS, 2)))
def test_the_contract_holds_on_real_documents(real, first, second):
    assert_contract(align(real[first], real[second], CompareOptions()), real[first], real[second])


@pytest.mark.parametrize("number", NUMBERS)
def test_a_real_document_against_itself_is_all_exact(real, number):
    pairs = align(real[number], real[number], CompareOptions())
    assert {(pair.kind, pair.matched_by, pair.similarity) for pair in pairs} == {("paired", "exact", 1.0)}

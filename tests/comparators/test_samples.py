"""The two sample drafts: every kind of change occurs in them, and they are what their texts make them."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from comparators import Comparison, compare, inspect, load

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
OLD, NEW = (SAMPLES / f"临江省未来产业培育行动方案（{name}）.docx" for name in ("征求意见稿", "正式稿"))


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(load(OLD), load(NEW))


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_samples", ROOT / "tests" / "data" / "build_samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_kind_of_row_occurs(comparison: Comparison) -> None:
    kinds = {row.kind for row in comparison.rows}
    assert kinds == {"equal", "changed", "added", "removed", "moved", "split", "merged", "renumbered"}
    assert any(row.kind == "moved" and row.substance for row in comparison.rows)
    assert any(row.kind == "moved" and not row.substance for row in comparison.rows)
    assert {noise for row in comparison.rows for noise in row.noise} >= {"width", "punctuation", "numbering"}


def test_every_kind_of_change_to_an_industry_occurs(comparison: Comparison) -> None:
    changes = comparison.changes.industries
    assert {each.change for each in changes} == {"added", "removed", "renamed", "retiered", "kept"}
    by_kind = {
        kind: {(each.new or each.old).name for each in changes if each.change == kind}  # type: ignore[union-attr]
        for kind in ("added", "removed", "renamed", "retiered")
    }
    assert "低空经济" in by_kind["added"]
    assert {"元宇宙", "智能仿生", "海洋生物"} <= by_kind["removed"]
    assert by_kind["renamed"] == {"氢能和绿色燃料"}
    assert "6G" in by_kind["retiered"]
    assert any(each.new and each.new.region for each in changes)


def test_targets_are_raised_lowered_postponed_and_more(comparison: Comparison) -> None:
    changed = {each.new.subject: each for each in comparison.changes.targets if each.change == "changed" and each.new}
    raised = next(each for subject, each in changed.items() if "前沿技术" in subject)
    assert (raised.direction, raised.ratio) == ("raised", pytest.approx(0.2))
    lowered = next(each for subject, each in changed.items() if "先导区" in subject and each.direction)
    assert lowered.direction == "lowered"
    fields = {field for each in changed.values() for field in each.fields}
    assert {"value", "comparator", "deadline", "kind"} <= fields
    kinds = {each.new.kind for each in comparison.changes.targets if each.change == "changed" and each.new}
    assert {"goal", "funding", "limit"} <= kinds
    assert {"added", "removed", "kept"} <= {each.change for each in comparison.changes.targets}


def test_responsible_units_change_in_every_way(comparison: Comparison) -> None:
    changes = comparison.changes.responsibilities
    assert {"lead_changed", "units_added", "units_removed", "added", "removed", "kept"} == {
        each.change for each in changes
    }
    lead = next(each for each in changes if each.change == "lead_changed")
    assert lead.old is not None
    assert lead.new is not None
    assert (lead.old.lead, lead.new.lead) == ("省科技厅", "省经信厅")


def test_a_wording_replaced_all_through_is_reported_once(comparison: Comparison) -> None:
    found = {(each.old, each.new): each.count for each in comparison.replacements}
    assert found[("氢能与储能", "氢能和绿色燃料")] >= 3
    assert any("共同体" in old and "联合体" in new and count >= 3 for (old, new), count in found.items())


def test_the_list_that_is_one_short_is_noticed(comparison: Comparison) -> None:
    wrong = [each for each in comparison.new_facts.list_counts if each.listed not in (None, each.stated)]
    assert {(each.stated, each.listed) for each in wrong} == {(10, 9)}
    assert all(each.listed in (None, each.stated) for each in comparison.old_facts.list_counts)


def test_the_drafts_have_the_features_of_real_word_files() -> None:
    for path in (OLD, NEW):
        draft = load(path)
        containers = {block.layout.container for block in draft.blocks}
        assert {"body", "box", "table", "footnote"} <= containers
        assert any(block.source.generated for block in draft.blocks)
        assert draft.comments
        assert 5_800 <= sum(len(block.text) for block in draft.blocks) <= 7_000
        assert inspect(draft).industries


def test_the_files_are_what_their_texts_make_them(builder: ModuleType) -> None:
    for name, path in zip(("consultation", "issued"), (OLD, NEW), strict=True):
        assert builder.build(name) == path.read_bytes(), "run make samples"


@pytest.mark.libreoffice
def test_the_files_open_in_libreoffice(tmp_path: Path) -> None:
    import shutil

    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(OLD), str(NEW)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert len(list(tmp_path.glob("*.pdf"))) == 2

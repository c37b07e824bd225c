"""What all tests share: the real documents, where they are at hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# No test depends on a time: machines differ, and the first example also loads what is loaded when first used.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

SHARED = Path(__file__).resolve().parents[2] / "shared"
SEED_NAMES = (
    "000-zhejiang-2023-guidance.txt",
    "001-zhejiang-2025-consultation.txt",
    "002-zhejiang-2026-spark-plan.txt",
    "003-hangzhou-2025-action-plan.md",
    "004-zhejiang-145-science-plans.txt",
)


@pytest.fixture(scope="session")
def seed() -> Callable[[str], Path]:
    """Give the path of the seed whose name begins with the given digits; skip where the seeds are absent."""

    def find(start: str) -> Path:
        for path in sorted((SHARED / "seeds").glob(f"{start}*")):
            return path
        pytest.skip(f"seed {start} is not at hand")

    return find


@pytest.fixture(scope="session")
def gold() -> Callable[[str], dict[str, Any]]:
    """Give the facts worked out by hand for the seed whose name begins with the given digits."""

    def find(start: str) -> dict[str, Any]:
        for path in sorted((SHARED / "gold").glob(f"{start}*.json")):
            data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return data
        pytest.skip(f"gold {start} is not at hand")

    return find

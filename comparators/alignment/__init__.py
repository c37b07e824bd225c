"""Alignment: which block of the old document stands beside which block of the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from comparators.alignment.aligning import Alignment, align, align_documents

__all__ = ["Alignment", "align", "align_documents"]


def __getattr__(name: str) -> Any:
    # Looked up when first asked for: who only needs to know what a pair is shall not wait for the passes.
    if name in __all__:
        from comparators.alignment import aligning

        return getattr(aligning, name)
    raise AttributeError(f"module 'comparators.alignment' has no attribute {name!r}")

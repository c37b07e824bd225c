"""Small reviews for tests: two made-up drafts of 临江省 and the session over them."""

from __future__ import annotations

from pathlib import Path

from comparators.document import Document
from comparators.review.anchors import make_anchor
from comparators.review.annotations import Anchor, Annotation, Side
from comparators.review.drafts import load_draft
from comparators.review.session import Session
from comparators.review.store import SourceFile

OLD = """临江省未来产业培育行动方案（2026—2028年）
一、主要目标
到2028年，突破前沿技术100项，培育骨干企业50家。
（责任单位：省经信厅、省科技厅）
二、重点任务
（一）具身智能。支持整机企业开展中试验证，建设公共服务平台3个。
（责任单位：省经信厅、省科技厅）
（二）低空经济。有序开放低空空域，完善起降设施。
"""
NEW = """临江省未来产业培育行动方案（2026—2028年）
一、主要目标
到2028年，突破前沿技术120项以上，培育骨干企业50家。
（责任单位：省经信厅、省科技厅）
二、重点任务
（一）具身智能。支持整机企业开展中试验证，建设公共服务平台5个，对首台套产品给予补助。
（责任单位：省经信厅、省科技厅）
（二）低空经济。有序开放低空空域，完善起降设施。
（三）深海装备。前瞻布局深海采矿装备。
"""


def source(text: str, name: str = "draft.txt") -> SourceFile:
    """Return a text as a draft's file."""
    return SourceFile(name, text.encode())


def new_review(path: Path, author: str = "甲", old: str = OLD, new: str = NEW) -> Session:
    """Make a review over two texts."""
    return Session.create(path, source(old, "征求意见稿.txt"), source(new, "正式稿.txt"), author)


def read(text: str) -> Document:
    """Return a text as the document that a review reads it as."""
    return load_draft(source(text))


def at(document: Document, quote: str, side: Side = "new", nth: int = 0) -> Anchor:
    """Return the anchor of the nth occurrence of a quote."""
    found = [
        (block.index, start)
        for block in document.blocks
        for start in range(len(block.text))
        if block.text.startswith(quote, start)
    ]
    block, start = found[nth]
    return make_anchor(document, side, block, start, block, start + len(quote))


def note(body: str, anchor: Anchor | None = None, author: str = "") -> Annotation:
    """Return a comment, still without an id."""
    return Annotation("", "comment", author, "", anchor=anchor, body=body)

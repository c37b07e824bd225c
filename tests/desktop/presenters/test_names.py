"""The names of two drafts beside each other."""

import pytest

from desktop.presenters.names import apart


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("临江省未来产业方案（征求意见稿）.docx", "临江省未来产业方案（正式稿）.docx", "（正式稿）.docx"),
        ("临江省未来产业方案（征求意见稿）.docx", "临江省未来产业方案（征求意见稿二）.docx", "（征求意见稿二）.docx"),
        ("临江省未来产业方案2024.docx", "临江省未来产业方案2025.docx", "…2025.docx"),
        ("临江省未来产业培育行动方案.docx", "临江省未来产业培育方案.docx", "…方案.docx"),
        ("临江省未来产业方案（正式稿）.docx", "临江省未来产业方案.docx", "临江省未来产业方案.docx"),
        ("省方案.docx", "省办法.docx", "省办法.docx"),
        ("final-report-2024-v1.docx", "final-report-2024-v2.docx", "…v2.docx"),
        ("方案.docx", "方案.docx", "方案.docx"),
        ("", "临江省未来产业方案.docx", "临江省未来产业方案.docx"),
    ],
)
def test_the_second_shows_what_tells_it_from_the_first(old: str, new: str, shown: str) -> None:
    assert apart(old, new) == shown

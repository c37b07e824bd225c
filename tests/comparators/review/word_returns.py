"""Word files as reviewers send them back: a draft with comments, answers and tracked changes, made with python-docx."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

DATE = "2026-03-04T05:06:00Z"


class Returned:
    """A draft in Word, one paragraph a line, to be marked up and saved."""

    def __init__(self, text: str) -> None:
        self._document = Document()
        for line in text.strip("\n").split("\n"):
            self._document.add_paragraph(line)

    def _paragraph(self, quote: str) -> Paragraph:
        return next(each for each in self._document.paragraphs if quote in each.text)

    def _cut(self, quote: str) -> Run:
        """Put a quote in a run of its own."""
        paragraph = self._paragraph(quote)
        run = next(each for each in paragraph.runs if quote in each.text)
        before, _, after = run.text.partition(quote)
        run.text = before
        own, rest = self._run(quote), self._run(after)
        run._r.addnext(own)
        own.addnext(rest)
        return Run(own, paragraph)

    def comment(self, quote: str, text: str, author: str, date: str = DATE) -> Returned:
        """Comment on a quote."""
        comment = self._document.add_comment(self._cut(quote), text=text, author=author, initials=author[:1])
        comment._comment_elm.set(qn("w:date"), date)
        return self

    def replace(self, quote: str, wording: str, author: str, date: str = DATE) -> Returned:
        """Replace a quote with tracked changes; an empty wording takes it out."""
        run = self._cut(quote)._r
        deleted = self._revision("w:del", author, date)
        run.addprevious(deleted)
        deleted.append(run)
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")
        if wording:
            inserted = self._revision("w:ins", author, date)
            deleted.addnext(inserted)
            inserted.append(self._run(wording))
        return self

    def insert_paragraph(self, after: str, wording: str, author: str, date: str = DATE) -> Returned:
        """Insert a paragraph with tracked changes."""
        paragraph = self._paragraph(after)
        fresh = OxmlElement("w:p")
        mark = OxmlElement("w:pPr")
        properties = OxmlElement("w:rPr")
        properties.append(self._revision("w:ins", author, date))
        mark.append(properties)
        fresh.append(mark)
        inserted = self._revision("w:ins", author, date)
        inserted.append(self._run(wording))
        fresh.append(inserted)
        paragraph._p.addnext(fresh)
        return self

    def save(self, path: Path) -> Path:
        """Write the file."""
        data = BytesIO()
        self._document.save(data)
        path.write_bytes(data.getvalue())
        return path

    @staticmethod
    def _run(text: str) -> OxmlElement:
        run, node = OxmlElement("w:r"), OxmlElement("w:t")
        node.text = text
        run.append(node)
        return run

    @staticmethod
    def _revision(tag: str, author: str, date: str) -> OxmlElement:
        revision = OxmlElement(tag)
        revision.set(qn("w:id"), "900")
        revision.set(qn("w:author"), author)
        revision.set(qn("w:date"), date)
        return revision

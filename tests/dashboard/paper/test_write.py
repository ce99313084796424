"""The name of a file says what is written."""

from pathlib import Path

import pytest

from dashboard.errors import NotATextFormat
from dashboard.paper.document import Document, Paragraph
from dashboard.paper.write import FORMATS, written
from tests.dashboard.paper.samples import MADE

NOTE = Document("t", "en", MADE, (Paragraph("hello"),))


@pytest.mark.parametrize(("name", "begins"), [("a.pdf", b"%PDF"), ("a.DOCX", b"PK"), ("a.md", b"hello")])
def test_each_ending_has_its_format(name: str, begins: bytes) -> None:
    assert written(NOTE, Path(name)).startswith(begins)
    assert Path(name).suffix.lower() in FORMATS


@pytest.mark.parametrize("name", ["letter", "letter.txt", "letter.doc"])
def test_another_ending_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(NotATextFormat, match=r"\.pdf, \.docx or \.md"):
        written(NOTE, Path(name))

"""DOCX: the whole document, text as text, the same bytes each time."""

import io
import zipfile

import docx

from dashboard.paper.as_docx import as_docx
from tests.dashboard.paper.samples import HOSTILE, MADE, sample

SAID = HOSTILE.replace("\u202e", "\\u202e").replace("\x1b", "\\u001b")


def test_everything_of_the_document_is_in_the_file() -> None:
    file = docx.Document(io.BytesIO(as_docx(sample())))
    text = "\n".join(line.text for line in file.paragraphs)
    assert "请退还全部金额；" in text
    assert "1.\t" in text
    assert SAID in text
    assert [[cell.text for cell in row.cells] for row in file.tables[0].rows][:2] == [
        ["时间", "对方", "金额"],
        ["2026-03-04 12:00", SAID, "−649.50"],
    ]
    assert [cell.text for cell in file.tables[1].rows[0].cells] == ["账户", "支付宝 0000"]
    assert "案件 7" in file.sections[0].header.paragraphs[0].text


def test_text_is_no_markup_of_the_file() -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(sample()))) as parts:
        body = parts.read("word/document.xml").decode()
        assert "&lt;b&gt;x&lt;/b&gt;" in body
        assert "hyperlink" not in body
        assert "PAGE" in parts.read("word/footer1.xml").decode()


def test_the_same_document_is_the_same_bytes_and_tells_only_its_own_date() -> None:
    written = as_docx(sample())
    assert written == as_docx(sample())
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        assert {member.date_time for member in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = docx.Document(io.BytesIO(written)).core_properties
    assert about.created == MADE
    assert (about.author, about.comments, about.last_modified_by) == ("", "", "")

"""PDFs: text that can be selected, pages that say their number, every row there, the same bytes each time."""

import io
import re
from pathlib import Path

import pdfplumber
import pytest

from dashboard.errors import MissingFont
from dashboard.paper import fonts
from dashboard.paper.as_pdf import as_pdf
from dashboard.paper.document import Block, Bullets, Document, Heading, Paragraph, Signature, Table
from tests.dashboard.paper.samples import HOSTILE, MADE, sample


@pytest.fixture(scope="session")
def long_pdf() -> bytes:
    """A document of several pages; a PDF with Chinese fonts takes seconds."""
    try:
        return as_pdf(sample(rows=60))
    except MissingFont as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def pages(long_pdf: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(long_pdf)) as pdf:
        return [page.extract_text() for page in pdf.pages]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_chinese_text_can_be_read_back(pages: list[str]) -> None:
    text = squeezed("".join(pages))
    assert "本人账户（尾号0000）发生两笔付款，合计¥1,299.00，均非本人操作，请立即停止支付并保存记录。" in text
    assert "未经授权付款的通知" in text
    assert "[您的姓名]" in text


def test_every_row_is_there_once_and_the_heading_on_every_page_of_the_table(pages: list[str]) -> None:
    assert len(pages) > 2
    assert re.findall(r"12:(\d\d)", "".join(pages)) == [f"{n:02}" for n in range(60)]
    assert all("时间" in page for page in pages if "-03-04" in page)


def test_each_page_says_its_number_and_what_stands_on_all(pages: list[str]) -> None:
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page
        assert "案件 7" in page
        assert "附件另寄" in page


def test_hostile_text_is_text(long_pdf: bytes, pages: list[str]) -> None:
    said = squeezed("".join(pages))
    assert squeezed(HOSTILE.replace("\u202e", "\\u202e").replace("\x1b", "\\u001b")) in said
    with pdfplumber.open(io.BytesIO(long_pdf)) as pdf:
        assert not any(page.annots or page.hyperlinks for page in pdf.pages)


def test_the_file_tells_its_own_date_and_title_and_no_other(long_pdf: bytes) -> None:
    with pdfplumber.open(io.BytesIO(long_pdf)) as pdf:
        assert pdf.metadata["CreationDate"].startswith("D:20261129120000")
        assert pdf.metadata["Title"] == "未经授权付款的通知"


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_same_document_is_the_same_bytes(locale: str) -> None:
    document = Document("t", locale, MADE, (Paragraph("退款 refund"),))
    try:
        assert as_pdf(document) == as_pdf(document)
    except MissingFont as error:
        pytest.skip(str(error))


def test_a_cell_longer_than_a_page_goes_on_on_the_next() -> None:
    words = [f"w{n}" for n in range(6000)]
    document = Document("t", "en", MADE, (Table(("a", "b"), ((" ".join(words), "1"), ("end", "2"))),))
    with pdfplumber.open(io.BytesIO(as_pdf(document))) as pdf:
        text = " ".join(page.extract_text() for page in pdf.pages)
    assert re.findall(r"w\d+", text) == words
    assert "end" in text


def test_without_a_chinese_font_it_says_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_CHINESE", ())
    with pytest.raises(MissingFont, match=r"WenQuanYi Micro Hei.*DOCX or Markdown"):
        as_pdf(Document("t", "zh", MADE, (Paragraph("退款"),)))


def test_a_sign_that_no_font_has_is_written_as_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_CHINESE", ())
    document = Document("t", "en", MADE, (Paragraph("a \U0001f9ff b"),))
    with pdfplumber.open(io.BytesIO(as_pdf(document))) as pdf:
        assert "a \\U0001f9ff b" in pdf.pages[0].extract_text()


def test_what_is_no_font_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"not a font")
    monkeypatch.setenv(fonts.OWN, str(tmp_path / "broken.ttf"))
    assert fonts.faces_for("abc", chinese_first=False).faces


def test_no_heading_stands_without_its_table_and_no_signature_without_a_sentence() -> None:
    blocks: list[Block] = []
    for n in range(24):
        blocks += [Paragraph("filler")] * n
        row = ("a first row that is taller than its heading " * 8 + f"end{n}.", "1")
        blocks += [Heading(f"section{n}."), Table((f"head{n}.", "amount"), (row,))]
        blocks += [Paragraph(f"last{n}."), Signature(f"closing{n}.", (f"name{n}.", "a", "b", f"date{n}."), right=True)]
        blocks += [Bullets(("one", f"law{n}.")), Signature(f"yours{n}.", (f"signed{n}.",))]
    with pdfplumber.open(io.BytesIO(as_pdf(Document("t", "en", MADE, tuple(blocks))))) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    kept = [(f"section{n}.", f"head{n}.", f"end{n}.") for n in range(24)]
    kept += [(f"last{n}.", f"closing{n}.", f"date{n}.") for n in range(24)]
    kept += [(f"law{n}.", f"yours{n}.", f"signed{n}.") for n in range(24)]
    apart = [words for words in kept if not _together(words, pages)]
    assert apart == []


def test_no_line_of_a_short_item_stands_alone_on_another_page() -> None:
    item = "a rule of three lines, " * 7
    blocks = [block for n in range(60) for block in (Bullets((f"begin{n}. {item} end{n}.",)), Paragraph("x"))]
    with pdfplumber.open(io.BytesIO(as_pdf(Document("t", "en", MADE, tuple(blocks))))) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    assert [n for n in range(60) if not _together((f"begin{n}.", f"end{n}."), pages)] == []


def test_the_name_under_a_chinese_letter_stands_at_the_right() -> None:
    document = Document("t", "zh", MADE, (Signature("敬礼", ("张三", "2026年5月1日"), right=True),))
    with pdfplumber.open(io.BytesIO(as_pdf(document))) as pdf:
        page = pdf.pages[0]
        ends = {word["text"]: (word["x0"], word["x1"]) for word in page.extract_words()}
        assert ends["敬礼"][0] < page.width / 3
        assert abs(ends["张三"][1] - ends["2026年5月1日"][1]) < 1
        assert ends["张三"][0] > page.width / 2


def _together(words: tuple[str, ...], pages: list[str]) -> bool:
    return any(all(word in page for word in words) for page in pages)

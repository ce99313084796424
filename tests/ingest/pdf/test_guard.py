"""PDFs made to fill the memory or to keep the processor busy: each is refused, or read without what it asks for."""

import time
import tracemalloc
import zlib
from collections.abc import Callable
from typing import Final

import pytest

from ingest import limits
from ingest.errors import InputError
from ingest.importer import choose
from ingest.pdf import guard
from ingest.pdf.budget import Budget, TooMuchError
from ingest.pdf.document import Document, Page
from ingest.source import Source
from tests.ingest.pdfs import assembled, pdf

UNSAFE: Final = "broken_file.pdf_unsafe"
SHOWN: Final = b"BT /F1 9 Tf 9 9 Td <0041> Tj ET"
FONT: Final = b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>"


def page(
    content: bytes,
    said: bytes = b"",
    *more: bytes,
    font: bytes = FONT,
    kids: bytes = b"3 0 R",
    contents: bytes = b"4 0 R",
) -> bytes:
    """Return a page of this content, described by `said`; further objects begin at number 6."""
    return assembled([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[%s]>>" % kids,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents %s/Resources<</Font<</F1 5 0 R>>>>>>" % contents,
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), said, content), font, *more,
    ])  # fmt: skip


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as raised:
        choose(Source("a.pdf", data))
    return raised.value.code


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower the limits, so that bombs of a test are as much too large as real ones."""
    for name, value in (
        ("PDF_STREAM_BYTES", 100_000), ("PDF_STREAMS_BYTES", 300_000), ("PDF_PREDICTED_BYTES", 10_000), ("PDF_CODES", 50_000),
        ("PDF_OPERATORS", 5_000), ("PDF_PAGE_OBJECTS", 1_000),
    ):  # fmt: skip
        monkeypatch.setattr(limits, name, value)


def runs(size: int) -> bytes:
    return b"\x81 " * (size // 128) + b"\x80"


BLANK: Final = b" " * 150_000
SMALL: Final = zlib.compress(BLANK[:90_000])
TO_UNICODE: Final = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Any/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 6 0 R>>"
)
DESCENDANT: Final = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Any/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>%s>>"


def mapped(ranges: bytes) -> bytes:
    said = b"begincmap 1 beginbfrange %s endbfrange endcmap" % ranges
    return b"<</Length %d>>stream\n%s\nendstream" % (len(said), said)


BOMBS: Final = {
    "a deflated stream": page(zlib.compress(BLANK), b"/Filter/FlateDecode"),
    "deflated twice": page(zlib.compress(zlib.compress(BLANK)), b"/Filter[/FlateDecode/FlateDecode]"),
    "deflated, and written as digits": page(
        zlib.compress(BLANK).hex().encode() + b">", b"/Filter[/ASCIIHexDecode/FlateDecode]"
    ),
    "deflated, under another spelling of its name": page(zlib.compress(BLANK), b"/Filter/Fl#61teDecode"),
    "a filter that is named elsewhere": page(zlib.compress(BLANK), b"/Filter 6 0 R", b"/FlateDecode"),
    "deflated, with a wrong checksum": page(zlib.compress(BLANK)[:-2] + b"xx", b"/Filter/FlateDecode"),
    "run lengths": page(runs(150_000), b"/Filter/RunLengthDecode"),
    "streams that are small one by one": page(
        SHOWN,
        b"",
        *[b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(SMALL), SMALL)] * 4,
        contents=b"[4 0 R 6 0 R 7 0 R 8 0 R 9 0 R]",
    ),
    "a table of predicted bytes": page(
        zlib.compress(bytes(50_000)), b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>"
    ),
    "words that draw nothing": page(b"q Q " * 5_000),
    "a page full of characters": page(b"BT /F1 9 Tf 9 9 Td (" + b"x" * 2_000 + b") Tj ET"),
    "an inline picture without an end": page(b"BI /W 1 /H 1 ID " + b"E" * 20_000),
    "a map of characters that names billions": page(
        SHOWN, b"", mapped(b"<00000000> <FFFFFFFF> <0020>"), DESCENDANT % b"", font=TO_UNICODE
    ),
    "a map of many ranges": page(SHOWN, b"", mapped(b"<0000> <FFFF> <0020> " * 40), DESCENDANT % b"", font=TO_UNICODE),
    "widths of billions of characters": page(
        SHOWN, b"", mapped(b""), DESCENDANT % b"/W[0 4000000000 500]", font=TO_UNICODE
    ),
    "a reference to itself": page(SHOWN, b"/Filter 6 0 R", b"6 0 R"),
}  # fmt: skip


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused(bomb: str) -> None:
    assert refusal(BOMBS[bomb]) == UNSAFE


def test_what_is_no_bomb_is_not_refused() -> None:
    """The same kinds of files, within the limits that hold."""
    for bomb in (
        "a deflated stream",
        "deflated twice",
        "run lengths",
        "words that draw nothing",
        "a map of many ranges",
    ):
        assert refusal(BOMBS[bomb]) in ("broken_file.pdf_scan", "unknown_format")


def test_pages_that_are_their_own_children_end() -> None:
    assert refusal(page(SHOWN, kids=b"2 0 R 2 0 R 3 0 R")) == "unknown_format"


def test_a_page_as_large_as_a_town_costs_nothing() -> None:
    tracemalloc.start()
    assert refusal(page(SHOWN).replace(b"0 0 200 200", b"0 0 9000000000 9000000000")) in (
        "unknown_format",
        "broken_file.pdf_scan",
    )
    assert tracemalloc.get_traced_memory()[1] < 50 * limits.MEGABYTE
    tracemalloc.stop()


def test_a_fax_is_not_decoded() -> None:
    said = b"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 2000000000/Rows 2000000000>>"
    assert refusal(page(b"\x00\x01", said)) == "broken_file.pdf_scan"


def test_a_stream_with_a_wrong_checksum_is_read() -> None:
    content = zlib.compress(b"BT /F1 9 Tf 9 9 Td (Example) Tj ET")
    assert refusal(page(content[:-2] + b"xx", b"/Filter/FlateDecode")) == "unknown_format"


def test_a_picture_inside_a_page_is_passed_over() -> None:
    content = b"BI /W 1 /H 1 ID \x01EIxE\nEI\nBT /F1 9 Tf 9 9 Td (Example) Tj ET"
    assert refusal(page(content)) == "unknown_format"


def test_a_page_that_is_too_much_is_drawn_once(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every importer asks for the first page."""
    read: list[int] = []
    once = Document._read

    def counted(self: Document, number: int) -> Page:
        read.append(number)
        return once(self, number)

    monkeypatch.setattr(Document, "_read", counted)
    assert refusal(page(b"q Q " * 5_000)) == UNSAFE
    assert read == [0]


def test_time_is_that_of_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_SECONDS", 1.0)
    for seconds, refused in (([1.0, 1.5, 1.9], False), ([1.0, 1.6, 2.1], True)):
        clock = iter(seconds)
        monkeypatch.setattr(time, "thread_time", lambda clock=clock: next(clock))
        spent = Budget()
        spent.operators = 256 * 3
        if refused:
            with pytest.raises(TooMuchError):
                _work(spent.operate, 256 * 3)
        else:
            _work(spent.operate, 256 * 3)


def _work(operate: Callable[[], None], times: int) -> None:
    for _ in range(times):
        operate()


def test_outside_of_a_budget_the_library_does_what_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_STREAM_BYTES", 10)
    guard.install()
    assert guard._decompress(zlib.compress(b"x" * 1000)) == b"x" * 1000
    assert guard._counted(3) == range(3)
    assert pdf(" ")

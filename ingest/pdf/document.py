"""A PDF read page by page, within limits: it is hostile input.

Only text and ruled lines are looked at. Nothing in the file is run, followed or fetched; images are not decoded.
What the library unpacks, counts and draws is paid from a budget (`budget`, `guard`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from ingest import limits
from ingest.errors import BrokenFile, InputError, PasswordNeeded
from ingest.pdf.budget import TooMuchError
from ingest.pdf.words import Line, Word, lines_of
from ingest.source import Source

_RULES: Final = 4000  # ruled lines of a page; more are a drawing
_TAIL: Final = 4096


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page, and where its vertical and horizontal rules are: (place, from, to)."""

    number: int
    lines: tuple[Line, ...]
    upright: tuple[tuple[float, float, float], ...]
    level: tuple[tuple[float, float, float], ...]


class Document:
    """The pages of one PDF, each read once, when asked for."""

    def __init__(self, source: Source) -> None:
        """Open the file.

        Raises:
            BrokenFile: damaged, cut, or more than a statement can be.
            PasswordNeeded: encrypted.
        """
        self.file = source.name
        self._pages: list[Page] = []
        self._failed: InputError | None = None  # a page that cannot be read is not drawn again for whoever asks next
        with self._refusing():
            _refuse_unsafe(source.data)
            from ingest.pdf.drawing import draw  # noqa: PLC0415  (the library takes a third of a second to load)

            self._drawn = draw(source.data, limits.PDF_PAGES)
            if not 0 < len(self._drawn) <= limits.PDF_PAGES:
                raise TooMuchError

    def pages(self, limit: int | None = None) -> list[Page]:
        """Return all pages, or the first few.

        Raises:
            BrokenFile: a page is damaged, or more than a statement can be.
        """
        for number in range(len(self._pages), min(limit or len(self._drawn), len(self._drawn))):
            if self._failed is not None:
                raise self._failed
            with self._refusing():
                self._pages.append(self._read(number))
        return self._pages[:limit]

    def _read(self, number: int) -> Page:
        page = self._drawn[number]
        words = [
            Word(word["text"].replace("\xa0", " ").strip(), word["x0"], word["x1"], word["top"], word["bottom"])
            for word in page.extract_words()
            if word["upright"] and word["text"].strip()
        ]
        upright, level = _rules(page)
        page.close()
        last = next((done.lines[-1].number for done in reversed(self._pages) if done.lines), 0)
        return Page(number + 1, tuple(lines_of(words, number + 1, last + 1)), upright, level)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # the library raises whatever a damaged file makes it do
            self._failed = self._refusal(error)
            raise self._failed from error

    def _refusal(self, error: Exception) -> InputError:
        if isinstance(error, TooMuchError):
            return BrokenFile("pdf_unsafe", file=self.file)
        if "Password" in f"{type(error).__name__} {error!r}":
            return PasswordNeeded(file=self.file)
        return BrokenFile("pdf", file=self.file)


def _rules(page: Any) -> tuple[tuple[tuple[float, float, float], ...], tuple[tuple[float, float, float], ...]]:  # noqa: ANN401
    """Return the upright and the level rules of a page; the sides of boxes are rules too."""
    shapes = [*page.lines, *page.rects]
    upright, level = set(), set()
    for shape in shapes if len(shapes) <= _RULES else ():
        left, right, top, bottom = (round(shape[side], 1) for side in ("x0", "x1", "top", "bottom"))
        if bottom - top > 3:
            upright |= {(left, top, bottom), (right, top, bottom)}
        if right - left > 20:
            level |= {(top, left, right), (bottom, left, right)}
    return tuple(sorted(upright)), tuple(sorted(level))


def _refuse_unsafe(data: bytes) -> None:
    """Refuse a file that is larger than a statement, or breaks off.

    Raises:
        TooMuchError, ValueError: too large; no end.
    """
    if len(data) > limits.PDF_BYTES:
        raise TooMuchError
    if b"startxref" not in data[-_TAIL:]:
        raise ValueError("no end")


def is_pdf(source: Source) -> bool:
    """Tell a PDF by its first bytes; a few bytes of junk may come before, as other readers allow."""
    return b"%PDF-" in source.data[:1024] and not source.is_spreadsheet and not source.data.startswith(b"PK")


def document(source: Source) -> Document:
    """Return the PDF that a source is, opened once.

    Raises:
        BrokenFile, PasswordNeeded: it cannot be opened.
    """
    opened = source.once("pdf", lambda: _opened(source))
    if not isinstance(opened, Document):
        raise opened
    return opened


def _opened(source: Source) -> "Document | BrokenFile | PasswordNeeded":
    try:
        return Document(source)
    except (BrokenFile, PasswordNeeded) as error:
        return error


def first_lines(source: Source) -> list[Line]:
    """Return the lines of the first page, for recognising a bank; empty where that is no PDF or cannot be read."""
    return source.once("pdf first", lambda: _first(source))


def _first(source: Source) -> list[Line]:
    if not is_pdf(source):
        return []
    try:
        return list(document(source).pages(1)[0].lines)
    except (BrokenFile, PasswordNeeded):
        return []


def refuse_pictures(source: Source) -> None:
    """Raise BrokenFile where no page of a PDF holds a word: a scan or a photo."""
    opened = document(source)
    if not any(page.lines for page in opened.pages(1)) and not any(page.lines for page in opened.pages()):
        raise BrokenFile("pdf_scan", file=source.name)

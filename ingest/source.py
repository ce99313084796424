"""A file read once: its bytes, hash, text and table rows, whoever asks and however often."""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ingest import archive, spreadsheet
from ingest.archive import Password
from ingest.encoding import Decoded, decode
from ingest.errors import BrokenFile, InputError, UnsafeArchive

LARGEST_FILE: Final = 200 * archive.MEGABYTE
_HEAD: Final = 64 * 1024  # characters that hold any preamble and heading
_HTML: Final = (b"<!doctype html", b"<html")


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table: the physical line it starts on (from 1) and its cells, verbatim."""

    line: int
    cells: list[str]


@dataclass(slots=True)
class Source:
    """One export: a file, or a member of a ZIP. What is derived from the bytes is computed once and kept."""

    name: str
    data: bytes
    sha256: str = field(init=False)
    _texts: dict[tuple[str, ...], Decoded | None] = field(default_factory=dict, init=False, repr=False)
    _tables: dict[tuple[object, ...], list[Row]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """Hash the untouched bytes: the identity of the file and the anchor of evidence."""
        self.sha256 = hashlib.sha256(self.data).hexdigest()

    @property
    def is_spreadsheet(self) -> bool:
        """True for XLSX and XLS content, whatever the name."""
        return spreadsheet.is_spreadsheet(self.data)

    @property
    def is_text(self) -> bool:
        """True where the bytes can be text: no spreadsheet, PDF, or stray NUL outside UTF-16 and UTF-32."""
        if self.is_spreadsheet or self.data.startswith(b"%PDF"):
            return False
        return (
            b"\0" not in self.data[:4096]
            or self.data[:2] in (b"\xff\xfe", b"\xfe\xff")
            or self.data[:4] == b"\0\0\xfe\xff"
        )

    def text(self, *hints: str) -> str | None:
        """Return the whole text, or None if the bytes are not text in UTF-8, a hinted encoding or a guessed one."""
        decoded = self.decoded(*hints)
        return decoded.text if decoded else None

    def decoded(self, *hints: str) -> Decoded | None:
        """Return the text with its encoding and whether it breaks off inside a character."""
        if hints not in self._texts:
            self._texts[hints] = decode(self.data, hints) if self.is_text else None
        return self._texts[hints]

    def breaks_off(self, *hints: str) -> bool:
        """Tell whether the text ends inside a character or without a line end: then its last line may be cut."""
        decoded = self.decoded(*hints)
        return decoded is not None and (decoded.cut or not decoded.text.endswith(("\n", "\r")))

    def rows(self, *hints: str, delimiter: str = ",") -> list[Row]:
        """Return the records of the text as CSV; empty where this is no text."""
        key = ("csv", delimiter, *hints)
        if key not in self._tables:
            text = self.text(*hints)
            self._tables[key] = list(_records(text, delimiter)) if text else []
        return self._tables[key]

    def head(self, *hints: str, delimiter: str = ",") -> list[Row]:
        """Return the first records only: enough to find a heading without reading a large file as a table."""
        key = ("head", delimiter, *hints)
        if key not in self._tables:
            text = self.text(*hints) or ""
            self._tables[key] = list(_records("\n".join(text[:_HEAD].splitlines()[:200]), delimiter))
        return self._tables[key]

    def sheet(self, index: int = 0) -> list[Row]:
        """Return the rows of one sheet of a spreadsheet, cells as the text the sheet shows; empty where there is none."""
        key = ("sheet", index)
        if key not in self._tables:
            cells = spreadsheet.sheet(self.data, self.name, index) if self.is_spreadsheet else []
            self._tables[key] = [Row(number, row) for number, row in enumerate(cells, start=1)]
        return self._tables[key]

    def refuse_hopeless(self) -> None:
        """Raise BrokenFile where no importer could help: empty, a web page, or binary.

        Called after every importer has declined, so that a format may claim even odd content first.
        """
        if not self.data.strip():
            raise BrokenFile("empty", file=self.name)
        head = self.data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if head.startswith(_HTML):
            raise BrokenFile("html", file=self.name)
        if not self.is_text and not self.is_spreadsheet and not self.data.startswith(b"%PDF"):
            raise BrokenFile("binary", file=self.name)


def _records(text: str, delimiter: str) -> Iterator[Row]:
    """Split CSV text into rows.

    An unbalanced quote makes a CSV reader swallow every following line into one cell. No wallet or bank prints cells
    of many lines, so a record that spans more than a few is taken apart again, line by line.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    start = 1
    lines: list[str] | None = None
    try:
        for cells in reader:
            if reader.line_num - start >= 8:
                lines = lines or text.splitlines()
                for number in range(start, reader.line_num + 1):
                    yield Row(number, lines[number - 1].replace('"', "").split(delimiter))
            else:
                yield Row(start, cells)
            start = reader.line_num + 1
    except csv.Error:
        for number, line in enumerate(text.splitlines()[start - 1 :], start=start):
            yield Row(number, line.replace('"', "").split(delimiter))


def open_sources(path: Path, password: Password) -> Iterator[Source | tuple[str, InputError]]:
    """Yield every export under `path`: a file, each member of a ZIP, or every file of a folder.

    What cannot be opened is yielded as (name, error) instead, so that one bad file does not stop the others.
    """
    for file in _files(path):
        try:
            yield from _opened(file, password)
        except InputError as error:
            yield file.name, error


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(
            file
            for file in path.rglob("*")
            if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts)
        )
    else:
        yield path


def _opened(file: Path, password: Password) -> Iterator[Source]:
    if file.stat().st_size > LARGEST_FILE:
        raise BrokenFile("too_large", file=file.name, limit=LARGEST_FILE // archive.MEGABYTE)
    yield from unpacked(Source(file.name, file.read_bytes()), password)


def unpacked(source: Source, password: Password) -> Iterator[Source]:
    """Yield the source itself, or the members of the ZIP that it is."""
    if not archive.is_zip(source.data) or source.is_spreadsheet:
        yield source
        return
    for member in archive.members(source.data, source.name, password):
        if archive.is_zip(member.data) and not spreadsheet.is_spreadsheet(member.data):
            raise UnsafeArchive(file=source.name, reason="holds another ZIP")
        yield Source(f"{source.name}/{member.name}", member.data)

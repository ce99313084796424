"""A file read once: its bytes, hash, text and table rows, whoever asks and however often."""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn, TypeVar, cast

from ingest import archive, limits, spreadsheet
from ingest.archive import Password
from ingest.encoding import Decoded, decode
from ingest.errors import BrokenFile, InputError, PasswordNeeded, UnsafeArchive, WrongPassword
from ingest.kinds import other_kind
from ingest.locked import unlocked
from ingest.notes import note

_HEAD: Final = 64 * 1024  # bytes or characters that hold any preamble and heading
_CONTROLS: Final = bytes(code for code in range(32) if chr(code) not in "\t\n\v\f\r")
_FEW: Final = 50  # one byte in so many; of compressed data, every tenth is a control character
_BLANK: Final = b"\xef\xbb\xbf\xff\xfe \t\r\n"  # byte-order marks and white space
_LINE_END: Final = re.compile(r"\r\n|\r|\n")  # as the csv module counts them; str.splitlines knows many more
_HTML: Final = re.compile(rb"<(?:!doctype html|html|head|body|meta|script)\b", re.IGNORECASE)


_Made = TypeVar("_Made")


class Row(NamedTuple):
    """One record of a table: the physical line it starts on (from 1) and its cells, verbatim."""

    line: int
    cells: list[str]


@dataclass(slots=True)
class Source:
    """One export: a file, or a member of a ZIP. What is derived from the bytes is computed once and kept."""

    name: str
    data: bytes
    date_order: str = ""  # dmy, mdy or ymd, where the person had to say how this file prints its dates
    sha256: str = field(init=False)
    is_spreadsheet: bool = field(init=False)  # XLSX or XLS by content, whatever the name
    _tried: dict[str, Decoded | None] = field(default_factory=dict, init=False, repr=False)
    _texts: dict[tuple[str, ...], Decoded | None] = field(default_factory=dict, init=False, repr=False)
    _tables: dict[tuple[object, ...], list[Row]] = field(default_factory=dict, init=False, repr=False)
    _made: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """Hash the untouched bytes: the identity of the file and the anchor of evidence."""
        self.sha256 = hashlib.sha256(self.data).hexdigest()
        self.is_spreadsheet = spreadsheet.is_spreadsheet(self.data)

    @property
    def is_text(self) -> bool:
        """True where the bytes can be text: no spreadsheet, no PDF, hardly a control character outside UTF-16 and UTF-32.

        A few are no reason: a merchant may print them in its name, and must not keep a statement from being read.
        """
        if self.is_spreadsheet or self.data.startswith(b"%PDF"):
            return False
        head = self.data[:_HEAD].rstrip(b"\0")
        controls = len(head) - len(head.translate(None, _CONTROLS))
        return controls * _FEW <= len(head) or head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:4] == b"\0\0\xfe\xff"

    def text(self, *hints: str) -> str | None:
        """Return the whole text, or None if the bytes are not text in UTF-8, a hinted encoding or a guessed one."""
        decoded = self.decoded(*hints)
        return decoded.text if decoded else None

    def decoded(self, *hints: str) -> Decoded | None:
        """Return the text with its encoding and whether it breaks off inside a character."""
        if hints not in self._texts:
            decoded = decode(self.data, hints, self._tried) if self.is_text else None
            if decoded and decoded.text.endswith("\0"):  # some programs fill a file up to a block
                decoded = decoded._replace(text=decoded.text.rstrip("\0"))
            self._texts[hints] = decoded
        return self._texts[hints]

    def may_hold(self, *marks: bytes) -> bool:
        """Tell whether one of these lower-case bytes is near the beginning, in any case and width: cheaper than decoding it all."""
        head = self.data[:_HEAD].replace(b"\0", b"").lower()
        return any(mark in head for mark in marks)

    def breaks_off(self, *hints: str) -> bool:
        """Tell whether the text ends inside a character or without a line end: then its last line may be cut."""
        decoded = self.decoded(*hints)
        return decoded is not None and (decoded.cut or not decoded.text.endswith(("\n", "\r")))

    def rows(self, *hints: str, delimiter: str = ",") -> list[Row]:
        """Return the records of the text as CSV; empty where this is no text.

        Raises:
            BrokenFile: a line is longer than that of any table, or there are more of them.
        """
        key = ("csv", delimiter, *hints)
        if key not in self._tables:
            text = self.text(*hints)
            if text and _has_endless_line(text):
                self._refuse_line()
            if text and (
                max(text.count("\n"), text.count("\r")) > limits.LINES or text.count(delimiter) > limits.TEXT_CELLS
            ):
                raise BrokenFile("lines_many", file=self.name)
            records = _records(text, delimiter) if text else ()
            self._tables[key] = [row for row in records if len(row.cells) <= limits.COLUMNS or self._refuse_line()]
        return self._tables[key]

    def _refuse_line(self) -> NoReturn:
        raise BrokenFile("line_long", file=self.name)

    def head(self, *hints: str, delimiter: str = ",") -> list[Row]:
        """Return the first records only: enough to find a heading without reading a large file as a table."""
        key = ("head", delimiter, *hints)
        if key not in self._tables:
            text = (self.text(*hints) or "")[:_HEAD]
            self._tables[key] = list(_records("\n".join(_LINE_END.split(text)[:200]), delimiter))
        return self._tables[key]

    def sheet(self, index: int = 0) -> list[Row]:
        """Return the rows of one sheet of a spreadsheet, cells as the text the sheet shows; empty where there is none.

        Raises:
            BrokenFile: a damaged, locked or hostile workbook.
        """
        key = ("sheet", index)
        if key not in self._tables:
            read = self.once("sheets", self._sheets)
            if isinstance(read, BrokenFile):
                raise read
            rows = read[index] if index < len(read) else []
            if rows is None:
                raise BrokenFile("spreadsheet", file=self.name)
            self._tables[key] = [Row(number, row) for number, row in enumerate(rows, start=1)]
        return self._tables[key]

    def _sheets(self) -> "spreadsheet.Sheets | BrokenFile":
        """Return the sheets, or why there are none: that too is found out only once."""
        try:
            return spreadsheet.sheets(self.data, self.name) if self.is_spreadsheet else []
        except BrokenFile as error:
            return error

    def once(self, name: str, make: Callable[[], _Made]) -> _Made:
        """Return what `make` gives, made once: what other modules derive from the bytes and keep here under a name."""
        if name not in self._made:
            self._made[name] = make()
        return cast("_Made", self._made[name])

    def refuse_hopeless(self) -> None:
        """Raise BrokenFile where no importer could help: empty, a web page, a picture, a damaged workbook, or binary.

        Called after every importer has declined, so that a format may claim even odd content first.
        """
        if not self.data.strip(_BLANK):
            raise BrokenFile("empty", file=self.name)
        head = self.data[:2048].replace(b"\0", b"").lstrip(_BLANK)
        if head.startswith(b"<") and _HTML.search(head):
            raise BrokenFile("html", file=self.name)
        if kind := other_kind(self.data):
            raise BrokenFile(kind, file=self.name)
        if self.is_spreadsheet:
            self.sheet()
        elif not self.is_text and not self.data.startswith(b"%PDF"):
            raise BrokenFile("binary", file=self.name)


def _has_endless_line(text: str) -> bool:
    r"""Tell whether a line is certainly longer than a table's, by looking for a line end in each stretch of that length.

    >>> _has_endless_line("a,b\r" * 10**6), _has_endless_line("a," * 10**6)
    (False, True)
    """
    step = limits.LINE_CHARACTERS
    for start in range(0, len(text) - step + 1, step):
        if text.find("\n", start, start + step) < 0 and text.find("\r", start, start + step) < 0:
            return True
    return False


def _records(text: str, delimiter: str) -> Iterator[Row]:
    """Split CSV text into rows; a record over several lines is believed only where its quotes are beyond doubt."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    start = 1
    lines: list[str] | None = None
    try:
        for cells in reader:
            if reader.line_num == start:
                yield Row(start, cells)
            else:
                lines = lines or _LINE_END.split(text)
                spanned = lines[start - 1 : reader.line_num]
                yield from (
                    [Row(start, cells)] if _one_record(spanned, cells, delimiter) else _apart(start, spanned, delimiter)
                )
            start = reader.line_num + 1
    except csv.Error:  # a cell beyond any sense
        yield from _apart(start, _LINE_END.split(text.rstrip("\r\n"))[start - 1 :], delimiter)


def _one_record(lines: Sequence[str], cells: Sequence[str], delimiter: str) -> bool:
    """Tell a cell that was printed over several lines from a stray quote that swallows the lines after it."""
    if all(line.count(delimiter) + 1 >= len(cells) for line in lines):
        return False  # each line is a whole record of its own
    try:
        return len(list(csv.reader(["\n".join(lines)], delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def _apart(start: int, lines: Sequence[str], delimiter: str) -> Iterator[Row]:
    """Read each line as a record of its own; where a line's quotes make no sense, they are ordinary characters."""
    for number, line in enumerate(lines, start=start):
        try:
            cells = next(csv.reader([line], delimiter=delimiter, strict=True), [])
        except csv.Error:
            cells = line.split(delimiter)
        yield Row(number, cells)


class Refused(NamedTuple):
    """What could not be opened, and why; `locked` is a protected file as it came, to be opened with its password."""

    name: str
    error: InputError
    locked: Source | None = None


def open_sources(path: Path, password: Password) -> Iterator[Source | Refused]:
    """Yield every export under `path`: a file, each member of a ZIP, or every file of a folder.

    What cannot be opened is yielded as Refused instead, so that one bad file does not stop the others.
    """
    try:
        present = path.exists()
    except OSError as error:  # a name longer than the system allows, a folder that may not be entered
        yield Refused(path.name, BrokenFile("unreadable", file=str(path), reason=error.strerror or error))
        return
    if not present:
        yield Refused(path.name, BrokenFile("absent", file=str(path)))
    elif path.is_dir():
        files = _files(path)
        if not files:
            yield Refused(path.name, BrokenFile("no_files", file=path.name))
        for file in files:
            yield from _opened(file, password)
    else:
        yield from _opened(path, password)


def _files(folder: Path) -> list[Path]:
    return sorted(
        file
        for file in folder.rglob("*")
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )


def _opened(file: Path, password: Password) -> Iterator[Source | Refused]:
    try:
        if file.stat().st_size > limits.FILE_BYTES:
            limit = limits.FILE_BYTES // limits.MEGABYTE
            yield Refused(file.name, BrokenFile("too_large", file=file.name, limit=limit))
            return
        source = Source(_printable(file.name), file.read_bytes())
    except OSError as error:
        yield Refused(file.name, BrokenFile("unreadable", file=file.name, reason=error.strerror or error))
        return
    yield from unpacked(source, password)


def unpacked(source: Source, password: Password) -> Iterator[Source | Refused]:
    """Yield the source itself, or the members of the ZIP that it is; what cannot be opened comes as Refused.

    A PDF or workbook that a password protects, in a ZIP or not, comes without its protection.
    """
    if not archive.is_zip(source.data) or source.is_spreadsheet or other_kind(source.data):
        yield _unlocked(source, password)
        return
    try:
        for name, content in archive.members(source.data, source.name, password):
            yield _member(f"{source.name}/{name}", content, password)
    except InputError as error:
        yield _refused(source, error)


def _refused(source: Source, error: InputError) -> Refused:
    return Refused(source.name, error, source if isinstance(error, PasswordNeeded | WrongPassword) else None)


def _unlocked(source: Source, password: Password) -> Source | Refused:
    try:
        data = unlocked(source.data, source.name, password)
    except InputError as error:
        return _refused(source, error)
    return source if data is source.data else Source(source.name, data)


def _printable(name: str) -> str:
    """Return a file name that can be stored: names need not be text on every system."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _member(name: str, content: bytes | InputError, password: Password) -> Source | Refused:
    if isinstance(content, InputError):
        return Refused(name, content)
    member = Source(name, content)
    if archive.is_zip(content) and not member.is_spreadsheet and not other_kind(content):
        return Refused(name, UnsafeArchive(file=name, reason=note("zip_nested")))
    return _unlocked(member, password)

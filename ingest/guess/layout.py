"""From bytes to a table nobody described: its encoding, delimiter or sheet, the heading if there is one, the body.

The body is found first, by what rows hold (a day and an amount); the heading is the row of words above it. A reader of
other files only has to return rows: see `_readings`.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ingest.errors import BrokenFile
from ingest.guess import amounts, dates
from ingest.guess.pages import Pages, pages_said
from ingest.guess.vocabulary import plain, roles_of
from ingest.pdf.document import document, is_pdf
from ingest.pdf.table import pdf_grids
from ingest.source import Row, Source

ENCODINGS: Final = ("utf-16", "utf-16-le", "utf-16-be", "gb18030", "cp932", "cp949", "big5", "cp1252", "cp1251", "cp1250", "cp1254", "cp1257", "cp1253", "cp874", "cp1255", "cp1258", "iso8859-2", "koi8-r", "cp852", "cp850", "latin-1")  # fmt: skip
DELIMITERS: Final = (",", ";", "\t", "|")
_SHEETS: Final = 6
_SEARCHED: Final = 150  # rows: the longest preamble seen is 26, and a heading may be repeated
_SAMPLE: Final = 400  # rows that tell what a table is
_NARROWEST: Final = 3  # cells
_NUL_SHARE: Final = 4
_FORMULA: Final = re.compile(r'^="(.*)"$', re.DOTALL)
_HTML: Final = re.compile(rb"<table\b", re.IGNORECASE)
_DIGITS_ALONE: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Layout:
    """A table in a file. `heading` has a unique name for every column; `rows` are those below it that are not blank.

    Of a PDF it is also known which lines are no rows (`asides`: their notes by line number), what its pages say, and
    whether some lines are rows, or are none, only if the pages prove it (`unsure`).
    """

    preamble: Sequence[Row]
    heading: Sequence[str]
    rows: Sequence[Row]
    headed: bool
    encoding: str = ""
    delimiter: str = ""
    sheet: int = 0
    file: str = ""
    asides: Mapping[int, str] = field(default_factory=dict)
    pages: Pages | None = None
    unsure: bool = False

    @property
    def said(self) -> str:
        """Return what stands above the table and beside it: the file's name."""
        return "\n".join(" ".join(cell for cell in row.cells if cell.strip()) for row in self.preamble)

    def column(self, name: str) -> list[str]:
        """Return the cleaned cells of a column."""
        at = list(self.heading).index(name)
        return [cleaned(row.cells[at]) if at < len(row.cells) else "" for row in self.rows]


def cleaned(cell: str) -> str:
    r"""Return a cell without what spreadsheets and mainframes put around it.

    >>> cleaned('="0012"'), cleaned("\t12 "), cleaned("'123")
    ('0012', '12', '123')
    """
    text = cell.replace("\u00a0", " ").replace("\ufeff", "").strip()
    found = _FORMULA.match(text)
    text = found[1].strip() if found else text
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1:].replace(".", "").isdigit() else text


def layouts(source: Source) -> Iterator[Layout]:
    """Yield the tables of a file, the likeliest first; nothing where it holds none."""
    if is_pdf(source):
        yield from _page_layouts(source)
        return
    found = []
    for n, (rows, encoding, delimiter, sheet) in enumerate(_readings(source)):
        strength = _strength(rows[:_SAMPLE])
        if strength > 0:
            found.append((-strength, n, (rows, encoding, delimiter, sheet)))
    for _, _, (rows, encoding, delimiter, sheet) in sorted(found)[:2]:
        layout = lay_out(rows, encoding=encoding, delimiter=delimiter, sheet=sheet, file=source.name)
        if layout is not None:
            yield layout


def _readings(source: Source) -> Iterator[tuple[Sequence[Row], str, str, int]]:
    """Yield the file's rows in every way it can be read: rows, encoding, delimiter, sheet."""
    if source.is_spreadsheet:
        for index in range(_SHEETS):
            rows = source.sheet(index)
            if rows:
                yield rows, "", "", index
        return
    if _HTML.search(source.data):
        yield _web_rows(source.data), "", "", 0
        return
    for encoding in _encodings(source):
        for delimiter in DELIMITERS:
            yield _text_rows(source, encoding, delimiter), encoding, delimiter, 0


def _page_layouts(source: Source) -> Iterator[Layout]:
    """Yield the table of a PDF in each way it can be meant; `sheet` counts them."""
    for way, grid in enumerate(pdf_grids(source)):
        rows = [row for row in grid.rows if row.line not in grid.asides]
        said = pages_said(document(source).pages(), (row.line for row in rows), grid.said)
        names = unique(grid.names, len(grid.names))
        start = next(n for n, row in enumerate(grid.rows) if grid.asides.get(row.line, "heading") == "heading")
        yield Layout(
            grid.rows[:start],
            names,
            grid.rows[start:],
            grid.headed,
            "",
            "",
            way,
            source.name,
            grid.asides,
            said,
            grid.unsure,
        )


def read_again(source: Source, encoding: str, delimiter: str, sheet: int) -> Layout | None:
    """Return the table of a file as a mapping says it is read."""
    if source.is_spreadsheet:
        return lay_out(source.sheet(sheet), sheet=sheet, file=source.name)
    if not encoding:
        return next((layout for layout in layouts(source) if layout.sheet == sheet), None)
    rows = _text_rows(source, encoding, delimiter)
    return lay_out(rows, encoding=encoding, delimiter=delimiter, file=source.name)


def _text_rows(source: Source, encoding: str, delimiter: str) -> Sequence[Row]:
    if encoding.startswith("utf-16") and not source.is_text:
        source = Source(source.name, source.data.decode(encoding, "replace").encode())  # without its byte-order mark
    rows = source.rows(encoding, delimiter=delimiter)
    if (
        len(rows) > 1
        and all(len(row.cells) == 1 for row in rows)
        and sum(delimiter in row.cells[0] for row in rows) * 2 > len(rows)
    ):
        inner = Source(source.name, "\n".join(row.cells[0].replace("\n", " ") for row in rows).encode())
        rows = inner.rows(delimiter=delimiter)  # each line is quoted as a whole
    return rows


def _encodings(source: Source) -> list[str]:
    """Return the encodings to try: the one beyond doubt, else the two that make most sense of the beginning."""
    data = source.data
    if not source.is_text:
        nul = data[:2000].count(0)
        if nul * _NUL_SHARE < len(data[:2000]):
            return []
        return ["utf-16-le" if data[1:2] == b"\0" else "utf-16-be"]
    decoded = source.decoded()
    if decoded is not None and not decoded.guessed:
        return [decoded.encoding]
    scores = {name: score for name in ENCODINGS[3:] if (score := _sense(data[:20_000], name)) is not None}
    if decoded is not None and decoded.encoding in scores:
        scores[decoded.encoding] += 1
    return sorted(scores, key=lambda name: -scores[name])[:1]


def _sense(data: bytes, name: str) -> float | None:
    """Say how much sense bytes make in an encoding: known headings, and letters where letters are likely."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        if error.start < len(data) - 3:
            return None
        text = data[: error.start].decode(name, "replace")
    known = 0
    for line in re.split(r"[\r\n]+", text)[:60]:
        for delimiter in DELIMITERS:
            cells = [cell.strip(' "') for cell in line.split(delimiter)]
            if len(cells) >= _NARROWEST:
                known = max(
                    known,
                    sum(
                        bool(cell) and not cell.isascii() and max(roles_of(cell).values(), default=0) > 3
                        for cell in cells
                    ),
                )
    foreign = [sign for sign in text if sign > "\x7f"]
    odd = sum(_odd(sign) for sign in foreign) + _restless(text)
    return 30 * known - 100 * odd / max(1, len(foreign))


def _odd(sign: str) -> float:
    """Tell letters of living languages from what a wrong encoding gives."""
    code = ord(sign)
    if (
        0x80 <= code < 0xA0
        or code in (0xFFFD, 0xA4, 0xA6, 0xAC, 0xB6, 0xB8)
        or 0xE000 <= code < 0xF900
        or 0x2500 <= code < 0x2600
    ):
        return 1
    if 0xFF61 <= code < 0xFFA0 or 0x3400 <= code < 0x4E00:
        return 0.4  # half-width kana and rare Han: real, but rare
    return 0 if sign.isalpha() or code > 0x3000 or sign in "\u00a0€£°–—’‘“”•§«»…·" else 0.5


def _restless(text: str) -> float:
    """Count small letters followed by capitals, and words of two scripts: a wrong code page makes them."""
    mixed = len(re.findall(r"[a-zß-ÿа-яё][А-ЯЁÀ-Þ]", text[:20_000]))
    return mixed + len(re.findall(r"[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]|[ßàâãåæìíñòôõùûýþÿ]{3}", text[:20_000]))


def _web_rows(data: bytes) -> list[Row]:
    """Return the rows of the largest table of a web page, as banks save it under the name of a spreadsheet."""
    from lxml import html  # noqa: PLC0415  (slow, and rarely needed)
    from lxml.etree import LxmlError  # noqa: PLC0415

    try:
        page = html.parse(io.BytesIO(data), parser=html.HTMLParser(huge_tree=False, no_network=True)).getroot()
    except (LxmlError, ValueError, AssertionError):
        return []
    if page is None:
        return []
    found: list[Row] = []
    for table in page.iter("table"):
        lines = [line for line in table.iter("tr") if next(line.iterancestors("table"), None) is table]
        rows = [Row(line.sourceline or n, _web_cells(line)) for n, line in enumerate(lines, start=1)]
        if _strength(rows) > _strength(found):
            found = rows
    return found


def _web_cells(line: object) -> list[str]:
    cells: list[str] = []
    for cell in line.iterchildren("td", "th"):  # type: ignore[attr-defined]
        cells.append(" ".join(cell.text_content().split()))
        span = cell.get("colspan", "1")
        cells += [""] * (min(int(span), 50) - 1 if _DIGITS_ALONE.fullmatch(span) else 0)
    return cells


def _strength(rows: Sequence[Row]) -> float:
    """Say how much of a bank's table rows are: those with a day and an amount, and known headings above them."""
    dated = [row for row in rows if _is_entry(row.cells)]
    if not dated:
        known = max((_known(row.cells) for row in rows[:_SEARCHED]), default=0)
        return known / 100 if known >= _NARROWEST else 0
    width, _ = Counter(len(row.cells) for row in dated).most_common(1)[0]
    known = max((_known(row.cells) for row in rows[:_SEARCHED]), default=0)
    return len(dated) + known + min(width, 10) / 100 if width >= _NARROWEST else 0


def _is_entry(cells: Sequence[str]) -> bool:
    days = [n for n, cell in enumerate(cells) if is_day(cell)]
    return any(n not in days[:1] and is_amount(cell) for n, cell in enumerate(cells) if days)


def is_day(cell: str) -> bool:
    """Tell whether a cell can only be a day: bare digits only where they are one of these centuries."""
    text = cleaned(cell)
    found = dates.taken_apart(text)
    if found is None or found.form in ("serial", "digits6"):
        return False
    if found.form == "short":
        return "." not in text or text.endswith(".")  # else 12.05 is money
    return found.form != "digits8" or bool(dates.possible([found]))


def is_amount(cell: str) -> bool:
    """Tell whether a cell is an amount."""
    return amounts.taken_apart(cleaned(cell)) is not None


def _known(cells: Sequence[str]) -> int:
    """Count the cells that are known headings."""
    return sum(
        1 for cell in cells if cell.strip() and max(roles_of(cell).values(), default=0) > 3 and not is_amount(cell)
    )


def lay_out(
    rows: Sequence[Row], *, encoding: str = "", delimiter: str = "", sheet: int = 0, file: str = ""
) -> Layout | None:
    """Return the table among rows, wherever they come from; None where there is none."""
    entries = [n for n, row in enumerate(rows) if _is_entry(row.cells)]
    at = _heading_at(rows, entries)
    if at is None and entries:
        at = _heading_at(rows, entries[_longest_run(entries) :])  # a period above it can look like an entry
    if not entries and at is None:
        return None
    width = _width(rows, entries, at)
    if at is None:
        first = entries[0]
        names = [f"column {n}" for n in range(1, width + 1)]
        preamble, body = rows[:first], rows[first:]
    else:
        names = unique(_joined_heading(rows, at, width), width)
        preamble, body = rows[:at], rows[at + 1 :]
    body = [row for row in body if any(cell.strip() for cell in row.cells)]
    return Layout(preamble, names, body, at is not None, encoding, delimiter, sheet, file)


def _longest_run(entries: Sequence[int]) -> int:
    """Return where the longest run of entries without other rows between them begins.

    >>> _longest_run([3, 8, 9, 10])
    1
    """
    starts = [n for n, row in enumerate(entries) if not n or row != entries[n - 1] + 1]
    return max(pairwise([*starts, len(entries)]), key=lambda run: run[1] - run[0])[0]


def _width(rows: Sequence[Row], entries: Sequence[int], at: int | None) -> int:
    heading = len(_trimmed(rows[at].cells)) if at is not None else 0
    filled = max((len(_trimmed(rows[n].cells)) for n in entries), default=0)
    return max(heading, filled)


def _trimmed(cells: Sequence[str]) -> list[str]:
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _heading_at(rows: Sequence[Row], entries: Sequence[int]) -> int | None:
    """Return which row is the heading: words above the day and the amount of the first entries."""
    last = entries[0] if entries else min(len(rows), _SEARCHED)
    best: tuple[float, int] | None = None
    sample = [rows[n].cells for n in entries[:20]]
    for n in range(max(0, last - _SEARCHED), last):
        cells = rows[n].cells
        filled = [cell for cell in cells if cell.strip()]
        known = _known(cells)
        figures = [cell for cell in filled if is_day(cell) or is_amount(cell)]
        if len(filled) < 2 or (figures and not (known >= _NARROWEST and _is_record_type(figures))):
            continue
        over = _stands_over(cells, sample)
        score = known * 2 + over * 3 + n / 10_000
        if (known >= 2 or (over == 2 and n >= last - 2)) and (best is None or score > best[0]):
            best = (score, n)
    return best[1] if best else None


def _is_record_type(figures: Sequence[str]) -> bool:
    """Tell whether the figures of a row are only the number of its kind, which some files begin every row with."""
    return len(figures) == 1 and figures[0].strip().isdigit() and len(figures[0].strip()) <= _NARROWEST


def _stands_over(cells: Sequence[str], sample: Sequence[Sequence[str]]) -> int:
    """Count whether words stand over the days and over an amount of the sample."""
    if not sample:
        return 0
    width = min(len(cells), *map(len, sample))
    days = {n for n in range(width) if sum(is_day(row[n]) for row in sample) * 2 > len(sample)}
    money = {n for n in range(width) if n not in days and any(is_amount(row[n]) for row in sample)}
    return any(cells[n].strip() for n in days) + any(cells[n].strip() for n in money)


def _joined_heading(rows: Sequence[Row], at: int, width: int) -> list[str]:
    """Return the heading; where it leaves columns open, the row above names them (merged cells)."""
    cells = [" ".join(cleaned(cell).split()) for cell in rows[at].cells[:width]]
    cells += [""] * (width - len(cells))
    above = rows[at - 1].cells if at else []
    if any(cells) and sum(1 for cell in above if cell.strip()) > 1 and not all(cells):
        cells = [
            cell or " ".join(cleaned(above[n]).split()) if n < len(above) else cell for n, cell in enumerate(cells)
        ]
    return cells


def unique(names: Sequence[str], width: int) -> list[str]:
    """Return a name for every column: those without one are numbered, those that repeat too."""
    found: Counter[str] = Counter()
    given = []
    for n in range(width):
        name = names[n] if n < len(names) and names[n] else f"column {n + 1}"
        found[name] += 1
        given.append(name if found[name] == 1 else f"{name} ({found[name]})")
    return given


def is_heading(row: Row, layout: Layout) -> bool:
    """Tell whether a row below the heading is the heading again: a new page."""
    own = [plain(cell) for cell in _trimmed(row.cells)]
    named = [plain(re.sub(r" \(\d+\)$", "", name)) for name in layout.heading]
    return (
        layout.headed
        and len(own) > 1
        and sum(cell in named for cell in own if cell) * 4 >= 3 * sum(bool(cell) for cell in own)
    )


def refuse_cut(layout: Layout, source: Source) -> None:
    """Refuse a file that ends in the middle of its last line.

    Raises:
        BrokenFile: naming the line.
    """
    if not layout.rows or not layout.encoding or not source.is_text or not source.breaks_off(layout.encoding):
        return
    decoded = source.decoded(layout.encoding)
    if decoded is not None and decoded.cut:
        raise BrokenFile("cut", file=source.name, line=layout.rows[-1].line)

"""How much a file may ask for, in one place. Files are hostile input; a statement needs far less than any of this.

Each limit is looked up when it is needed, so a test may lower it. What goes beyond one is refused before the room or the time is
spent, with an error that says so.
"""

from typing import Final

from ingest.errors import BrokenFile

MEGABYTE: Final = 1024 * 1024

# Any file
FILE_BYTES = 200 * MEGABYTE  # a million rows of the widest export are half of it

# ZIP. The sizes that it declares may lie, so they are also enforced while reading
MEMBERS = 1000  # a person's exports of ten years, by month and account, are a few hundred
MEMBER_BYTES = 100 * MEGABYTE
ARCHIVE_BYTES = 300 * MEGABYTE  # of all members, which are in memory one at a time
RATIO = 200  # times that a member may grow; text shrinks 5 to 30 times, a bomb a thousand times
RATIO_FROM = MEGABYTE  # what is smaller may grow more without harm

# Workbook. The library holds the whole rectangle from the first to the last cell
WORKBOOK_PARTS = 2000  # members of an XLSX; one with a hundred sheets and pictures has a few hundred
WORKBOOK_BYTES = 200 * MEGABYTE  # of its XML, unpacked; a million cells are 60 MB
CELLS = 5_000_000  # of all sheets; 100,000 rows of 50 columns
COLUMNS = 5_000  # of a sheet or a line; an export has at most a hundred, a program may fill a few thousand
SHEETS = 3  # that are looked at; bank exports have their table on the first or second
SHEETS_CHARACTERS = 40 * MEGABYTE  # in all cells of a workbook, where a long text may be shared by every cell
WORKBOOK_MEMORY = 2048 * MEGABYTE  # address space of the process that reads one, where the system can bound it
WORKBOOK_SECONDS = 60  # of the processor, where the system can bound it, for that process
WORKBOOK_PATIENCE = 300  # seconds by the clock on the wall, everywhere
SPINS = 2_000_000  # rounds of hashing that a password costs; Excel writes 100,000

# Table of text
LINES = 3_000_000  # a million payments are a busy company's; each line costs a hundred bytes, also an empty one
TEXT_CELLS = 30_000_000  # a million lines of thirty cells
LINE_CHARACTERS = (
    MEGABYTE  # without a line end, in cells or in one cell; the longest lines of wallets have a few thousand
)

# Formats of records: OFX, MT940, CAMT, QIF
RECORDS = 500_000  # of a file, two hundred bytes each; an account of ten busy years has twenty thousand
FIELDS = 3_000_000  # of a file that begins a line for each; a message for every record has six or seven

# XML of banks
XML_DEPTH = 100  # the standard needs some twenty
XML_ELEMENTS = 1_500_000  # entries, their details and balances; most entries have one detail
XML_NAMES = 100_000  # leaves that one element may hold, and different names; the standard has a few hundred

# PDF
PDF_BYTES = 60 * MEGABYTE
PDF_PAGES = 2000
PDF_STREAM_BYTES = 64 * MEGABYTE  # of one stream after each of its filters; a Chinese font has twenty
PDF_STREAMS_BYTES = 512 * MEGABYTE
PDF_OBJECTS = 3_000_000  # characters, lines and images of all pages together
PDF_PAGE_OBJECTS = 150_000  # of one page, held at once; a dense page has five thousand
PDF_PREDICTED_BYTES = 8 * MEGABYTE  # undone or searched byte by byte: tables of objects, pictures inside a page
PDF_OPERATORS = 30_000_000  # words of the language that pages are drawn in, also those that draw nothing
PDF_PAGE_OPERATORS = 300_000  # of one page; a dense one has twenty thousand
PDF_CODES = 5_000_000  # that fonts may name, one by one, in ranges that take ten bytes to write
PDF_SECONDS = 120.0  # of the processor; a page takes a tenth of one


def refuse_records(count: int, file: str) -> None:
    """Refuse a file of more records than any statement has, before memory is spent on them.

    Raises:
        BrokenFile: there are more.
    """
    if count > RECORDS:
        raise BrokenFile("records_many", file=file, limit=f"{RECORDS:,}")


def refuse_fields(count: int, file: str) -> None:
    """Refuse a file of more fields than the records of any statement have.

    Raises:
        BrokenFile: there are more.
    """
    if count > FIELDS:
        raise BrokenFile("lines_many", file=file)

"""Everything that can go wrong on purpose.

    WalletwatchError
    ├── InputError                the file or the call is wrong; nothing of it reached the ledger
    │   ├── UnknownFormat         no importer knows this content
    │   │   ├── UnknownTable      but it is a table that can be set up once
    │   │   └── UnclearTable      and a guess leaves something open
    │   ├── AmbiguousFormat       several importers claim it
    │   ├── BrokenFile            the format is known, this copy of it is damaged or not what it seems
    │   │   └── OpenDates         only the order of day and month is open
    │   ├── PasswordNeeded        encrypted, and no password was given
    │   ├── WrongPassword         encrypted, and the password does not open it
    │   ├── UnsafeArchive         a ZIP that asks for more room, members or paths than any statement needs
    │   ├── UnknownName           a file, account, alert ... that the ledger does not hold
    │   └── NameTaken             a name that already means something else
    └── LedgerError               the store itself
        ├── LedgerBusy            another process holds it
        ├── LedgerTooNew          written by a newer program
        ├── LedgerUnreachable     the system does not let it be opened or written
        └── NotALedger            the path names something else

An error is a code and facts. Its English sentence is the `sentence` template here; `dashboard/locales` holds the
other languages under `error.<code>`. Facts may quote strangers (the name of a file in a ZIP, a bank's message), so they
stand in a sentence as visible text of sensible length.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from ingest.notes import Note
from ingest.text import visible

_LONGEST: Final = 160  # characters of one fact; the middle of a longer one is left out


def _quoted(value: object) -> str:
    text = visible(str(value))
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[: half - 1]}…{text[-half:]}"


class WalletwatchError(Exception):
    """Something the person can understand and act on; never shown with a traceback."""

    code: str = "error"
    sentence: str = "{reason}"
    exit_code: int = 2

    def __init__(self, **facts: object) -> None:
        self.facts = {name: _quoted(value) for name, value in facts.items()}
        self.notes = {name: value for name, value in facts.items() if isinstance(value, Note)}
        super().__init__(self.sentence.format(**self.facts))


class InputError(WalletwatchError):
    """The file or the call is wrong; nothing of it reached the ledger."""

    code = "input"


class UnknownFormat(InputError):
    """No importer knows this content."""

    code = "unknown_format"
    sentence = (
        "{file}: this is not an export that Walletwatch knows; see `walletwatch formats` for the ones it reads "
        "and how to get them, or turn it into the canonical CSV."
    )


class UnknownTable(UnknownFormat):
    """No importer knows this content, but it is a table of days and amounts."""

    code = "unknown_table"
    sentence = (
        "{file}: a table that Walletwatch does not know yet; `walletwatch formats learn FILE` sets it up once, "
        "and `import --guess` reads it where the table leaves no doubt."
    )


class UnclearTable(UnknownFormat):
    """A table no importer knows, and guessing what it says could misread money."""

    code = "unclear_table"
    sentence = (
        "{file}: a table that Walletwatch does not know yet, and a guess leaves open: {doubt}; "
        "`walletwatch formats learn FILE` asks and sets it up once."
    )


class AmbiguousFormat(InputError):
    """Several importers claim the file, and guessing between them could misread money."""

    code = "ambiguous_format"
    sentence = "{file}: could be any of {names}; say which with --format-name."

    def __init__(self, *, file: str, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(file=file, names=", ".join(names))


class BrokenFile(InputError):
    """The format is known, but this file cannot be read; `what` and `advice` are codes with their own sentences."""

    code = "broken_file"

    def __init__(self, what: str, *, file: str, **facts: object) -> None:
        self.what = what
        self.sentence = BROKEN[what]
        super().__init__(file=file, **facts)
        self.code = f"broken_file.{what}"


class OpenDates(BrokenFile):
    """The days of a file can be read in several orders, and nothing in it decides.

    `readings` gives, by order (dmy, mdy or ymd), the day that each of the printed `examples` then is; None: none.
    """

    def __init__(self, *, file: str, examples: Sequence[str], readings: Mapping[str, Sequence[dt.date | None]]) -> None:
        self.examples = tuple(examples)
        self.readings = {order: tuple(days) for order, days in readings.items()}
        days = sorted({days[0] for days in readings.values() if days[0] is not None})
        super().__init__(
            "date_order", file=file, example=examples[0], first=days[0], second=days[1] if days[1:] else "?"
        )


BROKEN = {
    "absent": "{file}: there is no such file; check the path.",
    "unreadable": "{file}: the system does not let it be read ({reason}); check its rights.",
    "no_files": "{file}: there is no file in it; choose the folder or ZIP that holds the export.",
    "zip": "{file}: the ZIP is damaged; download it again, unchanged.",
    "empty": "{file}: the file is empty; download the export again.",
    "binary": "{file}: this is not text, a spreadsheet or a ZIP; choose the file that the bank or wallet sent.",
    "picture": "{file}: this is a picture, and writing in pictures is not read; get the statement itself from the app or bank, as CSV, Excel or PDF.",
    "document": "{file}: this is a text document or a presentation, not a statement as a bank makes it; choose the CSV, Excel or PDF file that the bank or wallet handed out.",
    "other_sheet": "{file}: this kind of spreadsheet (OpenDocument, Numbers) is not read; export the statement again as CSV or Excel, or save this one as XLSX.",
    "packed": "{file}: this is an archive other than ZIP; unpack it first and choose the statement inside.",
    "html": "{file}: this is a web page, often a bank's error or sign-in page saved under another name; "
    "sign in again and download the export itself.",
    "bank_error": "{file}: the bank answered with an error instead of a statement ({message}); sign in again and export once more.",
    "cut": "{file}, line {line}: the file breaks off there; download it again, unchanged.",
    "stray": "{file}, line {line}: the transactions there belong to no account, as in a file that was put together from pieces; download it again, unchanged.",
    "xml": "{file}, line {line}: the XML is damaged there; download it again, unchanged.",
    "xml_large": "{file}: it holds more XML than any statement does; choose the file that the bank sent.",
    "doctype": "{file}: it declares XML of its own, which no statement does, and was not opened; choose the file that the bank sent.",
    "no_table": "{file}: the heading of the {format} table is missing; download the export again, unchanged.",
    "columns": "{file}, line {line}: this looks like the {format} export, but the column {columns} is missing; export again "
    "with all columns, unchanged.",
    "columns_unknown": "{file}, line {line}: {format} has no column {columns}; correct its name or leave it out.",
    "no_rows": "{file}: the statement is readable but holds no transaction line; choose a longer period and export again.",
    "encoding": "{file}: the text is not in any encoding this format uses; download it again and do not save it from Excel.",
    "alipay_cashbook": "{file}: this is Alipay's bookkeeping export (记账本), which has no order numbers or statuses; in "
    "Alipay open 我的 → 账单 → … → 开具交易流水证明 → 用于个人对账 and import the file that comes by e-mail.",
    "too_large": "{file}: larger than {limit} MB, which no statement is; choose the export itself.",
    "lines_many": "{file}: it has more lines or cells than any statement, so it was not read; export it in parts, such as year by year.",
    "records_many": "{file}: it holds more than {limit} transactions, which no statement does, so it was not read; export it in parts, such as year by year.",
    "line_long": "{file}: a line of it is longer than that of any table, so it was not read; choose the file that the bank or wallet sent.",
    "spreadsheet": "{file}: the spreadsheet cannot be opened; download it again, unchanged.",
    "spreadsheet_unsafe": "{file}: this spreadsheet holds more than any statement, and was not read; choose the statement itself.",
    "spreadsheet_locked": "{file}: the spreadsheet is protected by a password; open it, save it without one, and import that.",
    "pdf": "{file}: the PDF is damaged or breaks off; download it again, unchanged.",
    "pdf_scan": "{file}: there is no text in this PDF, only pictures: a scan or a photo; ask the bank for the PDF that it makes itself, or for a CSV.",
    "pdf_unsafe": "{file}: this PDF holds more pages or drawing than any statement, and was not read; download the statement itself again.",
    "all_unread": "{file}: none of its {lines} lines could be read, the first (line {line}) because {reason}; export it again, unchanged.",
    "mapping": "{file}: this is not a saved format that Walletwatch can read ({reason}); make it again with `walletwatch formats learn`.",
    "year": "{file}: the statement prints days without a year and names no month to take it from; export it again, unchanged.",
    "date_order": "{file}: its dates can be read in several orders (is {example} {first} or {second}?); import it again with --date-order dmy, mdy or ymd.",
}


class PasswordNeeded(InputError):
    """Encrypted, and no password was given."""

    code = "password_needed"
    sentence = "{file}: protected by a password; give it with --password-env or --password-file, or type it when asked."


class WrongPassword(InputError):
    """Encrypted, and the password does not open it."""

    code = "wrong_password"
    sentence = "{file}: the password does not open it; look again at the message that came with the export."


class UnsafeArchive(InputError):
    """A ZIP that asks for more room, members or paths than any statement needs."""

    code = "unsafe_archive"
    sentence = "{file}: this ZIP was not opened, because it {reason}; import the statement inside it on its own."


class UnknownName(InputError):
    """A file, account, alert or transaction that the ledger does not hold."""

    code = "unknown_name"
    sentence = "There is no {what} {name} in this ledger; `walletwatch {command}` lists them."


class NameTaken(InputError):
    """A new name for an account that another account of the same person bears."""

    code = "name_taken"
    sentence = "There is already an account {name}; `walletwatch accounts merge` makes two accounts one."


class LedgerError(WalletwatchError):
    """The store itself is in the way."""

    code = "ledger"


class LedgerBusy(LedgerError):
    """Another process holds the ledger."""

    code = "ledger_busy"
    sentence = "Another Walletwatch is writing to {path}; wait until it is done, or allow more time with --wait."
    exit_code = 3


class LedgerTooNew(LedgerError):
    """Written by a newer program; opening it could harm it."""

    code = "ledger_too_new"
    sentence = "{path} was written by a newer Walletwatch; update this one first."


class LedgerUnreachable(LedgerError):
    """The system does not let the ledger be opened or written: rights, a full disk, a folder in its place."""

    code = "ledger_unreachable"
    sentence = "{path} cannot be opened or written ({reason}); check its folder, or give another path with --ledger."


class NotALedger(LedgerError):
    """The path names something that is not a ledger."""

    code = "not_a_ledger"
    sentence = "{path} is not a Walletwatch ledger; give another path with --ledger."

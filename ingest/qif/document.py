"""A QIF file taken apart: sections of records, each record lines that begin with a letter for what they say.

Sections that are no account (categories, securities, memorised transactions) are listed as lines that were skipped.
Spec: Intuit's QIF of 1997 and GnuCash's notes on what programs made of it.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from ingest import limits
from ingest.encoding import western
from ingest.errors import BrokenFile
from ingest.notes import Note, note
from ingest.source import Source
from ingest.statement import Line

_HEADER: Final = re.compile(r"^[ \t]*!(?:Type:|Account\b|Option:|Clear:)", re.MULTILINE | re.IGNORECASE)
_HEAD: Final = 64 * 1024
_SECTION: Final = re.compile(r"^[ \t]*!", re.MULTILINE)
_ORDER: Final = re.compile(r"option:\s*(dmy|mdy|ymd)")

# What the sections of accounts are called, and the kind of the account.
_ACCOUNTS: Final = {
    "bank": "debit",
    "banque": "debit",
    "cash": "wallet",
    "ccard": "credit_card",
    "oth a": "savings",
    "oth s": "savings",
    "oth l": "credit_line",
}
_TRADES: Final = frozenset(("invst", "port", "401(k)/403(b)"))
_LISTS: Final = frozenset(
    ("account", "cat", "class", "memorized", "security", "prices", "budget", "tag", "payee", "template", "invitem", "invoice", "bill", "tax")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Split:
    """One part of a transaction."""

    category: str
    memo: str
    amount: str


@dataclass(slots=True)
class Record:
    """One transaction: its lines by their letter, the first of each, and its parts."""

    line: int
    account: int  # place in Document.accounts
    fields: dict[str, str]
    splits: list[Split]
    text: str
    whole: bool  # false where the file may have ended inside it


@dataclass(slots=True)
class Document:
    """The accounts (name and kind), their records, the dates of trades, the order of dates if printed, and what is no transaction."""

    accounts: dict[tuple[str, str], int] = field(default_factory=dict)  # and the place of each
    records: list[Record] = field(default_factory=list)
    trade_dates: list[str] = field(default_factory=list)
    order: str = ""
    skipped: list[Line] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)


def is_qif(source: Source) -> bool:
    """Tell by the first section, before which there is at most a remark."""
    if not source.may_hold(b"!"):
        return False
    head = (source.text(*western(source.data)) or "")[:_HEAD].replace("\r", "\n")
    found = _HEADER.search(head)
    return found is not None and all(
        not line.strip() or line.lstrip("\ufeff\x00 \t")[:1] in "#;" for line in head[: found.start()].split("\n")
    )


def read(source: Source) -> Document:
    """Take the file apart.

    Raises:
        BrokenFile: not text, or more records or lines than a statement has.
    """
    text = source.text(*western(source.data))
    if text is None:
        raise BrokenFile("encoding", file=source.name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    limits.refuse_records(text.count("\n^"), source.name)
    limits.refuse_fields(text.count("\n"), source.name)
    document, name, line = Document(), "", 1
    before, *sections = _SECTION.split(text)
    line += before.count("\n")
    for n, section in enumerate(sections):
        title, _, body = section.partition("\n")
        kind = " ".join(title.lower().split()).removeprefix("type:").strip()
        last = n == len(sections) - 1
        if kind == "account":
            name = _last_name(body) or name
        if kind in _ACCOUNTS:
            _add_records(document, (name, _ACCOUNTS[kind]), body, line + 1, last=last)
        else:
            _set_aside(document, kind, body, line + 1)
        line += section.count("\n")
    return document


def _records(body: str, first: int) -> list[tuple[int, str, bool]]:
    """Return the line, text and whether it is closed of each record; `^` closes one, some programs write it twice."""
    found, line = [], first - 1
    parts = f"\n{body}".split("\n^")
    for n, part in enumerate(parts):
        rest = part.lstrip("^") if n else part
        if n and not rest.startswith("\n"):  # what stands behind the mark on its line
            rest = rest[rest.find("\n") :] if "\n" in rest else ""
        said = rest.strip("\n \t\x1a")
        if said:
            at = line + rest.count("\n", 0, rest.find(said))
            found.append((at, said, n < len(parts) - 1))
        line += part.count("\n") + 1
    return found


def _add_records(document: Document, account: tuple[str, str], body: str, first: int, *, last: bool) -> None:
    place = document.accounts.setdefault(account, len(document.accounts))
    ended = not last or body.endswith("\n")
    for line, text, closed in _records(body, first):
        fields: dict[str, str] = {}
        more: dict[str, list[str]] = {}
        splits: list[Split] = []
        for said in text.split("\n"):
            code, value = said[:1], said[1:].strip()
            if code in "SE$%":
                _add_split(splits, code, value)
            elif code not in fields:
                fields[code] = value
            elif code in "MA" and value:
                more.setdefault(code, [fields[code]]).append(value)
        for code, values in more.items():
            fields[code] = " ".join(values).strip()
        document.records.append(Record(line, place, fields, splits, text, closed or ended))


def _add_split(splits: list[Split], code: str, value: str) -> None:
    if code == "S":
        splits.append(Split(value, "", ""))
    elif splits and code in "E$":
        one = splits[-1]
        splits[-1] = (
            Split(one.category, one.memo or value, one.amount)
            if code == "E"
            else Split(one.category, one.memo, one.amount or value)
        )


def _set_aside(document: Document, kind: str, body: str, first: int) -> None:
    """Account for the records of a section that holds no transactions of an account."""
    if found := _ORDER.fullmatch(kind):
        document.order = found[1]
    for line, text, _ in _records(body, first):
        if kind in _TRADES:
            document.skipped.append(Line(line, note("investment"), text))
            document.trade_dates += [said[1:].strip() for said in text.split("\n") if said[:1] == "D"][:1]
        else:
            listed = kind in _LISTS or kind.startswith(("option:", "clear:"))
            lines = document.skipped if listed else document.unread
            lines.append(Line(line, _reason(kind) if not listed else note("list_entry"), text))


def _reason(kind: str) -> Note:
    return note("section_unknown", value=kind)


def _last_name(body: str) -> str:
    """Return the name of the last account of a list: the next transactions are its."""
    names = [said[1:].strip() for said in body.split("\n") if said[:1] == "N"]
    return names[-1] if names else ""

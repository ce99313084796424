"""A file of MT940 or MT942 messages taken apart: pages of one account, their balances and their statement lines.

Fields are found by their tags at the beginning of a line; what stands around them (SWIFT blocks, headers of banks,
control characters) says nothing and is passed over. Spec: SWIFT category 9, MT940, MT942 and MT950.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ingest.encoding import western
from ingest.errors import BrokenFile
from ingest.money import minor_units
from ingest.source import Source

_OF_STATEMENTS: Final = frozenset(("60F", "60M", "61", "62F", "62M", "90C", "90D", "13D", "34F"))
_KNOWN: Final = _OF_STATEMENTS | frozenset(("20", "21", "25", "25P", "28", "28C", "64", "65", "86", "NS", "940", "942"))
_TAG: Final = re.compile(r"\n:(\d\d[A-Z]?|NS|94[02]):")
_INDENTED: Final = re.compile(
    r"\n[\x00-\x09\x0b-\x20\ufeff]+(?=:\d\d[A-Z]?:)"
)  # a few banks put control characters before a tag
_LONGEST_TAG: Final = 4  # with its colon
_MESSAGE_END: Final = re.compile(r"\n-(?:[^\w\s]|[åÅ]|XXX)?[^\S\n]*(?:\n|$)|\n-\}|\n\{1:")
_BALANCE: Final = re.compile(r"\s*([CD])(\d{6})([A-Z]{3})?([\d.,]+)")
_SUM: Final = re.compile(r"\s*(\d+)([A-Z]{3})([\d.,]+)")
_HEAD: Final = 64 * 1024


class Balance(NamedTuple):
    """A printed balance; the day and the amount as printed, a debit with a minus sign."""

    day: str
    currency: str
    amount: str


@dataclass(slots=True)
class Entry:
    """One statement line with its information to the account owner."""

    line: int
    text: str  # field 61
    whole: bool  # false where the file may have ended inside field 61
    details: list[str] = field(default_factory=list)  # fields 86, or NS


@dataclass(slots=True)
class Page:
    """One message: an account, what its balances were, and its lines."""

    account: str = ""
    opening: Balance | None = None
    closing: Balance | None = None
    sums: dict[str, tuple[int, str]] = field(default_factory=dict)  # "C" and "D" of MT942: number and amount
    made_at: str = ""
    currency: str = ""
    entries: list[Entry] = field(default_factory=list)


def is_mt940(source: Source) -> bool:
    """Tell by the tags: one that only statements have, or nothing but tags of statements."""
    if not source.may_hold(b":20:", b":25", b":60", b":61:", b":62", b":86:", b":13", b":28", b":34f:"):
        return False
    tags = set(_TAG.findall(_tidy((source.text(*western(source.data)) or "")[:_HEAD])))
    return bool(tags & _OF_STATEMENTS and ("61" in tags or len(tags) > 1)) or ({"20", "25"} <= tags <= _KNOWN)


def _tidy(text: str) -> str:
    """Return text with one kind of line end, which also begins it; some German banks print `@@` for one."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "@@:" in text:
        text = text.replace("@@", "\n")
    return _INDENTED.sub("\n", f"\n{text}")


def read(source: Source) -> list[Page]:
    """Take the file apart.

    Raises:
        BrokenFile: not text.
    """
    text = source.text(*western(source.data))
    if text is None:
        raise BrokenFile("encoding", file=source.name)
    return list(_pages(_tidy(text)))


def _fields(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, tag and text of each field; a line that only looks like a tag goes on with the field before."""
    before, *parts = text.split("\n:")
    line, tag, said = 1 + before.count("\n"), "", ""
    start, more = line, list[str]()
    for part in parts:
        name, colon, value = part.partition(":")
        if colon and name in _KNOWN:
            if tag:
                yield start, tag, "\n:".join((said, *more)) if more else said
            start, tag, said, more = line, name, value, []
        else:
            more.append(part)
        line += part.count("\n") + 1 if "\n" in part else 1
    if tag:
        yield start, tag, "\n:".join((said, *more)) if more else said


def _pages(text: str) -> Iterator[Page]:
    page, used = Page(), False
    entry: Entry | None = None  # which the next field 86 belongs to
    value = said = ""
    for line, tag, value in _fields(text):
        said = _MESSAGE_END.split(value, maxsplit=1)[0] if "\n-" in value or "\n{" in value else value
        if tag == "61":
            entry = Entry(line, said.rstrip(), True, [])
            page.entries.append(entry)
            used = True
        elif tag in ("86", "NS"):
            if entry is not None:
                entry.details.append(said.rstrip() if tag == "86" else _structured(said))
        else:
            if used and _begins(page, tag):
                yield page
                page, used = Page("" if tag == "20" else page.account, currency=page.currency), False
            entry, used = None, True
            _note(page, tag, said.strip())
    if entry is not None and not entry.details:
        entry.whole = text.endswith("\n") or said is not value
    if used:
        yield page


def _begins(page: Page, tag: str) -> bool:
    """Tell whether a field is the first of another message."""
    if tag in ("20", "940", "942"):
        return True
    return (tag == "25" and bool(page.account)) or (tag in ("60F", "60M") and page.opening is not None)


def _note(page: Page, tag: str, said: str) -> None:
    """Keep what a field says of the whole page."""
    if tag in ("25", "25P"):
        page.account = said.partition("\n")[0].strip()
    elif tag == "13D":
        page.made_at = said[:10]
    elif tag in ("60F", "60M") and (opening := balance(said)):
        page.opening, page.currency = opening, opening.currency or page.currency
    elif tag in ("62F", "62M") and (closing := balance(said)):
        page.closing, page.currency = closing, page.currency or closing.currency
    elif tag in ("64", "65") and (available := balance(said)):
        page.currency = page.currency or available.currency
    elif tag == "34F":
        page.currency = page.currency or said[:3]
    elif tag in ("90C", "90D") and (found := _SUM.match(said)):
        page.sums[tag[-1]] = int(found[1][:9]), plain(found[3])
        page.currency = page.currency or found[2]


def _structured(said: str) -> str:
    """Return the lines of an NS field, 01 to 14 purpose, 15 name, 17 kind, in the form of the German field 86."""
    parts = ["999"]
    for line in said.strip().split("\n"):
        code = line[:2]
        parts.append(f"?{_OF_NS.get(code, '20' if code.isdigit() and code < '15' else '10')}{line[2:]}")
    return "".join(parts)


_OF_NS: Final = {"15": "32", "16": "33", "17": "00"}


def balance(said: str) -> Balance | None:
    """Read a balance field; None where it says nothing of the kind.

    >>> balance("D030107EUR000000003550.00")
    Balance(day='030107', currency='EUR', amount='-3550.00')
    """
    found = _BALANCE.match(said)
    if not found:
        return None
    sign, day, currency, amount = found.groups()
    return Balance(day, currency or "", f"{'-' if sign == 'D' else ''}{plain(amount)}")


def plain(amount: str) -> str:
    """Return a printed amount with a decimal point and without leading zeros; old Dutch files have a point already.

    >>> plain("12,"), plain(",50"), plain("000000000300.00"), plain("1.234,56")
    ('12.', '0.50', '300.00', '1234.56')
    """
    if "," in amount:
        amount = amount.replace(".", "").replace(",", ".")
    if amount[:1] not in "0.":
        return amount
    bare = amount.lstrip("0")
    return bare if bare[:1].isdigit() else f"0{bare}"


def units(amount: str, currency: str) -> int | None:
    """Return minor units of an amount that has passed `plain`; None where it is none."""
    read_as = minor_units(amount, currency)
    return read_as if isinstance(read_as, int) else None

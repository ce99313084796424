"""A file of MT940 or MT942 messages taken apart: pages of one account, their balances and their statement lines.

Fields are found by their tags at the beginning of a line; what stands around them (SWIFT blocks, headers of banks,
control characters) says nothing and is passed over. Spec: SWIFT category 9, MT940, MT942 and MT950.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ingest import limits
from ingest.encoding import western
from ingest.errors import BrokenFile
from ingest.money import minor_units
from ingest.source import Source

_OF_STATEMENTS: Final = frozenset(("60F", "60M", "61", "62F", "62M", "90C", "90D", "13D", "34F"))
_KNOWN: Final = _OF_STATEMENTS | frozenset(("20", "21", "25", "25P", "28", "28C", "64", "65", "86", "NS", "940", "942"))
_TAG: Final = re.compile(r"\n:(\d\d[A-Z]?|NS|94[02]):")
_FIELD: Final = re.compile(
    rf"\n:({'|'.join(sorted(_KNOWN))}):"
)  # a line that only looks like a tag goes on with the field before
_INDENTED: Final = re.compile(
    r"\n[\x00-\x09\x0b-\x20\ufeff]+(?=:\d\d[A-Z]?:)"
)  # a few banks put control characters before a tag
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
class Entries:
    """The statement lines of a file, by column, with their information to the account owner."""

    lines: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)  # fields 61
    details: list[str] = field(default_factory=list)  # fields 86, or NS, of each
    cut: bool = False  # the file may have ended inside the last field 61

    def __len__(self) -> int:
        """Count the lines."""
        return len(self.lines)

    def add(self, line: int, text: str) -> None:
        """Begin the next statement line."""
        self.lines.append(line)
        self.texts.append(text)
        self.details.append("")

    def tell(self, details: str, *, again: bool) -> None:
        """Add information to the last line."""
        self.details[-1] = f"{self.details[-1]}\n{details}" if again else details


@dataclass(slots=True)
class Page:
    """One message: an account, what its balances were, and its lines."""

    account: str = ""
    opening: Balance | None = None
    closing: Balance | None = None
    sums: dict[str, tuple[int, str]] = field(default_factory=dict)  # "C" and "D" of MT942: number and amount
    made_at: str = ""
    currency: str = ""
    first: int = 0  # of its lines among those of the file
    entries: range = range(0)

    def until(self, end: int) -> "Page":
        """Return the page with all its lines."""
        self.entries = range(self.first, end)
        return self


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


def read(source: Source) -> tuple[list[Page], Entries]:
    """Take the file apart.

    Raises:
        BrokenFile: not text, or more lines or fields than a statement has.
    """
    text = source.text(*western(source.data))
    if text is None:
        raise BrokenFile("encoding", file=source.name)
    text = _tidy(text)
    limits.refuse_records(text.count("\n:61:"), source.name)
    limits.refuse_fields(text.count("\n:"), source.name)
    return _taken_apart(text)


def _taken_apart(text: str) -> tuple[list[Page], Entries]:
    """Deal the fields out to pages and lines, each where it stands."""
    before, *found = _FIELD.split(text)
    pages, page, entries = list[Page](), Page(), Entries()
    used = open_ = told = False  # of the page; of the last line: may a field 86 still come, and did one
    line, value, said = 1 + before.count("\n"), "", ""
    for tag, value in zip(found[::2], found[1::2], strict=True):
        more = value.count("\n")
        said = _MESSAGE_END.split(value, maxsplit=1)[0] if more and ("\n-" in value or "\n{" in value) else value
        if tag == "61":
            entries.add(line, said.rstrip())
            used, open_, told = True, True, False
        elif tag in ("86", "NS"):
            if open_:
                entries.tell(said.rstrip() if tag == "86" else _structured(said), again=told)
                told = True
        else:
            if used and _begins(page, tag):
                pages.append(page.until(len(entries)))
                page = Page("" if tag == "20" else page.account, currency=page.currency, first=len(entries))
            used, open_ = True, False
            _note(page, tag, said.strip())
        line += 1 + more
    entries.cut = open_ and not told and not text.endswith("\n") and said is value
    return [*pages, page.until(len(entries))] if used else pages, entries


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


def plains(amounts: Sequence[str]) -> list[str]:
    """Return `plain` of a whole column, at once where no amount has a point: nearly all of them begin with what counts."""
    column = "\n".join(amounts)
    if "." in column or not amounts:
        return list(map(plain, amounts))
    pointed = column.replace(",", ".").split("\n")
    return [plain(amount) if amount[:1] in "0." else amount for amount in pointed]


def units(amount: str, currency: str) -> int | None:
    """Return minor units of an amount that has passed `plain`; None where it is none."""
    read_as = minor_units(amount, currency)
    return read_as if isinstance(read_as, int) else None

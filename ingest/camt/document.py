"""A CAMT file taken apart: statements, reports and notifications, each with its header facts and its entries.

ISO 20022 messages camt.052 (report of a running day), camt.053 (statement) and camt.054 (notification), versions
001.01 to 001.14: the elements read here kept their names through all of them.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from ingest import limits
from ingest.camt import xml
from ingest.camt.alike import Said
from ingest.errors import BrokenFile
from ingest.source import Source

_STATEMENTS: Final = ("Stmt", "Rpt", "Ntfctn")
_WANTED: Final = frozenset((*_STATEMENTS, "GrpHdr", "Bal", "Ntry", "TxDtls"))
_ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?BkToCstmr(?:Stmt|AcctRpt|DbtCdtNtfctn)")
_HEAD: Final = 64 * 1024
_NUMBERS: Final = (
    "Acct/Id/IBAN",
    "Acct/Id/Othr/Id",
    "Acct/Id/PrtryAcct/Id",
    "Acct/Id/BBAN",
    "Acct/Id/UPIC",
    "Acct/Prxy/Id",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One Ntry: its line, its own leaves, and the leaves of each transaction detailed in it."""

    line: int
    said: Said
    details: list[Said]


@dataclass(frozen=True, slots=True)
class Part:
    """One Stmt, Rpt or Ntfctn: its own leaves, those of each balance, its entries, and when the message was made."""

    kind: str
    said: Said
    balances: list[Said]
    entries: list[Entry]
    created: str = ""

    @property
    def account(self) -> str:
        """Return the account as printed: IBAN, or whatever number the bank gives it."""
        return next((self.said[path] for path in _NUMBERS if path in self.said), "")

    def continues(self, other: "Part") -> bool:
        """Tell whether this is a further page of the statement that `other` began."""
        same = any(self.said.get(name, "") == other.said.get(name) for name in ("Id", "ElctrncSeqNb", "LglSeqNb"))
        page = next((said for path, said in self.said.items() if path.endswith("Pgntn/PgNb")), "")
        return same and page.isdigit() and int(page) > 1 and (self.kind, self.account) == (other.kind, other.account)


def is_camt(source: Source) -> bool:
    """Tell CAMT by the message element below its root, within the first lines."""
    head = source.data[:_HEAD].replace(b"\0", b"")
    return _ROOT.search(head) is not None


def read(source: Source) -> list[Part]:
    """Take the file apart.

    Raises:
        BrokenFile: not text, no XML, an XML bomb, it breaks off before its end, holds no statement, entries outside of one, or too many.
    """
    taker = _Taker(source.name)
    xml.read(xml.text_of(source), _WANTED, "Ntry", taker.take, source.name)
    if taker.entries:  # after the last statement ended, or without any
        raise BrokenFile("stray", file=source.name, line=taker.entries[0].line)
    if not taker.parts:
        raise BrokenFile("no_rows", file=source.name)
    return _joined(taker.parts)


@dataclass(slots=True)
class _Taker:
    """Puts the elements together as they end: details into their entry, entries and balances into their statement."""

    file: str
    parts: list[Part] = field(default_factory=list)
    created: str = ""
    records: int = 0
    elements: int = 0
    balances: list[Said] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    details: list[Said] = field(default_factory=list)

    def take(self, name: str, said: Said, line: int) -> None:
        """Take one element that ended.

        Raises:
            BrokenFile: there are more than a statement has.
        """
        self._count(name)
        if name == "TxDtls":
            self.details.append(said)
        elif name == "Ntry":
            self.entries.append(Entry(line, said, self.details))
            self.details = []
        elif name == "Bal":
            self.balances.append(said)
        elif name == "GrpHdr":
            self.created = said.get("CreDtTm", "")
        else:
            self.parts.append(Part(name, said, self.balances, self.entries, self.created))
            self.balances, self.entries = [], []

    def _count(self, name: str) -> None:
        """Count elements, and records: an entry is one, and each further detail in it."""
        self.elements += 1
        if name == "Ntry" or (name == "TxDtls" and self.details):
            self.records += 1
            limits.refuse_records(self.records, self.file)
        elif self.elements > limits.XML_ELEMENTS:
            raise BrokenFile("xml_large", file=self.file)


def _joined(parts: list[Part]) -> list[Part]:
    """Put the pages of one statement together."""
    joined: list[Part] = []
    for part in parts:
        if joined and part.continues(joined[-1]):
            joined[-1].entries.extend(part.entries)
            joined[-1].balances.extend(part.balances)
        else:
            joined.append(part)
    return joined

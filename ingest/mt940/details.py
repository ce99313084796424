"""Field 86, information to the account owner: the German, the Dutch and the free form.

German: see `ingest.mt940.german`. Dutch and others: `/NAME/…/REMI/…/EREF/…`. Lines are cut at 65 places, in the middle of words.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from ingest.mt940.german import Details, german, spaced, usual

_WIDTH: Final = 65  # places of a line; a few banks count the tag of the first one
_LONGEST: Final = 4_000  # characters, several times what the field may hold; no more of it is understood
_STRUCTURED: Final = re.compile(r"\s?(\d{3})([^\w\s])(?=\d\d)")
_UNSTRUCTURED: Final = re.compile(r"\s?999(?=[^\W\d])")  # the business code of free text
_SLASHED: Final = re.compile(
    r"/(TRTP|IBAN|BIC|CSID|NAME|MARF|REMI|EREF|ORDP|BENM|ISDT|PREF|RTRN|ADDR|ACCW|CNTP|ID|ULTC|ULTD|ULTB|SVCL|OCMT|CHGS|EXCH|IACC|PURP|OSDR)/"
)
_NAMED: Final = re.compile(r"\bNAAM: ?([^/\n]+?)(?=\s{2,}|\s[A-Z]+: |/|$)")
_PARTY: Final = re.compile(r"\s*([A-Z]{0,2}\d{8,34})\s*/([^/]+)")
_IBAN: Final = re.compile(r"\b(?:IBAN|REK): ?([A-Z]{2}\d{2}[A-Z0-9]{10,30})\b")


class DetailColumns(NamedTuple):
    """What the bank says of all lines: Details by column."""

    purpose: Sequence[str]
    name: Sequence[str]
    account: Sequence[str]
    text: Sequence[str]
    code: Sequence[str]
    end_to_end: Sequence[str]
    mandate: Sequence[str]
    returned: Sequence[bool]


def all_details(raw: Sequence[str]) -> DetailColumns:
    """Understand a column of fields 86: the usual German ones as a column, the others one by one."""
    columns, others = usual(list(map(_whole, raw)))
    for n in others:
        for column, value in zip(columns, details(raw[n]), strict=True):
            column[n] = value
    return DetailColumns(*columns)


def details(raw: str) -> Details:
    """Understand a field 86.

    >>> details("116?00UEBERWEISUNG?20EREF+A-7?21SVWZ+Rechnung 12?32Example?33 Cafe")[:3]
    ('Rechnung 12', 'Example Cafe', '')
    >>> details("/TRTP/SEPA/IBAN/NL00TEST0000000000/NAME/Example Cafe/REMI/Lunch/EREF/A-7").end_to_end
    'A-7'
    """
    text = _whole(raw)
    if (found := _STRUCTURED.match(text)) is not None:
        return german(found[1], found[2], text[found.end() - 1 :])
    if text[:1] == "/" and _SLASHED.match(text):
        return _slashed(text)
    purpose = _UNSTRUCTURED.sub("", text, count=1) if text[:4].strip().startswith("999") else text
    name = _NAMED.search(text) if "NAAM:" in text else None
    account = _IBAN.search(text) if "IBAN:" in text or "REK:" in text else None
    return Details(spaced(purpose), spaced(name[1]) if name else "", account[1] if account else "")


def _whole(raw: str) -> str:
    """Return a field on one line."""
    return unwrapped(raw[:_LONGEST]) if "\n" in raw else raw[:_LONGEST]


def unwrapped(raw: str) -> str:
    """Join the lines of a field: a full line goes on in the next one, a shorter one ended between words.

    >>> unwrapped("a" * 65 + chr(10) + "bc"), unwrapped("one" + chr(10) + "two")
    ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabc', 'one two')
    """
    first, *rest = raw.split("\n")
    joined = [first]
    full = len(first) in (_WIDTH, _WIDTH - 4)
    for line in rest:
        full = full or line[:1] in "?>" or (joined[-1][-1:] == "?" and line[:2].isdigit())  # a subfield begins
        joined.append(line if full else f" {line}")
        full = len(line) >= _WIDTH
    return "".join(joined)


def _slashed(text: str) -> Details:
    parts = _SLASHED.split(text)
    said: dict[str, str] = {}
    for word, value in zip(parts[1::2], parts[2::2], strict=True):
        said.setdefault(word, value.strip("/ "))
    account, name = said.get("IBAN", "") or said.get("ACCW", "").partition(",")[0], said.get("NAME", "")
    party = said.get("CNTP", "").split("/")
    if len(party) > 2:
        account, name = party[0], party[2]
    elif not name and (found := _PARTY.match(said.get("BENM", "") or said.get("ORDP", ""))):
        account, name = found[1], found[2]
    remittance = said.get("REMI", "").removeprefix("USTD//").removeprefix("STRD/")
    return Details(
        purpose=spaced(remittance if "REMI" in said else text),
        name=spaced(name),
        account=account.strip(),
        text=said.get("TRTP", ""),
        end_to_end=said.get("EREF", ""),
        mandate=said.get("MARF", ""),
        returned="RTRN" in said,
    )

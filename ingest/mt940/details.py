"""Field 86, information to the account owner: the German, the Dutch and the free form.

German (Deutsche Kreditwirtschaft, DFÜ-Abkommen, Anlage 3): a business code of three digits, then `?00` to `?63`, the purpose with
SEPA words such as `EREF+`. Dutch and others: `/NAME/…/REMI/…/EREF/…`. Lines are cut at 65 places, in the middle of words.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

_WIDTH: Final = 65  # places of a line; a few banks count the tag of the first one
_CHUNK: Final = 27  # places of a German subfield
_LONGEST: Final = 4_000  # characters, several times what the field may hold; no more of it is understood
_STRUCTURED: Final = re.compile(r"\s?(\d{3})([^\w\s])(?=\d\d)")
_PURPOSE: Final = frozenset((*map(str, range(20, 30)), *map(str, range(60, 66))))
_SUBFIELDS: Final = frozenset(("00", "10", *map(str, range(30, 37)), "38"))
_UNSTRUCTURED: Final = re.compile(r"\s?999(?=[^\W\d])")  # the business code of free text
_WORDS: Final = frozenset(["EREF", "KREF", "MREF", "CRED", "DEBT", "COAM", "OAMT", "SVWZ", "ABWA", "ABWE", "IBAN"])
_WORD: Final = re.compile(rf"\b({'|'.join(sorted(_WORDS))}|BIC): ?")  # as some banks write them
_SLASHED: Final = re.compile(
    r"/(TRTP|IBAN|BIC|CSID|NAME|MARF|REMI|EREF|ORDP|BENM|ISDT|PREF|RTRN|ADDR|ACCW|CNTP|ID|ULTC|ULTD|ULTB|SVCL|OCMT|CHGS|EXCH|IACC|PURP|OSDR)/"
)
_NAMED: Final = re.compile(r"\bNAAM: ?([^/\n]+?)(?=\s{2,}|\s[A-Z]+: |/|$)")
_PARTY: Final = re.compile(r"\s*([A-Z]{0,2}\d{8,34})\s*/([^/]+)")
_IBAN: Final = re.compile(r"\b(?:IBAN|REK): ?([A-Z]{2}\d{2}[A-Z0-9]{10,30})\b")


class Details(NamedTuple):
    """What the bank says of a line; empty where it does not."""

    purpose: str
    name: str = ""
    account: str = ""
    text: str = ""  # what the bank calls the transaction
    code: str = ""  # three digits: the German business code
    end_to_end: str = ""
    mandate: str = ""
    returned: bool = False


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
    """Understand a column of fields 86."""
    return DetailColumns(*(zip(*map(details, raw), strict=True) if raw else [()] * len(Details._fields)))


def details(raw: str) -> Details:
    """Understand a field 86.

    >>> details("116?00UEBERWEISUNG?20EREF+A-7?21SVWZ+Rechnung 12?32Example?33 Cafe")[:3]
    ('Rechnung 12', 'Example Cafe', '')
    >>> details("/TRTP/SEPA/IBAN/NL00TEST0000000000/NAME/Example Cafe/REMI/Lunch/EREF/A-7").end_to_end
    'A-7'
    """
    raw = raw[:_LONGEST]
    text = unwrapped(raw) if "\n" in raw else raw
    if (found := _STRUCTURED.match(text)) is not None:
        return _german(found[1], found[2], text[found.end() - 1 :])
    if text[:1] == "/" and _SLASHED.match(text):
        return _slashed(text)
    purpose = _UNSTRUCTURED.sub("", text, count=1) if text[:4].strip().startswith("999") else text
    name = _NAMED.search(text) if "NAAM:" in text else None
    account = _IBAN.search(text) if "IBAN:" in text or "REK:" in text else None
    return Details(_spaced(purpose), _spaced(name[1]) if name else "", account[1] if account else "")


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


def _german(code: str, mark: str, text: str) -> Details:
    fields = dict[str, str]()
    purpose, last = "", ""
    for part in text.split(mark)[1:]:
        number = part[:2]
        if number in _PURPOSE:
            purpose += part[2:] if len(part) >= _CHUNK + 2 else f"{part[2:]} "
        elif number in _SUBFIELDS:
            fields[number] = fields[number] + part[2:] if number in fields else part[2:]
        elif last in _PURPOSE:  # the mark belongs to the text
            purpose = f"{purpose.rstrip()}{mark}{part} "
            continue
        else:
            fields[last] = f"{fields.get(last, '')}{mark}{part}"
            continue
        last = number
    words = _words(purpose)
    said_of, field = words.get, fields.get
    return Details(
        _spaced(said_of("SVWZ") or words[""]),
        _spaced(field("32", "") + field("33", "")),
        field("38", "").strip() or field("31", "").strip() or said_of("IBAN", ""),
        field("00", "").strip(),
        code,
        said_of("EREF", ""),
        said_of("MREF", ""),
    )


def _words(purpose: str) -> dict[str, str]:
    """Return the text behind each SEPA word, the first of each; what stands before them is under no word."""
    text, *parts = purpose.split("+")
    said: dict[str, str] = {}
    word = ""
    for part in parts:
        found = text[-4:]
        if found in _WORDS and not text[-5:-4].isalnum():
            if word not in said:
                said[word] = text[:-4].strip()
            word, text = found, part
        else:
            text = f"{text}+{part}"
    said.setdefault(word, text.strip())
    if ": " in purpose:
        *_, last = said
        said[last], *others = _WORD.split(said[last])
        for name, more in zip(others[::2], others[1::2], strict=True):
            said.setdefault(name, more.strip())
    return said


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
        purpose=_spaced(remittance if "REMI" in said else text),
        name=_spaced(name),
        account=account.strip(),
        text=said.get("TRTP", ""),
        end_to_end=said.get("EREF", ""),
        mandate=said.get("MARF", ""),
        returned="RTRN" in said,
    )


def _spaced(text: str) -> str:
    return " ".join(text.split())

"""Field 86, information to the account owner: the German, the Dutch and the free form.

German (Deutsche Kreditwirtschaft, DFÜ-Abkommen, Anlage 3): a business code of three digits, then `?00` to `?63`, the purpose with
SEPA words such as `EREF+`. Dutch and others: `/NAME/…/REMI/…/EREF/…`. Lines are cut at 65 places, in the middle of words.
"""

import re
from functools import cache
from typing import Final, NamedTuple

_WIDTH: Final = 65  # places of a line; a few banks count the tag of the first one
_CHUNK: Final = 27  # places of a German subfield
_LONGEST: Final = 4_000  # characters, several times what the field may hold; no more of it is understood
_STRUCTURED: Final = re.compile(r"\s?(\d{3})([^\w\s])(?=\d\d)")
_SUBFIELDS: Final = frozenset(("00", "10", *map(str, range(20, 37)), "38", *map(str, range(60, 66))))
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
        joined.append(line if full or line[:1] in "?>" else f" {line}")
        full = len(line) >= _WIDTH
    return "".join(joined)


@cache
def _splitter(mark: str) -> "re.Pattern[str]":
    return re.compile(f"{re.escape(mark)} ?(\\d\\d)")


def _german(code: str, mark: str, text: str) -> Details:
    parts = _splitter(mark).split(text)
    fields: dict[str, str] = {}
    purpose, last = "", ""
    for number, said in zip(parts[1::2], parts[2::2], strict=True):
        if number not in _SUBFIELDS:  # the mark belongs to the text
            number, said = last, f"{mark}{number}{said}"  # noqa: PLW2901
            fields[number] = fields.get(number, "") + said
        elif number[0] in "26":
            full = len(said) >= _CHUNK
            purpose += said if full else f"{said} "
        else:
            fields[number] = fields.get(number, "") + said
        last = number
    words = _words(purpose)
    return Details(
        purpose=_spaced(words.get("SVWZ") or words[""]),
        name=_spaced(fields.get("32", "") + fields.get("33", "")),
        account=fields.get("38", "").strip() or fields.get("31", "").strip() or words.get("IBAN", ""),
        text=fields.get("00", "").strip(),
        code=code,
        end_to_end=words.get("EREF", ""),
        mandate=words.get("MREF", ""),
    )


def _words(purpose: str) -> dict[str, str]:
    """Return the text behind each SEPA word, the first of each; what stands before them is under no word."""
    said: dict[str, str] = {}
    word, text = "", ""
    for part in purpose.split("+"):
        text = f"{text}{part}"
        if part[-4:] in _WORDS and not part[-5:-4].isalnum():
            said.setdefault(word, text[:-4].strip())
            word, text = part[-4:], ""
        else:
            text = f"{text}+"
    said.setdefault(word, text[:-1].strip())
    if ": " in purpose:
        *_, last = said
        said[last], *parts = _WORD.split(said[last])
        for name, more in zip(parts[::2], parts[1::2], strict=True):
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

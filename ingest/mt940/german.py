"""Field 86 in the German form: a business code of three digits, then `?00` to `?63`, the purpose with SEPA words such as `EREF+`.

Spec: Deutsche Kreditwirtschaft, DFÜ-Abkommen, Anlage 3. Nearly all fields have each subfield once and each word once, in the
order of the spec: those are read by one match each, as columns. The others are walked through.
"""

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

_CHUNK: Final = 27  # places of a subfield
_PURPOSE: Final = frozenset((*map(str, range(20, 30)), *map(str, range(60, 66))))
_SUBFIELDS: Final = frozenset(("00", "10", *map(str, range(30, 37)), "38"))
_WORDS: Final = frozenset(["EREF", "KREF", "MREF", "CRED", "DEBT", "COAM", "OAMT", "SVWZ", "ABWA", "ABWE", "IBAN"])
_WORD: Final = re.compile(rf"\b({'|'.join(sorted(_WORDS))}|BIC): ?")  # as some banks write them
_USUAL: Final = re.compile(
    r"\s?(\d{3})(?=\?\d\d)(?:\?00([^?]*))?(?:\?10[^?]*)?((?:\?2[0-9][^?]*)*)"
    r"(?:\?30[^?]*)?(?:\?31([^?]*))?(?:\?32([^?]*))?(?:\?33([^?]*))?(?:\?34[^?]*)?(?:\?38([^?]*))?"
)
_USUAL_WORDS: Final = re.compile(
    r"(?:EREF\+([^+]*) )?(?:KREF\+[^+]* )?(?:MREF\+([^+]*) )?(?:CRED\+[^+]* )?(?:SVWZ\+([^+]*))?"
)
_UNTOLD: Final = ("",) * _USUAL_WORDS.groups


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


def usual(texts: Sequence[str]) -> tuple[list[list[Any]], list[int]]:
    """Understand a column of whole fields: Details by column, empty where one is not of the usual form, and where that is."""
    found = list(map(_USUAL.fullmatch, texts))
    parts = [one.groups("") if one else ("",) * _USUAL.groups for one in found]
    codes, said, chunks, accounts, names, more, ibans = list(zip(*parts, strict=True)) or [()] * _USUAL.groups
    purposes = ["".join(map(_chunk, chunk.split("?")[1:])) for chunk in chunks]
    words = list(map(_usual_words, purposes))
    ends, mandates, remittances = list(zip(*words, strict=True)) or [()] * len(_UNTOLD)
    columns: list[list[Any]] = [
        list(map(spaced, remittances)),
        [spaced(name + rest) for name, rest in zip(names, more, strict=True)],
        [iban.strip() or account.strip() for iban, account in zip(ibans, accounts, strict=True)],
        list(map(str.strip, said)),
        list(codes),
        list(map(str.strip, ends)),
        list(map(str.strip, mandates)),
        [False] * len(texts),
    ]
    return columns, [n for n, one in enumerate(found) if not one or words[n] is _UNTOLD]


def _usual_words(purpose: str) -> Sequence[str]:
    """Return end-to-end reference, mandate and remittance; _UNTOLD where the words are not in their usual order."""
    if "+" not in purpose and ": " not in purpose:
        return "", "", purpose
    found = _USUAL_WORDS.fullmatch(purpose) if ": " not in purpose else None
    return found.groups("") if found else _UNTOLD


def _chunk(part: str) -> str:
    """Return the text of a subfield: a full one goes on in the next, a shorter one ended between words."""
    return part[2:] if len(part) >= _CHUNK + 2 else f"{part[2:]} "


def german(code: str, mark: str, text: str) -> Details:
    """Understand a German field: its business code, and the subfields that begin with `mark`."""
    fields = dict[str, str]()
    purpose, last = "", ""
    for part in text.split(mark)[1:]:
        number = part[:2]
        if number in _PURPOSE:
            purpose += _chunk(part)
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
        spaced(said_of("SVWZ") or words[""]),
        spaced(field("32", "") + field("33", "")),
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


def spaced(text: str) -> str:
    """Return text with single blanks."""
    return " ".join(text.split())

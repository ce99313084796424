"""A number, link or address that somebody gave: is it one of the reviewed contacts, or made to look like one?

Three answers and no more: it is on our list; it imitates something on our list; our list does not know it. The last
says nothing for or against it. A listed number proves nothing about who is calling: callers can show any number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from dashboard.playbooks.library import library
from dashboard.playbooks.lookalike import Doubt, Known, doubt, known_of

LONGEST: Final = 2000  # characters that are looked through: a message, not a book
MOST: Final = 10
_ADDRESS: Final = re.compile(
    r"(?:[a-z]{2,8}://)?[^\s<>\"'，。；：！？、（）【】《》“”]+\.[^\s<>\"'，。；：！？、（）【】《》“”]{2,}",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\+?\d(?:[\d\-. ()（）]*\d)?")
_SHORT: Final = 6  # digits of the hotlines of banks and offices; longer numbers end alike by chance
_MANY: Final = 15  # digits of the longest number there is (E.164); more are several
_FEWEST: Final = 3  # digits of a number: emergency lines have no more
_CODES: Final = {
    "CN": "86",
    "ID": "62",
    "US": "1",
    "UK": "44",
    "SG": "65",
    "IN": "91",
}  # of the places with numbers of their own


class Verdict(StrEnum):
    """What can be said of something that was pasted."""

    LISTED = "listed"
    DOUBT = "doubt"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Checked:
    """One number or address of the text. `contact` is whose it is where it is listed, with the pack it stands in."""

    text: str
    kind: str  # phone, address
    verdict: Verdict
    pack: str = ""
    contact: str = ""
    verified: bool = True
    doubt: Doubt | None = None


def check(text: str) -> tuple[Checked, ...]:
    """Return what can be said of every number and address in a text, in its order; nothing where there is none."""
    text = text[:LONGEST]
    found = dict.fromkeys(_found(text))
    return tuple(_address(part) if kind == "address" else _phone(part) for kind, part in list(found)[:MOST])


def _found(text: str) -> Iterator[tuple[str, str]]:
    addresses = [match for match in _ADDRESS.finditer(text) if re.search(r"[^\d.\s]", match[0])]
    yield from (("address", match[0].rstrip(".,;:!?)")) for match in addresses)
    for match in reversed(addresses):
        text = f"{text[: match.start()]} {text[match.end() :]}"
    runs = (match[0] for match in _NUMBER.finditer(text))
    numbers = (part for run in runs for part in ([run] if len(_digits(run)) <= _MANY else run.split()))
    yield from (("phone", number) for number in numbers if len(_digits(number)) >= _FEWEST)


def _address(text: str) -> Checked:
    known, owners = _tables()
    against = doubt(text, known)
    if against:
        return Checked(text, "address", Verdict.DOUBT, doubt=against)
    bare = re.sub(r"^[a-z]+://", "", text.casefold()).partition("/")[0]
    names = [bare] if "@" in bare else [".".join(bare.split(":")[0].split(".")[n:]) for n in range(bare.count("."))]
    return next(
        (_listed(text, "address", *owners[name]) for name in names if name in owners),
        Checked(text, "address", Verdict.UNKNOWN),
    )


def _phone(text: str) -> Checked:
    known, owners = _tables()
    digits = _digits(text)
    for form, place in _forms(text, digits):
        if form in owners and place in ("", owners[form][0]):
            return _listed(text, "phone", *owners[form])
    wrapped = next(
        (own for own in sorted(known.numbers, key=len, reverse=True) if len(own) > _FEWEST and _wraps(digits, own)), ""
    )
    if wrapped:
        return Checked(text, "phone", Verdict.DOUBT, doubt=Doubt("number_more", text, wrapped))
    return Checked(text, "phone", Verdict.UNKNOWN)


def _listed(text: str, kind: str, pack: str, contact: str, verified: bool) -> Checked:  # noqa: FBT001  (a row of the table)
    return Checked(text, kind, Verdict.LISTED, pack, contact, verified)


def _forms(text: str, digits: str) -> Iterator[tuple[str, str]]:
    """Yield a number as it stands, and as dialled in the place whose code stands before it, with that place.

    A code counts only where it is marked as one: short numbers begin with all sorts of digits.
    """
    yield digits, ""
    if not text.strip().startswith(("+", "00")):
        return
    for place, code in _CODES.items():
        home = digits.removeprefix("00").removeprefix(code)
        if home != digits.removeprefix("00"):
            yield home, place
            yield f"0{home}", place


def _wraps(digits: str, own: str) -> bool:
    """Tell whether a number begins or ends with a listed short one and goes on: `955881234`, `0095588`."""
    return digits != own and len(own) <= _SHORT and (digits.startswith(own) or digits.endswith(own))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@cache
def _tables() -> tuple[Known, dict[str, tuple[str, str, bool]]]:
    """Return what is listed, and whose each number, site and mailbox is; places of their own before the generic pack."""
    packs = library().packs
    contacts = [(name, contact) for name in sorted(packs, reverse=True) for contact in packs[name].contacts.values()]
    owners: dict[str, tuple[str, str, bool]] = {}
    for name, contact in contacts:
        for way in contact.ways:
            if way.value and way.kind in ("phone", "site", "mail"):
                key = _digits(way.value) if way.kind == "phone" else way.value
                owners.setdefault(key, (name, contact.id, way.proof.verified))
    return known_of(contact for _, contact in contacts), owners

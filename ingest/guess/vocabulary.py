"""The words of the tables: headings in many languages, and what cells say."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

_UNITS: Final = re.compile(r"[(（\[【][^()（）\[\]【】]{0,12}[)）\]】]")
_APART: Final = re.compile(r"[^\w/+#№%-]+|_+")
_WORD: Final = re.compile(r"[^\W_]+")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")  # RunningBalance
_LONGEST: Final = 80  # characters; no heading is longer
WHOLE: Final = 100  # what a heading that is a phrase and nothing else is worth, beyond the phrase's length
_SHORT: Final = 4  # letters; a shorter Latin word inside a heading says nothing ("in", "af", "ma")
# German, Dutch and the Nordic languages write compounds in one word; what counts stands last.
_ENDINGS: Final = {
    "datum": "transaction_date", "datums": "transaction_date", "tag": "booking_date", "dag": "booking_date", "dato": "transaction_date",
    "betrag": "amount", "bedrag": "amount", "belopp": "amount", "beløp": "amount", "beløb": "amount",
    "saldo": "balance", "wahrung": "currency", "valuta": "currency", "konto": "account", "rekening": "account",
    "nummer": "reference", "referenz": "reference", "text": "description", "tekst": "description", "zeit": "time", "gebuhr": "fee",
}  # fmt: skip


def plain(text: str) -> str:
    """Return words as they are compared: no case, accents, line breaks and doubled spaces.

    >>> plain("  Währung "), plain("F. OPERACIÓN"), plain("金額（円）")
    ('wahrung', 'f. operacion', '金額(円)')
    """
    return _plain(text[: 4 * _LONGEST])


@lru_cache(maxsize=65536)
def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(sign for n, sign in enumerate(apart) if not (unicodedata.combining(sign) and _latin(apart, n)))
    return " ".join(unicodedata.normalize("NFC", bare).replace("\ufeff", "").split())


def _latin(text: str, n: int) -> bool:
    """Tell whether a combining mark sits on a Latin or Greek letter: in other scripts it makes another letter."""
    base = next((sign for sign in reversed(text[:n]) if not unicodedata.combining(sign)), "")
    return base < "\u0400"


def bare(heading: str) -> str:
    """Return a heading as it is compared: also without units in brackets and punctuation."""
    said = plain(heading)[:_LONGEST]
    return " ".join(_APART.sub(" ", _UNITS.sub(" ", said) or said).split())


@cache
def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def _phrases() -> Mapping[str, tuple[str, ...]]:
    """Return each phrase of a heading with the roles it may mean."""
    found: dict[str, dict[str, None]] = {}
    for role, phrases in _table("headings.toml").items():
        for phrase in phrases:
            found.setdefault(_apart(plain(phrase)), {})[role] = None
    return {phrase: tuple(roles) for phrase, roles in found.items() if phrase}


def _apart(said: str) -> str:
    return " ".join(_APART.sub(" ", said).split())


class _Phrase(NamedTuple):
    """A phrase that may stand inside a heading; of several the one of lower rank counts: the longer."""

    rank: int
    text: str
    roles: tuple[str, ...]


@cache
def _by_beginning() -> Mapping[str, Sequence[_Phrase]]:
    """Return the phrases by what a heading must hold for them to stand in it: their first word, or their first two letters.

    Most cells that are asked about are descriptions of payments, and hold the beginning of hardly any phrase.
    """
    kept = [(phrase, roles) for phrase, roles in _phrases().items() if not phrase.isascii() or len(phrase) >= _SHORT]
    found: dict[str, list[_Phrase]] = {}
    for rank, (phrase, roles) in enumerate(sorted(kept, key=lambda pair: -len(pair[0]))):
        words = _WORD.findall(phrase)
        beginning = phrase[:2] if _is_joined(phrase) else words[0] if words else ""
        found.setdefault(beginning, []).append(_Phrase(rank, phrase, roles))
    return found


def _beginnings(said: str) -> set[str]:
    pairs = {said[n : n + 2] for n, letter in enumerate(said) if _is_joined(letter)}
    return {"", *_WORD.findall(said), *pairs}


def _is_joined(text: str) -> bool:
    """Tell whether a text begins in a script that does not part words: Thai, and those of East Asia."""
    return text[0] > "\u0e00"


@lru_cache(maxsize=4096)
def roles_of(heading: str) -> Mapping[str, int]:
    """Return what a heading may mean, and how strongly each: exact words most, then the longest phrase within.

    >>> max(roles_of("Betrag (EUR)")), "amount_out" in roles_of("支出金额（元）"), roles_of("Xyz")
    ('amount', True, {})
    """
    for said in (_apart(plain(heading)[:_LONGEST]), bare(heading), bare(_CAMEL.sub(" ", heading))):
        if said in _phrases():
            return {role: WHOLE + len(said) for role in _phrases()[said]}
    said = bare(heading)
    found: dict[str, int] = {}
    index = _by_beginning()
    for phrase in sorted(phrase for beginning in _beginnings(said) for phrase in index.get(beginning, ())):
        if _within(phrase.text, said):
            for role in phrase.roles:
                found.setdefault(role, len(phrase.text))
    for ending, role in _ENDINGS.items():
        if said.endswith(ending) and role not in found:
            found[role] = len(ending)
    return found


def _within(phrase: str, said: str) -> bool:
    """Tell whether a heading holds a phrase: as whole words where words are written apart."""
    at = said.find(phrase)
    if at < 0:
        return False
    if _is_joined(phrase):
        return len(phrase) > 1
    before, after = said[:at][-1:], said[at + len(phrase) :][:1]
    return not (before.isalnum() or after.isalnum())


@cache
def values_of(family: str) -> Mapping[str, str]:
    """Return what each known cell means: of `direction`, `status`, `lines`, `signs` or `months`."""
    found: dict[str, str] = {}
    for meaning, words in _table("values.toml")[family].items():
        for word in words:
            found.setdefault(plain(word), meaning)
    return found


@cache
def pattern_of(family: str, meaning: str) -> re.Pattern[str]:
    """Return a pattern that finds the words of one meaning inside a sentence, compared as `plain`."""
    words = sorted((word for word, said in values_of(family).items() if said == meaning), key=len, reverse=True)
    latin = "|".join(re.escape(word) for word in words if word[0] < "\u0e00")
    other = "|".join(re.escape(word) for word in words if word[0] >= "\u0e00")
    return re.compile(rf"(?<!\w)(?:{latin})(?!\w)" + (f"|{other}" if other else ""))

"""The words of one language: a TOML file of phrases, looked up by dotted key."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from babel.dates import format_date
from babel.numbers import format_decimal

from dashboard.playbooks.tables import BrokenPlaybook, parse, read

_BABEL: Final = {"zh": "zh_CN", "en": "en_GB", "id": "id_ID"}


class Phrases:
    """Every phrase of one or more files under its dotted key: `clocks.net-visa-duplicate.effect`."""

    def __init__(self, file: str, locale: str, phrases: Mapping[str, str]) -> None:
        self.file = file
        self.locale = locale
        self._phrases = dict(phrases)

    def __call__(self, key: str, **facts: object) -> str:
        """Return the phrase with its `{facts}` filled in."""
        if key not in self._phrases:
            raise BrokenPlaybook(self.file, f"`{key}` has no words")
        phrase = self._phrases[key]
        return phrase.format(**facts) if facts else phrase

    def __contains__(self, key: object) -> bool:
        return key in self._phrases

    def items(self) -> tuple[tuple[str, str], ...]:
        """Return every key with its phrase."""
        return tuple(self._phrases.items())

    def beside(self, other: "Phrases") -> "Phrases":
        """Return these phrases before those of `other`."""
        return Phrases(self.file, self.locale, {**dict(other.items()), **self._phrases})

    def day(self, day: date) -> str:
        """Write a date the way the language does."""
        return str(format_date(day, "long", locale=_BABEL[self.locale]))

    def number(self, number: str) -> str:
        """Write a decimal number the way the language does."""
        return str(format_decimal(Decimal(number), locale=_BABEL[self.locale]))


def read_phrases(path: Path, locale: str, above: str = "") -> Phrases:
    """Read a file of phrases; `above` goes before each of its keys."""
    file = f"{path.parent.name}/{path.name}"
    return Phrases(file, locale, dict(_flat(file, parse(read(path, file), file), above)))


def _flat(file: str, tables: Mapping[str, object], above: str = "") -> list[tuple[str, str]]:
    phrases: list[tuple[str, str]] = []
    for name, value in tables.items():
        key = f"{above}.{name}" if above else name
        if isinstance(value, dict):
            phrases += _flat(file, value, key)
        elif isinstance(value, str) and value.strip():
            phrases.append((key, value.strip("\n")))
        else:
            raise BrokenPlaybook(file, f"`{key}` must be words, got {value!r}")
    return phrases

"""Every word a person sees, by language, and amounts, days and spans as the language writes them.

`locales/<locale>/<file>.toml` holds the words; the key of a phrase is `<file>.<table>.<name>`.
"""

import datetime as dt
import os
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from babel.core import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, get_currency_symbol
from babel.units import format_unit

from dashboard.playbooks.model import LOCALES
from dashboard.playbooks.words import Phrases, read_phrases
from ingest.errors import WalletwatchError
from ingest.money import DIGITS, decimal_text
from ingest.notes import Note
from ingest.text import visible

FOLDER: Final = Path(__file__).parent / "locales"
ENVIRONMENT: Final = "WALLETWATCH_LOCALE"
MINUS: Final = "\N{MINUS SIGN}"
VEIL: Final = "•••"
_AMOUNT: Final = re.compile(r"\d[\d.,]*[.,]\d{2,3}(?!\d)")
_BABEL: Final = {"zh": "zh_CN", "en": "en_GB", "id": "id_ID"}
_SYMBOLS: Final = {"CNY": "¥", "JPY": "JP¥"}  # one sign, one currency, in every language
_NONE: Final = frozenset(("EU", "EZ", "UN", "XA", "XB", "ZZ"))  # codes that are no country
_LONGEST: Final = 80  # characters of statement text inside a sentence


class Words:
    """One language: phrases by key, and everything that is written differently from language to language."""

    def __init__(self, locale: str, phrases: Phrases, *, hides: bool = False) -> None:
        self.hides = hides  # every amount
        self.locale = locale
        self.babel = Locale.parse(_BABEL[locale])  # named by its code, it would be looked for at every figure
        self.phrases = phrases

    def __call__(self, key: str, **facts: object) -> str:
        """Return a phrase with its `{facts}` filled in."""
        return self.phrases(key, **facts)

    def __contains__(self, key: str) -> bool:
        """Tell whether there is a phrase under this key."""
        return key in self.phrases

    # -- numbers and days ----------------------------------------------------------------------------------------

    def number(self, amount: int, currency: str) -> str:
        """Write minor units without their currency, for a column that names it once."""
        if self.hides:
            return VEIL
        digits = DIGITS.get(currency, 2)
        pattern = f"#,##0.{'0' * digits}" if digits else "#,##0"
        written = format_decimal(decimal_text(abs(amount), currency), pattern, locale=self.babel)
        return f"{MINUS}{written}" if amount < 0 else str(written)

    def money(self, amount: int, currency: str) -> str:
        """Write minor units with their currency's sign or code.

        >>> words("en").money(-12900, "CNY"), words("id").money(1250000, "IDR")
        ('−¥129.00', 'Rp12.500,00')
        """
        sign = _SYMBOLS.get(currency) or str(get_currency_symbol(currency, locale=self.babel))
        gap = "\N{NO-BREAK SPACE}" if sign[-1:].isalpha() and sign != "Rp" else ""
        written = self.number(abs(amount), currency)
        if self.hides:
            return f"{sign}{gap}{written}"  # the sign of an amount tells of it, too
        return f"{MINUS if amount < 0 else ''}{sign}{gap}{written}"

    def day(self, day: str | dt.date) -> str:
        """Write a day; ISO text is a day too."""
        day = dt.date.fromisoformat(day[:10]) if isinstance(day, str) else day
        return _written_day(day, "long" if self.locale == "zh" else "d MMM y", self.babel)

    def long_day(self, day: dt.date) -> str:
        """Write a day with the whole name of its month, for where the month is the question.

        >>> words("en").long_day(dt.date(2026, 4, 3)), words("id").long_day(dt.date(2026, 8, 3))
        ('3 April 2026', '3 Agustus 2026')
        """
        return str(format_date(day, "long", locale=self.babel))

    def weekday(self, day: dt.date, today: dt.date) -> str:
        """Write a day to act by with its weekday, and with its year where that is not today's.

        >>> words("en").weekday(dt.date(2026, 7, 14), dt.date(2026, 7, 6))
        'Tue 14 July'
        >>> words("zh").weekday(dt.date(2026, 7, 14), dt.date(2025, 7, 6))
        '2026年7月14日周二'
        """
        year = "" if day.year == today.year else "y年" if self.locale == "zh" else " y"
        pattern = f"{year}M月d日EEE" if self.locale == "zh" else f"EEE d MMMM{year}"
        return str(format_date(day, pattern, locale=self.babel))

    def weekday_name(self, day: dt.date) -> str:
        """Write the day of the week alone.

        >>> words("zh").weekday_name(dt.date(2026, 7, 14)), words("id").weekday_name(dt.date(2026, 7, 14))
        ('周二', 'Sel')
        """
        return str(format_date(day, "EEE", locale=self.babel))

    def weekday_of(self, day: str) -> str:
        """Write the day of the week of an ISO day in full.

        >>> words("en").weekday_of("2026-07-14"), words("zh").weekday_of("2026-07-14")
        ('Tuesday', '星期二')
        """
        return str(format_date(dt.date.fromisoformat(day), "EEEE", locale=self.babel))

    def month(self, month: str) -> str:
        """Write a month given as `2026-06`.

        >>> words("en").month("2026-06"), words("zh").month("2026-06")
        ('Jun 2026', '2026年6月')
        """
        pattern = "y年M月" if self.locale == "zh" else "MMM y"
        return str(format_date(dt.date.fromisoformat(f"{month}-01"), pattern, locale=self.babel))

    def moment(self, moment: str) -> str:
        """Write a day with its time of day where the ISO text has one."""
        if len(moment) <= len("2026-01-01"):
            return self.day(moment)
        at = dt.datetime.fromisoformat(moment)
        return self.at(self.day(at.date()), _written_clock(at.hour, at.minute, self.babel))

    def at(self, day: str, clock: str) -> str:
        """Join a written day with a time of day, or several."""
        return f"{day} {clock}" if self.locale == "zh" else f"{day}, {clock}"

    def span(self, count: int, unit: str) -> str:
        """Write a number of seconds, minutes, hours, days or months with the right plural.

        >>> words("zh").span(3, "day"), words("id").span(3, "day"), words("en").span(1, "day")
        ('3天', '3 hari', '1 day')
        """
        length = "short" if self.locale == "zh" else "long"  # babel misses that Chinese long units are the short ones
        return str(format_unit(count, f"duration-{unit}", length=length, locale=self.babel))

    def veiled(self, text: str) -> str:
        """Return text of a statement or of a check; where amounts are hidden, with dots for what looks like one.

        >>> words("en", hides=True).veiled("12 lines, off by -1,250.00 CNY")
        '12 lines, off by -••• CNY'
        """
        return _AMOUNT.sub(VEIL, text) if self.hides else text

    def seconds(self, seconds: int) -> str:
        """Write a short time in the unit people would use."""
        for most, size, unit in ((120, 1, "second"), (7200, 60, "minute"), (2 * 86400, 3600, "hour")):
            if seconds < most:
                return self.span(round(seconds / size), unit)
        return self.span(round(seconds / 86400), "day")

    def decimal(self, number: float) -> str:
        """Write a plain number with at most one decimal, a small one with two."""
        return str(format_decimal(number, "#,##0.#" if abs(number) >= 1 else "#,##0.##", locale=self.babel))

    def listed(self, parts: Iterable[str]) -> str:
        """Join words with commas and an `and`."""
        return str(format_list(list(parts), locale=self.babel))

    def countries(self) -> Mapping[str, str]:
        """Return the name of every country by its two letters (ISO 3166).

        >>> words("id").countries()["US"]
        'Amerika Serikat'
        """
        return _countries(self.babel)

    # -- what programs say ---------------------------------------------------------------------------------------

    def error(self, error: BaseException) -> str:
        """Return the sentence of an error of ours; anything else is told by its kind alone, never by its text."""
        if isinstance(error, WalletwatchError):
            said = {name: self.note(remark) for name, remark in error.notes.items()}
            return self._coded("error", error.code, error.facts | said, str(error))
        return self("error.unexpected", kind=type(error).__name__)

    def note(self, note: Note) -> str:
        """Return the sentence of a remark on a line or a statement."""
        return self._coded("note", note.code, note.facts, str(note))

    def _coded(self, family: str, code: str, facts: Mapping[str, str], english: str) -> str:
        """Look a code up; the English sentence lives with the code itself."""
        key = f"{family}.{code}"
        if key not in self.phrases:
            return visible(english)
        shown = {name: self.veiled(visible(str(fact))) for name, fact in facts.items()}
        if "what" in shown:  # codes of ours, such as the sums that were compared
            shown["what"] = self.listed(
                self._named(f"{family}.what.{what}", what) for what in shown["what"].split(", ")
            )
        return self.phrases(key, **shown)

    def _named(self, key: str, code: str) -> str:
        """Return the word for a code, or the code where it has none."""
        return self(key) if key in self else code


def quoted(text: str, longest: int = _LONGEST) -> str:
    """Return statement text fit for a sentence: on one line, nothing invisible, not endless."""
    plain = visible(text).strip()
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"


@lru_cache(maxsize=10_000)
def _written_day(day: dt.date, pattern: str, locale: str) -> str:
    return str(format_date(day, pattern, locale=locale))


@lru_cache(maxsize=10_000)
def _written_clock(hour: int, minute: int, locale: str) -> str:
    return str(format_time(dt.time(hour, minute), "HH:mm", locale=locale))


@cache
def _countries(locale: str) -> Mapping[str, str]:
    names = Locale.parse(locale).territories.items()
    return {code: str(name) for code, name in names if len(code) == len("CN") and code.isalpha() and code not in _NONE}


@cache
def words(locale: str, *, hides: bool = False) -> Words:
    """Return a language; every phrase has the same key in each. `hides` puts dots in the place of every amount."""
    phrases = Phrases(locale, locale, {})
    for path in sorted((FOLDER / locale).glob("*.toml")):
        phrases = phrases.beside(read_phrases(path, locale, path.stem))
    return Words(locale, phrases, hides=hides)


def nearest_locale(*wishes: str | None) -> str:
    """Return the first language we have among wishes such as `zh_CN.UTF-8`, `id-ID` or None; English otherwise.

    >>> nearest_locale(None, "zh_CN.UTF-8"), nearest_locale("in"), nearest_locale("de-DE")
    ('zh', 'id', 'en')
    """
    for wish in wishes:
        language = (wish or "").replace("_", "-").split("-")[0].split(".")[0].lower()
        language = {"in": "id", "ms": "id"}.get(language, language)  # Java's old code; Malay readers follow Indonesian
        if language in LOCALES:
            return language
    return "en"


def system_locale() -> str:
    """Return the language of the environment."""
    variables = (ENVIRONMENT, "LC_ALL", "LC_MESSAGES", "LANG")
    return nearest_locale(*(os.environ.get(name) for name in variables))

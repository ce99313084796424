"""What the person stands by: reading it, saying it in a language, refusing what no letter could say."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from dashboard.errors import FactUnconfirmed, UnknownFact, WrongFact
from dashboard.i18n import Words, quoted
from dashboard.letters.kinds import DAYS, FACTS, TEXTS, Letter
from detect.finding import Fact

YES: Final = "yes"
_YES: Final = frozenset({YES, "true", "1"})
_NO: Final = frozenset({"", "no", "false", "0", "none"})
_LONGEST: Final = 60  # characters of a number or name that a letter quotes


def read_confirmed(said: Iterable[str], today: dt.date) -> dict[str, str]:
    """Read `FACT` and `FACT=VALUE`: a day for facts that have one, a text for a number, `no` to take one back.

    Raises:
        UnknownFact: no letter has a sentence for it.
        WrongFact: its value is not what the fact needs, or a day that has not come yet.
    """
    confirmed: dict[str, str] = {}
    for part in said:
        name, equals, value = part.partition("=")
        confirmed[name.strip()] = _checked(name.strip(), value.strip() if equals else YES, today)
    return confirmed


def spoken(confirmed: Mapping[str, Fact], words: Words) -> dict[str, str]:
    """Return confirmed facts as a letter says them.

    What was taken back is left out, and so is what no letter knows, or what lacks the day or number that a letter needs.
    """
    said = {name: _spoken(name, str(value), words) for name, value in confirmed.items() if name in FACTS}
    return {name: value for name, value in said.items() if value}


def require(letter: Letter, confirmed: Iterable[str], words: Words, *, contacted: bool = False) -> None:
    """Check that the person confirmed what a letter cannot do without.

    Args:
        letter: to be written.
        confirmed: ids of facts.
        words: in which the missing question is asked.
        contacted: the case's log has an earlier contact.

    Raises:
        FactUnconfirmed: with the question of the first fact that is missing.
    """
    for group in letter.missing(confirmed, contacted=contacted):
        asked = words("letter.or").join(words(f"letter.ask.{fact}") for fact in group)
        raise FactUnconfirmed(question=asked, flags=words("letter.or").join(map(flag, group)))


def long_moment(moment: str, said: Words) -> str:
    """Write a day with the whole name of its month, and its time of day where the ISO text has one."""
    at = dt.datetime.fromisoformat(moment)
    day = said.long_day(at.date())
    return said.at(day, at.strftime("%H:%M")) if len(moment) > len("2026-01-01") else day


def flag(fact: str) -> str:
    """Return how a fact is confirmed on the command line."""
    return f"--confirm {fact}" + ("=DAY" if fact in DAYS else "=TEXT" if fact in TEXTS else "")


def _checked(name: str, value: str, today: dt.date) -> str:
    if name not in FACTS:
        raise UnknownFact(name=name, names=", ".join(sorted(FACTS)))
    if value.casefold() in _NO:
        return "no"
    if name in TEXTS:
        if value.casefold() in _YES:
            raise WrongFact(name=name, example=f"{name}=ABC-123")
        return quoted(value, _LONGEST)
    if name in DAYS:
        return _day(name, value, today)
    if value.casefold() not in _YES:
        raise WrongFact(name=name, example=name)
    return YES


def _day(name: str, value: str, today: dt.date) -> str:
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError as error:
        raise WrongFact(name=name, example=f"{name}={today.isoformat()}") from error
    if moment.date() > today or moment.tzinfo is not None:
        raise WrongFact(name=name, example=f"{name}={today.isoformat()}")
    return value


def _spoken(name: str, value: str, words: Words) -> str:
    if value.casefold() in _NO:
        return ""
    if name in DAYS:
        return long_moment(value, words) if _is_moment(value) else ""
    if name in TEXTS:
        return quoted(value, _LONGEST) if value.casefold() not in _YES else ""
    return YES


def _is_moment(value: str) -> bool:
    try:
        return dt.datetime.fromisoformat(value).tzinfo is None
    except ValueError:
        return False

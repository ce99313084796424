"""What was watched: each account, up to which day, how well, and what is not covered. A calm "nothing found" rests on it."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.account_name import account_name
from dashboard.i18n import Words
from dashboard.punctuation import clauses
from dashboard.views.parts.said import month
from dashboard.views.plain import Html, tag
from detect.context import Context
from detect.coverage import Covered, coverage

_GAPS: Final = ("missing", "partly", "off")


@dataclass(frozen=True, slots=True)
class Watched:
    """One account: the last day its statements show, and the months before it that they do not show well.

    too_new: what is usual there is not known yet, so the last scan looked for clear patterns only.
    """

    account: str
    until: dt.date
    gaps: tuple[tuple[str, str], ...]  # month, state
    too_new: bool = False


def watched(context: Context, today: dt.date, too_new: Collection[tuple[str, str]] = ()) -> list[Watched]:
    """Return every account that has a statement; `too_new` are persons and accounts, as the casebook has them."""
    covered = Covered(context)
    months = coverage(context, today)
    found = []
    for person, account in sorted(covered.spans):
        until = covered.until(person, account)
        if until is not None:
            own = months[(months["person"] == person) & (months["account"] == account)]
            found.append(Watched(account, until, _gaps(own, until), (person, account) in too_new))
    return found


def _gaps(months: pd.DataFrame, until: dt.date) -> tuple[tuple[str, str], ...]:
    last = f"{until:%Y-%m}"
    return tuple(
        (month, state)
        for month, state in zip(months["month"], months["state"], strict=True)
        if state in _GAPS and (month < last or (month == last and state == "off"))
    )


def told(accounts: list[Watched], words: Words) -> Html:
    """Return the accounts as a list."""
    lines = (
        tag("li", tag("bdi", account_name(one.account, words)), " ", tag("span", clauses(said(one, words), words)))
        for one in accounts
    )
    return tag("ul", *lines, class_="watched")


def newcomers(accounts: Iterable[str], words: Words) -> str:
    """Return, as a sentence, in which accounts little can be looked for; empty where there are none."""
    names = sorted({account_name(one, words) for one in accounts})
    return words("page.watched.newcomers", accounts=words.listed(names)) if names else ""


def said(one: Watched, words: Words) -> list[str]:
    """Return up to which day, that it is too new, and which months before that day are not shown well."""
    return [
        words("page.watched.until", day=words.day(one.until)),
        *([words("page.watched.too_new")] if one.too_new else []),
        *(
            words(f"page.watched.{state}", months=words.listed(month(words, name) for name in names))
            for state in _GAPS
            if (names := [name for name, found in one.gaps if found == state])
        ),
    ]

"""What was watched: each account, up to which day, and what is not covered. A calm "nothing found" rests on it."""

import datetime as dt
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
    """One account: the last day its statements show, and the months before it that they do not show well."""

    account: str
    until: dt.date
    gaps: tuple[tuple[str, str], ...]  # month, state


def watched(context: Context, today: dt.date) -> list[Watched]:
    """Return every account that has a statement."""
    covered = Covered(context)
    months = coverage(context, today)
    found = []
    for person, account in sorted(covered.spans):
        until = covered.until(person, account)
        if until is not None:
            own = months[(months["person"] == person) & (months["account"] == account)]
            found.append(Watched(account, until, _gaps(own, until)))
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
        tag("li", tag("bdi", account_name(one.account, words)), " ", tag("span", clauses(_said(one, words), words)))
        for one in accounts
    )
    return tag("ul", *lines, class_="watched")


def _said(one: Watched, words: Words) -> list[str]:
    """Return up to which day, and which months before it are not shown well."""
    return [
        words("page.watched.until", day=words.day(one.until)),
        *(
            words(f"page.watched.{state}", months=words.listed(month(words, name) for name in names))
            for state in _GAPS
            if (names := [name for name, found in one.gaps if found == state])
        ),
    ]

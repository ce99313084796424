"""The money of a case as a small flow, at risk to back, and where the case stands. Currencies are never added up."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from dashboard.i18n import Words
from dashboard.views.paint import chip
from dashboard.views.parts.said import sums
from dashboard.views.plain import Html, tag
from detect.case import Case

FIGURES: Final = ("at_risk", "claimed", "provisional", "final")
_WITHOUT: Final = (
    "locked-out",
    "privacy-leak",
    "account-closure",
    "contact-safely",
)  # troubles that need not be about a payment
_STATES: Final = {"open": "now", "disputed": "soon", "waiting": "watch", "closed": "quiet"}


def status_chip(case: Case, words: Words) -> Html:
    """Return where a case stands; of a closed one how it ended."""
    said = words(f"case.outcome.{case.outcome}") if case.outcome else words(f"case.status.{case.status}")
    return chip("back" if case.outcome in ("refunded", "chargeback") else _STATES[case.status], said)


def flow(case: Case, words: Words) -> Html:
    """Return the money of one case; a sentence where there is none."""
    if case.money:
        return total([case], words)
    return tag("p", words("case.no_money" if case.topic in _WITHOUT else "case.no_payment"), class_="quiet")


def total(cases: Iterable[Case], words: Words) -> Html:
    """Return the money of cases by where it is, each figure with its name; what is nought is left out."""
    figures: dict[str, Counter[str]] = {name: Counter() for name in FIGURES}
    for case in cases:
        for money in case.money:
            for name in FIGURES:
                figures[name][money.currency] += getattr(money, name)
    said = [
        tag("span", words(f"case.money.{name}"), " ", tag("strong", sums(words, +held)), class_="money")
        for name, held in figures.items()
        if +held
    ]
    return tag("p", *said, class_="facts")

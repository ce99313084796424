"""How things stand: the verdict, the cards that need the person, the money, and what was watched."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import streamlit as st

from dashboard.case_shown import ShownCase
from dashboard.charts import harm
from dashboard.i18n import Words
from dashboard.overdue import overdue
from dashboard.present import ShownAlert
from dashboard.timetable import timetable
from dashboard.urgency import pressing
from dashboard.views import desk, reading, routes
from dashboard.views.paint import heading, part, put
from dashboard.views.parts import case_card, harm_told, next_check, scanning, spending_told, theft_banner, watched
from dashboard.views.parts.alert_card import card
from dashboard.views.parts.ask_debit import ask
from dashboard.views.parts.headline import headline
from dashboard.views.parts.overdue import remind
from dashboard.views.parts.said import counted, sums
from dashboard.views.plain import Html, tag
from detect.alert import Alert
from detect.case import Money
from detect.casebook import Casebook
from detect.context import Context
from detect.snooze import asleep
from ingest.ledger import Ledger

CARDS: Final = 5  # on the first page; the others are one step away


def standing(ledger: Ledger, words: Words) -> None:
    """Show everything, the verdict first."""
    book = Casebook(ledger)
    context, today = book.context(), desk.today()
    alerts = [alert for alert in book.alerts("open") if not asleep(alert, today)]
    fresh = unchecked(context)
    cases = case_card.running(book, ledger, words)
    held = {alert.alert_id for case in cases for alert in case.alerts}
    waiting = [alert for alert in alerts if alert.alert_id not in held]  # a case tells of its alerts itself
    heading(words("page.today.unchecked") if fresh else _headline(waiting, cases, book, words))
    money = harm.standing([*alerts, *book.alerts("closed")], book.cases.list())
    put(_facts(money, book.last_scan, words))
    newcomers = watched.newcomers((account for _, account in book.too_new), words)
    if newcomers and not fresh:
        put(tag("p", newcomers, class_="quiet"))
    if book.preferences.theft_since is None:
        theft_banner.ask(words)
    if fresh:
        _check(ledger, words, "page.scan.now", primary=True)
    _cards(ledger, waiting, words, primary=not fresh)
    case_card.show_running(cases, words)
    if ask(book, reading.presenter(ledger, words)):
        st.rerun()
    harm_told.show(money, words)
    once = reading.accounts(ledger, words).context
    part(words("page.watched.title"))
    put(watched.told(watched.watched(once, today, book.too_new), words), next_check.told(book, desk.now(), words))
    spending_told.show(ledger, once, alerts, words)
    remind(overdue(once.statements, today), words)
    if not fresh:
        _check(ledger, words, "page.scan.again", primary=False)


def unchecked(context: Context) -> bool:
    """Tell whether an account has statements that no scan has seen."""
    accounts = zip(context.statements["person"], context.statements["account"], strict=True)
    return any(account not in context.scanned for account in accounts)


def _headline(alerts: list[Alert], cases: Sequence[ShownCase], book: Casebook, words: Words) -> str:
    due, questions = sum(case_card.is_due(one, words) for one in cases), len(book.debitbook.open())
    return headline(alerts, words, questions=questions, due=due, cases=len(cases))


def _cards(ledger: Ledger, alerts: list[Alert], words: Words, *, primary: bool) -> None:
    shown = reading.presenter(ledger, words).alerts(candidates(alerts))
    shown.sort(key=lambda one: not _pressing(one, words))  # the others keep their order
    for place, one in enumerate(shown[:CARDS]):
        card(one, words, primary=primary and place == 0)
    more = len(alerts) - CARDS
    if more > 0 and st.button(counted(words, "page.today.more", more), key="more"):
        routes.go("alerts")


def candidates(alerts: Sequence[Alert]) -> list[Alert]:
    """Return, in their order, what may come on the first page: all that has days to keep, and the first of what is only to be watched."""
    watched = [alert.alert_id for alert in alerts if alert.severity == "low"]
    later = set(watched[CARDS:])
    return [alert for alert in alerts if alert.alert_id not in later]


def _pressing(shown: ShownAlert, words: Words) -> bool:
    """Tell whether an alert has no day left; of what is only to be watched the clocks need not be read."""
    return shown.alert.severity != "low" and pressing(shown, timetable(shown, words, desk.today()).headline)


def _facts(money: Sequence[Money], checked: str, words: Words) -> Html:
    """Return the money by where it stands, each unit of it once, and the day of the last check."""
    said = [
        tag("span", words(f"harm.stage.{stage}"), " ", tag("strong", sums(words, total)), class_="money")
        for stage in harm.STAGES
        if (total := {one.currency: getattr(one, stage) for one in money if getattr(one, stage)})
    ]
    if checked:
        said.append(
            tag("span", words("page.today.checked", day=words.day(dt.date.fromisoformat(checked))), class_="quiet")
        )
    return tag("p", *said, class_="facts lead")


def _check(ledger: Ledger, words: Words, label: str, *, primary: bool) -> None:
    if st.button(words(label), key="check", type="primary" if primary else "secondary"):
        scanning.scan(ledger, words)
        st.rerun()

"""Account-theft mode: since when, the case it works on, and what of its checklist is done. All of it in the ledger's file."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from detect.preferences import Preferences
from ingest.identity import DEFAULT_PERSON
from ingest.ledger import Ledger

if TYPE_CHECKING:  # the first page asks `since` before anything is loaded that a scan needs
    from detect.case import Case
    from detect.casebook import Casebook

TOPIC: Final = "account-theft"
FREEZE: Final = "freeze"  # the step of the playbook that an account of its own stands under


def since(ledger: Ledger) -> dt.date | None:
    """Return the day since which an account may be in other hands, None while the mode is off.

    Every page asks this, also before anything was scanned, when the casebook has no tables yet.
    """
    known = ledger.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'preferences'").fetchone()
    return Preferences(ledger).theft_since if known else None


def begin(book: "Casebook", day: dt.date) -> "Case":
    """Turn the mode on, or move its day, and return the case it works on."""
    book.preferences.keep_theft_since(day)
    return case_of(book) or book.cases.open(TOPIC, person=_person(book))


def end(book: "Casebook") -> None:
    """Turn the mode off; the case stays as it is."""
    book.preferences.keep_theft_since(None)


def case_of(book: "Casebook") -> "Case | None":
    """Return the running case about a theft, the latest where there are several; None where there is none."""
    running = [case for case in book.cases.list(running=True) if case.topic == TOPIC]
    return running[-1] if running else None


def tick(book: "Casebook", step: str, *, done: bool) -> None:
    """Note in the case that a step is done, or strike the lines that say so."""
    case = case_of(book) or book.cases.open(TOPIC, person=_person(book))
    if done:
        book.cases.log(case.case_id, "step_done", {"step": step})
        return
    for event in case.live:
        if event.kind == "step_done" and event.text("step") == step:
            book.cases.strike(case.case_id, event.seq)


def account_step(account: str) -> str:
    """Return the step of freezing one account, as the case's log names it."""
    return f"{FREEZE}:{account}"


def add_rows(book: "Casebook", rows: Iterable[str]) -> int:
    """Put suspicious rows (txn_ids) into the case; return how many were not in it, nor in another running one."""
    case = case_of(book)
    if case is None:
        return 0
    taken = {row for other in book.cases.list(running=True) for row in other.rows}
    fresh = [row for row in dict.fromkeys(rows) if row not in taken]
    if fresh:
        book.cases.add(case.case_id, rows=fresh)
    return len(fresh)


def _person(book: "Casebook") -> str:
    """Return whose the accounts are, where they are all one person's."""
    people = {str(person) for person in book.ledger.accounts()["person"]}
    return people.pop() if len(people) == 1 else DEFAULT_PERSON

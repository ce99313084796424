"""`walletwatch coverage`: which months of which accounts the statements show. Nothing is calm without it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import typer

from dashboard.cli.options import AsFormat, AsOf, Format, today
from dashboard.cli.state import State
from dashboard.punctuation import strung

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.cli.screen import Screen
    from detect.readings import Accounts
    from ingest.ledger import Ledger

app = typer.Typer()
_SIGNS = {"covered": "■", "partly": "◧", "missing": "□", "off": "!"}


@app.command()
def coverage(ctx: typer.Context, as_of: AsOf = None, fmt: AsFormat = Format.TABLE) -> None:
    """Show which months of which accounts the statements cover."""
    from dashboard.cli.records import records

    state = State.of(ctx)
    with state.ledger() as ledger:
        once = _accounts(ledger)
        found = _until(once, as_of)
    if fmt is Format.JSON:
        sources = {owner: [reading._asdict() for reading in readings] for owner, readings in once.readings.items()}
        told = records(found)
        state.screen.json(coverage=[row | {"sources": sources[row["person"], row["account"]]} for row in told])
    elif found.empty:
        state.screen.say("cli.empty", import_=state.call("import FILE"), formats=state.call("formats"))
    else:
        _grid(state.screen, found)
        _twice(state.screen, once)


def covered(ledger: "Ledger", as_of: dt.date | None) -> "pd.DataFrame":
    """Return the coverage up to a day; by default today, or the last day of the newest statement if that is later."""
    return _until(_accounts(ledger), as_of)


def _accounts(ledger: "Ledger") -> "Accounts":
    from detect.casebook import Casebook
    from detect.readings import accounts_once

    return accounts_once(ledger.frame(), Casebook(ledger).context())


def _until(once: "Accounts", as_of: dt.date | None) -> "pd.DataFrame":
    from detect.coverage import coverage as months

    newest = max((last[:10] for last in once.context.statements["last"] if last), default="")
    last = max(today(), dt.date.fromisoformat(newest)) if newest else today()
    return months(once.context, as_of or last)


def _twice(screen: "Screen", once: "Accounts") -> None:
    """Say which accounts came in several formats: they are one column each."""
    told = {owner: readings for owner, readings in once.readings.items() if len(readings) > 1}
    if told:
        screen.line()
    for (_, account), readings in sorted(told.items()):
        named = (
            one.importer if one.account == account else screen.phrase("cli.coverage.reading", **one._asdict())
            for one in readings
        )  # fmt: skip
        screen.say("cli.coverage.twice", account=account, readings=screen.words.listed(named))


def _grid(screen: "Screen", found: "pd.DataFrame") -> None:
    owners = list(dict.fromkeys(zip(found["person"], found["account"], strict=True)))
    several = len({person for person, _ in owners}) > 1
    states = {(row.person, row.account, row.month): row.state for row in found.itertuples()}
    months = sorted(set(found["month"]))
    screen.table(
        ("month", *(f"{account} ({person})" if several else account for person, account in owners)),
        [(screen.words.month(month), *(_cell(screen, states.get((*owner, month), ""))  for owner in owners)) for month in months],
    )  # fmt: skip
    if "off" in set(found["state"]):
        screen.line()
        screen.say("cli.coverage.off")


def _cell(screen: "Screen", state: str) -> str:
    return f"{_SIGNS[state]} {screen.named('cli.state', state)}" if state else ""


def watched(screen: "Screen", found: "pd.DataFrame") -> None:
    """Say in a few lines what was watched and what was not, account by account."""
    for state in ("covered", "partly", "missing", "off"):
        told = [
            screen.phrase("cli.watched.account", account=account, spans=spans)
            for account, spans in _spans(screen, found, state)
        ]
        if told:
            screen.say(f"cli.watched.{state}", what=screen.words("cli.watched.between").join(told))


def _spans(screen: "Screen", found: "pd.DataFrame", state: str) -> Iterable[tuple[str, str]]:
    for (_, account), own in found[found["state"] == state].groupby(["person", "account"], sort=False):
        yield account, strung((_span(screen, months) for months in _runs(own["month"].tolist())), screen.words)


def _runs(months: Sequence[str]) -> list[list[str]]:
    """Split months into runs that follow one another."""

    def place(month: str) -> int:
        return int(month[:4]) * 12 + int(month[5:])

    numbered = enumerate(sorted(months))
    return [[month for _, month in run] for _, run in groupby(numbered, key=lambda entry: place(entry[1]) - entry[0])]


def _span(screen: "Screen", months: Sequence[str]) -> str:
    first, last = screen.words.month(months[0]), screen.words.month(months[-1])
    return first if len(months) == 1 else screen.phrase("cli.span", first=first, last=last)

"""Options that several commands share."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.guard import Refused

if TYPE_CHECKING:
    from detect.alert import Alert


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"


class DateOrder(StrEnum):
    """In which order day, month and year stand."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


class Severity(StrEnum):
    """How pressing an alert is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Locale(StrEnum):
    """The languages."""

    ZH = "zh"
    EN = "en"
    ID = "id"


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise Refused("cli.usage.day", text=text) from error


AsFormat = Annotated[Format, typer.Option("--format", help="A table for people or JSON for programs.")]
By = Annotated[dt.date, typer.Option("--by", parser=_day, metavar="DATE", help="The day by which it should be back.")]
CancelledOn = Annotated[dt.date | None, typer.Option("--on", parser=_day, metavar="DATE", help="The day on which you cancelled; default today.")]  # fmt: skip
AsOf = Annotated[dt.date | None, typer.Option("--as-of", parser=_day, metavar="DATE", help="Look at the ledger as it stood on this day; default today.")]  # fmt: skip
Since = Annotated[dt.date | None, typer.Option("--since", parser=_day, metavar="DATE", help="Raise payments you may not have made from this day on.")]  # fmt: skip
Until = Annotated[dt.date | None, typer.Option("--until", parser=_day, metavar="DATE", help="The day on which to show it again.")]  # fmt: skip
Incident = Annotated[dt.date | None, typer.Option("--incident", parser=_day, metavar="DATE", help="An account may have been in other hands since this day: look harder.")]  # fmt: skip


def today() -> dt.date:
    """Return the day it is here."""
    return dt.datetime.now().astimezone().date()


def reaches(alerts: "Iterable[Alert]", least: Severity) -> bool:
    """Tell whether one of the alerts is at least this pressing."""
    rising = list(reversed(Severity))
    return any(rising.index(Severity(alert.severity)) >= rising.index(least) for alert in alerts)

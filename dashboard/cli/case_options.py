"""Options that the commands about cases share."""

import datetime as dt
from typing import Annotated

import typer

from dashboard.cli.guard import Refused


def _when(text: str) -> str:
    if not text:  # the default is read like what is typed
        return ""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused("case.refused.day", name="--at", value=text) from error
    return text if len(text) == len("2026-01-01") else moment.isoformat(timespec="minutes")


def iso_day(text: str) -> str:
    """Return a day as typed, once it is one; empty where nothing was."""
    if not text:
        return ""
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise Refused("cli.usage.day", text=text) from error


CaseId = Annotated[str, typer.Argument(metavar="ID", help="The case's id, or the beginning of it.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="A remark that is kept with it.")]
At = Annotated[str, typer.Option("--at", parser=_when, metavar="WHEN", help="When it happened: a day or a time such as 2026-05-06T14:30; default now.")]  # fmt: skip

"""`walletwatch settings`: what you prefer, kept in the ledger's file for every page, command and scheduled scan."""

from enum import StrEnum
from typing import Annotated

import typer

from dashboard.cli.guard import Refused
from dashboard.cli.options import AsFormat, Format
from dashboard.cli.state import State
from dashboard.cli.usage import Commands, bare

app = typer.Typer()
_group = typer.Typer(cls=Commands, rich_markup_mode=None)
app.add_typer(_group, name="settings")


@_group.callback(invoke_without_command=True)
def settings(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """Show or change what you prefer."""
    if not bare(ctx):
        return
    from dashboard.spoken import chosen
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger:
        preferences = Casebook(ledger).preferences
        budget, language, country = preferences.budget, chosen(preferences), preferences.country
    if fmt is Format.JSON:
        state.screen.json(budget=budget, language=language or None, country=country or None)
    else:
        state.screen.say("cli.settings.budget", budget=state.words.decimal(budget))
        state.screen.say("cli.settings.try", command=state.call("backtest --budget 0.5"))
        state.screen.say(f"schedule.language.{language or 'system'}")
        _say_country(state, country)


@_group.command("budget")
def budget_(
    ctx: typer.Context,
    number: Annotated[float, typer.Argument(metavar="N", help="Wrong alarms you accept a month about payments you may not have made.")],
) -> None:  # fmt: skip
    """Set how many wrong alarms you accept a month. More of them find more."""
    from detect.casebook import Casebook
    from detect.preferences import MOST_BUDGET

    state = State.of(ctx)
    with state.ledger() as ledger:
        try:
            Casebook(ledger).preferences.keep_budget(number)
        except ValueError as error:
            raise Refused("cli.settings.out_of_range", number=str(number), most=f"{MOST_BUDGET:g}") from error
    state.screen.say("cli.settings.budget", budget=state.words.decimal(number))
    state.screen.say("cli.settings.next", command=state.call("scan"))


class _Language(StrEnum):
    """What everything may speak."""

    ZH = "zh"
    EN = "en"
    ID = "id"
    SYSTEM = "system"


@_group.command("language")
def language_(
    ctx: typer.Context,
    language: Annotated[_Language, typer.Argument(metavar="zh|en|id|system", help="The language.")],
) -> None:
    """Set the language of commands, pages, scheduled runs, digests and notifications."""
    from dashboard.spoken import choose
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger:
        choose(Casebook(ledger).preferences, "" if language is _Language.SYSTEM else language.value)
    state.screen.say(f"schedule.language.{language.value}")


@_group.command("country")
def country_(
    ctx: typer.Context,
    country: Annotated[str, typer.Argument(metavar="CODE|none", help="Two letters, such as ID; none takes it back.")],
) -> None:
    """Say where you live: its rules hold for accounts whose statements do not say where they are kept."""
    from detect.casebook import Casebook

    state = State.of(ctx)
    named = country.lower() != "none"
    code = country.upper() if named else ""
    if named and code not in state.words.countries():
        raise Refused("cli.settings.no_country", country=country)
    with state.ledger() as ledger:
        Casebook(ledger).preferences.keep_country(code)
    _say_country(state, code)
    state.screen.say("cli.settings.next", command=state.call("scan"))


def _say_country(state: State, country: str) -> None:
    from dashboard.playbooks.library import library
    from dashboard.playbooks.model import GENERIC

    if not country:
        state.screen.say("cli.settings.home_unsaid", command=state.call("settings country CODE"))
        return
    ours = library().pack_for(country).id != GENERIC
    state.screen.say(
        "cli.settings.home" if ours else "cli.settings.home_generic",
        country=state.words.countries().get(country, country),
    )

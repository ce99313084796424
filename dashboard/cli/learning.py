"""`walletwatch learned` and `backtest`: what answers have taught, and what another alert budget would have told."""

from typing import Annotated

import typer

from dashboard.cli.options import AsFormat, AsOf, Format, today
from dashboard.cli.state import State

app = typer.Typer()


@app.command()
def learned(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """List what your answers have taught: payees that are expected, and evidence that weighs less for you."""
    from dashboard.present import Presenter
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger:
        presenter = Presenter(ledger, state.words)
        with state.screen.working(state.words("cli.scan.looking")):
            found = Casebook(ledger).lessons(today())
    if fmt is Format.JSON:
        state.screen.json(learned=[{"code": one.code, **one.facts} for one in found])
    elif not found:
        state.screen.say("cli.learned.none")
    else:
        state.screen.say("cli.learned.title", style="bold")
        for one in found:
            state.screen.line(f"- {presenter.reason(one, '')}")
        state.screen.say("cli.learned.undo", command=state.call("answer ID --undo"))


@app.command()
def backtest(
    ctx: typer.Context,
    budget: Annotated[float | None, typer.Option(min=0.0, metavar="N", help="Wrong alarms you accept a month about payments you may not have made; default: your settings, else 0.25.")] = None,
    as_of: AsOf = None,
    fmt: AsFormat = Format.TABLE,
) -> None:  # fmt: skip
    """Tell which alerts about your payments another budget would have made, month by month. Nothing is stored."""
    from dashboard.cli.records import records
    from detect.backtest import backtest as tried
    from detect.casebook import Casebook

    state = State.of(ctx)
    screen, words = state.screen, state.words
    with state.ledger() as ledger, screen.working(words("cli.scan.looking")):
        book = Casebook(ledger)
        settings = book.preferences.settings(budget=budget)
        result = tried(ledger.frame(), book.context(), as_of or today(), settings)
    budget = settings.budget
    months = records(result.table())
    if fmt is Format.JSON:
        screen.json(
            budget=budget, alerts=len(result.alerts), months=result.months, rate=round(result.rate, 3),
            by_month=months,
        )  # fmt: skip
        return
    facts = {"budget": words.decimal(budget), "months": str(result.months)}
    if not months:
        screen.say("cli.backtest.none", **facts)
        return
    screen.say(
        "cli.backtest.found", style="bold", count=len(result.alerts), rate=words.decimal(round(result.rate, 2)), **facts
    )
    names = ("month", "alerts", "mine", "not_mine", "unsure", "unanswered")
    screen.table(names, ([str(row[name]) for name in names] for row in months), right=names[1:])

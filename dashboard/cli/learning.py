"""`walletwatch learned` and `backtest`: what answers have taught, and what another alert budget would have told."""

from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.options import AsFormat, AsOf, Format, today
from dashboard.cli.state import State

if TYPE_CHECKING:
    from dashboard.present import Presenter
    from detect.backtest import BackTest, Past

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
    from dashboard.present import Presenter
    from detect.backtest import backtest as tried
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger:
        with state.screen.working(state.words("cli.scan.looking")):
            book = Casebook(ledger)
            settings = book.preferences.settings(budget=budget)
            result = tried(ledger.frame(), book.context(), as_of or today(), settings)
        presenter = Presenter(ledger, state.words)
        if fmt is Format.TABLE:
            _tell_past(state, result, settings.budget, presenter)
            return
        state.screen.json(
            budget=settings.budget, alerts=len(result.alerts), months=result.months, rate=round(result.rate, 3),
            by_month=records(result.table()), which=[_past_answer(past, presenter) for past in result.alerts],
        )  # fmt: skip


def _past_answer(past: "Past", presenter: "Presenter") -> dict[str, object]:
    """Return one alert that would have been raised as JSON; its worst payment names the payee."""
    from ingest.money import decimal_text

    finding = past.finding
    return {
        **{name: finding.facts[name] for name in ("first", "last", "payments")},
        "amount": decimal_text(finding.amount, finding.currency),
        "currency": finding.currency,
        "account": finding.account,
        "counterparty": presenter.found(str(finding.facts["worst"])).counterparty,
        "severity": finding.severity,
        "score": finding.score,
        "answer": past.answer,
        "transactions": list(finding.rows),
    }


def _tell_past(state: State, result: "BackTest", budget: float, presenter: "Presenter") -> None:
    """Print how many alerts a budget would have raised, month by month, and which."""
    screen, words = state.screen, state.words
    facts = {"budget": words.decimal(budget), "months": str(result.months)}
    if not result.alerts:
        screen.say("cli.backtest.none", **facts)
        return
    rate = words.decimal(round(result.rate, 2))
    screen.say("cli.backtest.found", style="bold", count=len(result.alerts), rate=rate, **facts)
    names = ("month", "alerts", "mine", "not_mine", "unsure", "unanswered")
    months = result.table().to_dict("records")
    screen.table(names, ([str(row[name]) for name in names] for row in months), right=names[1:])
    screen.line()
    screen.table(
        ("day", "amount", "counterparty", "said"),
        [_past_line(past, presenter) for past in result.alerts],
        right=("amount",),
    )


def _past_line(past: "Past", presenter: "Presenter") -> tuple[str, str, str, str]:
    """Return day, money, payee and answer of one alert that would have been raised."""
    words, finding = presenter.words, past.finding
    worst = presenter.found(str(finding.facts["worst"]))
    return (
        words.day(str(finding.facts["first"])), words.money(finding.amount, finding.currency), worst.counterparty or worst.description,
        words(f"cli.column.{past.answer}"),
    )  # fmt: skip

"""`walletwatch case`: what you do about an alert, from the first call until the money is back."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli import case_calendar, case_closing, case_evidence, case_letter, case_log
from dashboard.cli.amounts import minor
from dashboard.cli.case_options import At, CaseId, Note
from dashboard.cli.case_refused import told
from dashboard.cli.guard import Refused
from dashboard.cli.options import AsFormat, Format, today
from dashboard.cli.state import State
from dashboard.cli.usage import Commands, bare

if TYPE_CHECKING:
    from detect.alert import Alert
    from ingest.ledger import Ledger

app = typer.Typer()
_group = typer.Typer(cls=Commands, rich_markup_mode=None)
app.add_typer(_group, name="case")
for part in (case_log, case_letter, case_calendar, case_closing, case_evidence):
    _group.add_typer(part.app)


class Which(StrEnum):
    """Cases to list."""

    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


_RUNNING = {Which.OPEN: True, Which.CLOSED: False, Which.ALL: None}
AlertIds = Annotated[list[str] | None, typer.Argument(metavar="ALERT_ID...", help="The alerts it is about, or the beginnings of their ids.")]  # fmt: skip
Rows = Annotated[list[str] | None, typer.Option("--transaction", metavar="TXN_ID", help="A payment it is about; may be repeated.")]  # fmt: skip


@_group.callback(invoke_without_command=True)
def case(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """List your running cases; `case open` begins one for an alert."""
    if bare(ctx):
        _list(State.of(ctx), Which.OPEN, fmt)


@_group.command("list")
def list_(
    ctx: typer.Context,
    which: Annotated[Which, typer.Option("--state", help="Which cases to list.")] = Which.OPEN,
    fmt: AsFormat = Format.TABLE,
) -> None:
    """List cases: where each stands and what money is at stake."""
    _list(State.of(ctx), which, fmt)


@_group.command("open")
def open_(
    ctx: typer.Context,
    alerts: AlertIds = None,
    topic: Annotated[str, typer.Option(metavar="TOPIC", help="What it is about, as `walletwatch playbooks` lists it; default: what the alert leads to.")] = "",
    rows: Rows = None,
    amount: Annotated[str, typer.Option(metavar="39.90", help="Money that no statement shows yet.")] = "",
    currency: Annotated[str, typer.Option(metavar="CNY", help="Of that money.")] = "",
    account: Annotated[str, typer.Option(metavar="LABEL", help="The account, where no alert says it.")] = "",
    person: Annotated[str, typer.Option(help="Whose money it is, where no alert says it.")] = "",
    note: Note = "",
    at: At = "",
    fmt: AsFormat = Format.TABLE,
) -> None:  # fmt: skip
    """Open a case for one or more alerts, or with --topic for a trouble that no alert shows."""
    from dashboard.present import Presenter
    from detect.casebook import Casebook

    state = State.of(ctx)
    if not (alerts or topic):
        raise Refused("case.refused.nothing")
    if amount and not currency:
        raise Refused("case.refused.which_currency")
    with state.ledger() as ledger, told():
        casebook, presenter = Casebook(ledger), Presenter(ledger, state.words)
        found = [casebook.alert(identity) for identity in alerts or ()]
        made = casebook.cases.open(
            topic_of(state, ledger, found, topic), alerts=found, rows=[presenter.found(row).txn_id for row in rows or ()],
            person=person, account=account, amount=minor(amount, currency.upper()) if amount else 0, currency=currency.upper(),
            text=note, at=at,
        )  # fmt: skip
        case_log.show_changed(state, ledger, made, fmt, "case.opened", id=made.case_id)


def topic_of(state: State, ledger: "Ledger", alerts: "list[Alert]", wished: str) -> str:
    """Return the topic of a new case: the one that was named, else what its first alert leads to.

    Raises:
        Refused: there is no such topic, or the alert needs no case.
    """
    from dashboard.playbooks.library import library
    from dashboard.present import Presenter

    if wished and wished not in library().topics:
        raise Refused("case.refused.topic", topic=wished)
    topic = wished or Presenter(ledger, state.words).alert(alerts[0]).topic
    if not topic:
        raise Refused("case.refused.no_playbook")
    return topic


@_group.command()
def add(
    ctx: typer.Context,
    case_id: CaseId,
    alerts: AlertIds = None,
    rows: Rows = None,
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Add alerts or payments to a case."""
    from dashboard.present import Presenter
    from detect.casebook import Casebook

    state = State.of(ctx)
    if not (alerts or rows):
        raise Refused("case.refused.nothing")
    with state.ledger() as ledger, told():
        casebook, presenter = Casebook(ledger), Presenter(ledger, state.words)
        changed = casebook.cases.add(
            case_id, alerts=[casebook.alert(one) for one in alerts or ()], rows=[presenter.found(row).txn_id for row in rows or ()]
        )  # fmt: skip
        case_log.show_changed(state, ledger, changed, fmt, "case.added", id=changed.case_id)


@_group.command()
def show(ctx: typer.Context, case_id: CaseId, fmt: AsFormat = Format.TABLE) -> None:
    """Tell all about one case: where it stands, its money, its log, and what comes next."""
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger:
        case_log.show_case(state, ledger, Casebook(ledger).cases.get(case_id), fmt)


def _list(state: State, which: Which, fmt: Format) -> None:
    from dashboard.case_shown import CasePresenter
    from dashboard.cli.case_answer import case_answer, case_table
    from dashboard.present import Presenter
    from detect.casebook import Casebook

    with state.ledger() as ledger:
        casebook = Casebook(ledger)
        cases, presenter = casebook.cases, CasePresenter(casebook, Presenter(ledger, state.words))
        found = [presenter.case(one) for one in cases.list(running=_RUNNING[which])]
        if fmt is Format.JSON:
            state.screen.json(cases=[case_answer(shown, today(), state.words) for shown in found])
        elif found:
            case_table(state, found)
        elif cases.list():
            state.screen.say("case.none_running", command=state.call("case list --state all"))
        else:
            state.screen.say("case.none", command=state.call("case open ALERT_ID"))

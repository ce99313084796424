"""`walletwatch case log`, `strike`, `close` and `reopen`: lines of a case's log."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.cli.amounts import minor
from dashboard.cli.case_options import At, CaseId, Note, iso_day
from dashboard.cli.case_refused import told
from dashboard.cli.guard import Refused
from dashboard.cli.options import AsFormat, Format, today
from dashboard.cli.state import State

if TYPE_CHECKING:
    from detect.case import Case
    from detect.finding import Fact
    from ingest.ledger import Ledger

app = typer.Typer()


class Kind(StrEnum):
    """What a line tells."""

    TOLD = "told"
    SENT = "sent"
    ANSWERED = "answered"
    PROMISED = "promised"
    STEP_DONE = "step-done"
    EVIDENCE_GOT = "evidence-got"
    CONFIRMED = "confirmed"
    CREDIT_PROVISIONAL = "credit-provisional"
    CREDIT_TAKEN_BACK = "credit-taken-back"
    CREDITED = "credited"
    NOTED = "noted"


class Party(StrEnum):
    """Whom it was with."""

    PROVIDER = "provider"
    BANK = "bank"
    MERCHANT = "merchant"
    POLICE = "police"
    REGULATOR = "regulator"
    COURT = "court"
    OTHER = "other"


class Channel(StrEnum):
    """How."""

    PHONE = "phone"
    CHAT = "chat"
    EMAIL = "email"
    APP = "app"
    FORM = "form"
    POST = "post"
    BRANCH = "branch"
    OTHER = "other"


class Said(StrEnum):
    """What a contact was."""

    NOTICE = "notice"
    COMPLAINT = "complaint"
    REQUEST = "request"


class Outcome(StrEnum):
    """How a case ends."""

    REFUNDED = "refunded"
    CHARGEBACK = "chargeback"
    FALSE_ALARM = "false-alarm"
    WRITTEN_OFF = "written-off"
    SOLVED = "solved"


_ANSWERS = {"accepted": "accepted", "partly": "partly", "refused": "refused", "asked-more": "asked_more", "final": "final"}  # fmt: skip
_NEED_PARTY = frozenset({"told", "sent", "answered", "promised"})
_CREDITS = frozenset({"credited", "credit_provisional", "credit_taken_back"})


@app.command()
def log(
    ctx: typer.Context,
    case_id: CaseId,
    kind: Annotated[Kind | None, typer.Option(help="What happened; default: what the other options say.")] = None,
    party: Annotated[Party | None, typer.Option(help="Whom it was with; default: whoever keeps the account.")] = None,
    channel: Annotated[Channel | None, typer.Option(help="How.")] = None,
    who: Annotated[str, typer.Option("--with", metavar="TEXT", help="The person or office you dealt with.")] = "",
    reference: Annotated[str, typer.Option(metavar="NO", help="The number that they gave it.")] = "",
    result: Annotated[str, typer.Option(metavar="TEXT", help="What came of it; accepted, partly, refused, asked-more and final are answers.")] = "",
    text: Annotated[str, typer.Option(metavar="TEXT", help="What was said.")] = "",
    next_on: Annotated[str, typer.Option("--next", parser=iso_day, metavar="DATE", help="The day to look again.")] = "",
    due: Annotated[str, typer.Option("--by", parser=iso_day, metavar="DATE", help="The day by which they promised it.")] = "",
    said: Annotated[Said | None, typer.Option("--as", help="What you told or sent: a notice, a formal complaint, or a request for something else than money.")] = None,
    in_writing: Annotated[bool, typer.Option("--in-writing", help="It was in writing.")] = False,
    received: Annotated[str, typer.Option("--received", parser=iso_day, metavar="DATE", help="The day your letter reached them.")] = "",
    template: Annotated[str, typer.Option(metavar="NAME", help="The letter that was sent.")] = "",
    amount: Annotated[str, typer.Option(metavar="39.90", help="How much, where it is not all.")] = "",
    currency: Annotated[str, typer.Option(metavar="CNY", help="Default: the case's.")] = "",
    row: Annotated[str, typer.Option("--transaction", metavar="TXN_ID", help="The row that shows the credit.")] = "",
    step: Annotated[str, typer.Option(metavar="ID", help="A step of the playbook that is done.")] = "",
    item: Annotated[str, typer.Option("--evidence", metavar="ID", help="Evidence that you have now.")] = "",
    confirm: Annotated[list[str] | None, typer.Option("--confirm", metavar="FACT[=VALUE]", help="A fact that you stand by; letters say only these. May be repeated.")] = None,
    at: At = "",
    fmt: AsFormat = Format.TABLE,
) -> None:  # fmt: skip
    """Note what happened: a contact, an answer, a promise, a step, a credit."""
    from detect.casebook import Casebook

    state = State.of(ctx)
    facts: dict[str, Any] = {
        "channel": channel, "who": who, "reference": reference, "text": text, "next_on": next_on, "due": due, "as": said,
        "in_writing": in_writing or None, "received_on": received, "template": template, "step": step, "item": item,
    }  # fmt: skip
    with state.ledger() as ledger, told():
        cases = Casebook(ledger).cases
        case = cases.get(case_id)
        what = kind.value.replace("-", "_") if kind else _kind(facts, result, confirm)
        facts |= _answer(what, result)
        if party or what in _NEED_PARTY:
            facts["party"] = party.value if party else _keeper(ledger, case)
        facts |= _money(state, ledger, case, what, amount, currency, row)
        if what == "confirmed":
            facts = _confirmed(confirm or [])
        plain = {name: str(value) if isinstance(value, StrEnum) else value for name, value in facts.items()}
        changed = cases.log(case.case_id, what, plain, at=at)
        show_changed(state, ledger, changed, fmt, "case.logged", line=str(len(changed.events)), id=changed.case_id)


@app.command()
def strike(
    ctx: typer.Context,
    case_id: CaseId,
    line: Annotated[int, typer.Argument(metavar="LINE", help="The number of the line that was wrong.")],
    note: Note = "",
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Strike a line that was wrong; it stays readable and has no effect."""
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger, told():
        changed = Casebook(ledger).cases.strike(case_id, line, note)
        show_changed(state, ledger, changed, fmt, "case.struck_now", line=str(line))


@app.command()
def close(
    ctx: typer.Context,
    case_id: CaseId,
    outcome: Annotated[Outcome, typer.Option(help="How it ended.")],
    note: Note = "",
    at: At = "",
    fmt: AsFormat = Format.TABLE,
) -> None:
    """End a case. Money counts as back only when a statement shows it."""
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger, told():
        changed = Casebook(ledger).cases.close(case_id, outcome.value.replace("-", "_"), note, at=at)
        show_case(state, ledger, changed, fmt)


@app.command()
def reopen(
    ctx: typer.Context, case_id: CaseId, note: Note = "", at: At = "", fmt: AsFormat = Format.TABLE
) -> None:  # fmt: skip
    """Take a closed case up again."""
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger, told():
        show_case(state, ledger, Casebook(ledger).cases.reopen(case_id, note, at=at), fmt)


def show_changed(
    state: State, ledger: "Ledger", case: "Case", fmt: Format, key: str, **facts: str
) -> None:  # fmt: skip
    """Say what a command changed, and show the case; for programs the case alone."""
    if fmt is not Format.JSON:
        state.screen.say(key, **facts)
        state.screen.line()
    show_case(state, ledger, case, fmt)


def show_case(state: State, ledger: "Ledger", case: "Case", fmt: Format) -> None:
    """Print one case."""
    from dashboard.case_deadlines import case_deadlines
    from dashboard.case_shown import CasePresenter
    from dashboard.cli.case_answer import case_answer, case_card
    from dashboard.cli.case_proposals import proposal_answer, proposals_told
    from dashboard.present import Presenter
    from detect.casebook import Casebook

    presenter = CasePresenter(Casebook(ledger), Presenter(ledger, state.words))
    shown = presenter.case(case)
    suggested = presenter.proposals(shown, case_deadlines(shown, today()), today())
    if fmt is Format.JSON:
        state.screen.json(
            case=case_answer(shown, today(), state.words) | {"proposals": [proposal_answer(one) for one in suggested]}
        )
    else:
        case_card(state, shown, today())
        proposals_told(state, shown, suggested)


def _kind(facts: dict[str, Any], result: str, confirm: list[str] | None) -> str:
    """Return what a line is, from what was said of it."""
    for name, kind in (("step", "step_done"), ("item", "evidence_got"), ("template", "sent"), ("due", "promised")):
        if facts[name]:
            return kind
    if confirm:
        return "confirmed"
    if result in _ANSWERS:
        return "answered"
    if result or any(facts[name] for name in ("channel", "who", "reference", "as", "next_on")):
        return "told"
    if facts["text"]:
        return "noted"
    raise Refused("case.refused.nothing_said")


def _answer(kind: str, result: str) -> dict[str, str]:
    if kind == "answered" and result in _ANSWERS:
        return {"answer": _ANSWERS[result]}
    return {"result": result}


def _keeper(ledger: "Ledger", case: "Case") -> str:
    """Return who keeps the account of a case."""
    table = ledger.accounts()
    own = table[(table["person"] == case.person) & (table["label"] == case.account)]
    return "bank" if "".join(own["kind"][:1]) in ("debit", "savings", "credit_card") else "provider"


def _money(
    state: State, ledger: "Ledger", case: "Case", kind: str, amount: str, currency: str, row: str
) -> "dict[str, Fact]":  # fmt: skip
    """Return amount, currency and row of a line; a row that is named tells what is not."""
    from dashboard.present import Presenter

    found = Presenter(ledger, state.words).found(row) if row else None
    own = [one.currency for one in case.money]
    unit = currency.upper() or (found.currency if found else own[0] if len(own) == 1 else "")
    if amount:
        if not unit:
            raise Refused("case.refused.which_currency")
        return {"amount": minor(amount, unit), "currency": unit, "txn_id": found.txn_id if found else ""}
    if found:
        return {"amount": abs(found.amount), "currency": unit, "txn_id": found.txn_id}
    return {"currency": unit} if kind in _CREDITS else {}


def _confirmed(said: list[str]) -> "dict[str, Fact]":
    """Return facts as they were confirmed: `not_approved`, `frozen_at=2026-05-06`, `goods_returned=no`."""
    from dashboard.case_asked import checked

    pairs = (one.partition("=")[::2] for one in said)
    plain: dict[str, Fact] = {"": True, "yes": True, "no": False}
    told = {name.strip(): checked(name.strip(), value.strip(), today()) for name, value in pairs}
    return {name: plain.get(value, value) for name, value in told.items()}

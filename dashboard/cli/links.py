"""`walletwatch links`: which rows belong together, which may, and the person's word on both."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.cli.explain import short
from dashboard.cli.guard import Refused
from dashboard.cli.options import AsFormat, Format, today
from dashboard.cli.state import State
from dashboard.cli.usage import Commands, bare

if TYPE_CHECKING:
    from dashboard.present import Presenter
    from detect.linkbook import LinkBook

app = typer.Typer()
_group = typer.Typer(cls=Commands, rich_markup_mode=None)
app.add_typer(_group, name="links")


class Kind(StrEnum):
    """How two rows may belong together; a test holds these to what detection knows."""

    TWIN = "twin"
    ACCOUNT = "account"
    MIRROR = "mirror"
    TRANSFER = "transfer"
    REFUND = "refund"
    POSTING = "posting"
    EXCHANGE = "exchange"
    SHIPMENT = "shipment"
    INSTALMENT = "instalment"


Id = Annotated[str, typer.Argument(metavar="ID", help="The link or question, as `walletwatch links` shows it.")]
Row = Annotated[str, typer.Argument(metavar="TXN_ID", help="A transaction's id, or the beginning of it.")]
OfKind = Annotated[Kind | None, typer.Option("--kind", help="Only these.")]


@_group.callback(invoke_without_command=True)
def links(ctx: typer.Context, kind: OfKind = None, fmt: AsFormat = Format.TABLE) -> None:
    """List which rows belong together and why; confirm, break or make a link."""
    if bare(ctx):
        _list(State.of(ctx), kind, fmt)


@_group.command("list")
def list_(ctx: typer.Context, kind: OfKind = None, fmt: AsFormat = Format.TABLE) -> None:
    """List them, as `walletwatch links` does."""
    _list(State.of(ctx), kind, fmt)


@_group.command()
def questions(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """List rows that may belong together, where only you can tell."""
    from dashboard.cli.records import records
    from dashboard.present import Presenter
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger:
        asked = records(Casebook(ledger).linkbook.questions())
        if fmt is Format.JSON:
            state.screen.json(questions=asked)
        elif not asked:
            state.screen.say("cli.links.no_questions")
        else:
            _table(state, Presenter(ledger, state.words), asked)
            confirm_, break_call = state.call("links confirm ID"), state.call("links break ID")
            state.screen.say("cli.links.ask", confirm=confirm_, break_=break_call)


@_group.command()
def confirm(ctx: typer.Context, identity: Id, fmt: AsFormat = Format.TABLE) -> None:
    """Say that two rows do belong together."""
    _decide(State.of(ctx), identity, fmt, linked=True)


@_group.command("break")
def break_(ctx: typer.Context, identity: Id, fmt: AsFormat = Format.TABLE) -> None:
    """Say that two rows do not belong together; they are never offered again."""
    _decide(State.of(ctx), identity, fmt, linked=False)


@_group.command()
def make(
    ctx: typer.Context,
    one: Row,
    other: Row,
    kind: Annotated[Kind, typer.Option("--kind", help="How they belong together.")],
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Join two rows that no scan has joined."""
    from dashboard.present import Presenter
    from detect.casebook import Casebook
    from detect.links.made import CannotLink

    state = State.of(ctx)
    with state.ledger() as ledger:
        book, presenter = Casebook(ledger).linkbook, Presenter(ledger, state.words)
        first, second = (presenter.found(identity).txn_id for identity in (one, other))
        try:
            made = book.join(kind.value, first, second, presenter.frame, today())
        except CannotLink as error:
            name = state.screen.named("cli.link", kind.value)
            raise Refused(f"cli.links.cannot.{error.code}", kind=name) from error
        _tell(state, book, made, fmt)


@_group.command()
def undo(
    ctx: typer.Context,
    identity: Annotated[str, typer.Argument(metavar="[ID]", help="The link; default: your last word on any.")] = "",
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Take back what you said of a link."""
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger:
        book = Casebook(ledger).linkbook
        if not identity and book.decisions().empty:
            raise Refused("cli.links.nothing_said")
        undone = book.undo(identity)
        if fmt is Format.JSON:
            state.screen.json(link={"id": undone, "decision": "found"})
        else:
            state.screen.say("cli.links.undone", id=undone)
            state.screen.say("cli.links.next_scan", command=state.call("scan"))


def _decide(state: State, identity: str, fmt: Format, *, linked: bool) -> None:
    from detect.casebook import Casebook

    with state.ledger() as ledger:
        book = Casebook(ledger).linkbook
        _tell(state, book, book.decide(identity, linked=linked, day=today()), fmt)


def _tell(state: State, book: "LinkBook", identity: str, fmt: Format) -> None:
    """Say how a link stands now, and that the next scan goes by it."""
    from dashboard.cli.records import records

    found = book.links()
    (link,) = records(found[found["id"] == identity])
    if fmt is Format.JSON:
        state.screen.json(link=link)
        return
    state.screen.say(f"cli.links.{link['decision']}", id=identity)
    state.screen.say("cli.links.next_scan", command=state.call("scan"))
    state.screen.say("cli.links.take_back", command=state.call(f"links undo {identity}"))


def _list(state: State, kind: Kind | None, fmt: Format) -> None:
    from dashboard.cli.records import records
    from dashboard.present import Presenter
    from detect.casebook import Casebook

    with state.ledger() as ledger:
        book = Casebook(ledger).linkbook
        table = book.links()
        wanted = table if kind is None else table[table["kind"] == kind.value]
        if fmt is Format.JSON:
            state.screen.json(links=records(wanted))
        elif wanted.empty:
            state.screen.say("cli.links.none", command=state.call("scan"))
        else:
            # A second format repeats every row of its account: told in a word, listed on request.
            twins = wanted["kind"].eq(Kind.TWIN.value) if kind is None else wanted["kind"].eq("")
            _table(state, Presenter(ledger, state.words), records(wanted[~twins]))
            if twins.any():
                state.screen.say("cli.links.twins", count=int(twins.sum()), command=state.call("links --kind twin"))
            if asked := len(book.questions()):
                state.screen.say("cli.links.questions", count=asked, command=state.call("links questions"))


def _table(state: State, presenter: "Presenter", found: list[dict[str, Any]]) -> None:
    screen = state.screen
    screen.table(
        ("link", "one", "other", "because", "id"),
        [
            (
                screen.named("cli.link", link["kind"]), short(presenter, link["left"]), short(presenter, link["right"]),
                because(state, link), link["id"],
            )
            for link in found
        ],
    )  # fmt: skip


def because(state: State, link: dict[str, Any]) -> str:
    """Return why two rows are linked: the evidence, or the person's word on it."""
    basis = state.screen.named("cli.basis", link["basis"])
    said = link.get("decision", "found")
    if said == "found" or link["basis"] == said:
        return basis
    return state.screen.phrase(f"cli.links.said_{said}", basis=basis)

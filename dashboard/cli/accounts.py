"""`walletwatch accounts`: whose money is where, renamed, described and merged by the person."""

from typing import Annotated

import typer

from dashboard.cli.guard import Refused
from dashboard.cli.options import AsFormat, Format
from dashboard.cli.state import State
from dashboard.cli.usage import Commands, bare

app = typer.Typer()
_group = typer.Typer(cls=Commands, rich_markup_mode=None)
app.add_typer(_group, name="accounts")


@_group.callback(invoke_without_command=True)
def accounts(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """List, describe or merge the accounts."""
    if bare(ctx):
        show(State.of(ctx), fmt)


def show(state: State, fmt: Format) -> None:
    """Print the accounts."""
    from dashboard.cli.records import records

    with state.ledger() as ledger:
        found = records(ledger.accounts())
    for row in found:
        row["confirmed"] = bool(row["confirmed"])
    if fmt is Format.JSON:
        state.screen.json(accounts=found)
        return
    if not found:
        state.screen.say("cli.empty", import_=state.call("import FILE"), formats=state.call("formats"))
        return
    words = state.words
    state.screen.table(
        ("account", "person", "kind", "country", "currency", "transactions"),
        [
            (
                row["label"], row["person"], state.screen.named("cli.kind", row["kind"]) if row["kind"] else "", row["country"],
                row["currency"], words.decimal(row["transactions"]),
            )
            for row in found
        ],
        right=("transactions",),
    )  # fmt: skip


@_group.command("set")
def set_(
    ctx: typer.Context,
    label: Annotated[str, typer.Argument(metavar="LABEL", help="The account as `walletwatch accounts` shows it.")],
    kind: Annotated[str | None, typer.Option(help="wallet, debit, credit_card, credit_line, prepaid or savings.")] = None,
    country: Annotated[str | None, typer.Option(help="Two letters, such as CN: whose rules apply.")] = None,
    person: Annotated[str | None, typer.Option(help="Whose money it is.")] = None,
    name: Annotated[str | None, typer.Option(help="A new label.")] = None,
    whose: Annotated[str | None, typer.Option(metavar="PERSON", help="Whose account is meant, where several people have one of this label.")] = None,
    fmt: AsFormat = Format.TABLE,
) -> None:  # fmt: skip
    """Describe an account: its kind, country, person or name."""
    from ingest.accounts import KINDS

    given = {"kind": kind, "country": country.upper() if country else country, "person": person, "label": name}
    values = {column: value.strip() for column, value in given.items() if value is not None}
    if not values or not all(values.values()):
        raise Refused("cli.accounts.nothing")
    if values.get("kind", KINDS[0]) not in KINDS:
        raise Refused("cli.accounts.kind", kind=kind, kinds=", ".join(KINDS))
    code = values.get("country", "ZZ")
    if len(code) != len("ZZ") or not (code.isascii() and code.isalpha()):
        raise Refused("cli.accounts.country", country=country)
    state = State.of(ctx)
    with state.ledger() as ledger:
        ledger.set_account(label, whose, **values)
    show(state, fmt)


@_group.command()
def merge(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="A", help="The account to take in.")],
    target: Annotated[str, typer.Argument(metavar="B", help="The account that stays.")],
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Make account A another name of account B."""
    state = State.of(ctx)
    with state.ledger() as ledger:
        ledger.merge_accounts(source, target)
    show(state, fmt)


@_group.command()
def remembered(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """List the accounts you named for statements that do not say enough themselves."""
    from dashboard.cli.records import records

    state = State.of(ctx)
    screen = state.screen
    with state.ledger() as ledger:
        found = records(ledger.remembered())
    if fmt is Format.JSON:
        screen.json(remembered=found)
        return
    if not found:
        screen.say("cli.accounts.none_remembered")
        return
    several = len({row["person"] for row in found}) > 1
    screen.table(
        ("id", "statements_of", "goes_to", "said_of"),
        [
            (
                str(row["id"]),
                screen.phrase(f"cli.accounts.{'numbered' if row['number'] else 'unnumbered'}", **row),
                f"{row['account']} ({row['person']})" if several else row["account"],
                row["file"],
            )
            for row in found
        ],
        right=("id",),
    )
    screen.say("cli.accounts.remembered", command=state.call("accounts forget ID"))


@_group.command()
def forget(
    ctx: typer.Context,
    choice: Annotated[
        int, typer.Argument(metavar="ID", help="The number that `walletwatch accounts remembered` shows.")
    ],
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Forget an account you named: the next statement of that kind is asked about again."""
    state = State.of(ctx)
    with state.ledger() as ledger:
        ledger.forget_choice(choice)
    if fmt is Format.JSON:
        state.screen.json(forgotten=choice)
    else:
        state.screen.say("cli.accounts.forgotten")

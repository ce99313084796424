"""What is in the ledger, by file: files, statements, unread lines, taking a file out, reading all again."""

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.cli.guard import WRONG, Refused
from dashboard.cli.options import AsFormat, Format
from dashboard.cli.state import State

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.i18n import Words
    from ingest.ledger import Ledger

app = typer.Typer()
_LONGEST = 160  # characters of an unread line that a table shows; JSON has it whole


@app.command()
def files(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """List the imported files."""
    from dashboard.cli.records import records

    state = State.of(ctx)
    with state.ledger() as ledger:
        found = records(ledger.files().rename(columns={"file_id": "id", "name": "file"}))
    if fmt is Format.JSON:
        state.screen.json(files=found)
        return
    if not found:
        state.screen.say("cli.empty", import_=state.call("import FILE"), formats=state.call("formats"))
        return
    number = state.words.decimal
    state.screen.table(
        ("id", "file", "format", "imported_on", "lines"),
        [(str(row["id"]), row["file"], row["importer"], state.words.day(row["imported_at"]), number(row["lines"])) for row in found],
        right=("id", "lines"),
    )  # fmt: skip


@app.command()
def statements(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """List the statements, and whether they add up."""
    from dashboard.cli.contract import checks_answer
    from dashboard.cli.proof import proof
    from dashboard.cli.records import records
    from dashboard.stored import stored

    state = State.of(ctx)
    words = state.words
    with state.ledger() as ledger:
        rows, comparisons = records(ledger.statements()), ledger.comparisons()
    told = [(row["file"], stored(row, comparisons)) for row in rows]
    found = [{"id": row.pop("statement_id")} | row for row in rows]
    for row, (_, one) in zip(found, told, strict=True):
        del row["check_status"], row["check_note"]
        row.update(checks_answer(one, words))
        row["first"], row["last"] = row["first"][:10], row["last"][:10]
        row["printed_period"] = bool(row["printed_period"])
        row["filtered"] = None if row["filtered"] is None else bool(row["filtered"])
    if fmt is Format.JSON:
        state.screen.json(statements=found)
        return
    if not found:
        state.screen.say("cli.empty", import_=state.call("import FILE"), formats=state.call("formats"))
        return
    state.screen.table(
        ("id", "file", "account", "first", "last", "transactions", "unread", "adds_up"),
        [
            (
                str(row["id"]), row["file"], row["account"], _day(words, row["first"]), _day(words, row["last"]),
                words.decimal(row["transactions"]), words.decimal(row["unread"]), state.screen.named("cli.check", row["check"]["status"]),
            )
            for row in found
        ],
        right=("id", "transactions", "unread"),
    )  # fmt: skip
    off = [one for one in told if one[1].check_status == "off"]
    if off:
        state.screen.line()
    for file, own in groupby(off, key=itemgetter(0)):
        proof(state.screen, file, [one for _, one in own], most=len(off))


def _day(words: "Words", day: str) -> str:
    return words.day(day) if day else ""


@app.command()
def unread(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """Show the lines that could not be read. They are kept and counted, never dropped."""
    from dashboard.cli.records import records
    from dashboard.i18n import quoted
    from ingest.notes import Note

    state = State.of(ctx)
    with state.ledger() as ledger:
        found = records(ledger.set_aside("unread"))
    for row in found:
        row["reason"] = state.words.note(Note.loads(row.pop("note")))
    if fmt is Format.JSON:
        state.screen.json(unread=found)
    elif not found:
        state.screen.say("cli.unread.none")
    else:
        state.screen.say("cli.unread.some", count=len(found))
        state.screen.line()
        state.screen.table(
            ("file", "line", "why", "text"),
            [(row["file"], str(row["line"]), row["reason"], quoted(row["text"], _LONGEST)) for row in found],
            right=("line",),
        )


@app.command()
def undo(
    ctx: typer.Context,
    file_id: Annotated[int, typer.Argument(metavar="FILE_ID", help="The number that `walletwatch files` shows.")],
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Take a file out of the ledger again. Answers and cases stay."""
    state = State.of(ctx)
    with state.ledger() as ledger:
        name = ledger.undo(file_id)
    if fmt is Format.JSON:
        state.screen.json(undone={"id": file_id, "file": name})
    else:
        state.screen.say("cli.undo.done", file=name)


@app.command()
def reread(
    ctx: typer.Context,
    take_back: Annotated[bool, typer.Option("--undo", help="Go back to the readings before the last reread.")] = False,
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Read all kept files again with today's importers. One change, which --undo takes back."""
    from dashboard.cli.contract import file_answer
    from dashboard.cli.imports import tell_failures
    from ingest.errors import UnknownName

    state = State.of(ctx)
    screen = state.screen
    with state.ledger() as ledger, screen.working(state.words("cli.import.reading", files=0)):
        before = ledger.frame()
        try:
            reports = [] if take_back else ledger.reread()
            if take_back:
                ledger.undo_reread()
        except UnknownName as error:
            raise Refused("cli.reread.nothing") from error
        changes = _changes(before, ledger)
    if fmt is Format.JSON:
        screen.json(files=[file_answer(report, state.words) for report in reports], **changes)
    elif take_back:
        screen.say("cli.reread.undone", **changes)
    else:
        rows = [(report.name, state.words(f"cli.reread.{report.status}")) for report in reports]
        screen.table(("file", "status"), rows)
        screen.line()
        screen.say("cli.reread.done", **changes, undo=state.call("reread --undo"))
    if tell_failures(screen, reports):
        raise typer.Exit(WRONG)


def _changes(before: "pd.DataFrame", ledger: "Ledger") -> dict[str, Any]:
    """Count the transactions that came, went, or say something else than before; one with another id now did neither."""
    was, now = (frame.drop(columns=["statement_id", "line"]).set_index("txn_id") for frame in (before, ledger.frame()))
    was = was.rename(index=ledger.renamed())
    was = was[~was.index.duplicated()]
    both = was.index.intersection(now.index)
    texts = (frame.loc[both].astype("str").fillna("") for frame in (was, now))
    old, new = texts
    return {
        "added": len(now.index.difference(was.index)),
        "removed": len(was.index.difference(now.index)),
        "changed": int((old != new).any(axis=1).sum()),
    }

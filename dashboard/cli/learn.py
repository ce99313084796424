"""`walletwatch formats learn`: shows what a table nobody knows seems to be, lets the person correct it, and saves it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.cli.guard import Refused
from dashboard.cli.options import AsFormat, Format
from dashboard.cli.state import State

if TYPE_CHECKING:
    from ingest.guess.guess import Guess
    from ingest.guess.mapping import Mapping
    from ingest.source import Source
    from ingest.statement import Statement

_PREVIEW = 8  # rows


def learn(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table of your bank, or a saved format (.toml) that somebody gave you.")],
    column: Annotated[list[str] | None, typer.Option("--column", metavar="ROLE=HEADING", help="What a column is, such as amount=Betrag; several headings of a description are parted by |.")] = None,
    order: Annotated[str | None, typer.Option("--date-order", metavar="ymd|dmy|mdy", help="How days are written.")] = None,
    mark: Annotated[str | None, typer.Option("--decimal", metavar=".|,", help="The decimal mark.")] = None,
    sign: Annotated[str | None, typer.Option(metavar="out_negative|out_positive|in_marked|by_balance", help="How an amount says that money went out.")] = None,
    currency: Annotated[str | None, typer.Option(metavar="CODE", help="The currency of rows that name none.")] = None,
    account: Annotated[str | None, typer.Option(metavar="LABEL", help="The account these tables belong to.")] = None,
    kind: Annotated[str | None, typer.Option(help="wallet, debit, credit_card, credit_line, prepaid or savings.")] = None,
    institution: Annotated[str | None, typer.Option("--name", metavar="BANK", help="Whose table it is.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Save without asking.")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE.toml", help="Also write the format to a file, to share it.")] = None,
    fmt: AsFormat = Format.TABLE,
) -> None:  # fmt: skip
    """Set up the table of a bank that Walletwatch does not know; later files like it are then read by themselves."""
    from ingest.guess.choice import changed
    from ingest.guess.mapping import Mapping, Shelf

    state = State.of(ctx)
    shelf = Shelf(state.path)
    if file.suffix == ".toml":
        saved = shelf.save(Mapping.loads(_text(file), file.name))
        _tell_saved(state, fmt, saved, "import FILE")
        return
    source, found = _found(file)
    given = {
        "order": order,
        "mark": mark,
        "sign": sign,
        "currency": currency,
        "account": account,
        "kind": kind,
        "institution": institution,
    }
    changes = {name: value for name, value in given.items() if value is not None} | dict(map(_parted, column or []))
    shown = changed(found, changes)
    asking = fmt is Format.TABLE and not yes and sys.stdin.isatty()
    while True:
        path = _saved(shown.mapping, shelf, output) if yes and shown.strong else None
        _show(state, fmt, source, shown, str(path or ""))
        if not asking or path is not None:
            break
        more = _asked(state)
        if more is None:
            raise typer.Abort
        if not more:
            path = _saved(shown.mapping, shelf, output)
            break
        changes |= more
        shown = changed(found, changes)
    if yes and not shown.strong:
        raise Refused("cli.learn.unclear", file=source.name, doubt=state.words.note(shown.doubts[0]))
    if path is not None and fmt is Format.TABLE:
        _tell_saved(state, fmt, path, f"import {file}")
    elif fmt is Format.TABLE:
        state.screen.say("cli.learn.not_saved")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        from ingest.errors import BrokenFile

        raise BrokenFile("unreadable", file=file.name, reason=error) from error


def _found(file: Path) -> tuple["Source", "Guess"]:
    """Return the first table among the files of a path, and what it seems to be."""
    from ingest.errors import UnknownFormat
    from ingest.guess.guess import guess
    from ingest.source import Source, open_sources

    for opened in open_sources(file, lambda _: None):
        if not isinstance(opened, Source):
            raise opened.error
        found = guess(opened)
        if found is not None and found.layout.rows:
            return opened, found
        opened.refuse_hopeless()
    raise UnknownFormat(file=file.name)


def _parted(said: str) -> tuple[str, str]:
    name, equals, value = said.partition("=")
    if not equals:
        raise Refused("cli.learn.column", text=said)
    return name.strip(), value.strip()


def _asked(state: State) -> dict[str, str] | None:
    """Ask for a change: nothing saves, q gives up."""
    said = typer.prompt(state.words("cli.learn.ask"), default="", show_default=False, err=True)
    if said.strip().casefold() in ("q", "quit"):
        return None
    return dict([_parted(said)]) if said.strip() else {}


def _saved(mapping: "Mapping", shelf: Any, output: Path | None) -> Path:  # noqa: ANN401  (a Shelf)
    path: Path = shelf.save(mapping)
    if output is not None:
        output.write_text(mapping.dumps(), encoding="utf-8")
    return path


def _tell_saved(state: State, fmt: Format, path: Path, command: str) -> None:
    if fmt is Format.JSON:
        state.screen.json(saved=str(path))
    else:
        state.screen.say("cli.learn.saved", path=path, command=state.call(command))


def _show(state: State, fmt: Format, source: "Source", found: "Guess", path: str) -> None:
    from ingest.guess.reading import read

    statements = read(found.layout, found.mapping) if found.mapping.is_whole else []
    if fmt is Format.JSON:
        state.screen.json(**_answer(state, source, found, statements, path))
        return
    screen, words = state.screen, state.words
    screen.say("cli.learn.heading", style="bold", file=source.name)
    screen.table(
        ("role", "heading"),
        [(screen.named("cli.role", role), " | ".join(names)) for role, names in found.mapping.columns.items()],
    )
    mapping = found.mapping
    screen.say(
        "cli.learn.settings", order=mapping.order, mark=mapping.mark, sign=mapping.sign, currency=mapping.currency
    )
    for note in found.evidence:
        screen.line(f"- {words.note(note)}", indent=2)
    screen.line()
    _preview(state, statements)
    for note in found.doubts:
        screen.say("cli.learn.doubt", style="bold", doubt=words.note(note))


def _preview(state: State, statements: list["Statement"]) -> None:
    rows = [row for one in statements for row in one.rows.to_dict("records")][:_PREVIEW]
    words = state.words
    state.screen.table(
        ("day", "amount", "counterparty", "description"),
        [
            (words.day(row["booked_at"].date().isoformat()), words.money(int(row["amount"]), str(row["currency"])), str(row["counterparty"]), str(row["description"]))
            for row in rows
        ],
        right=("amount",),
    )  # fmt: skip
    unread = sum(len(one.unread) for one in statements)
    skipped = sum(len(one.skipped) for one in statements)
    state.screen.say("cli.learn.counts", rows=sum(len(one.rows) for one in statements), unread=unread, skipped=skipped)


def _answer(state: State, source: "Source", found: "Guess", statements: list["Statement"], path: str) -> dict[str, Any]:
    from ingest.money import decimal_text

    mapping = found.mapping
    rows = [row for one in statements for row in one.rows.to_dict("records")]
    return {
        "file": source.name,
        "saved": path or None,
        "format": {
            "fingerprint": mapping.fingerprint, "columns": {role: list(names) for role, names in mapping.columns.items()},
            "order": mapping.order, "mark": mapping.mark, "sign": mapping.sign, "currency": mapping.currency,
            "account": mapping.account, "kind": mapping.kind, "name": mapping.institution,
        },
        "evidence": [state.words.note(note) for note in found.evidence],
        "doubts": [state.words.note(note) for note in found.doubts],
        "transactions": len(rows),
        "skipped": sum(len(one.skipped) for one in statements),
        "unread": sum(len(one.unread) for one in statements),
        "preview": [
            {
                "booked_at": row["booked_at"].isoformat(), "amount": decimal_text(int(row["amount"]), str(row["currency"])), "currency": str(row["currency"]),
                "counterparty": str(row["counterparty"]), "description": str(row["description"]),
            }
            for row in rows[:_PREVIEW]
        ],
    }  # fmt: skip

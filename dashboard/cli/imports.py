"""`walletwatch import`: exports into the ledger, and what became of each."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.guard import WRONG
from dashboard.cli.options import AsFormat, DateOrder, Format
from dashboard.cli.state import State

if TYPE_CHECKING:
    from rich.text import Text

    from dashboard.cli.screen import Screen
    from ingest.report import FileReport

app = typer.Typer()
_COUNTS = ("lines", "new", "known", "updated", "skipped", "unread")
_SHOWN_WARNINGS = 5


@app.command("import")
def import_(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, folders or ZIPs, also encrypted ones.")],
    format_name: Annotated[str | None, typer.Option(metavar="NAME", help="The format, where several could be meant; see `walletwatch formats`.")] = None,
    account: Annotated[str | None, typer.Option(metavar="LABEL", help="Put the rows under this account.")] = None,
    person: Annotated[str | None, typer.Option(metavar="NAME", help="Whose money it is; default me.")] = None,
    guess: Annotated[bool, typer.Option("--guess", help="Read a table that no importer knows by guess, where it leaves no doubt.")] = False,
    date_order: Annotated[DateOrder | None, typer.Option(help="How a file prints its dates, where it does not say itself.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen to these files, one after the other; change nothing.")] = False,
    password_env: Annotated[str | None, typer.Option(metavar="VAR", help="The environment variable that holds the password.")] = None,
    password_file: Annotated[str | None, typer.Option(metavar="FILE", help="The file whose first line is the password; - is standard input.")] = None,
    no_originals: Annotated[bool, typer.Option("--no-originals", help="Do not keep the files beside the ledger.")] = False,
    fmt: AsFormat = Format.TABLE,
) -> None:  # fmt: skip
    """Read exports into the ledger. Each file goes in whole or not at all."""
    from dashboard.cli.contract import file_answer
    from dashboard.cli.passwords import password

    state = State.of(ctx)
    screen = state.screen
    _check_name(format_name)
    secret = password(password_env, password_file, screen)
    reports: list[FileReport] = []
    said = {
        "format_name": format_name, "label": account, "person": person, "date_order": date_order or "", "dry_run": dry_run, "guess": guess,
    }  # fmt: skip
    reading = screen.working(state.words("cli.import.reading", files=0))
    try:
        with (
            state.ledger(keep_originals=not no_originals, rehearsal=dry_run) as ledger,
            ledger.rehearsing() if dry_run else nullcontext(),
            reading as tell,
        ):
            for path in paths:
                for report in _whole(ledger.import_path(path, secret, **said), path):  # type: ignore[arg-type]
                    reports.append(report)
                    tell(state.words("cli.import.reading", files=len(reports)))
    finally:  # what is in is in, also where a later file was interrupted
        if fmt is Format.JSON and reports:
            screen.json(files=[file_answer(report, state.words) for report in reports])
        elif reports:
            show(state, reports)
    if tell_failures(screen, reports):
        raise _mistake(reports) or typer.Exit(WRONG)


def _whole(reports: Iterable["FileReport"], path: Path) -> Iterator["FileReport"]:
    """Yield the reports of a path; a mistake of ours in reading it becomes a report too, and stops no other path."""
    import sqlite3

    from ingest.errors import WalletwatchError
    from ingest.report import FileReport

    try:
        yield from reports
    except (WalletwatchError, sqlite3.Error):
        raise
    except Exception as error:  # noqa: BLE001  (any; the guard reports it once the other paths are read)
        yield FileReport(path.name, error=error)


def _mistake(reports: Iterable["FileReport"]) -> Exception | None:
    """Return the first mistake of ours among the failures."""
    from ingest.errors import WalletwatchError

    errors = (report.error for report in reports if report.error is not None)
    return next((error for error in errors if not isinstance(error, WalletwatchError)), None)


def _check_name(format_name: str | None) -> None:
    from ingest.errors import UnknownName
    from ingest.importer import importers

    if format_name is not None and format_name not in [importer.name for importer in importers()]:
        raise UnknownName(what="format", name=format_name, command="formats")


def show(state: State, reports: list["FileReport"]) -> None:
    """Print what became of files that could be read: lines, sums, and whether they add up."""
    read = [report for report in reports if report.error is None]
    if not read:
        return
    screen = state.screen
    number = screen.words.decimal
    screen.table(
        ("file", "status", *_COUNTS),
        [
            (report.name, screen.named("cli.status", report.status), *(number(getattr(report, name)) for name in _COUNTS))
            for report in read
        ],
        right=_COUNTS,
    )  # fmt: skip
    screen.line()
    screen.table(("file", "money_in", "money_out", "neither", "adds_up"), [_sums(screen, report) for report in read], right=("money_in", "money_out", "neither"))  # fmt: skip
    screen.line()
    for report in read:
        _remarks(state, report)


def _sums(screen: "Screen", report: "FileReport") -> tuple["str | Text", ...]:
    from rich.text import Text

    def told(sums: dict[str, int]) -> Text:
        return Text("\n".join(screen.words.money(amount, currency) for currency, amount in sums.items()))

    verdicts = {statement.check_status for statement in report.statements}
    worst = next((status for status in ("off", "not_checkable", "agrees") if status in verdicts), "not_checkable")
    return (
        report.name,
        told(report.inflow),
        told(report.outflow),
        told(report.neutral),
        screen.named("cli.check", worst),
    )


def _remarks(state: State, report: "FileReport") -> None:
    """Say whether it adds up and where it does not, which lines stayed unread, and what else the ledger remarks."""
    from dashboard.cli.proof import proof

    screen, words, call = state.screen, state.words, state.call
    proof(screen, report.name, report.statements, stored=report.status != "would_import")
    overlaps = sum(line.note.code == "possible_overlap" for line in report.warnings)
    others = [
        line for line in report.warnings
        if line.note.code != "possible_overlap" and (line.number == 0 or report.status == "would_import")
    ]  # fmt: skip
    for line in others[:_SHOWN_WARNINGS]:
        screen.say(
            "cli.import.remark" if line.number else "cli.import.remark_whole",
            file=report.name,
            line=line.number,
            reason=words.note(line.note),
        )
    if len(others) > _SHOWN_WARNINGS:
        screen.say("cli.import.more_remarks", count=len(others) - _SHOWN_WARNINGS)
    if any(line.note.code == "account_tie" for line in report.warnings):
        screen.say("cli.import.tie", command=call("accounts merge A B"))
    if overlaps:
        screen.say("cli.import.overlaps", file=report.name, count=overlaps, command=call("overlaps"))
    if report.unread and report.status == "would_import":
        screen.say("cli.import.unread_rehearsed", style="bold", file=report.name, count=report.unread)
    elif report.unread:
        screen.say("cli.import.unread", style="bold", file=report.name, count=report.unread, command=call("unread"))


def tell_failures(screen: "Screen", reports: list["FileReport"]) -> bool:
    """Say on standard error what is wrong with each file that is not in the ledger; tell whether there was one."""
    from ingest.errors import WalletwatchError

    failed = [report for report in reports if report.error is not None]
    for report in failed:
        error = report.error or Exception()
        told = screen.words.error(error)
        named = isinstance(error, WalletwatchError)  # these name their file
        screen.complain(told if named else screen.phrase("cli.import.failed", file=report.name, error=told))
    return bool(failed)

"""The `walletwatch` command: global options, and the groups of commands.

Every import that takes time waits inside the command that needs it, so that help and mistakes cost nothing.
"""

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Any

import typer

from dashboard.cli import (
    accounts,
    alerts,
    cases,
    contact,
    coverage,
    delete,
    demo,
    doctor,
    explain,
    export,
    files,
    formats,
    imports,
    learning,
    links,
    notify,
    overlaps,
    playbooks,
    questions,
    refunds,
    report,
    running,
    scans,
    schedule,
    scheduled,
    settings,
    snooze,
    subscriptions,
    verify,
)
from dashboard.cli.guard import guarded
from dashboard.cli.options import Locale
from dashboard.cli.state import State
from dashboard.cli.streams import fit_output
from dashboard.cli.usage import Commands, bare

app = typer.Typer(
    name="walletwatch",
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"walletwatch {version('walletwatch')}")
        raise typer.Exit


def _locale(ctx: typer.Context, wanted: Locale | None) -> Locale | None:
    State.of(ctx).locale = wanted.value if wanted else ""
    return wanted


@app.callback(invoke_without_command=True)
def walletwatch(
    ctx: typer.Context,
    ledger: Annotated[Path | None, typer.Option(envvar="WALLETWATCH_LEDGER", help="The ledger file; default: the platform's data folder.")] = None,
    wait: Annotated[float, typer.Option(min=0.0, metavar="SECONDS", help="How long to wait for another Walletwatch.")] = 30.0,
    _locale_: Annotated[Locale | None, typer.Option("--locale", callback=_locale, is_eager=True, help="The language; default: that of `settings language`, WALLETWATCH_LOCALE, the system.")] = None,  # noqa: ARG001  (its callback keeps it)
    _version_: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,  # noqa: ARG001  (its callback tells it)
) -> None:  # fmt: skip
    """Find payments you never made, charges made twice and refunds that never came, on your own machine."""
    state = State.of(ctx)
    state.given, state.wait = ledger, wait
    state.command = ctx.invoked_subcommand or ""
    if bare(ctx):
        typer.echo(ctx.get_help())


for group in (
    imports,
    files,
    accounts,
    delete,
    overlaps,
    coverage,
    formats,
    scans,
    alerts,
    snooze,
    explain,
    learning,
    links,
    questions,
    refunds,
    subscriptions,
    cases,
    verify,
    playbooks,
    contact,
    export,
    report,
    settings,
    notify,
    schedule,
    scheduled,
    demo,
    running,
    doctor,
):
    app.add_typer(group.app)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one call and return its exit code."""
    fit_output()
    state = State()
    return guarded(partial(_run, argv, state), state)


def _run(argv: Sequence[str] | None, state: State) -> None:
    import sys

    arguments = list(sys.argv[1:] if argv is None else argv)
    with _command().make_context("walletwatch", arguments, obj=state) as ctx:
        _command().invoke(ctx)


@cache  # it knows nothing of a call, and takes a tenth of a second to make
def _command() -> Any:  # noqa: ANN401  (typer's own types have moved before)
    return typer.main.get_command(app)

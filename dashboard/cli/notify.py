"""`walletwatch notify`: where scheduled runs send word, how much they may say, and when they keep silent."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.guard import WRONG, Refused
from dashboard.cli.options import AsFormat, Format
from dashboard.cli.state import State
from dashboard.cli.usage import Commands, bare
from dashboard.punctuation import strung

if TYPE_CHECKING:
    from dashboard.notify.channels import Channels
    from dashboard.notify.wishes import Wishes
    from ingest.ledger import Ledger

app = typer.Typer()
_group = typer.Typer(cls=Commands, rich_markup_mode=None)
app.add_typer(_group, name="notify")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The channel, by the name you gave it.")]


class OnOff(StrEnum):
    """Yes or no."""

    ON = "on"
    OFF = "off"


@_group.callback(invoke_without_command=True)
def notify(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """Set up who is told of what a scheduled run finds. Nothing is sent unless you set it up."""
    if bare(ctx):
        _list(State.of(ctx), fmt)


@_group.command("list")
def list_(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """List the channels and what they may be told; never their addresses."""
    _list(State.of(ctx), fmt)


@_group.command()
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name of your own for the channel.")],
    url_env: Annotated[str | None, typer.Option(metavar="VAR", help="The environment variable that holds its Apprise address.")] = None,
    url_file: Annotated[str | None, typer.Option(metavar="FILE", help="The file whose first line is its address; - is standard input.")] = None,
) -> None:  # fmt: skip
    """Keep a channel's Apprise address in the system's keyring. It is asked for without echo."""
    from dashboard.notify.channels import ENVIRONMENT, LONGEST, NoKeyring, nameable
    from dashboard.notify.send import understood

    state = State.of(ctx)
    if not nameable(name):
        raise Refused("notify.name", most=LONGEST)
    address = _address(state, url_env, url_file)
    if not understood(address):
        raise Refused("notify.not_understood")
    with state.ledger() as ledger:
        channels, _ = _of(ledger)
        try:
            channels.add(name, address)
        except NoKeyring as error:
            raise Refused("notify.no_keyring", variable=ENVIRONMENT) from error
    state.screen.say("notify.added", name=name, command=state.call(f"notify test {name}"))


@_group.command()
def remove(ctx: typer.Context, name: Name) -> None:
    """Forget a channel and its address."""
    state = State.of(ctx)
    with state.ledger() as ledger:
        channels, wishes = _of(ledger)
        _check(state, name, wishes)
        channels.remove(name)
    state.screen.say("notify.removed", name=name)


@_group.command("test")
def try_(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="One channel; default all.")] = None,
) -> None:
    """Send a test message now, whatever the hour."""
    from dashboard.notify.channels import ENVIRONMENT, NoKeyring
    from dashboard.notify.trial import trial
    from dashboard.spoken import spoken
    from detect.casebook import Casebook

    state = State.of(ctx)
    with state.ledger() as ledger:
        channels, wishes = _of(ledger)
        if name is not None:
            _check(state, name, wishes)
        elif not channels.any:
            raise Refused("notify.none", command=state.call("notify add NAME"))
        words = spoken(Casebook(ledger).preferences, state.locale)
        try:
            sent, failed = trial(channels, words, None if name is None else (name,))
        except NoKeyring as error:
            raise Refused("notify.no_keyring", variable=ENVIRONMENT) from error
    for channel in sent:
        state.screen.say("notify.test.sent", name=channel)
    for channel in failed:
        state.screen.complain(state.screen.phrase("notify.test.failed", name=channel))
    if failed:
        raise typer.Exit(WRONG)


@_group.command()
def quiet(
    ctx: typer.Context,
    hours: Annotated[str, typer.Argument(metavar="22:00-08:00|off", help="From when to when nothing is sent.")],
) -> None:
    """Set quiet hours: what would be sent in them is held, and sent by the next run after."""
    from dashboard.notify.quiet import Quiet
    from dashboard.schedule.keep import silenced
    from detect.casebook import Casebook

    state = State.of(ctx)
    try:
        wished = None if hours == OnOff.OFF else Quiet.read(hours)
    except ValueError as error:
        raise Refused("notify.hours", text=hours) from error
    with state.ledger() as ledger:
        if at := silenced(Casebook(ledger).preferences, wished):
            raise Refused("notify.never", at=at)
        _of(ledger)[1].keep_quiet(wished)
    state.screen.say("notify.quiet_on" if wished else "notify.quiet_off", hours=wished or "")


@_group.command()
def details(
    ctx: typer.Context,
    wanted: Annotated[OnOff, typer.Argument(metavar="on|off", help="Whether merchants and amounts may be told.")],
) -> None:
    """Let notifications name merchants and amounts, or only kinds and counts."""
    state = State.of(ctx)
    with state.ledger() as ledger:
        _of(ledger)[1].keep_details(wanted=wanted is OnOff.ON)
    state.screen.say(f"notify.details_{wanted.value}")


def _of(ledger: "Ledger") -> "tuple[Channels, Wishes]":
    from dashboard.notify.channels import Channels
    from dashboard.notify.wishes import Wishes
    from detect.casebook import Casebook

    wishes = Wishes(Casebook(ledger).preferences)
    return Channels(wishes, ledger.path), wishes


def _check(state: State, name: str, wishes: "Wishes") -> None:
    if name not in wishes.channels:
        raise Refused("notify.unknown", name=name, command=state.call("notify list"))


def _address(state: State, variable: str | None, file: str | None) -> str:
    """Return the address from where it is named, or ask for it."""
    import getpass

    from dashboard.cli.passwords import password

    if variable is None and file is None:
        if not sys.stdin.isatty():
            raise Refused("notify.no_address")
        return getpass.getpass(f"{state.words('notify.ask')} ", sys.stderr).strip()
    return (password(variable, file, state.screen)("") or "").strip()


def _list(state: State, fmt: Format) -> None:
    from dashboard.notify.channels import ENVIRONMENT, in_environment

    with state.ledger() as ledger:
        _, wishes = _of(ledger)
        names, told, hours = wishes.channels, wishes.details, wishes.quiet
    given = len(in_environment())
    screen = state.screen
    if fmt is Format.JSON:
        screen.json(channels=list(names), in_environment=given, details=told, quiet=str(hours) if hours else None)
        return
    if names:
        screen.say("notify.channels", names=strung(names, screen.words))
    if given:
        screen.say("notify.in_environment", count=given, variable=ENVIRONMENT)
    if not names and not given:
        screen.say("notify.none", command=state.call("notify add NAME"))
    screen.say("notify.details_on" if told else "notify.details_off")
    screen.say("notify.quiet_on" if hours else "notify.quiet_off", hours=hours or "")

"""`walletwatch formats`: which exports are read, how to get each out of its app, and how to set up a table nobody knows."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.cli.learn import learn
from dashboard.cli.options import AsFormat, Format
from dashboard.cli.state import State
from dashboard.cli.usage import Commands, bare
from dashboard.punctuation import strung

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.i18n import Words

app = typer.Typer()
_group = typer.Typer(cls=Commands, rich_markup_mode=None)
app.add_typer(_group, name="formats")
_group.command()(learn)


def _how(words: "Words", guide: str) -> str:
    """Return the steps to an export, a line each, and what to mind."""
    if f"guide.{guide}.steps" not in words:
        return words("cli.formats.foreign")
    note = f"guide.{guide}.note"
    return "\n".join([words(f"guide.{guide}.steps"), *([words(note)] if note in words else [])])


@_group.callback(invoke_without_command=True)
def formats(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """List the exports that can be read and how to obtain each, or set up a table that is none of them."""
    if bare(ctx):
        show(State.of(ctx), fmt)


@_group.command()
def how(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A format, as `walletwatch formats` names it.")],
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Say how to get one export out of its app."""
    from ingest.errors import UnknownName

    state = State.of(ctx)
    found = [entry for entry in entries(state.words) if entry["name"] == name]
    if not found:
        raise UnknownName(what="format", name=name, command="formats")
    if fmt is Format.JSON:
        state.screen.json(format=found[0])
    else:
        _print(state, found)


def entries(words: "Words") -> list[dict[str, Any]]:
    """Return what is known of every format, by name."""
    from ingest.importer import importers

    return [
        {
            "name": importer.name,
            "institution": importer.institution,
            "file_types": list(importer.file_types),
            "verified": importer.verified,
            "how": _how(words, importer.guide or importer.name),
        }
        for importer in importers()
    ]


def show(state: State, fmt: Format) -> None:
    """Print the formats; those whose way is the same stand together."""
    found = entries(state.words)
    if fmt is Format.JSON:
        state.screen.json(formats=found)
        return
    together: dict[str, list[dict[str, Any]]] = {}
    for entry in found:
        together.setdefault(entry["how"], []).append(entry)
    for same in together.values():
        _print(state, same)
    state.screen.say(
        "cli.formats.other", learn=state.call("formats learn FILE"), canonical=state.call("import FILE.csv")
    )


def _print(state: State, same: "Sequence[dict[str, Any]]") -> None:
    """Print formats that are obtained in the same way, and that way."""
    from dashboard.institutions import institution

    screen = state.screen
    for entry in same:
        types = strung(entry["file_types"], state.words)
        called = institution(entry["name"], state.words)
        screen.say("cli.formats.heading", style="bold", name=entry["name"], institution=called, types=types)
    for step in same[0]["how"].splitlines():
        screen.line(step, indent=2)
    doubtful = [entry["name"] for entry in same if not entry["verified"]]
    if doubtful:
        screen.line(screen.phrase("cli.formats.unverified", names=strung(doubtful, state.words)), indent=2)
    screen.line()

"""`walletwatch formats`: which exports are read, how to get each out of its app, and how to set up a table nobody knows."""

from typing import TYPE_CHECKING, Any

import typer

from dashboard.cli.learn import learn
from dashboard.cli.options import AsFormat, Format
from dashboard.cli.state import State
from dashboard.cli.usage import Commands, bare

if TYPE_CHECKING:
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


def show(state: State, fmt: Format) -> None:
    """Print the formats."""
    from ingest.importer import importers

    words = state.words
    found: list[dict[str, Any]] = [
        {
            "name": importer.name,
            "institution": importer.institution,
            "file_types": list(importer.file_types),
            "verified": importer.verified,
            "how": _how(words, importer.guide or importer.name),
        }
        for importer in importers()
    ]  # fmt: skip
    if fmt is Format.JSON:
        state.screen.json(formats=found)
        return
    for entry in found:
        types = ", ".join(entry["file_types"])
        state.screen.say(
            "cli.formats.heading", style="bold", name=entry["name"], institution=entry["institution"], types=types
        )
        for step in entry["how"].splitlines():
            state.screen.line(step, indent=2)
        if not entry["verified"]:
            state.screen.line(words("cli.formats.unverified"), indent=2)
        state.screen.line()
    state.screen.say(
        "cli.formats.other", learn=state.call("formats learn FILE"), canonical=state.call("import FILE.csv")
    )

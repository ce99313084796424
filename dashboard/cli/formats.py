"""`walletwatch formats`: which exports are read, and how to get each out of its app."""

from typing import TYPE_CHECKING, Any

import typer

from dashboard.cli.options import AsFormat, Format
from dashboard.cli.state import State

if TYPE_CHECKING:
    from dashboard.i18n import Words

app = typer.Typer()


def _how(words: "Words", guide: str) -> str:
    """Return the steps to an export, a line each, and what to mind."""
    if f"guide.{guide}.steps" not in words:
        return words("cli.formats.foreign")
    note = f"guide.{guide}.note"
    return "\n".join([words(f"guide.{guide}.steps"), *([words(note)] if note in words else [])])


@app.command()
def formats(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """List the exports that can be read, and how to obtain each."""
    from ingest.importer import importers

    state = State.of(ctx)
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
    state.screen.say("cli.formats.other", canonical=state.call("import FILE.csv"))

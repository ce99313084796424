"""`walletwatch formats`: which exports are read, and how to get each out of its app."""

from typing import Any

import typer

from dashboard.cli.options import AsFormat, Format
from dashboard.cli.state import State

app = typer.Typer()


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
            "how": words(f"cli.formats.{importer.name}" if f"cli.formats.{importer.name}" in words else "cli.formats.foreign"),
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
        state.screen.line(entry["how"], indent=2)
        if not entry["verified"]:
            state.screen.line(words("cli.formats.unverified"), indent=2)
        state.screen.line()
    state.screen.say("cli.formats.other", canonical=state.call("import FILE.csv"))

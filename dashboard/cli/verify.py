"""`walletwatch verify`: whether an evidence pack is as it was made."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.guard import DONE, WRONG
from dashboard.cli.options import AsFormat, Format
from dashboard.cli.state import State

if TYPE_CHECKING:
    from dashboard.evidence.verify import Verdict

app = typer.Typer()


@app.command()
def verify(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An evidence pack: a file ending in .zip.")],
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Check whether an evidence pack is unchanged since it was made. It does not show who made it."""
    from dashboard.evidence.verify import read_pack
    from dashboard.evidence.verify import verify as verified

    state = State.of(ctx)
    verdict = verified(read_pack(file), file.name)
    if fmt is Format.JSON:
        state.screen.json(**_answer(verdict, file, state))
    else:
        _tell_verdict(state, verdict)
    if not verdict.unchanged:
        state.screen.complain(state.screen.phrase("evidence.verify.changed", file=file.name))
    raise typer.Exit(DONE if verdict.unchanged else WRONG)


def _answer(verdict: "Verdict", file: Path, state: State) -> dict[str, object]:
    said = verdict.said
    return {
        "file": file.name, "unchanged": verdict.unchanged, "repacked": verdict.repacked, "files": verdict.files,
        "changed": list(verdict.changed), "missing": list(verdict.missing), "added": list(verdict.added),
        "case": said.get("case"), "as_of": said.get("made_from", {}).get("as_of") if said else None, "made": said.get("made"),
        "version": said.get("version"), "fingerprint": said.get("fingerprint"), "note": state.words("evidence.verify.not_who"),
    }  # fmt: skip


def _tell_verdict(state: State, verdict: "Verdict") -> None:
    screen = state.screen
    for what in ("changed", "missing", "added"):
        for name in getattr(verdict, what):
            screen.say(f"evidence.verify.{what}_file", name=name)
    if not verdict.unchanged:
        return
    screen.say("evidence.verify.unchanged", style="bold", count=verdict.files)
    if verdict.repacked:
        screen.say("evidence.verify.repacked")
    screen.say("evidence.fingerprint", fingerprint=str(verdict.said["fingerprint"]))
    screen.say("evidence.verify.not_who")

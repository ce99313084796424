"""`walletwatch case evidence`: one ZIP that shows what a case rests on."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.cli.case_options import CaseId
from dashboard.cli.guard import Refused
from dashboard.cli.options import AsFormat, AsOf, Format, Locale, today
from dashboard.cli.state import State

if TYPE_CHECKING:
    from dashboard.evidence.pack import Pack

app = typer.Typer()


@app.command()
def evidence(
    ctx: typer.Context,
    case_id: CaseId,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="A file ending in .zip.")],
    locale: Annotated[Locale | None, typer.Option(help="The language of the pack.")] = None,
    letters: Annotated[list[Path] | None, typer.Option("--letter", metavar="FILE", exists=True, dir_okay=False, help="A letter you sent, or another file that belongs to the case; may be repeated.")] = None,
    with_originals: Annotated[bool, typer.Option("--with-originals", help="Also the whole statements as they came, which show everything on them.")] = False,
    as_of: AsOf = None,
    fmt: AsFormat = Format.TABLE,
) -> None:  # fmt: skip
    """Write the evidence of a case to one ZIP. Only the rows of the case, account numbers cut to four digits."""
    from dashboard.evidence.pack import packed
    from dashboard.private import keep_private
    from detect.casebook import Casebook

    state = State.of(ctx)
    if output.suffix.lower() != ".zip":
        raise Refused("evidence.refused.suffix", path=output)
    language = locale.value if locale else state.words.locale
    with state.ledger() as ledger:
        pack = packed(
            Casebook(ledger), case_id, language, as_of or today(), with_originals=with_originals, letters=_read(letters or [])
        )  # fmt: skip
    try:
        keep_private(output, pack.content)
    except OSError as error:
        raise Refused("cli.cannot_write", path=output, reason=error.strerror or type(error).__name__) from error
    _tell_pack(state, pack, output, fmt)


def _read(letters: list[Path]) -> dict[str, bytes]:
    """Return the files that go in as they are, by name."""
    from dashboard.evidence.pack import safe_name
    from dashboard.evidence.verify import read_pack

    names = [safe_name(path.name) for path in letters]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise Refused("evidence.refused.twice", name=twice[0])
    return {path.name: read_pack(path) for path in letters}


def _tell_pack(state: State, pack: "Pack", output: Path, fmt: Format) -> None:
    if fmt is Format.JSON:
        state.screen.json(
            file=str(output), files=list(pack.names), fingerprint=pack.fingerprint, size=len(pack.content), left_out=dict(pack.left_out)
        )  # fmt: skip
        return
    screen = state.screen
    screen.say("evidence.written", path=output, count=len(pack.names))
    for name, reason in pack.left_out.items():
        screen.say(f"evidence.left_out.{reason}", name=name)
    if any(name.startswith("originals/") for name in pack.names):
        screen.say("evidence.whole", style="bold")
    screen.say("evidence.fingerprint", fingerprint=pack.fingerprint)
    screen.say("evidence.look_first")

"""`walletwatch contact check`: a number, link or address that somebody gave, held against the reviewed contacts."""

from typing import Annotated

import typer

from dashboard.cli.options import AsFormat, Format
from dashboard.cli.state import State
from dashboard.cli.usage import Commands

app = typer.Typer()
_group = typer.Typer(
    cls=Commands, rich_markup_mode=None, no_args_is_help=True, help="Check a number or address that somebody gave you."
)
app.add_typer(_group, name="contact")


@_group.callback()
def contact() -> None:
    """Check a number or address that somebody gave you."""


@_group.command("check")
def check(
    ctx: typer.Context,
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT", help="The number, link or address, or the message that holds it.")
    ],
    fmt: AsFormat = Format.TABLE,
) -> None:
    """Tell whether it is one of the reviewed contacts, or made to look like one."""
    from dashboard.cli.guard import Refused
    from dashboard.contact_told import told

    state = State.of(ctx)
    found = told(" ".join(text), state.words)
    if not found:
        raise Refused("contact.none")
    if fmt is Format.JSON:
        state.screen.json(
            contacts=[
                {
                    "text": one.checked.text, "kind": one.checked.kind, "verdict": one.checked.verdict, "contact": one.checked.contact or None,
                    "verified": one.checked.verified if one.checked.contact else None,
                    "doubt": one.checked.doubt.code if one.checked.doubt else None, "says": one.says,
                }
                for one in found
            ]
        )  # fmt: skip
        return
    for one in found:
        state.screen.line(one.head, style="bold")
        state.screen.line(one.says, indent=2)
    state.screen.line()
    state.screen.say("contact.rule")
    state.screen.say("cli.card.next", command="walletwatch playbook contact-safely")

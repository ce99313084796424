"""`walletwatch playbooks` and `playbook`: what to do, step by step, in the person's language and for their place."""

from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from dashboard.cli.options import AsFormat, Format, Locale
from dashboard.cli.state import State

app = typer.Typer()


class Written(StrEnum):
    """How a playbook is written."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


@app.command()
def playbooks(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """List the playbooks."""
    from dashboard.playbooks.library import catalogue
    from dashboard.playbooks.library import playbook as open_playbook

    state = State.of(ctx)
    found = catalogue()
    if fmt is Format.JSON:
        state.screen.json(
            playbooks=[
                {
                    "topic": info.topic, "locales": list(info.locales), "jurisdictions": list(info.jurisdictions),
                    "last_reviewed": info.last_reviewed.isoformat(),
                }
                for info in found
            ]
        )  # fmt: skip
        return
    words = state.words
    state.screen.table(
        ("topic", "about", "places", "reviewed"),
        [
            (info.topic, open_playbook(info.topic, locale=words.locale).title, ", ".join(info.jurisdictions), words.day(info.last_reviewed))
            for info in found
        ],
    )  # fmt: skip
    state.screen.line()
    state.screen.say("cli.playbooks.open")


@app.command()
def playbook(
    ctx: typer.Context,
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="One of those that `walletwatch playbooks` lists.")],
    jurisdiction: Annotated[str | None, typer.Option(metavar="CN", help="Whose rules apply; default those of `settings country`, else of most of your accounts, else those that hold everywhere.")] = None,
    locale: Annotated[Locale | None, typer.Option(help="The language.")] = None,
    fmt: Annotated[Written, typer.Option("--format", help="For reading, for programs or for a file.")] = Written.TABLE,
) -> None:  # fmt: skip
    """Print a playbook. What to do now, today, this week, and by when."""
    from dashboard.cli.options import today
    from dashboard.kept import rules_of
    from dashboard.playbooks.library import library
    from dashboard.playbooks.library import playbook as open_playbook
    from dashboard.playbooks.model import GENERIC
    from dashboard.playbooks.render import as_markdown, as_text

    state = State.of(ctx)
    place = (jurisdiction or library().pack_for(rules_of(state.path)).id).upper()
    language = locale.value if locale else state.words.locale
    found = open_playbook(topic, place, language, today=today())
    if place != GENERIC and library().pack_for(place).id == GENERIC:
        state.screen.complain(state.screen.phrase("cli.playbooks.no_pack", place=place))
    if fmt is Written.JSON:
        state.screen.json(playbook=_plain(asdict(found)))
    elif fmt is Written.MARKDOWN:
        state.screen.verbatim(as_markdown(found).rstrip("\n"))
    else:
        for line in as_text(found).rstrip("\n").split("\n"):
            state.screen.hanging(line)


def _plain(value: object) -> object:
    """Return nested dataclasses as JSON can hold them: days as text, tuples as lists."""
    if isinstance(value, dict):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)

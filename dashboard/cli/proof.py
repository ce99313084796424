"""Whether statements add up, as `import` and `statements` say it: every comparison, with the lines where one fails."""

from collections.abc import Sequence
from typing import Final

from dashboard.cli.screen import Screen
from dashboard.i18n import quoted
from ingest.checks import AGREES, NOT_CHECKABLE, OFF
from ingest.report import StatementReport

_MOST: Final = 10  # statements of one file that are told in full
_LONGEST: Final = 160  # characters of a line


def proof(
    screen: Screen, file: str, statements: Sequence[StatementReport], *, stored: bool = True, most: int = _MOST
) -> None:
    """Print how the statements of a file compare with what they print: in a line where all is well, else where it is not."""
    for status in (AGREES, NOT_CHECKABLE):
        _together(
            screen, file, [one for one in statements if one.check_status == status], status, alone=len(statements) == 1
        )
    off = [one for one in statements if one.check_status == OFF]
    for one in off[:most]:
        _apart(screen, file, one)
    if off:
        screen.say("cli.proof.advice" if stored else "cli.proof.advice_rehearsed")
    if len(off) > most:
        screen.say("cli.import.more_remarks", count=len(off) - most)


def _together(screen: Screen, file: str, alike: Sequence[StatementReport], status: str, *, alone: bool) -> None:
    """Say in one line what holds for all of these; `alone`: the file has no other statement."""
    if len(alike) > 1:
        screen.say(f"cli.proof.all_{status}", file=file, count=len(alike))
        return
    for one in alike:
        said = screen.words("cli.proof.between").join(screen.words.note(result.note) for result in one.compared)
        screen.say(f"cli.proof.{status}", file=file if alone else screen.phrase("cli.proof.of", file=file, account=one.account), detail=said)  # fmt: skip


def _apart(screen: Screen, file: str, one: StatementReport) -> None:
    words = screen.words
    days = screen.phrase("cli.span", first=words.day(one.first), last=words.day(one.last)) if one.first else ""
    screen.say("cli.proof.off" if days else "cli.proof.off_undated", style="bold", file=file, account=one.account, days=days)  # fmt: skip
    for result in one.compared:
        verdict, detail = screen.named("cli.proof.verdict", result.status), words.note(result.note)
        screen.line(screen.phrase("cli.proof.compared", verdict=verdict, detail=detail), indent=2)
        for line in result.lines:
            screen.line(screen.phrase("cli.proof.place", line=line.number, text=quoted(line.text, _LONGEST)), indent=6)

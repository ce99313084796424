"""What every command shares: where the ledger is, in which language to speak, and to whom."""

import os
import shlex
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from dashboard.cli.screen import Screen
    from dashboard.i18n import Words
    from ingest.ledger import Ledger


@dataclass
class State:
    """The global options of one call, and what is made from them on first use."""

    given: Path | None = None  # the ledger as named by --ledger or WALLETWATCH_LEDGER
    wait: float = 30.0
    locale: str = ""  # empty: the system's
    command: str = ""

    @classmethod
    def of(cls, ctx: typer.Context) -> "State":
        """Return the state of a running command."""
        return ctx.ensure_object(cls)

    @property
    def path(self) -> Path:
        """Where the ledger is."""
        if self.given is not None:
            return self.given
        from platformdirs import user_data_path

        return user_data_path("walletwatch", appauthor=False) / "ledger.db"

    @cached_property
    def words(self) -> "Words":
        """The language to speak: asked for with this call, else kept with the ledger, else the system's."""
        from dashboard.i18n import system_locale, words
        from dashboard.spoken import chosen_in

        return words(self.locale or chosen_in(self.path) or system_locale())

    @cached_property
    def screen(self) -> "Screen":
        """Where to print."""
        from dashboard.cli.screen import Screen

        return Screen(self.words)

    def ledger(self, *, keep_originals: bool = True, rehearsal: bool = False) -> "Ledger":
        """Open the ledger, or a copy for a rehearsal, to be used as a context manager."""
        from ingest.ledger import Ledger

        return Ledger(self.path, wait=self.wait, keep_originals=keep_originals, rehearsal=rehearsal)

    def reach(self) -> None:
        """Make sure that the ledger opens, making it where there is none; what reading it takes is not loaded."""
        from ingest.tables import opened

        opened(self.path, self.wait).close()

    def call(self, command: str) -> str:
        """Return a command as the person would have to type it to reach the same ledger."""
        named = self.given is not None and str(self.given) != os.environ.get("WALLETWATCH_LEDGER")
        ledger = f" --ledger {shlex.quote(str(self.given))}" if named else ""
        return f"walletwatch{ledger} {command}"

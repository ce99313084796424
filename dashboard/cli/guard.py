"""How a command ends: an exit code, and at most one sentence on standard error. Never a traceback."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import typer

from dashboard.cli.state import State

DONE: Final = 0
FOUND: Final = 1  # only with --fail-on
WRONG: Final = 2
BUSY: Final = 3
INTERNAL: Final = 70
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141  # what a shell reports for a program that wrote into a closed pipe

# Errors of SQLite that the person can do something about; any other is a mistake of ours.
_THEIRS: Final = ("BUSY", "LOCKED", "NOTADB", "CORRUPT", "FULL", "IOERR", "READONLY", "CANTOPEN")


class Refused(Exception):
    """The call asks for something that cannot be done; `key` names the sentence."""

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


def guarded(work: Callable[[], None], state: State) -> int:
    """Run a command and return its exit code."""
    try:
        work()
        sys.stdout.flush()
    except typer.Exit as end:
        return end.exit_code
    except (KeyboardInterrupt, typer.Abort):
        state.screen.complain(state.words("cli.interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return PIPE_CLOSED
    except Exception as error:  # noqa: BLE001  (the border: nothing of it may reach the person as a traceback)
        try:
            return _explained(error, state)
        except Exception as second:  # noqa: BLE001  (even the words for it are broken)
            sys.stderr.write(
                f"Something inside Walletwatch went wrong ({type(second).__name__}); please install it again.\n"
            )
            return INTERNAL
    return DONE


def _explained(error: Exception, state: State) -> int:
    from dashboard.cli.usage import sentence_of
    from ingest.errors import WalletwatchError

    said = sentence_of(error, state)
    if said is not None:
        state.screen.complain(said)
        return WRONG
    known = _of_the_store(error, state)
    if isinstance(known, WalletwatchError):
        state.screen.complain(state.words.error(known))
        return known.exit_code
    from dashboard.cli.fault import write_report

    report = write_report(error, state.command)
    state.screen.complain(state.screen.phrase("cli.internal", kind=type(error).__name__, path=report))
    return INTERNAL


def _of_the_store(error: Exception, state: State) -> Exception:
    """Return what an error of SQLite means to the person, where it means something."""
    import sqlite3

    from ingest.store import translated

    name = getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_").partition("_")[0]
    return translated(error, state.path) if isinstance(error, sqlite3.Error) and name in _THEIRS else error


def _drop_output() -> None:
    """Send what is still buffered nowhere, so that the interpreter does not stumble over the closed pipe at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

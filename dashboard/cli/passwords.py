"""Where the password of a protected export comes from: never the command line, which others can read."""

import getpass
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from dashboard.cli.guard import Refused
from dashboard.cli.screen import Screen

Password = Callable[[str], str | None]


def password(variable: str | None, file: str | None, screen: Screen) -> Password:
    """Return how to answer when a file asks for its password.

    Raises:
        Refused: both sources are named, or the named one is not there.
    """
    if variable is not None and file is not None:
        raise Refused("cli.password.both")
    if variable is not None:
        secret = os.environ.get(variable)
        if secret is None:
            raise Refused("cli.password.no_variable", name=variable)
        return lambda _: secret
    if file is not None:
        content = _first_line(file)
        return lambda _: content
    return _asking(screen) if sys.stdin.isatty() else lambda _: None


def _first_line(file: str) -> str:
    if file == "-":
        return sys.stdin.readline().rstrip("\r\n")
    try:
        lines = Path(file).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("cli.password.no_file", path=file) from error
    return lines[0] if lines else ""


def _asking(screen: Screen) -> Password:
    """Ask on the terminal without echo, once for each file; an empty answer passes the file over."""

    @cache
    def ask(file: str) -> str | None:
        with screen.quiet():
            return getpass.getpass(f"{screen.phrase('cli.password.ask', file=file)} ", sys.stderr) or None

    return ask

"""Terminals that cannot show every character get the nearest they can, instead of an error."""

import codecs
import sys
from typing import Final

_NEAREST: Final = {
    "\N{MINUS SIGN}": "-", "¥": "Y", "\N{NO-BREAK SPACE}": " ", "…": "...", "–": "-", "·": "-", "●": "*", "○": "o", "→": "->",
    "■": "#", "□": "-", "◧": "+", "“": '"', "”": '"', "’": "'",
}  # fmt: skip


def fit_output() -> None:
    """Make standard output and error forgiving, where they do not speak UTF-8."""
    codecs.register_error("walletwatch", _nearest)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="walletwatch")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_NEAREST.get(letter, "?") for letter in error.object[error.start : error.end]), error.end

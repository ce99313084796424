r"""JSON as the contract prints it: indented by two, every letter kept, invisible and control characters escaped.

The standard library indents in Python, a piece of text for each bracket and comma, which takes seconds for thousands of rows. Its
compiled writer indents nothing, but joins members with whatever it is told to. So it is given a flat object whole, with
the line break and the indentation of its members as what stands between them, and only what holds others is walked here.
"""

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Final

from ingest.text import visible

_INDENT: Final = "  "
_NESTED: Final = (dict, list, tuple)
_PLAIN: Final = re.compile(r"[ -~\n]*")  # what is surely shown as it is, and most of an answer
_LINES: Final = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029"})  # `visible` would make spaces of them


def dumps(answer: object) -> str:
    r"""Write JSON as `json.dumps(indent=2, ensure_ascii=False, allow_nan=False)` does, and harmless on a terminal too.

    >>> print(dumps({"name": "支付宝\u202e", "rows": []}))
    {
      "name": "支付宝\u202e",
      "rows": []
    }

    Raises:
        TypeError, ValueError: as the standard library does for what JSON cannot hold.
    """
    lines = _written(answer, "\n").split("\n")
    return "\n".join(line if _PLAIN.fullmatch(line) else visible(line.translate(_LINES)) for line in lines)


def _written(value: object, end: str) -> str:
    """Return a value; `end` is a line break and the indentation of the line on which the value closes."""
    inner = end + _INDENT
    if not isinstance(value, _NESTED) or not value:
        return _writer("")(value)
    if isinstance(value, dict):
        if not any(isinstance(member, _NESTED) for member in value.values()):
            return _opened(_writer(inner)(value), inner, end)
        members = (f"{_key(key)}: {_written(member, inner)}" for key, member in value.items())
        return "{" + inner + f",{inner}".join(members) + end + "}"
    if not any(isinstance(member, _NESTED) for member in value):
        return _opened(_writer(inner)(value), inner, end)
    return "[" + inner + f",{inner}".join(_written(member, inner) for member in value) + end + "]"


def _opened(flat: str, inner: str, end: str) -> str:
    """Put the first member and the closing bracket on lines of their own."""
    return flat[0] + inner + flat[1:-1] + end + flat[-1]


def _key(key: object) -> str:
    """Return a key as the standard library writes it: numbers, truth and nothing become text."""
    return _writer("")(key) if isinstance(key, str) else _writer("")({key: 0})[1:-4]


@cache
def _writer(between: str) -> Callable[[object], str]:
    """Return a compiled writer that puts `between` after each comma."""
    return json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=("," + between, ": ")).encode

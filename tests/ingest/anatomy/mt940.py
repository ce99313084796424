"""Where the statement lines of an MT940 file are, and how their parts may change."""

import re
from collections.abc import Callable

from ingest.source import Source
from tests.ingest.rewriting import other

_LINE = re.compile(r"^(:61:)(\d{6})(\d{4})?([A-Z]+)([\d,]+)([A-Z][A-Z0-9]{3})([^/\s]*)(.*)$", re.MULTILINE)
_PARTS = ("value_date", "entry_date", "mark", "amount", "type", "customer_reference", "bank_reference")


def records(source: Source) -> list[int]:
    text = source.text("cp1252") or ""
    return [text.count("\n", 0, at.start()) + 1 for at in re.finditer(r"^:61:", text, re.MULTILINE)]


def rotated(source: Source) -> Source:
    """Give lines the entry date of their value date, and messages other numbers."""
    text = source.text("cp1252") or ""
    text = re.sub(r"^(:(?:20|28C):)(\S+)", lambda found: found[1] + found[2][::-1], text, flags=re.MULTILINE)
    return Source(
        source.name, re.sub(r"^(:61:\d\d)(\d{4})\d{4}(?=[A-Z])", r"\1\2\2", text, flags=re.MULTILINE).encode()
    )


def changed(source: Source, cell: str) -> Source:
    text = source.text("cp1252") or ""
    changes: dict[str, Callable[[], str]] = {
        "details": lambda: re.sub(r"^(:86:[^\r\n]*)", r"\1x", text, flags=re.MULTILINE),
        "account": lambda: re.sub(r"^(:25:.*?)\d(?=\s)", r"\g<1>x", text, flags=re.MULTILINE),
        "currency": lambda: text.replace("EUR", "CHF"),
    }
    return Source(source.name, changes.get(cell, lambda: _LINE.sub(lambda found: _line(found, cell), text))().encode())


def _line(found: "re.Match[str]", cell: str) -> str:
    head, *parts = found.groups(default="")
    at = _PARTS.index(cell)
    said = parts[at]
    if cell == "mark":
        parts[at] = said[:-2] + {"C": "D", "D": "C"}.get(said[:1], said[:1]) + said[1:] if len(said) < 2 else said[::-1]  # fmt: skip
    elif cell == "type":
        parts[at] = "NMSC" if said != "NMSC" else "NTRF"
    elif cell == "value_date":
        parts[at] = f"{said[:5]}{'2' if said[5] == '1' else '1'}"
    elif cell == "amount":
        parts[at] = f"{'2' if said[:1] == '1' else '1'}{said[1:]}" if said[:1].isdigit() else f"1{said}"
    else:
        parts[at] = other(cell, said.rstrip()) + said[len(said.rstrip()) :]
    return "".join((head, *parts))

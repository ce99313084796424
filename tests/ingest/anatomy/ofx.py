"""Where the records of an OFX file are, and how its leaves may change."""

import re
from collections.abc import Callable

from ingest.source import Source
from tests.ingest.rewriting import other

_VOLATILE = ("REFNUM", "BALAMT", "DTASOF", "DTSERVER", "ORG", "DTSTART", "DTEND", "ACCTTYPE", "CURRATE")


def records(source: Source) -> list[int]:
    text = source.text("cp1252") or ""
    return [text.count("\n", 0, at.start()) + 1 for at in re.finditer(r"<(?:STMTTRNP?|INVTRAN)>", text)]


def rotated(source: Source) -> Source:
    return _rewritten(source, lambda tag, value: value[::-1] if tag in _VOLATILE else value)


def changed(source: Source, cell: str) -> Source:
    return _rewritten(source, lambda tag, value: other(tag, value) if tag == cell else value)


def _rewritten(source: Source, rewrite: Callable[[str, str], str]) -> Source:
    text = source.text("cp1252") or ""

    def leaf(found: "re.Match[str]") -> str:
        value = found.group(2)
        return f"<{found.group(1)}>{rewrite(found.group(1).upper(), value.rstrip())}{value[len(value.rstrip()) :]}"

    return Source(source.name, re.sub(r"<([A-Za-z0-9.]+)>([^<\n]+)", leaf, text).encode())

"""Where the entries of a CAMT file are, and how their elements may change."""

import re
from collections.abc import Callable

from ingest.source import Source
from tests.ingest.rewriting import other

_VOLATILE = ("MsgId", "CreDtTm", "AddtlInf", "SubFmlyCd", "XchgRate", "PgNb", "Ctry")
_INSIDE = {"BookgDt": ("Dt", "DtTm"), "RmtInf": ("Ustrd", "Ref")}  # leaves below the element that a key cell names


def records(source: Source) -> list[int]:
    """Return the line of every entry, as often as it details payments."""
    text = source.text("latin-1") or ""
    lines = []
    for found in re.finditer(r"<((?:\w+:)?)Ntry>.*?</\1Ntry>", text, re.DOTALL):
        amounts = [int(said) for said in re.findall(r"<TxAmt><Amt Ccy=\"EUR\">(\d+)\.00", found.group())]
        whole = re.search(r"Amt Ccy=\"\w+\">(\d+)", found.group())
        batch = len(amounts) > 1 and whole is not None and sum(amounts) == int(whole[1])
        lines += [text.count("\n", 0, found.start()) + 1] * (len(amounts) if batch else 1)
    return lines


def rotated(source: Source) -> Source:
    """Reverse what banks write about an entry, but for its key cells."""
    return _rewritten(source, lambda tag, value: value[::-1] if tag in _VOLATILE else value)


def changed(source: Source, cell: str) -> Source:
    """Change the leaves of one key cell."""
    if cell == "Ccy":
        return Source(source.name, source.data.replace(b'Ccy="EUR"', b'Ccy="GBP"').replace(b'Ccy="CHF"', b'Ccy="GBP"'))
    if cell == "CdtDbtInd":
        return _rewritten(source, lambda _, value: "DBIT" if value == "CRDT" else value)
    if cell == "Day":
        cell = "BookgDt"
    inside = _INSIDE.get(cell, (cell,))
    return _rewritten(source, lambda tag, value: other("TRNAMT", value) if tag in inside else value)


def _rewritten(source: Source, rewrite: Callable[[str, str], str]) -> Source:
    text = source.text("latin-1") or ""

    def leaf(found: "re.Match[str]") -> str:
        return f"<{found.group(1)}{found.group(2)}>{rewrite(found.group(1).rpartition(':')[2], found.group(3))}<"

    text = re.sub(r"<([\w:]+)([^<>/]*)>([^<>\n]+)<", leaf, text)
    return Source(source.name, text.replace("ISO-8859-1", "UTF-8").encode())

"""Where the rows of a PDF sample are, and how their cells may change: the layout it was written from says it."""

import re
from collections.abc import Callable

from ingest.source import Source
from tests.ingest.pdfs import layout_of, numbered, pdf

_MONEY = re.compile(
    r"(?<![\d.,'])(?:\d[\d,']*\.\d\d|\d{1,3}(?:\.\d{3})*,\d\d|\d{1,3}(?:,\d{3})+|\d{3}(?= {9}))(?![\d.,])"
)
_DAY = re.compile(r"(?<![\d/.:-])\d\d(?=[/.]\d\d\b| ?[A-Z][A-Za-z]{2}\b)|(?<=\d{4}-\d\d-)\d\d")
_WORD = re.compile(r"[^\W\d_]{4,}")
_BALANCE = re.compile(r"\S {3,}\S.*\b(?:BALANCE|Balance|SALDO|Saldo|余额|联机余额)\b")


def records(source: Source) -> list[int]:
    return [number for number, line in numbered(layout_of(source.data)) if line[0] in "*-"]


def rotated(source: Source) -> Source:
    """Change the running balance, where there is one: the last amount of a row with several."""
    if not any(_BALANCE.search(line) and line[0] == " " for _, line in numbered(layout_of(source.data))):
        return source

    def balance(line: str) -> str:
        found = list(_MONEY.finditer(line))
        return _bumped(line, found[-1].end()) if len(found) > 1 else line

    return _rewritten(source, "*", balance)


def changed(source: Source, cell: str) -> Source:
    """Change a key cell of every row."""
    if cell == "date":
        other = _other_day
    elif cell == "time":
        other = _other_time
    elif cell == "currency":
        other = _other_currency
    elif cell in ("amount", "in", "out"):
        other = _other_amounts
    else:
        other = _other_words
    return _rewritten(source, "+" if cell == "more" else "*+", other)


def _rewritten(source: Source, flags: str, rewrite: Callable[[str], str]) -> Source:
    lines = re.split("(\n|\f)", layout_of(source.data))
    return Source(source.name, pdf("".join(rewrite(line) if line[:1] and line[0] in flags else line for line in lines)))


def _other_day(line: str) -> str:
    return _DAY.sub(lambda day: f"{int(day[0]) % 28 + 1:02d}", line)


def _other_time(line: str) -> str:
    return re.sub(r"\b(\d\d:\d\d:\d)(\d)\b", lambda found: f"{found[1]}{(int(found[2]) + 1) % 10}", line)


def _other_currency(line: str) -> str:
    return re.sub(r"人民币|\bCNY\b", lambda found: "港币  " if found[0] == "人民币" else "HKD", line)


def _other_words(line: str) -> str:
    return _WORD.sub(lambda word: word.group()[:-1] + ("例" if word.group()[-1] > "\u2e80" else "q"), line)


def _other_amounts(line: str) -> str:
    for found in list(_MONEY.finditer(line)):
        line = _bumped(line, found.end()) if found[0].strip("0.,") else line  # nothing stays nothing
    return line


def _bumped(line: str, end: int) -> str:
    return f"{line[: end - 1]}{(int(line[end - 1]) + 1) % 10}{line[end:]}"

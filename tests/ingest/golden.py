"""Samples and what the importers read in them.

A sample is `importers/samples/<importer>/<case>.<ext>`; beside it stands `<case>.expected.json`. After a deliberate
change: `python -m tests.ingest.golden`, then read the diff.
"""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from ingest.checks import check
from ingest.identity import key_digest
from ingest.importer import Importer, importers
from ingest.money import decimal_text
from ingest.schema import COLUMNS
from ingest.source import Source
from ingest.statement import INFLOW, OUTFLOW, Line, Statement

SAMPLES = Path(__file__).parent / "importers" / "samples"
_MONEY = ("amount", "fee", "refunded_amount", "balance")


def samples(importer: str | None = None) -> list[Path]:
    """Return every sample file, or those of one importer."""
    found = SAMPLES.glob(f"{importer or '*'}/*")
    return sorted(path for path in found if not path.name.endswith(".expected.json"))


def expected_path(sample: Path) -> Path:
    """Return where the expected reading of a sample is kept."""
    return sample.with_name(f"{sample.name.partition('.')[0]}.expected.json")


def source_of(sample: Path) -> Source:
    """Read a sample."""
    return Source(sample.name, sample.read_bytes())


def named(name: str) -> Importer:
    """Return an importer."""
    return next(importer for importer in importers() if importer.name == name)


def sample_cases() -> Iterator[tuple[str, Path]]:
    """Return every (importer, sample)."""
    for sample in samples():
        yield sample.parent.name, sample


def keys(statements: Sequence[Statement]) -> list[str]:
    """Return the digest of every row's key, in order of lines."""
    return [key_digest(key) for statement in statements for key in statement.keys]


def reading(statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """Describe statements as their expected file does."""
    return [_statement(statement) for statement in statements]


def _statement(statement: Statement) -> dict[str, Any]:
    verdict = check(statement)
    hint = statement.account
    said = {
        "account": {name: getattr(hint, name) for name in hint.__slots__ if getattr(hint, name)},
        "first": _time(statement.first),
        "last": _time(statement.last),
        "exported_at": _time(statement.exported_at),
        "filtered": statement.filtered,
        "check": [verdict.status, str(verdict.note)],
        "count": len(statement.rows),
        "sums": _sums(statement),
        "rows": [_row(row) for row in statement.rows.to_dict("records")],
        "skipped": [_line(line) for line in statement.skipped],
        "unread": [_line(line) for line in statement.unread],
        "warnings": [_line(line) for line in statement.warnings],
    }
    return {name: value for name, value in said.items() if value not in (None, [])}


def _sums(statement: Statement) -> dict[str, dict[str, str]]:
    sums: dict[str, dict[str, str]] = {}
    amounts = zip(statement.rows["currency"], statement.rows["amount"], statement.flow, strict=True)
    totals: dict[tuple[str, str], int] = {}
    for currency, amount, flow in amounts:
        name = {INFLOW: "inflow", OUTFLOW: "outflow"}.get(int(flow), "neutral")
        totals[currency, name] = totals.get((currency, name), 0) + abs(int(amount))
    for (currency, name), total in sorted(totals.items()):
        sums.setdefault(currency, {})[name] = decimal_text(total, currency)
    return sums


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """Return the columns that say something, money as decimals, times as ISO text."""
    said: dict[str, Any] = {"line": row["line"]}
    for name, column in COLUMNS.items():
        value = row.get(name)
        usual = not pd.isna(column.absent) and value == column.absent and name not in ("amount", "has_time")
        if value is None or pd.isna(value) or usual:
            continue
        if name in _MONEY:
            value = decimal_text(int(value), row["currency"])
        elif name == "original_amount":
            value = decimal_text(int(value), row["original_currency"])
        said[name] = _time(value) if isinstance(value, dt.datetime) else value
    return said


def _time(moment: dt.datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(sep=" ")


def _line(line: Line) -> list[Any]:
    return [line.number, str(line.note)]


def regenerate() -> None:
    """Write every expected file again."""
    for name, sample in sample_cases():
        expected_path(sample).write_text(_text(reading(named(name).parse(source_of(sample)))), encoding="utf-8")


def _text(statements: list[dict[str, Any]]) -> str:
    """Write JSON with one row a line, so that a diff shows rows."""
    lines = []
    for statement in statements:
        facts = []
        for name, value in statement.items():
            said = json.dumps(value, ensure_ascii=False)
            if isinstance(value, list) and name != "check":
                said = "[\n  " + ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value) + "\n ]"
            facts.append(f" {json.dumps(name)}: {said}")
        lines.append("{\n" + ",\n".join(facts) + "\n}")
    return "[" + ",\n".join(lines) + "]\n"


if __name__ == "__main__":
    regenerate()

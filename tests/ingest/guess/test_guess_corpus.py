"""Public tables of real banks, as if nobody had ever seen them: what `--guess` takes is right, and the rest is asked.

CORPUS.tsv holds the counts, sums and days that an independent script found. A file whose reading differs, or that is
asked about, is named here with its reason.
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.guess.guess import guess
from ingest.guess.reading import read
from ingest.money import decimal_text
from ingest.source import Source

Told = tuple[int, Decimal, Decimal, str, str]
FORMATS = (
    "bank_csv",
    "bank_xlsx",
    "cnbank_csv",
    "cnbank_xls",
    "n26",
    "revolut",
    "wise",
    "monzo",
    "cashapp",
    "paypal",
    "jd",
    "meituan",
)
ASKED = {
    "bank2ynab__bank2ynab__TH_20180521-20180523.csv": "its days are masked: 1111/11/11 is in no year of ours",
    "tesujimath__beancount-lima__10-9999-0000001-02.csv": "one line, 10/02/2025: day or month first cannot be told",
    "leonardobazico__ynab-converter__just_title.csv": "a heading without a line",
    "deb-sig__double-entry-generator__example-bocom_credit-records.csv": "amounts without signs, and words that point both ways",
    "deb-sig__double-entry-generator__example-jd-records.csv": "amounts with refunds in brackets behind them; JD has an importer of its own",
}  # fmt: skip
OTHERWISE = {
    "TinySnow__beancount-importer-rust__工商银行交易明细测试数据集.csv": "one line says neither income nor expense: unread; 转出 and in are money out and in",
    "deb-sig__double-entry-generator__example-cmb-records.csv": "the heading names the year that the script left out",
    "deb-sig__double-entry-generator__example-icbc-debit-v1-records.csv": "the script counts the line of totals as a payment",
}  # fmt: skip


@pytest.fixture(scope="module")
def files(shared: Path) -> dict[str, tuple[str, Path, Told]]:
    found = {}
    with (shared / "corpus" / "CORPUS.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["format"] in FORMATS:
                path = shared / "corpus" / row["file"]
                sums = Decimal(row["sum_inflow"]), Decimal(row["sum_outflow"])
                found[path.name] = (
                    row["format"],
                    path,
                    (int(row["n_transactions"]), *sums, row["first_date"], row["last_date"]),
                )
    return found


def told(path: Path) -> Told | None:
    """Return what a strong guess reads; None where it asks."""
    found = guess(Source(path.name, path.read_bytes()))
    if found is None or not found.strong:
        return None
    rows = [row for one in read(found.layout, found.mapping) for row in one.rows.to_dict("records")]
    amounts = [Decimal(decimal_text(int(row["amount"]), str(row["currency"]))) for row in rows]
    days = sorted(row["booked_at"].date().isoformat() for row in rows)
    into, out = (sum((amount for amount in amounts if (amount > 0) == way), Decimal(0)) for way in (True, False))
    return len(rows), into, out, days[0], days[-1]


def test_every_table_is_read_as_the_script_read_it_or_is_named_with_its_reason(
    files: dict[str, tuple[str, Path, Told]],
) -> None:
    readings = {name: told(path) for name, (_, path, _) in files.items()}
    assert {name for name, reading in readings.items() if reading is None} == ASKED.keys()
    wrong = {name for name, reading in readings.items() if reading is not None and reading != files[name][2]}
    assert wrong == OTHERWISE.keys()


def test_most_unknown_tables_of_banks_are_read_unattended(files: dict[str, tuple[str, Path, Told]]) -> None:
    banks = [name for name, (kind, _, _) in files.items() if kind in ("bank_csv", "bank_xlsx")]
    assert sum(name not in ASKED and name not in OTHERWISE for name in banks) >= 0.85 * len(banks)

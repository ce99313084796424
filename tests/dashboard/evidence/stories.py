"""A ledger with a case whose statements hold long numbers, formulas and hidden characters; and packs read back."""

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path

from detect.casebook import Casebook
from detect.context import Settings
from detect.finding import Fact
from ingest.ledger import Ledger

AS_OF = dt.date(2026, 6, 30)
NOW = dt.datetime(2026, 6, 29, 12, 0, tzinfo=dt.UTC)
NUMBER, CARD, IBAN, PHONE = "6222021234564417", "6222 0212 3456 7890", "DE89 3704 0044 0532 0130 00", "13800138000"
SHOP = "=HYPERLINK(1) <script>\u202eshop"
FIRST, SECOND = "20260504120107000123", "20260504120207000124"
HEADING = "account,booked_at,amount,currency,counterparty,reference,order_reference,description,kind"
ACCOUNT = f"bank:{NUMBER}"
ORDINARY = [
    f"{ACCOUNT},2026-0{month}-{day:02d}T12:05:00,-{price},USD,Corner Cafe,777000{month}{day:02d}000,,,payment"
    for month in (3, 4, 5)
    for day, price in ((3, "8.10"), (9, "12.40"), (15, "9.90"), (21, "11.20"), (27, "7.60"))
]
TWICE = [
    f"{ACCOUNT},2026-05-04T12:01:07,-129.00,USD,{SHOP},{FIRST},T1,card {CARD},payment",
    f"{ACCOUNT},2026-05-04T12:02:07,-129.00,USD,{SHOP},{SECOND},T1,to {IBAN} tel {PHONE},payment",
]
REFUND = f"{ACCOUNT},2026-05-20,129.00,USD,{SHOP},back,T1,,refund"


def put(ledger: Ledger, path: Path, *rows: str) -> int:
    path.write_text("\n".join((HEADING, *rows)) + "\n", encoding="utf-8")
    (report,) = ledger.import_path(path)
    assert report.error is None
    return report.file_id or 0


def row_id(casebook: Casebook, reference: str) -> str:
    frame = casebook.ledger.frame()
    return str(frame.loc[frame["reference"] == reference, "txn_id"].iloc[0])


def told(casebook: Casebook, folder: Path) -> str:
    """Keep a case about a double charge that two files show, and whose refund is in a third; return its id."""
    put(casebook.ledger, folder / f"may {NUMBER}.csv", *ORDINARY, *TWICE)
    put(casebook.ledger, folder / "june.csv", *TWICE)
    casebook.scan(AS_OF, Settings())
    alert = next(alert for alert in casebook.alerts() if alert.kind == "duplicate")
    case = casebook.cases.open("duplicate-charge", alerts=[alert], at="2026-05-06", now=NOW)
    put(casebook.ledger, folder / "refund.csv", REFUND)
    casebook.scan(AS_OF, Settings())
    lines: list[tuple[str, str, dict[str, Fact]]] = [
        ("2026-05-06T14:30", "told", {"party": "bank", "channel": "phone", "who": "Desk 3", "reference": "99001122334455", "text": f"@SUM my card is {CARD}"}),
        ("2026-05-07", "told", {"party": "merchant", "channel": "email", "who": "wrong shop"}),
        ("2026-05-08", "evidence_got", {"item": "collect.2"}),
        ("2026-05-08", "evidence_got", {"item": "photo of the till"}),
        ("2026-05-09", "confirmed", {"one_order": "yes", "asked_merchant_on": "2026-05-07", "seat": True}),
        ("2026-05-20", "credited", {"amount": 12900, "currency": "USD", "txn_id": row_id(casebook, "back")}),
    ]  # fmt: skip
    for at, kind, facts in lines:
        casebook.cases.log(case.case_id, kind, facts, at=at, now=NOW)
    casebook.cases.strike(case.case_id, 4, now=NOW)
    return case.case_id


def members(pack: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack)) as opened:
        return {info.filename: opened.read(info) for info in opened.infolist()}


def sheet(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))

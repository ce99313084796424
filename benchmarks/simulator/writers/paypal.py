"""PayPal's activity report: the American one, and the German one with its headings, commas and days.

Rows run from the oldest to the newest, as reports of a chosen period do; every row has the balance after it.
"""

import csv
import io
from typing import Final
from zoneinfo import ZoneInfo

from benchmarks.simulator import days
from benchmarks.simulator.views import Row, View, decimal, stamp
from benchmarks.simulator.writers.written import Written, numbered

_HEADING: Final = (
    "Date", "Time", "TimeZone", "Name", "Type", "Status", "Currency", "Gross", "Fee", "Net", "From Email Address",
    "To Email Address", "Transaction ID", "Item Title", "Reference Txn ID", "Invoice Number", "Balance", "Subject",
    "Balance Impact",
)  # fmt: skip
_GERMAN: Final = (
    "Datum", "Uhrzeit", "Zeitzone", "Name", "Typ", "Status", "Währung", "Brutto", "Entgelt", "Netto",
    "Absender E-Mail-Adresse", "Empfänger E-Mail-Adresse", "Transaktionscode", "Artikelbezeichnung",
    "Zugehöriger Transaktionscode", "Rechnungsnummer", "Guthaben", "Betreff", "Auswirkung auf Guthaben",
)  # fmt: skip
_WORDS: Final = {
    "Express Checkout Payment": "PayPal Express-Zahlung",
    "PreApproved Payment Bill User Payment": "Zahlung im Einzugsverfahren",
    "Payment Refund": "Rückzahlung",
    "Mobile Payment": "Handyzahlung",
    "General Withdrawal": "Allgemeine Abbuchung",
    "General Funding": "Bankgutschrift auf PayPal-Konto",
    "Bank Deposit to PP Account": "Bankgutschrift auf PayPal-Konto",
    "General Card Deposit": "Allgemeine Gutschrift auf Kreditkarte",
    "General Credit Card Withdrawal": "Allgemeine Abbuchung von Kreditkarte",
    "Completed": "Abgeschlossen",
    "Canceled": "Storniert",
    "Refunded": "Erstattet",
    "Partially Refunded": "Teilweise erstattet",
}
_ZONES: Final = {"US": ZoneInfo("America/New_York"), "DE": ZoneInfo("Europe/Berlin")}


def write(view: View) -> Written:
    """Write the report in the language of the account's country."""
    german, rows = view.account.country == "DE", tuple(reversed(view.rows))
    body = io.StringIO()
    out = csv.writer(body, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    out.writerow(_GERMAN if german else _HEADING)
    out.writerows(_cells(view, row, german=german) for row in rows)
    return Written(body.getvalue().encode("utf-8-sig"), numbered(rows, 2))


def _cells(view: View, row: Row, *, german: bool) -> tuple[str, ...]:
    day, time = days.date_of(row.at), stamp(row.at)[11:]
    zone = days.moment(row.at).replace(tzinfo=_ZONES[view.account.country]).tzname() or ""
    me, them = "me@example.com", "shop@example.org" if row.party else ""
    sender, receiver = (me, them) if row.amount < 0 else (them, me)
    memo = ("Memo", "Memo") if not row.moved else ("Credit", "Haben") if row.amount > 0 else ("Debit", "Soll")
    return (
        f"{day:%d.%m.%Y}" if german else f"{day:%m/%d/%Y}", time, zone, row.party, _said(row.word, german=german),
        _said(row.status, german=german), view.account.currency, _amount(row.amount, german=german),
        _amount(0, german=german), _amount(row.amount, german=german), sender, receiver, row.reference, row.said,
        row.related, row.order, _amount(row.balance, german=german), "", memo[german],
    )  # fmt: skip


def _said(word: str, *, german: bool) -> str:
    return _WORDS[word] if german else word


def _amount(amount: int, *, german: bool) -> str:
    text = decimal(amount, grouped=True)
    return text.translate({ord(","): ".", ord("."): ","}) if german else text

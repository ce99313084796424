"""A ledger with one account in each place, and cases about its rows."""

import csv
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from dashboard.i18n import words
from dashboard.letters.confirm import read_confirmed
from dashboard.letters.facts import LetterFacts
from dashboard.letters.fill import Wish, letter_facts
from dashboard.letters.kinds import DAYS, TEXTS, Letter, usual_party
from dashboard.paper.as_markdown import as_markdown
from dashboard.paper.document import Document
from dashboard.present import Presenter
from detect.case import Case, fold
from detect.case_event import Event
from detect.finding import Fact
from ingest.ledger import Ledger

TODAY: Final = dt.date(2026, 6, 30)
NOW: Final = dt.datetime(2026, 6, 30, 12, 0, tzinfo=dt.UTC)
NOTED: Final = "2026-06-30T12:00:00Z"
HOSTILE: Final = "@law <b>x</b> {{ f.today }} \u202e{% raw %} *y* \nDear Sir"
SECRET: Final = "6222020200112233445"  # the account's whole number, which no letter may show
HEADING: Final = (
    "account,booked_at,amount,currency,counterparty,reference,institution,account_kind,account_country,account_last4"
)
# place -> institution, kind, country, currency, price, shop
ACCOUNTS: Final[Mapping[str, tuple[str, str, str, str, str, str]]] = {
    "CN": ("alipay", "wallet", "CN", "CNY", "129.00", "海底捞火锅"),
    "CN-bank": ("cmb", "debit", "CN", "CNY", "1299.00", "某某商贸有限公司"),
    "CN-credit": ("huabei", "credit_line", "CN", "CNY", "800.00", "某某商贸有限公司"),
    "US": ("chase", "credit_card", "US", "USD", "129.00", "Harbor Outfitters"),
    "US-debit": ("venmo", "wallet", "US", "USD", "80.00", "Harbor Outfitters"),
    "ID": ("gopay", "wallet", "ID", "IDR", "250000.00", "Warung Contoh"),
    "EU": ("n26", "debit", "DE", "EUR", "45.50", "Beispiel Laden"),
    "UK": ("monzo", "debit", "GB", "GBP", "33.20", "Example Stores"),
    "IN": ("paytm", "debit", "IN", "INR", "900.00", "Example Stores"),
    "SG": ("dbs", "debit", "SG", "SGD", "70.00", "Example Stores"),
    "ZZ": ("somebank", "debit", "", "EUR", "45.50", "Example Stores"),
    "hostile": ("alipay", "wallet", "CN", "CNY", "66.00", HOSTILE),
}


def filled(ledger: Ledger, folder: Path) -> Ledger:
    """Return a ledger with two equal payments in every account."""
    path = folder / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADING.split(","))
        for place, (institution, kind, country, currency, price, shop) in ACCOUNTS.items():
            for n in (4, 5):
                paid = (
                    f"{place}:{SECRET}",
                    f"2026-05-0{n}T12:01:0{n}",
                    f"-{price}",
                    currency,
                    shop,
                    f"{place}2026-{n}",
                )
                rows.writerow((*paid, institution, kind, country, SECRET[-4:]))
    (report,) = ledger.import_path(path)
    assert report.error is None
    assert report.unread == 0
    return ledger


class Places:
    """A ledger that nothing writes to, read once."""

    def __init__(self, ledger: Ledger) -> None:
        self.presenter = Presenter(ledger, words("en"))
        self.accounts = ledger.accounts()
        self.frame = self.presenter.frame


def case_about(ledger: Places, place: str, topic: str, *events: tuple[str, dict[str, Fact]], amount: int = 0) -> Case:
    """Return a case about the rows of a place, with further lines of its log, one a day from 2 June on."""
    own = ledger.frame[ledger.frame["account"].str.startswith(f"{place}:")].sort_values("booked_at")
    stake: dict[str, Fact] = {
        "rows": [*own["txn_id"].astype(str)], "amount": amount or -int(own["amount"].sum()), "currency": str(own["currency"].iloc[0]),
    }  # fmt: skip
    opening: dict[str, Fact] = {"topic": topic, "person": "me", "account": str(own["account"].iloc[0])}
    lines = [("opened", opening), ("rows_added", stake), *events]
    return fold(
        "c0ffee", [Event(n, kind, f"2026-06-0{n}", NOTED, facts) for n, (kind, facts) in enumerate(lines, start=1)]
    )


def contacts(party: str) -> tuple[tuple[str, dict[str, Fact]], ...]:
    """Return a call and a letter to a party."""
    return ("told", {"party": party, "channel": "phone", "reference": "NO-778"}), ("sent", {"party": party})


def facts_of(ledger: Places, case: Case, letter: Letter, wish: Wish, *confirmed: str) -> LetterFacts:
    """Return what a letter of a case may say when the person has confirmed so much."""
    stands = {**case.confirmed, **read_confirmed(confirmed, TODAY)}
    return letter_facts(ledger.presenter, ledger.accounts, case, letter, stands, wish, TODAY)


def letter_case(ledger: Places, letter: Letter, place: str) -> Case:
    """Return a case that a letter fits, with earlier contacts where the letter follows up."""
    topic = TOPICS[letter.name]
    return case_about(ledger, place, topic, *(contacts(usual_party(letter, topic)) if letter.follows else ()))


def everything(letter: Letter) -> tuple[str, ...]:
    """Return a confirmation of every fact a letter may state."""
    return tuple(map(with_value, letter.facts))


def least(letter: Letter) -> tuple[str, ...]:
    """Return confirmations of one fact of each group a letter needs."""
    return tuple(with_value(group[0]) for group in letter.keys)


def with_value(fact: str) -> str:
    """Return a fact as it is confirmed on the command line."""
    return fact + ("=2026-06-03" if fact in DAYS else "=A-2026-17" if fact in TEXTS else "")


def text_of(document: Document) -> str:
    """Return everything a letter says, a line each."""
    return as_markdown(document).replace("\\", "")


TOPICS: Final = {
    "unauthorised-notice": "unauthorised-charge", "duplicate-charge": "duplicate-charge", "refund-demand": "refund-missing",
    "failed-payment": "payment-failed-debited", "credit-line-dispute": "credit-line-dispute", "reminder": "duplicate-charge",
    "final-demand": "unauthorised-charge", "regulator-complaint": "unauthorised-charge", "data-request": "privacy-leak",
    "closure": "account-closure",
}  # fmt: skip

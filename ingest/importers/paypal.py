"""PayPal: the activity report of any year, and the account statement ("CSR"), in the languages of PayPal's sites.

* Activity: `Date, Time, TimeZone, Name, Type, Status, Currency, Gross, Fee, Net, … Balance, … Balance Impact`, columns
  chosen by the person, who may have left out time and zone. Old ones begin each heading with a space. A small one has `Amount`, no transaction number, and
  may name no currency.
* Statement: no status; what a row is stands under `Description`.

One purchase is two to four rows. The payment; what paid for it (`General Card Deposit`), a top-up of the balance; a pair
of conversions; holds. The latter name the payment as their `Reference Txn ID`, while a payment names a billing agreement
(`B-…`, `I-…`) there. Balances run by currency, so each currency is a statement of its own.
"""

from typing import Any

import numpy as np

from ingest.draft import Draft, times_printed
from ingest.importer import KeyCells
from ingest.money import decimal_mark
from ingest.notes import note
from ingest.paypal import ALIASES, BOOKED, STATES, State, date_format, is_item, kind, only_authorized
from ingest.source import Source
from ingest.statement import NEUTRAL, AccountHint, Statement
from ingest.table import Table, TableImporter, guess_warning
from ingest.zones import moments, zone_printed

_AGREEMENTS = ("B-", "I-", "S-")  # numbers of a billing agreement or subscription, not of a row


class PayPal(TableImporter):
    """Activity report and statement."""

    name = "paypal"
    family = "paypal"
    institution = "PayPal"
    file_types = ("csv", "txt", "xlsx")
    required = ("Date", "Time", "Time Zone", "Type", "Gross")
    variants = (("Date", "Name", "Type", "Status", "Gross", "Fee", "Net"),)
    aliases = ALIASES
    delimiters = (",", "\t", ";")
    encodings = ("cp1252",)
    sheets = True
    key_cells = KeyCells(
        "Transaction ID", "Gross", "Date", texts=("Name", "Type"), scoped=False, also=("Time", "Currency")
    )  # fmt: skip

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the wallet: the exports do not say whose it is."""
        return AccountHint("paypal", kind="wallet")

    def statements(self, draft: Draft, table: Table, source: Source) -> list[Statement]:
        """Make one statement a currency."""
        for n, words in enumerate(draft.text("Type")):
            if is_item(words):
                draft.skip(n, note("item", reference=draft.text("Transaction ID")[n]))
        values = self.values(draft, table, source)
        codes = np.array(values["currency"], dtype=object)
        currencies = list(dict.fromkeys(codes[draft.usable].tolist())) or [""]
        group = np.array([currencies.index(code) if code in currencies else 0 for code in codes], dtype=np.int64)
        warnings = guess_warning(source, self.encodings)
        return draft.finish_all(
            [AccountHint("paypal", kind="wallet", currency=code) for code in currencies],
            group,
            values,
            draft.keys(self.family, self.key_cells, values, ""),
            flow=np.where(_memo(draft), NEUTRAL, np.sign(values["amount"])),
            facts=[{"warnings": warnings if n == 0 else []} for n in range(len(currencies))],
        )

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Read the columns of whichever shape."""
        currencies = draft.currencies(draft.text("Currency"), "XXX")
        gross = draft.text("Gross")
        mark = decimal_mark(gross)
        amounts = draft.amounts(gross, currencies, mark=mark)
        kinds = [
            kind(words, code, sign)
            for words, code, sign in zip(
                draft.text("Type"), draft.text("Transaction Event Code"), np.sign(amounts).tolist(), strict=True
            )
        ]
        states = _states(draft, kinds)
        refunded = [state.status == "refunded" and amount < 0 for state, amount in zip(states, amounts, strict=True)]
        invoices, names = draft.text("Invoice Number"), draft.text("Name")
        return {
            **_times(draft),
            **_parties(draft, amounts),
            "amount": amounts,
            "fee": draft.amounts(draft.text("Fee"), currencies, mark=mark, optional=True),
            "currency": currencies,
            "counterparty": [name or bank for name, bank in zip(names, draft.text("Bank Name"), strict=True)],
            "description": _described(draft),
            "category": draft.text("Type"),
            "kind": kinds,
            "status": [state.status for state in states],
            "moved": [state.moved for state in states],
            "refunded_amount": np.where(refunded, -amounts, 0),
            "reference": draft.numbers("Transaction ID"),
            "order_reference": invoices,
            "related_reference": [
                "" if number.startswith(_AGREEMENTS) else number for number in draft.text("Reference Txn ID")
            ],
            "balance": draft.balances(draft.text("Balance"), currencies, mark=mark),
        }


def _times(draft: Draft) -> dict[str, Any]:
    days, zones = draft.text("Date"), draft.text("Time Zone")
    day = date_format(days, zones)
    when = [f"{date} {time}".strip() for date, time in zip(days, draft.text("Time"), strict=True)]
    formats = [f"{form}{clock}" for form in (day, "%Y-%m-%d") for clock in (" %H:%M:%S", " %H:%M", "")]
    stamps, has_time = draft.stamps(when, formats, serial=True), times_printed(when)
    known = [zone_printed(zone) for zone in zones]
    return {"booked_at": stamps, "zone": known, "has_time": has_time, "instant": moments(stamps, known, has_time)}


def _states(draft: Draft, kinds: list[str]) -> list[State]:
    """Return what the status of each row says, as far as what the row is does not say it better."""
    read = []
    rows = zip(
        draft.text("Status"), draft.text("Type"), draft.text("Transaction Event Code"), kinds, _memo(draft), strict=True
    )
    for n, (cell, words, code, meant, memo) in enumerate(rows):
        state = STATES.get(cell.casefold())
        if state is None:
            draft.problem(n, note("status_strange", value=cell))
            state = BOOKED
        if meant == "top_up" and state.status == "pending":
            state = BOOKED  # the bank is slow, but the balance has the money already
        still = memo or only_authorized(words, code)
        read.append(State(state.status, moved=state.moved and not still))
    return read


def _memo(draft: Draft) -> np.ndarray:
    """Tell which rows the export itself counts neither as credit nor as debit."""
    return np.array([cell.casefold() in ("memo", "mémo") for cell in draft.text("Balance Impact")], dtype=bool)


def _parties(draft: Draft, amounts: np.ndarray) -> dict[str, Any]:
    """Return the other side's address, and the bank of a row that names one.

    Where there are two addresses, one is the holder's own; the statement has only the other side's.
    """
    senders, receivers = draft.text("From Email Address"), draft.text("To Email Address")
    both = draft.prints("To Email Address")  # with one of the two empty, the other is the holder's
    banks = zip(draft.text("Bank Name"), draft.text("Bank Account"), strict=True)
    return {
        "counterparty_account": [
            ("" if not (sender and receiver) else receiver if amount < 0 else sender) if both else sender
            for sender, receiver, amount in zip(senders, receivers, amounts.tolist(), strict=True)
        ],
        "method": [f"{bank}({number})" if bank and number else bank or number for bank, number in banks],
    }


def _described(draft: Draft) -> list[str]:
    """Return what the payment was for, each text once."""
    said = zip(draft.text("Item Title"), draft.text("Subject"), draft.text("Note"), strict=True)
    return [" ".join(dict.fromkeys(filter(None, texts))) for texts in said]

"""Revolut, the account statement since 2021: `Type,Product,Started Date,…,State,Balance`, in the language of the app.

Read from public samples and from the tests of other importers:

* Balance[n] = Balance[n-1] + Amount − Fee over the completed lines of one product and currency: the amount excludes
  the fee, and lines called `Charge` have an amount of 0.00 and their cost in the fee.
* A pending line has neither completion date nor balance; a reverted or declined one never moved money.
* There is no number of a transaction. Lines of one second and one wording are counted.
* An exchange is two lines, one a currency, with one start. Spreadsheets that saved the file again write other dates.
* Businesses have `Date started (UTC),Date completed (UTC),ID,Type,State,Description,…,Payment currency,Amount,Fee,Balance`, no
  product, and a number; their columns come in any order.
* Until about 2022 they had no `State`: all lines were complete, and fees bore a minus.
"""

from typing import Any, Final

import numpy as np

from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.money import currency_code
from ingest.neobank import FAILED, PENDING, POSTED, REVERSED, AccountsImporter, kinds, states
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table

_HEADINGS: Final = {
    "Type": "Tipo Typ Rodzaj",
    "Product": "Produit Producto Prodotto Produkt Produto",
    "Description": "Descripción Descrizione Beschreibung Opis Beschrijving Descrição",
    "Amount": "Montant Importe Importo Betrag Kwota Bedrag Montante",
    "Fee": "Frais Comisión Costo Gebühr Opłata Kosten Comissão Taxa",
    "Currency": "Devise Divisa Valuta Währung Waluta Moeda",
    "State": "État Estado Stato Status",
    "Balance": "Solde Saldo Guthaben Kontostand",
}
_DATES: Final = {
    "Started Date": (
        "Date de début", "Fecha de inicio", "Data di inizio", "Startdatum", "Datum des Beginns", "Data rozpoczęcia",
        "Data de início",
    ),
    "Completed Date": (
        "Date de fin", "Fecha de finalización", "Data di completamento", "Datum des Abschlusses",
        "Data zrealizowania", "Datum voltooid", "Data de Conclusão", "Data de conclusão",
    ),
}  # fmt: skip
_STATES: Final = {
    **dict.fromkeys(
        ("COMPLETED", "TERMINÉ", "COMPLETADO", "COMPLETATO", "ABGESCHLOSSEN", "ZAKOŃCZONO", "VOLTOOID", "CONCLUÍDA", "CONCLUÍDO"),
        POSTED,
    ),
    **dict.fromkeys(
        ("PENDING", "EN ATTENTE", "PENDIENTE", "IN SOSPESO", "AUSSTEHEND", "OCZEKUJĄCE", "PENDENTE", "IN BEHANDELING"),
        PENDING,
    ),
    **dict.fromkeys(("REVERTED", "REVERTIDA", "REVERTIDO", "STORNATO"), REVERSED),
    **dict.fromkeys(("DECLINED", "FAILED", "RIFIUTATO", "RECHAZADO"), FAILED),
}  # fmt: skip
_KINDS: Final = {
    kind: words.split("/")
    for kind, words in {
        "payment": "card payment/paiement par carte/pago con tarjeta/pagamento con carta/kartenzahlung/płatność kartą/kaartbetaling/pagamento com cartão",
        "refund": "card refund/charge refund/refund/reembolso de tarjeta/rimborso",
        "top_up": "topup/top up/ajout de fonds/recargas/recarga/ricarica/zasilenie/geld toevoegen",
        "transfer": "transfer/virement/transferir/transferencia/trasferimento/überweisung/przelew/overschrijving/transferência",
        "exchange": "exchange/change/cambio/cambia valuta/wymiana/wisselen/câmbio",
        "withdrawal": "atm",
        "fee": "fee/charge",
        "interest": "interest/intereses",
        "reward": "cashback/reward",
    }.items()
}
_TYPES: Final = {word: kind for kind, words in _KINDS.items() for word in words}
_BUSINESS: Final = {
    "Date started (UTC)": "Started Date",
    "Date completed (UTC)": "Completed Date",
    "Payment currency": "Currency",
}
_CURRENT: Final = (
    "",
    "current",
    "valeur actuelle",
    "actual",
    "attuale",
    "aktuell",
    "bieżące",
    "betaalrekening",
    "atual",
)


class Revolut(AccountsImporter):
    """The account statement: one statement for each product and currency."""

    name = "revolut"
    family = "revolut"
    institution = "Revolut"
    file_types = ("csv", "xlsx")
    sheets = True
    delimiters = (",", ";", "\t")
    currency = "XXX"
    mark = ""
    required = ("Type", "Product", "Started Date", "Description", "Amount", "Fee", "Currency", "State")
    variants = (
        ("Started Date", "Completed Date", "ID", "Type", "State", "Description", "Amount", "Fee"),
        ("Started Date", "Completed Date", "ID", "Type", "Description", "Orig currency", "Amount", "Fee", "Balance"),
    )
    forbidden = ("Fiat amount", "Base currency")  # the export of crypto currencies
    aliases = {word: name for name, words in _HEADINGS.items() for word in words.split()} | {
        word: name for name, words in _DATES.items() for word in words
    }
    aliases |= _BUSINESS
    key_cells = KeyCells("ID", "Amount", "Started Date", texts=("Description",), also=("Product", "Currency"))
    columns = {
        "booked_at": "Started Date",
        "value_on": "Completed Date",
        "amount": "Amount",
        "currency": "Currency",
        "balance": "Balance",
        "counterparty": "Description",
        "description": "Description",
        "category": "Type",
        "reference": "ID",
    }
    dates = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M")

    def owners(self, draft: Draft, values: dict[str, Any], table: Table) -> list[AccountHint]:  # noqa: ARG002
        """Name each account by its currency, and by its product where that is not the current account."""
        return [_owner(product, code) for product, code in zip(draft.text("Product"), values["currency"], strict=True)]

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns, the fee and the state."""
        if not draft.prints("Currency"):
            draft.columns["Currency"] = [_named(account) for account in draft.text("Account")]
        values = super().values(draft, table, source)
        fees = draft.text("Fee")
        costs = draft.amounts(fees, values["currency"], mark=self.decimal_mark(fees), optional=True)
        if not draft.prints("State"):  # only what was completed; fees are signed like the amounts
            return values | {"fee": costs, "kind": self._kinds(draft, values)}
        return values | {
            "fee": -costs,
            "kind": self._kinds(draft, values),
            **states(draft, draft.text("State"), _STATES),
        }

    def _kinds(self, draft: Draft, values: dict[str, Any]) -> list[str]:
        types = draft.text("Type")
        said = [f"{kind} {text}" for kind, text in zip(types, values["description"], strict=True)]
        return kinds(types, said, np.asarray(values["amount"]).tolist(), _TYPES)


def _named(account: str) -> str:
    """Return the currency that the name of an account ends in (`Main CHF`), or nothing."""
    code = account.rpartition(" ")[2]
    return code if code.isupper() and currency_code(code) else ""


def _owner(product: str, code: str) -> AccountHint:
    if product.lower() in _CURRENT:
        return AccountHint("revolut", code, kind="debit", currency=code)
    return AccountHint("revolut", f"{product} {code}".strip(), kind="savings", currency=code)

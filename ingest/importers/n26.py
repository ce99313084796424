"""N26: `Date,Payee,Account number,Transaction type,Payment reference,…,Amount (EUR),…`, in the language of the account.

The headings of 2024 are English for everybody and name value date and account (`Booking Date,Value Date,Partner
Name,…,Account Name,…`). Days only, newest last or first, no number of a transaction and no balance. Card payments in
euro print themselves again as their own amount before conversion, at a rate of 1.0.

Spaces have names of their own; the main account's name is in the person's language.
"""

from typing import Any, Final

import numpy as np

from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.neobank import AccountsImporter, converted, kinds
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table

_ALIASES: Final = {
    "Date": "Datum/Booking Date/Fecha/Data",
    "Value Date": "Valuta/Wertstellung",
    "Payee": "Empfänger/Bénéficiaire/Partner Name/Beneficiario",
    "Account number": "Kontonummer/Numéro de compte/Número de cuenta/Numero di conto/Partner Iban/Partner IBAN",
    "Transaction type": "Transaktionstyp/Type de transaction/Tipo de transacción/Tipo di transazione/Type",
    "Payment reference": "Verwendungszweck/Référence de paiement/Referencia de pago/Riferimento pagamento/Payment Reference",
    "Category": "Kategorie/Catégorie/Categoría/Categoria",
    "Account Name": "Kontoname",
    "Amount (EUR)": "Betrag (EUR)/Montant (EUR)/Cantidad (EUR)/Importe (EUR)/Importo (EUR)",
    "Amount (Foreign Currency)": "Betrag (Fremdwährung)/Montant (Devise étrangère)/Cantidad (Divisa extranjera)/Importo (Valuta estera)/Original Amount",
    "Type Foreign Currency": "Fremdwährung/Sélectionnez la devise étrangère/Tipo de divisa extranjera/Tipo di valuta estera/Original Currency",
}
_TYPES: Final = {
    word: kind
    for kind, words in {
        "payment": "mastercard payment/mastercard zahlung/paiement par mastercard/pago con mastercard/pago con tarjeta mastercard/pagamento mastercard/presentment/direct debit/lastschrift/debit",
        "refund": "presentment refund/direct debit reversal",
        "transfer": "outgoing transfer/incoming transfer/überweisung/ausgehende überweisung/eingehende überweisung/transferencia entrante/credit transfer/debit transfer/moneybeam",
        "reward": "reward",
    }.items()
    for word in words.split("/")
}
_MAIN: Final = (
    "",
    "main account",
    "main",
    "hauptkonto",
    "compte principal",
    "compte courant",
    "cuenta principal",
    "conto principale",
)


class N26(AccountsImporter):
    """The CSV of an account and its spaces."""

    name = "n26"
    family = "n26"
    institution = "N26"
    file_types = ("csv", "xlsx")
    sheets = True
    delimiters = (",", ";", "\t")
    currency = "EUR"
    mark = ""
    required = ("Date", "Payee", "Transaction type", "Payment reference", "Amount (EUR)")
    aliases = {word: name for name, words in _ALIASES.items() for word in words.split("/")}
    key_cells = KeyCells(
        "", "Amount (EUR)", "Date", texts=("Payee", "Account number", "Payment reference"), also=("Account Name",)
    )
    columns = {
        "booked_at": "Date",
        "value_on": "Value Date",
        "amount": "Amount (EUR)",
        "counterparty": "Payee",
        "counterparty_account": "Account number",
        "description": "Payment reference",
        "category": "Category",
    }
    dates = ("%Y-%m-%d", "%d.%m.%Y")

    def owners(self, draft: Draft, values: dict[str, Any], table: Table) -> list[AccountHint]:  # noqa: ARG002
        """Name the main account by nothing, a space by its name."""
        return [
            AccountHint("n26", "" if name.lower() in _MAIN else name, kind="debit", currency="EUR")
            for name in draft.text("Account Name")
        ]

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns and the amount before conversion."""
        values = super().values(draft, table, source)
        amounts = np.asarray(values["amount"]).tolist()
        types = draft.text("Transaction type")
        before = draft.text("Amount (Foreign Currency)")
        said = [" ".join(cells) for cells in zip(types, values["counterparty"], values["description"], strict=True)]
        return values | {
            "kind": kinds(types, said, amounts, _TYPES),
            "method": types,
            **converted(
                before, draft.text("Type Foreign Currency"), amounts, values["currency"], self.decimal_mark(before)
            ),
        }

"""Cembra Certo! One Mastercard, Switzerland: the monthly card bill as PDF.

Read from a public bill: `Verbucht am, Beschreibung, Gutschrift CHF, Belastung CHF`, for purchases with `Einkaufs-Datum` before it; a card's rows
stand below `… endet auf XXXX XXXX XXXX 1234`; opening and closing balance are lines of the table.
"""

from ingest.pdf.layout import Layout
from ingest.pdf.statement import PdfImporter, keyed


class PdfCerto(PdfImporter):
    """Cembra Certo! One."""

    name = "pdf_certo"
    family = "pdf_certo"
    institution = "Cembra Certo! One (PDF)"
    bank = "cembra"
    country = "CH"
    key_cells = keyed("text", amount="out", also=("in",))
    identifiers = (("Cembra Money Bank", "Certo!", "Rechnungsdatum"),)
    layouts = (
        Layout(
            "credit_card",
            {
                "date": "Einkaufs-Datum",
                "value": "Verbucht am",
                "text": "Beschreibung",
                "in": "Gutschrift CHF",
                "out": "Belastung CHF",
            },
            "CHF",
            (r"Rechnungsdatum *(?P<last>\d\d\.\d\d\.\d{4})",),
            optional=frozenset({"date"}),
            owed=True,
            section=r"endet auf ([X\d ]*\d{4})",
            said={"opening": "^Saldovortrag", "closing": "^Saldo per .* zu unseren Gunsten", "remark": "^Saldo per"},
            noise=r"^(?:Diverses|Fortsetzung|c$)",
        ),
    )

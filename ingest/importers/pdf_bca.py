"""Bank Central Asia, Indonesia: the account statement (REKENING TAHAPAN, GIRO) as PDF.

Heading `TANGGAL KETERANGAN CBG MUTASI SALDO`; days as `DD/MM`, the year from `PERIODE : SEPTEMBER 2023`; money out bears `DB`; the
balance stands on the last row of a day only; a row goes on over several lines. Totals stand at the end. Facts from the text of a
public statement and public parsers.
"""

from ingest.pdf.layout import Layout
from ingest.pdf.statement import PdfImporter, keyed


class PdfBca(PdfImporter):
    """BCA."""

    name = "pdf_bca"
    family = "pdf_bca"
    institution = "BCA (PDF)"
    bank = "bca"
    country = "ID"
    verified = False
    key_cells = keyed("text", "more")
    identifiers = (("TANGGAL", "KETERANGAN", "CBG", "MUTASI", "SALDO", "REKENING", "PERIODE"),)
    layouts = (
        Layout(
            "debit",
            {"date": "TANGGAL", "text": "KETERANGAN", "branch": "CBG", "amount": "MUTASI", "balance": "SALDO"},
            "IDR",
            (r"PERIODE *: *(?P<month>[A-Z]+ +\d{4})",),
            signs={"": 1, "CR": 1, "DB": -1},
            titled=True,
            account=r"NO\.? REKENING *: *(\d[\d ]{6,}\d)",
            currency_said=r"MATA UANG *: *([A-Z]{3})",
            said={
                "opening": r"^(?:\d\d/\d\d )?SALDO AWAL\b",
                "closing": r"^SALDO AKHIR\b",
                "inflow": r"^MUTASI CR\b",
                "outflow": r"^MUTASI DB\b",
            },
            summary=(
                r"SALDO AWAL *: *(?P<opening>[\d,.]+)",
                r"MUTASI CR *: *(?P<inflow>[\d,.]+)(?: +(?P<inflow_count>\d{1,5})\b)?",
                r"MUTASI DB *: *(?P<outflow>[\d,.]+)(?: +(?P<outflow_count>\d{1,5})\b)?",
                r"SALDO AKHIR *: *(?P<closing>[\d,.]+)",
            ),
            ends=r"^Bersambung ke",
        ),
    )

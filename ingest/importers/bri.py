"""Bank Rakyat Indonesia (BRI): internet banking and cash management, as the tests of other importers show them.

* `Tanggal Transaksi,Uraian Transaksi,Teller,Debet,Kredit,Saldo` under a title and the account number.
* `NOREK;<number>`, then `TGL_TRAN;DESK_TRAN;MUTASI_DEBET;MUTASI_KREDIT;SALDO_AKHIR_MUTASI`; also with more columns.
"""

from ingest.importer import KeyCells
from ingest.indonesia import RupiahImporter


class Bri(RupiahImporter):
    """The account's movements."""

    name = "bri"
    family = "bri"
    institution = "Bank Rakyat Indonesia (BRI)"
    required = ("Tanggal Transaksi", "Uraian Transaksi", "Debet", "Kredit", "Saldo")
    aliases = {
        "NOREK": "No Rekening",
        "TGL_TRAN": "Tanggal Transaksi",
        "DESK_TRAN": "Uraian Transaksi",
        "MUTASI_DEBET": "Debet",
        "MUTASI_KREDIT": "Kredit",
        "SALDO_AKHIR_MUTASI": "Saldo",
    }
    number_column = "No Rekening"
    key_cells = KeyCells(
        "", "Debet", "Tanggal Transaksi", texts=("Uraian Transaksi", "Teller"), also=("Kredit", "No Rekening")
    )
    columns = {
        "booked_at": "Tanggal Transaksi",
        "amount_in": "Kredit",
        "amount_out": "Debet",
        "balance": "Saldo",
        "description": "Uraian Transaksi",
    }
    dates = (
        "%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%d/%m/%y %H:%M:%S", "%d/%m/%y", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y", "%d-%m-%y",
        "%d-%m-%Y",
    )  # fmt: skip

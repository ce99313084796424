"""Bank Negara Indonesia (BNI), BNI Direct: `Post Date,Value Date,Branch,Journal No.,Description,Debit,Credit,`.

Days as `05/08/26 10.15.30`, also with colons; some files have a preamble and a balance. Read from other importers and
their tests.
"""

from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.indonesia import RupiahImporter


class Bni(RupiahImporter):
    """The account's movements."""

    name = "bni"
    family = "bni"
    institution = "Bank Negara Indonesia (BNI)"
    required = ("Post Date", "Branch", "Journal No.", "Description", "Debit", "Credit")
    aliases = {"Journal No": "Journal No."}
    key_cells = KeyCells("", "Debit", "Post Date", texts=("Journal No.", "Description"), also=("Credit",))
    columns = {
        "booked_at": "Post Date",
        "value_on": "Value Date",
        "amount_in": "Credit",
        "amount_out": "Debit",
        "balance": "Balance",
        "description": "Description",
        "order_reference": "Journal No.",
    }
    dates = (
        "%d/%m/%y %H.%M.%S", "%d/%m/%y %H:%M:%S", "%d/%m/%y %H.%M", "%d/%m/%y %H:%M", "%d/%m/%y",
        "%d/%m/%Y %H.%M.%S", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y",
    )  # fmt: skip

    def when(self, draft: Draft) -> list[str]:
        """Return the printed moments with colons, which tell a time of day."""
        return [
            f"{day} {time.replace('.', ':')}".strip()
            for day, _, time in (cell.partition(" ") for cell in super().when(draft))
        ]

from decimal import Decimal

from tests.ingest.told import Explained, Told

EXPLAINED = {
    "deb-sig__double-entry-generator__example-cmb-records.csv": Explained(
        "the rows print no year; ours is taken from the title (2024年01月), the script's is 1900",
        Told(6, Decimal("380.80"), Decimal("-8056.78"), "2023-12-29", "2024-01-05"),
    ),
}
NO_NUMBERS = {"deb-sig__double-entry-generator__example-cmb-records.csv": (2, 4)}  # no references and no balances

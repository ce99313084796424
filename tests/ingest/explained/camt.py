from decimal import Decimal

from tests.ingest.told import Explained, Told


def _undated(day: str, line: int) -> Explained:
    return Explained(
        "its entry prints no date: the day on which the notification was made stands for it, with a remark",
        Told(1, Decimal(0), Decimal("-200000.00"), day, day),
        remarks=(line,),
    )


EXPLAINED = {
    "genkgo__camt__camt054.v2.with-account-name.xml": _undated("2007-10-18", 17),
    "genkgo__camt__camt054.v8-with-UETR.xml": _undated("2007-10-18", 16),
    "genkgo__camt__camt054.v8-with-financial-institution.xml": _undated("2007-10-18", 16),
}
ERRORS = {"genkgo__camt__camt53.only-Dt-with-DtTm.xml": "broken_file.no_rows"}  # one balance, no entry, no period

# One example of the standard in several versions: the same account, number, day and amount, so the same entry.
SAME_ROWS = {
    "genkgo__camt__camt052.v2.xml",
    "genkgo__camt__camt052.v8.xml",
    "genkgo__camt__camt054.v8-with-financial-institution.xml",
    "genkgo__camt__camt054.v8.xml",
}
REWORDED = SAME_ROWS | {"genkgo__camt__camt052.v2.other-account.xml", "genkgo__camt__camt054.v4.xml"}
NO_NUMBERS = {  # and no period
    "genkgo__camt__camt054.v2.with-account-name.xml": 1,
    "sebastienrousseau__bankstatementparser__camt053_duplicate_same_day.xml": 2,
}

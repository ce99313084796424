from decimal import Decimal

from tests.ingest.told import Explained, Told, nothing

_QUIFFEN = Explained(
    "its opening balance is no payment, and the record of a securities account is a trade: both are skipped lines",
    Told(5, Decimal("99.50"), Decimal("-135.00")),
)
EXPLAINED = {
    "isaacharrisholt__quiffen__test.qif": _QUIFFEN,
    "isaacharrisholt__quiffen__test_oth_a.qif": _QUIFFEN,
    "jemmyw__Qif__quicken_non_investement_account.qif": nothing(
        "6/1/94, 6/2/94 and 6/3/94 are three days of June or three months: the person is asked",
        "broken_file.date_order",
    ),
    "jemmyw__Qif__splits.qif": nothing(
        "6/1/94 and 6/2/94 are two days of June or two months: the person is asked", "broken_file.date_order"
    ),
}
ERRORS = {  # lists of accounts and categories
    "isaacharrisholt__quiffen__test_category_inherit.qif": "broken_file.no_rows",
    "isaacharrisholt__quiffen__test_option_autoswitch.qif": "broken_file.no_rows",
}
NO_NUMBERS = {  # QIF has neither numbers nor balances nor a period
    "Maxed-OSS__statement-normalizer__sample.qif": 2,
    "isaacharrisholt__quiffen__test.qif": 3,
    "isaacharrisholt__quiffen__test_category_override.qif": 3,
    "isaacharrisholt__quiffen__test_oth_a.qif": 3,
    "isaacharrisholt__quiffen__test_split.qif": 1,
    "jemmyw__Qif__3_records_ddmmyyyy.qif": 2,
    "jemmyw__Qif__3_records_dmyy.qif": 2,
    "jemmyw__Qif__3_records_mmddyyyy.qif": 2,
    "jemmyw__Qif__3_records_separator.qif": 2,
    "jemmyw__Qif__3_records_spaced.qif": 2,
}
SAME_ROWS = {  # one author's file written in several orders; its days on which no other file begins or ends are known
    "jemmyw__Qif__3_records_dmyy.qif": 1,
    "jemmyw__Qif__3_records_mmddyyyy.qif": 1,
    "jemmyw__Qif__3_records_spaced.qif": 1,
}

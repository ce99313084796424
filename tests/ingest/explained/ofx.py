from decimal import Decimal

from tests.ingest.told import Explained, Told, nothing

EXPLAINED = {
    "jseutter__ofxparse__fidelity-savings.ofx": Explained(
        "three amounts have four decimals, more than a dollar has: they are kept as unread lines, not rounded",
        Told(1, Decimal(0), Decimal("-1500.00"), "2012-07-20", "2012-07-20"),
        unread=(63, 78, 93),
    ),
    "asgrim__ofxparser__ofxdata-banking-xml200.ofx": nothing(
        "its only record is a remark of who shortened the file, without date and amount", "broken_file.all_unread"
    ),
    "jseutter__ofxparse__date_missing.ofx": nothing(
        "one record has no date, one an empty date, one the 31st of February", "broken_file.all_unread"
    ),
    "jseutter__ofxparse__decimal_error.ofx": nothing(
        "its only record is dated 201120000000, in the twentieth month", "broken_file.all_unread"
    ),
}

# Files without a transaction: what stands in them decides whether that is an answer or an error.
ERRORS = {
    "jseutter__ofxparse__account_listing_aggregation.ofx": "broken_file.no_rows",  # a list of accounts
    "jseutter__ofxparse__bank_small.ofx": "broken_file.no_rows",
    "jseutter__ofxparse__multiple_accounts.ofx": "broken_file.no_rows",
    "jseutter__ofxparse__error_message.ofx": "broken_file.bank_error",
}
TRADES = {  # securities trades are skipped lines, by name
    "asgrim__ofxparser__ofxdata-google.ofx": 3,
    "asgrim__ofxparser__ofxdata-investments-oneline-xml.ofx": 1,
    "jseutter__ofxparse__vanguard.ofx": 1,
}

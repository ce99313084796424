from decimal import Decimal

from tests.ingest.told import Explained, Told

EXPLAINED = {
    "wolph__mt940__february_30.sta": Explained(
        "the value date is a 30th of February, of a bank that counts thirty days a month: it is the end of that month, "
        "and the line is booked on its entry date",
        Told(1, Decimal(0), Decimal("-6.00"), "2016-02-29", "2016-02-29"),
        remarks=(6,),
    ),
}
ERRORS = {"wolph__mt940__account_identification.sta": "broken_file.no_rows"}  # two accounts and nothing of them
TRADES = {  # a period in which nothing happened is a statement
    "railslove__cmxl__mt940-handelsbank.txt": 0,
    "fruitl00p__php-mt940__Engine_Rabo_sample2": 0,
}
SAME_ROWS = {  # several projects test with one bank's example, some with a line changed
    "railslove__cmxl__mt940-iso8859-1.txt": 2,
    "railslove__cmxl__mt940-windows-line-breaks.txt": 2,
    "sandermarechal__jejik-mt940__abnamro.txt": 9,
    "svenstaro__mt940-rs__issue-51.sta": 2,
    "wolph__mt940__ing.sta": 7,
    "wolph__mt940__rabobank.sta": 5,
}
REWORDED = {"sandermarechal__jejik-mt940__ing-dos.txt"}  # wolph__mt940__ing.sta has its rows with another type
NO_NUMBERS = {  # no closing balance, so no period; or rows after the last day of theirs
    "fruitl00p__php-mt940__Engine_Rabo_sample": 6,
    "railslove__cmxl__mt940-with-colon-after-line-break.txt": 1,
    "railslove__cmxl__mt942.txt": 2,
    "wolph__mt940__gv_codes.sta": 2,
}

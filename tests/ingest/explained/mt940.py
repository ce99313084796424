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

NO_NUMBERS = {  # bunq prints neither references nor balances
    "bank2ynab__bank2ynab__2018-04-14_10-52-13_bunq-transactieoverzicht.csv": 3,
    "bank2ynab__bank2ynab__2019-03-02_11-50-46_bunq-statement.csv": 4,
}

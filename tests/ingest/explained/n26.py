NO_NUMBERS = {"bank2ynab__bank2ynab__20171001-20171106.csv": 1}  # no references and no balances

TRADES = {"leonardobazico__ynab-converter__just_title.csv": 0}  # a heading alone: nothing happened

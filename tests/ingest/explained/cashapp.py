ERRORS = {"leonardobazico__ynab-converter__just_title.csv": "broken_file.no_rows"}  # a heading alone

SAME_ROWS = {"deb-sig__double-entry-generator__example-wechat-records.xlsx"}  # the CSV again, as a workbook

"""What the lines of a mapped table say, column by column: schema columns as whole arrays.

table     the table under its mapping, which the others read and mark
lines     lines that are no transactions
days, money, words, whose    the columns of a transaction, and the account and key of each
"""

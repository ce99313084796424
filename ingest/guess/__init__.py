"""Tables that no importer knows: what they hold is guessed from all of their rows, with the evidence for each guess.

layout      bytes -> rows, the heading among them, the table's body
columns     what each column is, by its heading and by what it holds
dates, amounts, signs    conventions, decided from whole columns and proved by the running balance where there is one
pages, proof    what the pages of a PDF print about its table, and what that proves
mapping     the result, as it is confirmed, saved and shared
reading     a table and a mapping -> statements
"""

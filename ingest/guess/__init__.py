"""Tables that no importer knows: what they hold is guessed from all of their rows, with the evidence for each guess.

A file becomes tables, a table and a guess at it a mapping, a table and a mapping statements. In this order:

tables      a file -> its tables (encodings, web); layout, heading: rows -> the heading among them and the table's body
guess       a table -> a mapping, its evidence and its doubts; the parts of it are in `parts`, what they share in inquiry
mapping     the result, as it is confirmed, saved and shared; choice: what a person changes about it
reading     a table and a mapping -> statements; its columns are read in `values`
unknown     who reads a file that no importer claims: a saved mapping, or a guess

What they rest on: vocabulary and meanings (words), amounts, dates and clocks (printed cells of unknown convention),
cells, entries and columns (what a cell, a row and a column can be), order, scale and language (of day and month), known_days and
pages (what stands around a table), signs and proof (which way money went, and what proves it), doubts.
"""

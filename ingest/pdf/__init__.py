"""Statements as PDF: words with places become lines, lines become the rows of a table."""

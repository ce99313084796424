"""The report of a month: money in and out, where it went, what was found, and what the statements cover."""

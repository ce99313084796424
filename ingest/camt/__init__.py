"""CAMT.052, .053 and .054 as banks send them: ISO 20022 XML taken apart, entry by entry."""

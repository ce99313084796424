"""Evidence: one ZIP that shows what a case rests on, and nothing else of the statements; and what checks such a ZIP."""

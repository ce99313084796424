"""QIF as Quicken and those after it write it: sections, records, and dates whose order nobody prints."""

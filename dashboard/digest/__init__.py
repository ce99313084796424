"""The digest of a scheduled run: what needs the person, what is new, what is settled, and what could be seen at all."""

"""Whose export an importer reads, as people call it."""

from dashboard.i18n import Words
from ingest.importer import importers


def institution(importer: str, words: Words) -> str:
    """Return the name of an export in the language where it has one there, else the importer's own."""
    for key in (f"page.importer.{importer}", f"guide.{importer}.name"):
        if key in words:
            return words(key)
    return next((known.institution for known in importers() if known.name == importer), importer)

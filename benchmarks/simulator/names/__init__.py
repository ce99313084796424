"""Invented names, country by country. No real brand, and people are placeholders."""

from typing import Final

from benchmarks.simulator.names.book import Names
from benchmarks.simulator.names.cn import CN

__all__ = ["BOOKS", "Names"]

BOOKS: Final[dict[str, Names]] = {"CN": CN}

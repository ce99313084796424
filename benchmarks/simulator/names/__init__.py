"""Invented names, country by country. No real brand, and people are placeholders."""

from typing import Final

from benchmarks.simulator.names.book import Names
from benchmarks.simulator.names.cn import CN
from benchmarks.simulator.names.de import DE
from benchmarks.simulator.names.id import ID
from benchmarks.simulator.names.us import US

__all__ = ["BOOKS", "Names"]

BOOKS: Final[dict[str, Names]] = {"CN": CN, "DE": DE, "ID": ID, "US": US}

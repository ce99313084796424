"""What is said about a file of the corpus, by the independent script or by us, and why the two may differ.

The differences stand in `tests/ingest/explained/<format>.py`, where format is the column of CORPUS.tsv:
EXPLAINED by file name, ERRORS of files without a transaction, TRADES that are skipped lines, files with the SAME_ROWS
as another one, those whose rows another one has REWORDED, and files with NO_NUMBERS to tell rows apart
by, with how many rows their first and last days hold.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Told:
    """What is said about one file: by the independent script, or by us."""

    transactions: int
    inflow: Decimal
    outflow: Decimal
    first: str = ""
    last: str = ""
    neutral: Decimal | None = None  # only where the script noted it


@dataclass(frozen=True)
class Explained:
    """Why our reading is another one, and what it is exactly."""

    because: str
    read: Told
    unread: tuple[int, ...] = ()  # lines
    remarks: tuple[int, ...] = ()  # lines that are read, with a remark
    error: str = ""


def nothing(because: str, error: str) -> Explained:
    """Explain a file of which nothing gets into the ledger."""
    return Explained(because, Told(0, Decimal(0), Decimal(0)), error=error)


def gathered(name: str) -> dict[str, Any]:
    """Return what every module of `explained` says under one name: dicts joined, sets as dicts of None."""
    found: dict[str, Any] = {}
    for module in pkgutil.iter_modules([str(Path(__file__).parent / "explained")]):
        said = getattr(importlib.import_module(f"tests.ingest.explained.{module.name}"), name, {})
        found |= said if isinstance(said, Mapping) else dict.fromkeys(said)
    return found

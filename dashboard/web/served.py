"""Which ledger this process serves: `serve` says it, the pages ask, and no page runs without an answer."""

import os
from pathlib import Path
from typing import Final

LEDGER: Final = "WALLETWATCH_SERVED_LEDGER"  # an environment variable: Streamlit runs the pages in threads of its own
OWN: Final = "WALLETWATCH_OWN_LEDGER"  # set only while a sample is served: the ledger of the person in front of it


def announce_ledger(path: Path, own: Path | None = None) -> None:
    """Say which ledger is served; with `own`, it is a sample, and that is the ledger of the person who looks at it."""
    os.environ[LEDGER] = str(path.absolute())
    if own is None:
        os.environ.pop(OWN, None)
    else:
        os.environ[OWN] = str(own.absolute())


def served_ledger() -> Path | None:
    """Return the served ledger; None where Streamlit runs the pages without our guard."""
    return _told(LEDGER)


def own_ledger() -> Path | None:
    """Return the person's own ledger while a sample is served; None where what is served is theirs already."""
    return _told(OWN)


def _told(name: str) -> Path | None:
    path = os.environ.get(name)
    return Path(path) if path else None

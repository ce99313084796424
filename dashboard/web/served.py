"""Which ledger this process serves: `serve` says it, the pages ask, and no page runs without an answer."""

import os
from pathlib import Path
from typing import Final

LEDGER: Final = "WALLETWATCH_SERVED_LEDGER"  # an environment variable: Streamlit runs the pages in threads of its own


def announce_ledger(path: Path) -> None:
    """Say which ledger is served."""
    os.environ[LEDGER] = str(path.absolute())


def served_ledger() -> Path | None:
    """Return the served ledger; None where Streamlit runs the pages without our guard."""
    path = os.environ.get(LEDGER)
    return Path(path) if path else None

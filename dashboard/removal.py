"""What the pages and the command line call to take data away for good."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dashboard.digest.file import FOLDER
from detect.casebook import Casebook
from detect.removal import forget
from ingest.ledger import Ledger
from ingest.removal import drop_uploads, remove_accounts, remove_ledger, uploads_of
from ingest.store import WAIT, writing

_DIGEST: Final = re.compile(r"\d{4}-\d\d-\d\d-\d{4}(-\d+)?\.(html|txt)")


@dataclass(frozen=True, slots=True)
class Taken:
    """What went away. `parted` names files that other accounts are still read from, without their uploads."""

    transactions: int
    files: tuple[str, ...]
    parted: tuple[str, ...]
    alerts: int
    cases: int


def delete_accounts(ledger: Ledger, accounts: Sequence[dict[str, Any]], person: str = "") -> Taken:
    """Delete accounts, as `ingest.removal.accounts_of` gives them; with `person` also what names the person alone.

    Digests go too: they may speak of what is deleted.
    """
    casebook = Casebook(ledger)
    ids = [int(account["account_id"]) for account in accounts]
    with writing(ledger.connection):
        uploads = uploads_of(ledger, ids)
        removed = remove_accounts(ledger, ids)
        names = {(str(account["person"]), str(account["label"])) for account in accounts}
        forgotten = forget(casebook, names, removed.transactions, person)
    drop_uploads(ledger, uploads)
    _drop_digests(ledger.path)
    return Taken(len(removed.transactions), removed.files, removed.parted, forgotten.alerts, forgotten.cases)


def delete_everything(path: Path, wait: float = WAIT) -> None:
    """Delete a ledger, its uploads, its learned formats, its copies and its digests.

    Raises:
        NotALedger, LedgerBusy: nothing is deleted.
    """
    remove_ledger(path, wait)
    _drop_digests(path)


def _drop_digests(path: Path) -> None:
    """Delete the digests beside a ledger, and nothing else that somebody may keep in that folder."""
    folder = path.parent / FOLDER
    if not folder.is_dir():
        return
    for file in list(folder.iterdir()):
        if _DIGEST.fullmatch(file.name):
            file.unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()

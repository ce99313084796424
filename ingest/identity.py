"""Who is who: keys from raw cells, and which sightings of one key are the same transaction.

A key is made of cells the institution never rewrites. With a reference: family, scope, reference, row type, unsigned
amount, currency. Without: family, scope, printed time, signed amount, currency, texts. Status, refund text, direction,
balance, line and our own readings are never part of it, so a wallet may rewrite them and the row stays itself.

Equal keys are counted. Inside one file every copy is a transaction of its own: two coffees are two coffees. Across
files `occurrences` decides; it looks at all sightings of a key at once, so the order of imports cannot matter.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SEPARATOR = "\x1f"
_GIVEN = f"id{SEPARATOR}{SEPARATOR}"


def reference_key(family: str, scope: str, reference: str, row_type: str, amount: int, currency: str) -> str:
    """Return the key of a row that carries the institution's own number; `amount` in minor units, sign ignored."""
    return SEPARATOR.join((family, scope, "ref", reference, row_type, str(abs(amount)), currency))


def content_key(family: str, scope: str, stamp: str, amount: int, currency: str, texts: Iterable[str]) -> str:
    """Return the key of a row without a number: what it says, when (as printed) and how much (signed)."""
    words = (" ".join(unicodedata.normalize("NFKC", text).split()) for text in texts)
    return SEPARATOR.join((family, scope, stamp, str(amount), currency, *words))


def given_key(identity: str) -> str:
    """Return the key of a row that brings its own id: the canonical CSV, written by `export`."""
    return _GIVEN + identity


def key_digest(key: str) -> str:
    """Return the stored form of a key; a given id is itself."""
    if key.startswith(_GIVEN):
        return key.removeprefix(_GIVEN)
    return hashlib.blake2b(key.encode(), digest_size=12).hexdigest()


def txn_id(digest: str, occurrence: int) -> str:
    """Return the transaction id of the n-th (from 1) equal row; the first is the digest itself."""
    return digest if occurrence == 1 else hashlib.blake2b(f"{digest}#{occurrence}".encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Sight:
    """One reading of a row, as far as identity needs it."""

    file: str  # what tells files apart and orders them for good: period start, then hash
    account: int
    balance: int | None
    covered: bool  # the file covers the whole printed day (or moment) of the row
    by_reference: bool


@dataclass(slots=True)
class _Row:
    account: int
    balances: set[int]
    files: set[str]


def occurrences(sights: Sequence[Sight], *, told_same: bool = False) -> tuple[list[int], dict[int, int]]:
    """Number the transactions behind all sightings of one key.

    Sightings in one file are always different rows. Between files they are the same row (the larger count wins)
    where a reference says so, where either file covers the day whole, where the running balances are equal, or where
    the person was asked and said so (`told_same`). Otherwise different balances mean different rows, and a missing
    balance means we cannot know: both are kept, and the person is asked.

    Returns:
        The occurrence (from 1) of each sighting; and for each occurrence that may be another file's view of an
        earlier one, that earlier occurrence.
    """
    rows: list[_Row] = []
    found = [0] * len(sights)
    doubtful: dict[int, int] = {}
    order = sorted(range(len(sights)), key=lambda i: (not sights[i].covered, sights[i].file, i))
    larger_count_wins = told_same or any(sight.covered for sight in sights)
    for i in order:
        sight = sights[i]
        match = _match(sight, rows, larger_count_wins=larger_count_wins)
        if match is None:
            twin = _possible_twin(sight, rows)
            rows.append(_Row(sight.account, set(), set()))
            match = len(rows) - 1
            if twin is not None and not larger_count_wins:
                doubtful[match + 1] = twin + 1
        rows[match].files.add(sight.file)
        if sight.balance is not None:
            rows[match].balances.add(sight.balance)
        found[i] = match + 1
    return found, doubtful


def _match(sight: Sight, rows: list[_Row], *, larger_count_wins: bool) -> int | None:
    """Return the index of the row this sighting shows, or None for a new one."""
    open_rows = [n for n, row in enumerate(rows) if _may_show(sight, row)]
    for n in open_rows:
        if sight.balance is not None and sight.balance in rows[n].balances:
            return n
    if open_rows and (larger_count_wins or sight.by_reference):
        return open_rows[0]
    return None


def _possible_twin(sight: Sight, rows: list[_Row]) -> int | None:
    """Return a row of another file that this new row could be: one of the two has no balance to tell them apart."""
    for n, row in enumerate(rows):
        if _may_show(sight, row) and (sight.balance is None or not row.balances):
            return n
    return None


def _may_show(sight: Sight, row: _Row) -> bool:
    return sight.file not in row.files and (sight.by_reference or sight.account == row.account)

"""Who is who: keys from raw cells, and which sightings of one key are the same transaction.

A key is made of cells the institution never rewrites. With a reference: family, scope, reference, row type, unsigned
amount, currency. Without: family, scope, printed time, signed amount, currency, texts. Status, refund text, direction,
balance, line and our own readings are never part of it, so a wallet may rewrite them and the row stays itself.

Equal keys are counted. Inside one file every copy is a transaction of its own: two coffees are two coffees. Across
files `occurrences` decides; it looks at all sightings of a key at once, and numbers what it finds by what the rows
say, so neither the order of imports nor the order of lines can matter.
"""

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Final

import numpy as np

SEPARATOR: Final = "\x1f"
GIVEN: Final = "="  # begins the key of a row that brings its own id; no digest does
DEFAULT_PERSON: Final = "me"


def reference_key(family: str, scope: str, reference: str, row_type: str, amount: int, currency: str) -> str:
    """Return the key of a row that carries the institution's own number; `amount` in minor units, sign ignored."""
    return SEPARATOR.join((family, scope, "ref", reference, row_type, str(abs(amount)), currency))


def reference_keys(
    family: str, scopes: Sequence[str], references: Sequence[str], row_types: Sequence[str], amounts: np.ndarray, currencies: Sequence[str],
) -> list[str]:  # fmt: skip
    """Return `reference_key` of every row, from whole columns."""
    sizes = map(str, np.abs(amounts).tolist())
    columns = zip(repeat(family), scopes, repeat("ref"), references, row_types, sizes, currencies, strict=False)
    return list(map(SEPARATOR.join, columns))


def content_key(family: str, scope: str, stamp: str, amount: int, currency: str, texts: Iterable[str]) -> str:
    """Return the key of a row without a number: what it says, when (as printed) and how much (signed)."""
    words = (" ".join(unicodedata.normalize("NFKC", text).split()) for text in texts)
    return SEPARATOR.join((family, scope, stamp, str(amount), currency, *words))


def given_key(identity: str) -> str:
    """Return the key of a row that brings its own id: the canonical CSV, written by `export`."""
    return GIVEN + identity


def key_digest(key: str) -> str:
    """Return the stored form of a key."""
    return key if key.startswith(GIVEN) else hashlib.blake2b(key.encode(), digest_size=12).hexdigest()


def txn_id(digest: str, occurrence: int = 1) -> str:
    """Return the transaction id of the n-th (from 1) equal row; the first is the digest, or the id that was given."""
    first = digest.removeprefix(GIVEN)
    return first if occurrence == 1 else hashlib.blake2b(f"{first}#{occurrence}".encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Sight:
    """One reading of a row, as far as identity needs it."""

    file: str  # its hash, which also orders files the same way whenever they came
    person: str
    account: int
    incoming: bool
    balance: int | None
    covered: bool  # the file covers the whole printed day (or moment) of the row
    by_reference: bool  # the key rests on a number that this file does not repeat
    said: str  # the raw cells


@dataclass(slots=True, eq=False)
class _Row:
    """One transaction in the making."""

    seen: Sight  # its first sighting
    by_reference: bool = True
    balances: set[int] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    twin: "_Row | None" = None

    def add(self, sight: Sight) -> None:
        """Count one more sighting of this transaction."""
        self.by_reference &= sight.by_reference
        self.said.add(sight.said)
        if sight.balance is not None:
            self.balances.add(sight.balance)

    def place(self) -> tuple[bool, str, str]:
        """Return what numbers equal rows: whose they are, the owner of the ledger first, then what they say."""
        return self.seen.person != DEFAULT_PERSON, self.seen.person, min(self.said)


def occurrences(sights: Sequence[Sight], *, told_same: bool = False) -> tuple[list[int], dict[int, int]]:
    """Number the transactions behind all sightings of one key.

    Sightings in one file are always different rows. Between files they are the same row (the larger count wins)
    where a reference says so, where either file covers the day whole, where the running balances are equal, or where
    the person was asked and said so (`told_same`). Otherwise different balances mean different rows, and a missing
    balance means we cannot know: both are kept, and the person is asked.

    Returns:
        The occurrence (from 1) of each sighting; and for each occurrence that may be another file's view of another
        one, that other occurrence.
    """
    larger_count_wins = told_same or any(sight.covered for sight in sights)
    tests: tuple[_Test, ...] = (_same_balance, _same_words if larger_count_wins else _same_words_and_number)
    tests += (_same_owner if larger_count_wins else _same_number,)
    rows: list[_Row] = []
    found: dict[int, _Row] = {}
    for own in _by_file(sights):
        free, left = list(rows), own
        for test in tests:
            left = _matched(left, sights, free, test, found)
        for i in left:
            found[i] = _Row(sights[i])
            found[i].add(sights[i])
            if not larger_count_wins:
                found[i].twin = next((row for row in free if _perhaps(sights[i], row)), None)
            rows.append(found[i])
    rows.sort(key=_Row.place)
    numbers = {row: n for n, row in enumerate(rows, start=1)}
    doubtful = {numbers[row]: numbers[row.twin] for row in rows if row.twin is not None}
    return [numbers[found[i]] for i in range(len(sights))], doubtful


_Test = Callable[[Sight, _Row], bool]


def _by_file(sights: Sequence[Sight]) -> list[list[int]]:
    """Return the sightings of each file, those first that know the whole day; lines are ordered by what they say."""
    files: dict[str, list[int]] = {}
    for i in sorted(range(len(sights)), key=lambda i: (sights[i].said, i)):
        files.setdefault(sights[i].file, []).append(i)
    return sorted(files.values(), key=lambda own: (not any(sights[i].covered for i in own), sights[own[0]].file))


def _matched(
    waiting: list[int], sights: Sequence[Sight], free: list[_Row], test: _Test, found: dict[int, _Row]
) -> list[int]:
    """Give sightings the free rows that pass the test, each row once; return the sightings that found none."""
    left = []
    for i in waiting:
        row = next((row for row in free if test(sights[i], row)), None)
        if row is None:
            left.append(i)
            continue
        free.remove(row)
        row.add(sights[i])
        found[i] = row
    return left


def _same_owner(sight: Sight, row: _Row) -> bool:
    """Tell whether both are of one account.

    A wallet may print its login in another way next time; a number then tells that it is the same payment. But both
    sides of a transfer bear one number, and they are two rows: of two people, or with money going two ways.
    """
    if sight.account == row.seen.account:
        return True
    one_side = (sight.person, sight.incoming) == (row.seen.person, row.seen.incoming)
    return one_side and sight.by_reference and row.by_reference


def _same_number(sight: Sight, row: _Row) -> bool:
    return sight.by_reference and row.by_reference and _same_owner(sight, row)


def _same_balance(sight: Sight, row: _Row) -> bool:
    return sight.balance is not None and sight.balance in row.balances and _same_owner(sight, row)


def _same_words(sight: Sight, row: _Row) -> bool:
    return sight.said in row.said and _same_owner(sight, row)


def _same_words_and_number(sight: Sight, row: _Row) -> bool:
    return sight.said in row.said and _same_number(sight, row)


def _perhaps(sight: Sight, row: _Row) -> bool:
    """Tell whether a new row could be this one of another file: one of the two has no balance to tell them apart."""
    return _same_owner(sight, row) and (sight.balance is None or not row.balances)

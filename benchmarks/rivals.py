"""What others call a duplicate, run on the same rows: each rival returns groups of transactions.

`same_day` is the rule of banks and card networks: one account, one merchant, one amount, one day. `scored` adds points for what two
rows share, as GnuCash's importer does when it asks whether a row is known already (its points, FIELD §4). `deduplicated` asks
bankstatementparser's own deduplicator, in the interpreter that holds it.
"""

import itertools
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pandas as pd

Group = frozenset[str]
_NEAR: Final = 4  # days, GnuCash's usual window
_ENOUGH: Final = 6  # points, of which an equal amount gives three


def paid(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows by which money left, with a plain `day`."""
    rows = frame[(frame["amount"] < 0) & frame["moved"] & (frame["status"] != "failed")]
    return rows.assign(day=rows["booked_at"].dt.normalize())


def same_day(frame: pd.DataFrame) -> list[Group]:
    """Return every group of equal amounts at one merchant on one day."""
    by = ["person", "account", "currency", "merchant", "amount", "day"]
    rows = paid(frame)
    named = rows[rows["merchant"].astype(str) != ""]
    return [frozenset(group) for _, group in named.groupby(by, observed=True)["txn_id"] if len(group) > 1]


def scored(frame: pd.DataFrame) -> list[Group]:
    """Return every pair of equal amounts of an account that is alike enough."""
    rows = paid(frame).sort_values("booked_at", kind="stable")
    return [
        frozenset((one.txn_id, other.txn_id))
        for _, group in rows.groupby(["person", "account", "currency", "amount"], observed=True)
        for one, other in _near(list(group.itertuples(index=False)))
        if _points(one, other) >= _ENOUGH
    ]


def _near(rows: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    for n, one in enumerate(rows):
        for other in itertools.takewhile(lambda row: (row.day - one.day).days <= _NEAR, rows[n + 1 :]):  # noqa: B023
            yield one, other


def _points(one: Any, other: Any) -> int:  # noqa: ANN401  (rows of a frame)
    """Return the points of two rows of one amount."""
    points = 3 + (3 if one.day == other.day else 2)
    if one.order_reference and other.order_reference:
        points += 4 if one.order_reference == other.order_reference else -2
    for field in ("counterparty", "description"):
        first, second = getattr(one, field).casefold(), getattr(other, field).casefold()
        if first and first == second:
            points += 2
        elif first and first[: len(first) // 2] == second[: len(first) // 2]:
            points += 1
    return points


def deduplicated(frame: pd.DataFrame, python: str) -> list[Group]:
    """Return the groups that bankstatementparser's deduplicator finds in each account."""
    accounts = [group for _, group in paid(frame).groupby(["person", "account"], observed=True)]
    told = [
        [
            {
                "date": f"{row.day:%Y-%m-%d}",
                "amount": f"{row.amount}",
                "currency": str(row.currency),
                "description": f"{row.counterparty} {row.description}",
                "reference": row.order_reference,
            }
            for row in group.itertuples(index=False)
        ]
        for group in accounts
    ]
    done = subprocess.run([python, __file__], input=json.dumps(told), capture_output=True, check=True, text=True)
    groups: list[list[list[int]]] = json.loads(done.stdout)
    return [
        frozenset(accounts[n]["txn_id"].iloc[places])
        for n, found in enumerate(groups)
        for places in found
        if len(places) > 1
    ]


def _main() -> None:
    """Read accounts from standard input and print the groups: run by the interpreter that holds the rival."""
    from bankstatementparser.transaction_deduplicator import Deduplicator  # noqa: PLC0415

    answer = []
    for rows in json.load(sys.stdin):
        judge = Deduplicator()
        result = judge.deduplicate(judge.normalize_transactions(rows))
        found = [*result.exact_duplicates, *result.suspected_matches]
        answer.append([[row.source_index for row in group.transactions] for group in found])
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    _main()

"""Twin: one account read from two formats. The richer one is counted, the rows of the other that it shows too are not.

Twins come before every other link: the view that these work on is without second readings.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from detect.links.pairing import Pairs
from detect.links.sameness import ASK, ONE, TWO, could_be_one, judged
from detect.links.source import Source, sources
from detect.links.together import put_together, twins_of
from detect.links.twins import ACCOUNT, KIND, Twin, Twins
from detect.view import View


def find_twins(view: View) -> Twins:
    """Find accounts that were read from two formats, and the rows that both show."""
    found = sources(view)
    decided = _Decided(view, found)
    together: dict[int, set[int]] = {n: {n} for n in range(len(found))}
    asked, doubtful = [], []
    for one, other in combinations(range(len(found)), 2):
        verdict, pairs = decided.about(one, other) or _judged(view, found[one], found[other])
        if verdict == ONE:
            _join(together, one, other)
        elif verdict == ASK:
            twins = twins_of(view, pairs, "rows_agree")
            asked.append(twins[0])
            doubtful += [(twin.other, twin.counted) for twin in twins]
    groups = {min(group): group for group in together.values() if len(group) > 1}
    merged = [
        put_together(view, [found[n] for n in sorted(group)], decided.rows, decided.parted)
        for _, group in sorted(groups.items())
    ]
    pairs_ = [*decided.pairs(), *(twin for one in merged for twin in one.pairs)]
    return Twins(
        tuple(pairs_),
        tuple(account for one in merged for account in one.accounts),
        {key: counted for one in merged for key, counted in one.moved.items()},
        (*doubtful, *(pair for one in merged for pair in one.doubtful)),
        tuple(asked),
    )


def _judged(view: View, one: Source, other: Source) -> tuple[str, Pairs]:
    if not could_be_one(view, one, other):
        return TWO, Pairs(one.rows[:0], other.rows[:0])
    return judged(view, one, other)


def _join(together: dict[int, set[int]], one: int, other: int) -> None:
    group = together[one] | together[other]
    for member in group:
        together[member] = group


class _Decided:
    """What the person said: which sources are one account and which are not, which rows are one and which are not."""

    def __init__(self, view: View, found: list[Source]) -> None:
        self._view = view
        source_of = {int(row): n for n, source in enumerate(found) for row in source.rows} if self._any(ACCOUNT) else {}
        self._accounts = {
            frozenset((source_of[left], source_of[right])): ONE if decision == "confirmed" else TWO
            for left, right, decision in self._said(ACCOUNT)
        }
        self.confirmed = [(left, right) for left, right, decision in self._said(KIND) if decision == "confirmed"]
        self.parted = {
            frozenset((left, right)) for left, right, decision in self._said(KIND) if decision != "confirmed"
        }

    @property
    def rows(self) -> np.ndarray:
        """Return the positions of rows whose twin the person named."""
        return np.array([row for pair in self.confirmed for row in pair], dtype=np.int64)

    def about(self, one: int, other: int) -> "tuple[str, Pairs] | None":
        """Return the person's word on two sources, None where there is none."""
        verdict = self._accounts.get(frozenset((one, other)))
        nothing = np.zeros(0, dtype=np.int64)
        return (verdict, Pairs(nothing, nothing)) if verdict else None

    def pairs(self) -> list[Twin]:
        """Return the rows that the person said are one."""
        ours, theirs = ([pair[side] for pair in self.confirmed] for side in (0, 1))
        return twins_of(
            self._view, Pairs(np.array(ours, dtype=np.int64), np.array(theirs, dtype=np.int64)), "confirmed"
        )

    def _any(self, kind: str) -> bool:
        return bool((self._view.context.decisions["kind"] == kind).any())

    def _said(self, kind: str) -> Iterator[tuple[int, int, str]]:
        table, position = self._view.context.decisions, self._view.position if self._any(kind) else {}
        for left, right, decision in table.loc[table["kind"] == kind, ["left", "right", "decision"]].itertuples(
            index=False
        ):
            if left in position and right in position:
                yield position[left], position[right], decision

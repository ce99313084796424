"""The links of one scan, while they are found and after."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from detect.links.twins import ACCOUNT
from detect.links.twins import KIND as TWIN
from detect.view import View

COLUMNS: Final = ("kind", "left", "right", "basis", "lag_days")

MOST_ASKED: Final = 4  # candidates for one row; among more nobody remembers which
_ELSEWHERE: Final = (TWIN, ACCOUNT)  # decided before these links are sought
_EXCLUDES: Final = {"transfer": ("mirror",), "exchange": ("mirror", "transfer"), "mirror": ("transfer", "exchange")}


class Asked(NamedTuple):
    """A pair that may belong together, when another pair of the same row may as well."""

    kind: str
    left: int
    right: int
    basis: str


@dataclass(slots=True)
class Links:
    """Pairs of row positions by kind.

    The left row is the primary one: the wallet's row of a mirror, the purchase of a refund, the paying side of a
    transfer. `basis` is the code of the evidence that made the link. `asked` are pairs of which several may be meant.
    """

    view: View
    pairs: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    rejected: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    _barred: dict[str, set[int]] = field(default_factory=dict)
    _claimed: dict[tuple[str, str], np.ndarray] = field(default_factory=dict)
    _groups: dict[tuple[str, str], tuple[int, dict[int, list[int]]]] = field(default_factory=dict)

    @classmethod
    def decided(cls, view: View) -> "Links":
        """Begin with what the person has said about links."""
        links = cls(view)
        said = view.context.decisions
        for kind, left, right, decision in said[~said["kind"].isin(_ELSEWHERE)].itertuples(index=False):
            one, other = view.position.get(left), view.position.get(right)
            if one is None or other is None or one == other:
                continue
            if decision == "confirmed":
                links.add(kind, [one], [other], "confirmed")
                for excluded in _EXCLUDES.get(kind, ()):
                    links._barred.setdefault(excluded, set()).update((one, other))
            else:
                links.rejected.setdefault(kind, set()).add((one, other))
        return links

    def claimed(self, kind: str, side: str) -> np.ndarray:
        """Return which rows (bool) already stand on this side of a link of this kind."""
        if (kind, side) not in self._claimed:  # an array as long as the ledger must not be made for every question
            self._claimed[kind, side] = np.zeros(len(self.view), dtype=bool)
        return self._claimed[kind, side]

    def open(self, kind: str, side: str, positions: np.ndarray) -> np.ndarray:
        """Return which positions (bool) may still come to stand on this side: not claimed, nor joined otherwise by the person."""
        still = ~self.claimed(kind, side)[positions]
        barred = self._barred.get(kind)
        return np.asarray(still & ~np.isin(positions, list(barred)) if barred else still)

    def free(self, kind: str, positions: np.ndarray, side: str) -> np.ndarray:
        """Return those of the positions that are still open."""
        return np.asarray(positions[self.open(kind, side, positions)])

    def ask(self, kind: str, pairs: Iterable[tuple[int, int]], basis: str) -> None:
        """Remember pairs of which not all can be, and nothing tells which are; a row with many candidates is no question."""
        pairs = list(dict.fromkeys(pairs))
        if not pairs:
            return
        often = Counter((side, pair[side]) for pair in pairs for side in (0, 1))
        rejected = self.rejected.get(kind, set())
        self.asked += [
            Asked(kind, left, right, basis)
            for left, right in pairs
            if max(often[0, left], often[1, right]) <= MOST_ASKED and (left, right) not in rejected
        ]

    def questions(self) -> pd.DataFrame:
        """Return what is still open of what was asked, the newest first, in the columns of `table`."""
        ids, day = self.view.txn_ids, self.view.day
        still = {(one.kind, one.left, one.right): one for one in reversed(self.asked) if self._still(one)}
        ordered = sorted(still.values(), key=lambda one: (-max(day[one.left], day[one.right]), one))
        rows = [
            (kind, ids[left], ids[right], basis, int(day[right] - day[left])) for kind, left, right, basis in ordered
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def _still(self, asked: Asked) -> bool:
        barred = self._barred.get(asked.kind, set())
        taken = self.claimed(asked.kind, "left")[asked.left] or self.claimed(asked.kind, "right")[asked.right]
        return not (taken or asked.left in barred or asked.right in barred)

    def add(self, kind: str, left: "list[int] | np.ndarray", right: "list[int] | np.ndarray", basis: str) -> None:
        """Add pairs and claim their rows; rejected pairs are passed over."""
        rejected, lefts, rights = (
            self.rejected.get(kind, set()),
            self.claimed(kind, "left"),
            self.claimed(kind, "right"),
        )
        for one, other in zip(np.asarray(left).tolist(), np.asarray(right).tolist(), strict=True):
            if (one, other) not in rejected:
                self.pairs.setdefault(kind, []).append((one, other, basis))
                lefts[one] = rights[other] = True

    def rights(self, kind: str) -> dict[int, list[int]]:
        """Return the right rows of each left row. Not to be written to."""
        return self._grouped(kind, "left")

    def lefts(self, kind: str) -> dict[int, list[int]]:
        """Return the left rows of each right row. Not to be written to."""
        return self._grouped(kind, "right")

    def _grouped(self, kind: str, by: str) -> dict[int, list[int]]:
        """Group the pairs of a kind by one side, once for as long as none is added."""
        pairs = self.pairs.get(kind, [])
        count, found = self._groups.get((kind, by), (-1, {}))
        if count != len(pairs):
            found = {}
            for left, right, _ in pairs:
                key, value = (left, right) if by == "left" else (right, left)
                found.setdefault(key, []).append(value)
            self._groups[kind, by] = len(pairs), found
        return found

    def table(self) -> pd.DataFrame:
        """Return all links with txn_ids, in a fixed order."""
        ids, day = self.view.txn_ids, self.view.day
        rows = [
            (kind, ids[left], ids[right], basis, int(day[right] - day[left]))
            for kind in sorted(self.pairs)
            for left, right, basis in sorted(self.pairs[kind])
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS))

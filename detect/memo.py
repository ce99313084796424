"""What a scan need not work out anew: the scores of calendar months, each under a digest of all that they follow from.

So nothing has to be declared out of date: a late row, an answer or another setting makes another digest, and what a scan did
not ask for is not kept after it.
"""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

_FLOAT: Final = np.dtype("<f8")


class Memo:
    """Scores by digest, as bytes: `kept` of an earlier scan, `used` by this one."""

    def __init__(self, kept: Mapping[bytes, bytes] | None = None) -> None:
        self.kept: Final = dict(kept or {})
        self.used: Final[dict[bytes, bytes]] = {}

    def scores(self, digest: bytes, rows: int, worked_out: Callable[[], np.ndarray]) -> np.ndarray:
        """Return the scores (float64) of as many rows, worked out only where none are kept under this digest."""
        told = self.kept.get(digest, b"")
        if len(told) != rows * _FLOAT.itemsize:
            told = worked_out().astype(_FLOAT).tobytes()
        self.used[digest] = told
        return np.frombuffer(told, dtype=_FLOAT)

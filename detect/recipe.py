"""What the scores of a forest follow from, as digests: how it is grown, what it learned, what it is asked."""

import hashlib
import platform
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

import numpy as np

from detect.context import Settings
from detect.isolation import grow, isolation

_CODE: Final = ("forest.py", "isolation.py")
_TRIAL: Final = 256  # rows


def learned_digests(matrix: np.ndarray, learned: Sequence[np.ndarray], settings: Settings) -> list[bytes]:
    """Return the digest of each forest: of its recipe and the rows of the matrix that it learns from.

    A person's forests come one after another, each with the rows of the one before and more, so that every row is read once.
    """
    digests, digest, known = [], hashlib.sha256(), np.array([], dtype=np.int64)
    for rows in learned:
        if known[:1].tolist() != rows[:1].tolist():  # another person's
            digest, known = hashlib.sha256(_recipe(settings, matrix.shape[1])), rows[:0]
        digest.update(matrix[rows[len(known) :]].tobytes())
        known = rows
        digests.append(digest.digest())
    return digests


def scored_digest(forest: bytes, rows: np.ndarray) -> bytes:
    """Return the digest of what the scores of rows by a forest follow from."""
    return hashlib.sha256(forest + rows.tobytes()).digest()


def _recipe(settings: Settings, columns: int) -> bytes:
    return repr((settings.trees, settings.samples, settings.seed, columns, _code())).encode()


@cache
def _code() -> tuple[str, ...]:
    """Return what tells this code on this machine from any other: the last bits of a logarithm are not the same on all."""
    rows = np.modf(np.arange(_TRIAL * 8) * np.sqrt(2.0))[0].reshape(_TRIAL, 8)
    trial = isolation(grow(rows, trees=20, sample=_TRIAL, seed=1), rows).tobytes()
    sources = b"".join(Path(__file__).with_name(name).read_bytes() for name in _CODE)
    digests = (hashlib.sha256(part).hexdigest() for part in (sources, trial))
    return (*digests, np.__version__, version("numba"), platform.machine())

"""Questions about texts, each distinct text asked once: statements repeat the same shops and ways of paying for years."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd


def asked(texts: np.ndarray, question: Callable[[str], Any], dtype: Any = bool) -> np.ndarray:  # noqa: ANN401  (numpy's own)
    """Return the answer (dtype) to a question about each of the texts (objects).

    >>> asked(np.array(["a", "bb", "a"], dtype=object), len, np.int64).tolist()
    [1, 2, 1]
    """
    code, distinct = pd.factorize(texts)
    return np.asarray(answers(distinct, question, dtype)[code])


def answers(texts: np.ndarray, question: Callable[[str], Any], dtype: Any) -> np.ndarray:  # noqa: ANN401
    """Return the answers to a question about texts, one after the other; tuples stay tuples."""
    return np.fromiter((question(text) for text in texts), dtype, count=len(texts))

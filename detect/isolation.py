"""Isolation trees, compiled: how few random cuts set a row apart from a sample of others (Liu, Ting and Zhou 2008).

The same forest as pyod's and scikit-learn's IForest, which spend a third of a second on plumbing for each hundred trees; a year of one
person takes a dozen forests. Random numbers are SplitMix64 (Steele, Lea and Flood 2014), so that one seed gives the same
bytes on every machine, whatever numpy is there.
"""

from typing import NamedTuple

import numpy as np

from detect.compiled import compiled


class Trees(NamedTuple):
    """Trees as heaps: the children of node n are 2n + 1 and 2n + 2.

    feature: int32 (trees, nodes), -1 at leaves. cut: float64, rows below it go left. size: int32, rows of the sample that
    came to a node. sample: rows each tree was grown from.
    """

    feature: np.ndarray
    cut: np.ndarray
    size: np.ndarray
    sample: int


def grow(past: np.ndarray, trees: int, sample: int, seed: int) -> Trees:
    """Grow trees on samples of the rows.

    Args:
        past: float64 (rows, features), without NaN; two rows or more.
        trees: how many.
        sample: rows for each tree, without repeats; all where there are fewer.
        seed: of the random numbers.
    """
    size = min(sample, len(past))
    depth = int(np.ceil(np.log2(max(size, 2))))
    data = np.ascontiguousarray(past, dtype=np.float64)
    feature, cut, sizes = _grow(data, trees, size, depth, np.uint64(seed))
    return Trees(feature, cut, sizes, size)


def isolation(trees: Trees, rows: np.ndarray) -> np.ndarray:
    """Return 2^(-E[h]/c) for each row (float64): about 0.4 for ordinary rows, towards 1 for those a few cuts set apart."""
    usual = _steps(trees.sample)
    data = np.ascontiguousarray(rows, dtype=np.float64)
    return np.asarray(2.0 ** (-_depths(trees.feature, trees.cut, trees.size, data) / usual))


def cut_off(trees: Trees, row: np.ndarray) -> np.ndarray:
    """Return how much each feature did to set a row apart: the mean bits by which its cuts shrank the row's company.

    The bits of all cuts on a path add up to the log of sample size over leaf size, so features share what isolated the row.
    """
    return np.asarray(_bits(trees.feature, trees.cut, trees.size, np.ascontiguousarray(row, dtype=np.float64)))


@compiled
def _random(state: np.ndarray) -> float:
    """Advance SplitMix64 and return a number in [0, 1)."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return float(z >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@compiled
def _grow(
    data: np.ndarray, trees: int, sample: int, depth: int, seed: np.uint64
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    nodes = 2 ** (depth + 1) - 1
    feature = np.full((trees, nodes), -1, dtype=np.int32)
    cut = np.zeros((trees, nodes), dtype=np.float64)
    size = np.zeros((trees, nodes), dtype=np.int32)
    state = np.array([seed], dtype=np.uint64)
    order = np.arange(len(data))
    first = np.zeros(nodes, dtype=np.int64)
    for tree in range(trees):
        for n in range(sample):  # the beginning of a shuffle is a sample without repeats
            other = n + int(_random(state) * (len(data) - n))
            order[n], order[other] = order[other], order[n]
        first[0], size[tree, 0] = 0, sample
        for node in range(nodes // 2):  # a heap's parents, the leaves at full depth left out
            if size[tree, node] > 1:
                _split(data, order, node, first, feature[tree], cut[tree], size[tree], state)
    return feature, cut, size


@compiled
def _split(
    data: np.ndarray, order: np.ndarray, node: int, first: np.ndarray, feature: np.ndarray, cut: np.ndarray,
    size: np.ndarray, state: np.ndarray,
) -> None:  # fmt: skip
    """Cut a node's rows in two at a random place of a random feature that is not constant among them."""
    start, stop = first[node], first[node] + size[node]
    features = np.arange(data.shape[1])
    for n in range(len(features)):
        other = n + int(_random(state) * (len(features) - n))
        features[n], features[other] = features[other], features[n]
        low = high = data[order[start], features[n]]
        for at in range(start + 1, stop):
            low = min(low, data[order[at], features[n]])
            high = max(high, data[order[at], features[n]])
        if low < high:
            limit = low + _random(state) * (high - low)
            limit = high if limit <= low else limit  # so that neither side is empty
            middle = start
            for at in range(start, stop):
                if data[order[at], features[n]] < limit:
                    order[at], order[middle] = order[middle], order[at]
                    middle += 1
            feature[node], cut[node] = features[n], limit
            first[2 * node + 1], size[2 * node + 1] = start, middle - start
            first[2 * node + 2], size[2 * node + 2] = middle, stop - middle
            return


@compiled
def _steps(rows: int) -> float:
    """Return c(n): the mean depth of an unsuccessful search in a binary tree of n rows."""
    if rows <= 1:
        return 0.0
    if rows == 2:
        return 1.0
    return float(2.0 * (np.log(rows - 1.0) + np.euler_gamma) - 2.0 * (rows - 1.0) / rows)


@compiled
def _depths(feature: np.ndarray, cut: np.ndarray, size: np.ndarray, rows: np.ndarray) -> np.ndarray:
    depths = np.zeros(len(rows))
    left = np.zeros(
        size[0, 0] + 1
    )  # steps that a leaf's company would have taken to part; a logarithm for each row would cost more
    for company in range(len(left)):
        left[company] = _steps(company)
    for tree in range(len(feature)):
        for n in range(len(rows)):
            node, steps = 0, 0
            while feature[tree, node] >= 0:
                right = rows[n, feature[tree, node]] >= cut[tree, node]
                node = 2 * node + (2 if right else 1)
                steps += 1
            depths[n] += steps + left[size[tree, node]]
    return depths / len(feature)


@compiled
def _bits(feature: np.ndarray, cut: np.ndarray, size: np.ndarray, row: np.ndarray) -> np.ndarray:
    bits = np.zeros(len(row))
    for tree in range(len(feature)):
        node = 0
        while feature[tree, node] >= 0:
            asked = feature[tree, node]
            child = 2 * node + (2 if row[asked] >= cut[tree, node] else 1)
            bits[asked] += np.log2(size[tree, node] / size[tree, child])
            node = child
    return bits / len(feature)

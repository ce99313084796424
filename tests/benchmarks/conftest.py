import pytest

from benchmarks.simulator import DENSE, FORMATS, Life, simulate
from tests.benchmarks.exports import Exports, write


@pytest.fixture(scope="session")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Exports:
    """A year with everything in it, in every format."""
    return write(simulate(11, preset=DENSE), tmp_path_factory.mktemp("dense"), formats=tuple(FORMATS))


@pytest.fixture(scope="session")
def lives() -> list[Life]:
    """Some ordinary years."""
    return [simulate(seed) for seed in range(12)]


@pytest.fixture(scope="session")
def short_lives() -> list[Life]:
    """Many short stretches with everything in them, to count what happens once in each."""
    return [simulate(seed, months=2, preset=DENSE) for seed in range(36)]

import pytest

from benchmarks.simulator import DENSE, FORMATS, Life, simulate
from benchmarks.simulator.formats import given
from tests.benchmarks.exports import Exports, write

ELSEWHERE = {"US": (11,), "DE": (30_000, 30_001), "ID": (30_000, 30_001, 30_002)}


@pytest.fixture(scope="session")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Exports:
    """A year with everything in it, in every format."""
    life = simulate(11, preset=DENSE)
    return write(life, tmp_path_factory.mktemp("dense"), formats=given(life.person))


@pytest.fixture(scope="session")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> list[Exports]:
    """Such years elsewhere, at every bank that the simulator knows there, in every format."""
    lives = [simulate(seed, preset=DENSE, country=country) for country, seeds in ELSEWHERE.items() for seed in seeds]
    folder = tmp_path_factory.mktemp("abroad")
    return [write(life, folder / str(n), formats=_own(life)) for n, life in enumerate(lives)]


def _own(life: Life) -> list[str]:
    return [name for name in given(life.person) if FORMATS[name].institutions or name == "ofx_sgml"]


@pytest.fixture(scope="session")
def lives() -> list[Life]:
    """Some ordinary years."""
    return [simulate(seed) for seed in range(12)]


@pytest.fixture(scope="session")
def short_lives() -> list[Life]:
    """Many short stretches with everything in them, to count what happens once in each."""
    return [simulate(seed, months=2, preset=DENSE) for seed in range(36)]

"""The search for faults finds faults: it must be able to fail."""

import random

import pytest

from ingest.importer import importers
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.fuzz import damaged, search, watched
from tests.ingest.golden import named, samples


@pytest.mark.parametrize("name", [importer.name for importer in importers()])
def test_a_few_damaged_samples_find_nothing(name: str) -> None:
    chance = random.Random(name)
    texts = [path.read_bytes() for path in samples(name)]
    for _ in range(25):
        watched(named(name), damaged(chance.choice(texts), texts, chance))


def test_what_is_raised_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: object, source: Source) -> list[Statement]:
        raise IndexError("of a cell that is not there")

    monkeypatch.setattr(type(named("alipay")), "parse", broken)
    *_, found = search("alipay", 0.02, 1, None)
    assert any(place.startswith("IndexError") for place in found)

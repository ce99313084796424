"""The search for faults finds faults: it must be able to fail."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from ingest.importer import importers
from ingest.statement import Statement
from tests.ingest.accounting import MARKED
from tests.ingest.damage import damaged
from tests.ingest.fuzz import TARGETS, Target, search, watched
from tests.ingest.golden import named, samples, source_of

NAMES = [importer.name for importer in importers()]


@pytest.mark.parametrize("name", NAMES)
def test_a_few_damaged_samples_find_nothing(name: str) -> None:
    chance = random.Random(name)
    texts = [path.read_bytes() for path in samples(name)]
    for _ in range(2 if name.startswith("pdf_") else 5):
        watched(Target([]), named(name), damaged(chance.choice(texts), texts, chance))


@pytest.mark.parametrize("name", ["xlsx", "xls", "zip"])
def test_a_few_damaged_containers_find_nothing(name: str) -> None:
    target, chance = TARGETS[name](), random.Random(name)
    seeds = [data for _, data in target.seeds]
    for _ in range(2):
        watched(target, None, target.spoil(chance.choice(seeds), seeds, chance))


def test_every_sample_of_a_container_is_read_whole() -> None:
    """What is damaged was good before, the old workbooks that the tests write among them."""
    for name in ("xlsx", "xls", "zip"):
        target = TARGETS[name]()
        assert sum(watched(target, None, data) for _, data in target.seeds) >= len(target.seeds) - 1  # a ZIP in a ZIP


def test_every_importer_is_a_target() -> None:
    aimed_at = {importer.name for make in TARGETS.values() for importer, _ in make().seeds if importer}
    assert set(NAMES) - aimed_at == {"ofx", "mt940", "camt", "qif", "paypal"}  # targets of their own name


def raises(statements: Sequence[Statement]) -> list[Statement]:
    raise IndexError("of a cell that is not there")


def loses(statements: Sequence[Statement]) -> list[Statement]:
    return [replace(one, unread=[], skipped=[]) for one in statements]


def invents(statements: Sequence[Statement]) -> list[Statement]:
    return [replace(one, skipped=[*one.skipped, *one.unread, *one.unread]) for one in statements]


def changes(statements: Sequence[Statement]) -> list[Statement]:
    for one in statements:
        one.rows["amount"] += random.randrange(10**6)
    return list(statements)


@pytest.mark.parametrize(
    ("fault", "said"),
    [(raises, "IndexError"), (loses, "lines lost"), (invents, "lines invented"), (changes, "read otherwise")],
)
def test_what_goes_wrong_is_found(
    fault: Callable[[Sequence[Statement]], list[Statement]], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = type(named("alipay")).parse
    monkeypatch.setattr(type(named("alipay")), "parse", lambda self, source: fault(parse(self, source)))
    *_, found = search("alipay", 10, 1, None, most=30)
    assert any(said in place for place in found)


@pytest.mark.parametrize("name", ["ofx", "mt940", "camt", "qif"])
def test_a_record_that_is_lost_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parse = type(named(name)).parse
    monkeypatch.setattr(type(named(name)), "parse", lambda self, source: parse(self, source)[1:])
    counted = [path for path in samples(name) if MARKED[name](source_of(path))]
    with pytest.raises(AssertionError, match="records lost"):
        watched(Target([]), named(name), counted[0].read_bytes())

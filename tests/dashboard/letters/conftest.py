"""One ledger for all letters: nothing writes to it."""

from collections.abc import Iterator

import pytest

from ingest.ledger import Ledger
from tests.dashboard.letters.matters import Places, filled


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """A ledger with two payments in each place."""
    folder = tmp_path_factory.mktemp("letters")
    with Ledger(folder / "ledger" / "ledger.db") as ledger:
        yield Places(filled(ledger, folder))

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.evidence.pack import Pack, packed
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.evidence.stories import AS_OF, members, told


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Casebook, str, Path]]:
    """A ledger with one case, nobody's to change: its casebook, the case's id, and the folder of the statements."""
    folder = tmp_path_factory.mktemp("story")
    with Ledger(folder / "ledger" / "ledger.db") as ledger:
        casebook = Casebook(ledger)
        yield casebook, told(casebook, folder), folder


@pytest.fixture(scope="session")
def pack(story: tuple[Casebook, str, Path]) -> Pack:
    casebook, case_id, _ = story
    return packed(casebook, case_id, "en", AS_OF)


@pytest.fixture(scope="session")
def inside(pack: Pack) -> dict[str, bytes]:
    return members(pack.content)

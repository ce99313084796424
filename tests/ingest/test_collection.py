"""The collector of cycles rests while much is read, and afterwards does what it did before."""

import gc
from contextlib import suppress

import pytest

from ingest.collection import no_collection


@pytest.mark.parametrize("usually", [True, False])
def test_the_collector_is_left_as_it_was_found(usually: bool) -> None:
    was = gc.isenabled()
    (gc.enable if usually else gc.disable)()
    try:
        with suppress(ValueError), no_collection():
            assert not gc.isenabled()
            raise ValueError
        assert gc.isenabled() is usually
    finally:
        (gc.enable if was else gc.disable)()

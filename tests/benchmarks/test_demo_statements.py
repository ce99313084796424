"""The bundled sample statements are the simulator's, byte for byte."""

from benchmarks.demo_statements import FOLDER, written


def test_the_committed_statements_are_what_the_simulator_writes() -> None:
    assert {path.name: path.read_bytes() for path in FOLDER.iterdir()} == written()

"""Damages samples at random and watches what the importers make of them.

    python -m tests.ingest.fuzz IMPORTER|guess... [--minutes 10] [--seed 1] [--keep FOLDER]

Whatever the bytes: `detect` and `nearly` never raise, `parse` raises nothing but an InputError, what it returns are ledger rows whose
checks can be made, and none of it takes longer than a person would wait. Findings are kept as files, one for each place
in the code. A fault that was found gets a test of its own; this only searches.
"""

import argparse
import random
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ingest.balances import ends
from ingest.checks import check
from ingest.errors import InputError
from ingest.guess.unknown import guessed
from ingest.importer import Importer
from ingest.schema import conform, validate
from ingest.source import Source
from tests.ingest.golden import named, samples

PATIENCE: Final = 5.0  # seconds of work for a file of a few kilobytes
LARGEST: Final = 60_000
GUESS: Final = "guess"
TOKENS: Final = (
    b"", b"\0", b"\r", b"\n", b"\r\n", b"\t", b",", b";", b"|", b'"', b"'", b"-", b"+", b".", b"0", b"9" * 40, b"1e999", b"-0", b"NaN", b"inf",
    b"(1)", b"1,234.56", b"1.234,56", b"00/00/0000", b"2026-02-30", b"31/12/9999", b"20261399", b"<", b">", b"&", b"&#0;", b"<!--", b"]]>", b"<!DOCTYPE a>",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"\xe2\x80\xae", b"\xc2\xa0", b"\xe5\xb9\xb4", b"=1+1", b"%s", b"{0}", b"^", b":61:", b":86:", b"!Type:Bank",
    b"<STMTTRN>", b"</Ntry>", b"JPY", b"BHD", b"XXX",
)  # fmt: skip


def damaged(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Return a sample after a few damages, each of another kind."""
    buffer = bytearray(data[:LARGEST])
    for _ in range(chance.choice((1, 1, 2, 3, 8, 30))):
        chance.choice(_DAMAGES)(buffer, others, chance)
    return bytes(buffer)


def _flip(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    if buffer:
        buffer[chance.randrange(len(buffer))] = chance.randrange(256)


def _insert(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    at = chance.randint(0, len(buffer))
    buffer[at:at] = chance.choice(TOKENS)


def _overwrite(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    at, token = chance.randint(0, len(buffer)), chance.choice(TOKENS)
    buffer[at : at + len(token)] = token


def _cut(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    at = chance.randint(0, len(buffer))
    del buffer[at : at + chance.choice((1, 2, 8, 40, 400, len(buffer)))]


def _repeat(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    at = chance.randint(0, len(buffer))
    part = bytes(buffer[at : at + chance.choice((1, 8, 80, 800))])
    buffer[at:at] = part * chance.choice((1, 2, 20))


def _splice(buffer: bytearray, others: list[bytes], chance: random.Random) -> None:
    other = chance.choice(others)
    at, start = chance.randint(0, len(buffer)), chance.randint(0, len(other))
    buffer[at:at] = other[start : start + chance.choice((10, 100, 1000))]


def _shuffle(buffer: bytearray, _: list[bytes], chance: random.Random) -> None:
    mark = chance.choice((b"\n", b",", b"\t", b";", b"<"))
    parts = bytes(buffer).split(mark)
    one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    parts[one], parts[other] = parts[other], parts[one]
    buffer[:] = mark.join(parts)


_DAMAGES: Final[tuple[Callable[[bytearray, list[bytes], random.Random], None], ...]] = (
    _flip, _insert, _overwrite, _cut, _repeat, _splice, _shuffle,
)  # fmt: skip


def watched(importer: Importer | None, data: bytes) -> bool:
    """Let an importer (None: the guess) at these bytes; return whether it claimed them.

    Raises:
        AssertionError: it took too long, or returned what the ledger could not hold.
        Exception: whatever it should not have raised.
    """
    started = time.process_time()
    source = Source("damaged", data)
    reader = None
    try:
        reader = _reader(importer, source)
        for statement in reader.parse(source) if reader else ():
            validate(conform(statement.rows.assign(txn_id=[str(n) for n in range(len(statement.rows))])))
            check(statement)
            ends(statement)
    except InputError as error:
        str(error)
    assert time.process_time() - started < PATIENCE, "too slow"
    return reader is not None


def _reader(importer: Importer | None, source: Source) -> Importer | None:
    """Return the importer if it claims the file; without one, whoever reads a table by guess."""
    if importer is None:
        return guessed(source)
    importer.nearly(source)
    return importer if importer.detect(source) else None


def search(name: str, minutes: float, seed: int, keep: Path | None) -> tuple[int, int, dict[str, bytes]]:
    """Damage an importer's samples for a while; return how many, how many were claimed, and one finding for each place."""
    importer, chance = (None if name == GUESS else named(name)), random.Random(seed)
    texts = [path.read_bytes() for path in samples(None if name == GUESS else name)]
    others = [path.read_bytes()[:LARGEST] for path in samples()]
    tried = claimed = 0
    found: dict[str, bytes] = {}
    until = time.monotonic() + 60 * minutes
    while time.monotonic() < until:
        data = damaged(chance.choice(texts), others, chance)
        tried += 1
        try:
            claimed += watched(importer, data)
        except Exception as fault:  # noqa: BLE001  (any at all is a finding)
            place = traceback.extract_tb(fault.__traceback__)[-1]
            where = f"{type(fault).__name__} {Path(place.filename).name}:{place.lineno}"
            if where not in found:
                found[where] = data
                print(f"{name}: {where}: {fault}", flush=True)
                if keep is not None:
                    (keep / f"{name}-{len(found)}.bin").write_bytes(data)
    return tried, claimed, found


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("importers", nargs="+")
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    if chosen.keep is not None:
        chosen.keep.mkdir(parents=True, exist_ok=True)
    for name in chosen.importers:
        tried, claimed, found = search(name, chosen.minutes, chosen.seed, chosen.keep)
        print(f"{name}: {tried} files, {claimed} of them claimed, {len(found)} findings", flush=True)


if __name__ == "__main__":
    main()

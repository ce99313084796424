"""Damages samples at random and watches what the importers make of them.

    python -m tests.ingest.fuzz TARGET|IMPORTER... [--minutes 10] [--seed 1] [--keep FOLDER]

Whatever the bytes: opening and recognising never raise anything but an InputError, nor does `parse`; what it returns are ledger
rows whose checks can be made; every line of a table is a transaction or set aside, none is lost, none invented; a second
reading is the same; and none of it takes longer than a person would wait. Findings are kept as files, one for each place
in the code. A fault that was found gets a test of its own; this only searches.
"""

import argparse
import math
import random
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.errors import InputError
from ingest.guess.unknown import guessed
from ingest.importer import Importer, choose, importers
from ingest.source import Source, unpacked
from ingest.table import TableImporter
from tests.ingest.accounting import keep_promises
from tests.ingest.biff import xls
from tests.ingest.damage import LARGEST, damaged, damaged_binary, damaged_zip
from tests.ingest.golden import named, samples
from tests.ingest.test_archive import aes, plain, zipcrypto

PATIENCE: Final = 5.0  # seconds of work for a file of a few kilobytes
GUESS: Final = "guess"
_SECRET: Final = b"123456"

Spoil = Callable[[bytes, list[bytes], random.Random], bytes]


@dataclass(frozen=True)
class Target:
    """What is damaged: samples with the importer that reads them, None where whoever claims the damaged file does."""

    seeds: Sequence[tuple[Importer | None, bytes]]
    spoil: Spoil = damaged
    guess: bool = False


def _of(*names: str) -> Target:
    return Target(
        [(named(name), path.read_bytes()) for name in names for path in samples(name) if path.suffix != ".xlsx"]
    )


def _tables(*without: str) -> Target:
    return _of(
        *(one.name for one in importers() if isinstance(one, TableImporter) and one.name not in without), "canonical"
    )


def _guessed() -> Target:
    return Target([(None, path.read_bytes()) for path in samples() if path.suffix != ".xlsx"], guess=True)


def _workbooks() -> Target:
    return Target([(None, path.read_bytes()) for path in samples() if path.suffix == ".xlsx"], damaged_zip)


def _old_workbooks() -> Target:
    """Write the rows of a workbook, and of a bank's table, as XLS."""
    books = [Source("a.xlsx", path.read_bytes()).sheet() for path in samples() if path.suffix == ".xlsx"]
    tables = [Source("a", path.read_bytes()).rows("gb18030") for path in (*samples("icbc"), *samples("citic_credit"))]
    return Target([(None, xls(*(row.cells for row in rows[:60]))) for rows in (*books, *tables)], damaged_binary)


def _zips() -> Target:
    texts = {f"{n}.csv": path.read_bytes() for n, path in enumerate(samples("alipay"))}
    name, text = next(iter(texts.items()))
    books = {path.name: path.read_bytes() for path in samples("wechat")}
    made = (
        plain(texts),
        plain(books),
        aes(texts, _SECRET),
        zipcrypto(name, text, _SECRET),
        plain({"in.zip": plain(texts)}),
    )
    return Target([(None, data) for data in made], _any_zip)


def _any_zip(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Damage the members of a plain ZIP, only the bytes of an encrypted one."""
    return (damaged_binary if data[6] & 1 else damaged_zip)(data, others, chance)


_WALLETS: Final = ("alipay", "alipay_web", "wechat", "cn_wallet_list")
_SHOPS: Final = ("jd", "meituan")
_CHINESE: Final = (
    "abc_debit", "boc_credit", "boc_debit", "bocom_credit", "bocom_debit", "bocom_netbank", "ccb_debit", "ccb_statement", "cgb_credit", "cib_debit",
    "citic_credit", "cmb_credit", "cmb_debit", "cmb_netbank", "cn_bank_list", "hsbc_hk_credit", "hsbc_hk_debit", "icbc", "pab_debit", "spdb_debit",
)  # fmt: skip

TARGETS: Final[dict[str, Callable[[], Target]]] = {
    "tables": lambda: _tables(*_WALLETS, *_SHOPS, *_CHINESE, "paypal"),
    "wallets": lambda: _of(*_WALLETS),
    "shops": lambda: _of(*_SHOPS),
    "chinese_banks": lambda: _of(*_CHINESE),
    "pdf": lambda: _of(*(one.name for one in importers() if one.name.startswith("pdf_"))),
    "xlsx": _workbooks,
    "xls": _old_workbooks,
    "zip": _zips,
    GUESS: _guessed,
}


def watched(target: Target, importer: Importer | None, data: bytes) -> bool:
    """Let an importer, or whoever claims it, at these bytes; return whether it read something.

    Raises:
        AssertionError: it took too long, or a promise is broken.
        BaseException: whatever it should not have raised; a library in Rust panics beside `Exception`.
    """
    started = time.process_time()
    read = False
    for source in unpacked(Source("damaged", data), lambda _: _SECRET.decode()):
        if not isinstance(source, Source):
            assert isinstance(source[1], InputError)
            continue
        try:
            reader = _reader(target, importer, source)
            statements = reader.parse(source) if reader else []
        except InputError as error:
            str(error)
            continue
        spent = time.process_time() - started
        assert spent < PATIENCE, "too slow"
        if reader is not None:
            keep_promises(reader, source, statements)
            read = True
    return read


def _reader(target: Target, importer: Importer | None, source: Source) -> Importer | None:
    """Return the importer if it claims the file; without one, whoever claims it or reads a table by guess."""
    if target.guess:
        return guessed(source)
    if importer is None:
        return choose(source)
    importer.nearly(source)
    return importer if importer.detect(source) else None


def search(
    name: str, minutes: float, seed: int, keep: Path | None, most: float = math.inf
) -> tuple[int, int, dict[str, bytes]]:
    """Damage a target's samples for a while; return how many, how many were read, and one finding for each place.

    It ends after `most` of them even before its time.
    """
    target, chance = TARGETS.get(name, lambda: _of(name))(), random.Random(seed)
    others = [path.read_bytes()[:LARGEST] for path in samples()]
    tried = read = 0
    found: dict[str, bytes] = {}
    until = time.monotonic() + 60 * minutes
    while tried < most and time.monotonic() < until:
        importer, sample = chance.choice(target.seeds)
        data = target.spoil(sample, others, chance)
        tried += 1
        try:
            read += watched(target, importer, data)
        except KeyboardInterrupt:
            raise
        except BaseException as fault:  # noqa: BLE001  (any at all is a finding)
            where = _place(fault)
            if where not in found:
                found[where] = data
                print(f"{name}: {importer and importer.name}: {where}: {str(fault)[:300]}", flush=True)
                if keep is not None:
                    (keep / f"{name}-{len(found)}.bin").write_bytes(data)
    return tried, read, found


def _place(fault: BaseException) -> str:
    """Name the place by which findings are told apart: for a broken promise what it is, else the line of code."""
    if isinstance(fault, AssertionError):
        return f"broken promise: {str(fault).partition(':')[0]}"
    place = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} {Path(place.filename).name}:{place.lineno}"


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("targets", nargs="+", help=f"{', '.join(TARGETS)}, or an importer")
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    if chosen.keep is not None:
        chosen.keep.mkdir(parents=True, exist_ok=True)
    for name in chosen.targets:
        tried, read, found = search(name, chosen.minutes, chosen.seed, chosen.keep)
        print(
            f"{name}: {tried} files in {chosen.minutes:g} minutes, {read} of them read, {len(found)} findings",
            flush=True,
        )


if __name__ == "__main__":
    main()

"""Read and import large statements, beside the floor and the libraries that would do the reading alone.

    python -m benchmarks.import [--rows 50000] [--runs 3] [--seed 20] [--formats ofx,camt] [--peers PYTHON]

For each format: `floor`, the least that any reader must do (pandas makes a frame of the CSV's cells, lxml walks the XML, pdfplumber
finds the words of the pages, a 25th of the rows); `parse`, ours from bytes to checked statements; `import`, ours into a fresh ledger
on disk. PYTHON is the interpreter of an environment that holds the peers (bankstatementparser, mt-940, quiffen, ofxparse): each
reads the same file in a process of its own, start-up left out. A peer that takes the square of the rows gets a tenth of them, which
the table says.

Every case runs several times, turn by turn; the fastest is nearest to a quiet machine and decides about an aim.
"""

import argparse
import gc
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pandas as pd
import pdfplumber
from lxml import etree

from benchmarks.exports import ALIPAY_HEADING, WRITERS
from benchmarks.peers import PEERS
from benchmarks.timing import LOOPS, Case, counted
from ingest.checks import check
from ingest.importer import choose
from ingest.ledger import Ledger
from ingest.source import Source

AIMS = {"ofx": 5.0, "alipay": 2.5}  # seconds for importing 50,000 rows on a quiet machine
SQUARE = {"ofxparse"}  # peers that take the square of the rows: a tenth of the rows has to do
SHARES = {"pdf": 25}  # a page takes a tenth of a second
SMALL = 300


def imported(path: Path, rows: int) -> None:
    """Import a file into a fresh ledger; a row that is missing is no speed."""
    folder = Path(tempfile.mkdtemp(prefix="walletwatch-"))
    try:
        with Ledger(folder / "ledger.db") as ledger:
            (report,) = ledger.import_path(path)
        if (report.new, report.unread) != (rows, 0):
            raise SystemExit(f"{path.name}: {report.new} of {rows} rows were imported ({report.error})")
    finally:
        shutil.rmtree(folder)


def parsed(data: bytes, rows: int) -> None:
    """Read a file into checked statements."""
    gc.disable()  # as an import does: none of these objects are garbage
    try:
        source = Source("statement", data)
        statements = choose(source).parse(source)
        for statement in statements:
            check(statement)
    finally:
        gc.enable()
    if sum(len(statement.rows) for statement in statements) != rows:
        raise SystemExit(f"not {rows} rows were read")


def framed(data: bytes, rows: int) -> None:
    """Read a table with pandas alone: cells as text, nothing understood."""
    above = data.decode("gb18030").split(ALIPAY_HEADING)[0].count("\n")
    frame = pd.read_csv(io.BytesIO(data), encoding="gb18030", skiprows=above, dtype="str")
    if len(frame) != rows:
        raise SystemExit(f"pandas read {len(frame)} of {rows} rows")


def walked(data: bytes, rows: int) -> None:
    """Walk an XML document with lxml alone."""
    entries = 0
    for _, element in etree.iterparse(io.BytesIO(data), tag="{*}Ntry"):
        entries += 1
        element.clear()
    if entries != rows:
        raise SystemExit(f"lxml saw {entries} of {rows} entries")


def worded(data: bytes, rows: int) -> None:
    """Find the words of every page with pdfplumber alone; each row names one example shop."""
    with pdfplumber.open(io.BytesIO(data)) as file:
        shops = 0
        for page in file.pages:
            shops += sum(word["text"] == "Example" for word in page.extract_words())
            page.close()
    if shops != rows:
        raise SystemExit(f"pdfplumber found {shops} of {rows} rows")


FLOORS: dict[str, tuple[str, Callable[[bytes, int], None]]] = {
    "alipay": ("floor: pandas.read_csv(dtype=str)", framed),
    "camt": ("floor: lxml.iterparse", walked),
    "pdf": ("floor: pdfplumber's words", worded),
}


def peer(python: str, name: str, kind: str, file: Path, rows: int) -> float:
    """Let another library read the file and return its seconds."""
    script = Path(__file__).with_name("peers.py")
    done = subprocess.run([python, script, name, kind, file], capture_output=True, check=True, text=True)
    count, seconds = done.stdout.split()
    if int(count) != rows:
        raise SystemExit(f"{name} read {count} of {rows} rows")
    return float(seconds)


def cases(folder: Path, kinds: list[str], rows: int, seed: int, python: str | None) -> Iterator[Case]:
    """Prepare everything that is measured, so that making the files takes no time of theirs."""
    for kind in kinds:
        count = rows // SHARES.get(kind, 1)
        data = WRITERS[kind](count, seed)
        file = folder / f"statement.{kind}"
        file.write_bytes(data)
        if kind in FLOORS:
            said, floor = FLOORS[kind]
            yield Case(said, kind, partial(floor, data, count))
        yield Case("Walletwatch, parse", kind, partial(parsed, data, count))
        aim = AIMS[kind] * rows / 50_000 if kind in AIMS else None
        yield Case("Walletwatch, import", kind, partial(imported, file, count), aim)
        if python:
            yield from _peers(folder, kind, rows, seed, python)


def _peers(folder: Path, kind: str, rows: int, seed: int, python: str) -> Iterator[Case]:
    for name in PEERS.get(kind, {}):
        count = rows // 10 if name in SQUARE else rows
        # one peer looks at the ending before the content
        file = folder / f"{name}.{ {'camt': 'xml', 'mt940': 'sta'}.get(kind, kind) }"
        file.write_bytes(WRITERS[kind](count, seed))
        said = name if count == rows else f"{name}, {count:,} rows only"
        yield Case(said, kind, partial(peer, python, name, kind, file, count))


def helped() -> None:
    """Start the command and let it print its help."""
    subprocess.run([Path(sys.executable).with_name("walletwatch"), "--help"], capture_output=True, check=True)


def table(found: list[Case], rows: int, runs: int) -> Iterator[str]:
    """Yield the lines of the Markdown table."""
    yield f"{rows:,} rows, {runs} runs, Python {sys.version.split()[0]}."
    yield ""
    yield "| format | what | fastest s | median s | aim s |"
    yield "|---|---|---:|---:|---:|"
    for case in found:
        yield case.line()


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("--rows", type=int, default=50_000)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--seed", type=int, default=20)
    options.add_argument("--formats", default=",".join(WRITERS))
    options.add_argument("--peers", metavar="PYTHON", help="interpreter of an environment with the other libraries")
    chosen = options.parse_args()
    kinds = chosen.formats.split(",")
    with tempfile.TemporaryDirectory(prefix="walletwatch-") as name:
        folder = Path(name)
        for kind in kinds:  # load every module and fill every cache
            parsed(WRITERS[kind](SMALL, chosen.seed + 1), SMALL)
        found = list(cases(folder, kinds, chosen.rows, chosen.seed, chosen.peers))
        found += [Case("`walletwatch --help`", "", helped, 0.4), Case(f"calibration: a loop of {LOOPS:,}", "", counted)]
        for _ in range(chosen.runs):
            for case in found:
                case.run()
    print("\n".join(table(found, chosen.rows, chosen.runs)))


if __name__ == "__main__":
    main()

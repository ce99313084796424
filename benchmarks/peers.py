"""Other libraries reading the same file, in an interpreter of their own: they need other versions of what we use.

    PEERS/bin/python benchmarks/peers.py PEER FILE

prints how many transactions it read, and the seconds it took without start-up.
"""

import contextlib
import io
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any


def _bankstatementparser(name: str) -> Callable[[str], int]:
    import bankstatementparser  # noqa: PLC0415

    parser: Any = getattr(bankstatementparser, name)
    return lambda file: len(parser(file).parse())


def _mt940() -> Callable[[str], int]:
    import mt940  # noqa: PLC0415

    return lambda file: len(mt940.parse(file))


def _quiffen() -> Callable[[str], int]:
    from quiffen import Qif  # noqa: PLC0415

    def read(file: str) -> int:
        accounts = Qif.parse(file, day_first=False).accounts.values()
        return sum(len(rows) for account in accounts for rows in account.transactions.values())

    return read


def _ofxparse() -> Callable[[str], int]:
    from ofxparse import OfxParser  # noqa: PLC0415

    def read(file: str) -> int:
        with open(file, "rb") as stream:  # noqa: PTH123
            return len(OfxParser.parse(io.BytesIO(stream.read())).account.statement.transactions)

    return read


# By format: who reads it, and how. All are under the MIT, BSD or Apache licences.
PEERS: dict[str, dict[str, Callable[[], Callable[[str], int]]]] = {
    "ofx": {"bankstatementparser": lambda: _bankstatementparser("OfxParser"), "ofxparse": _ofxparse},
    "camt": {"bankstatementparser": lambda: _bankstatementparser("CamtParser")},
    "mt940": {"bankstatementparser": lambda: _bankstatementparser("Mt940Parser"), "mt-940": _mt940},
    "qif": {"quiffen": _quiffen},
}


def main() -> None:
    peer, kind, file = sys.argv[1:]
    warnings.simplefilter("ignore")
    read = PEERS[kind][peer]()
    start = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        count = read(file)
    print(count, time.perf_counter() - start)


if __name__ == "__main__":
    main()

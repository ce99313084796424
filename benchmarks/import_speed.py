"""Import large statements, side by side with the libraries that would do the reading alone.

    python -m benchmarks.import_speed [--rows 50000] [--runs 3] [--full] [--seed 20]

Ours is the whole way: read, parse, check, identify, store, into a fresh ledger on disk. The others only read: ofxparse
makes objects of the same OFX file, pandas makes a frame of the same CSV. ofxparse takes the square of the rows, so it is
measured on smaller files and extrapolated, which the table says; `--full` lets it run.

Every case is run several times, turn by turn, and the table gives the median and the fastest. The fastest is nearest to
a quiet machine and decides about the target; the loop at the end is plain Python and shows how quiet the machine was.
"""

import argparse
import datetime as dt
import gc
import io
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
from ofxparse import OfxParser

from ingest.ledger import Ledger

OFXPARSE_ROWS = (2_000, 5_000, 10_000)
SMALL = 300  # rows of the import that loads every module first
TARGETS = {"OFX": 5.0, "Alipay": 2.5}  # seconds for 50,000 rows on a quiet machine
LOOPS = 10_000_000
LAST_DAY = dt.datetime(2026, 6, 30, 23, 59, 59)  # noqa: DTZ001  (wall time, as the exports print it)

ALIPAY_HEADING = (
    "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,"
)
CATEGORIES = ("餐饮美食", "日用百货", "交通出行", "服饰装扮", "数码电器", "充值缴费", "文化休闲", "医疗健康")
METHODS = ("余额宝", "花呗", "招商银行储蓄卡(0000)", "余额", "花呗&红包", "示例银行信用卡(0000)")
KINDS = (
    ("支出", "交易成功"),
    ("支出", "等待确认收货"),
    ("支出", "交易关闭"),
    ("不计收支", "退款成功"),
    ("收入", "交易成功"),
)
ODDS = (85, 4, 2, 4, 5)
TYPES = ("DEBIT", "POS", "CREDIT", "ATM", "XFER", "FEE", "CHECK")

OFX_HEAD = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260701090000<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>USD
<BANKACCTFROM><BANKID>000000000<ACCTID>0000000000<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20100101<DTEND>20260630
"""
OFX_TAIL = """</BANKTRANLIST><LEDGERBAL><BALAMT>1234.56<DTASOF>20260630</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""


# -- the statements ----------------------------------------------------------------------------------------------------


def moments(rows: int, chance: random.Random) -> Iterator[dt.datetime]:
    """Yield moments from new to old, some hours apart."""
    when = LAST_DAY
    for _ in range(rows):
        yield when
        when -= dt.timedelta(seconds=chance.randrange(30, 5_000))


def alipay(rows: int, seed: int) -> bytes:
    """Write the app export of a wallet: GB18030, a preamble, ids that end in a TAB."""
    chance = random.Random(seed)
    shops = [f"示例商店{n}（示例路{n % 7}店）" for n in range(400)]
    lines = []
    for n, when in enumerate(moments(rows, chance)):
        direction, status = chance.choices(KINDS, ODDS)[0]
        number = f"{when:%Y%m%d}22001{n:012d}"
        amount = f"{chance.lognormvariate(3.4, 1):.2f}"
        cells = [f"{when:%Y-%m-%d %H:%M:%S}", chance.choice(CATEGORIES), chance.choice(shops), "shop***@example.com"]
        cells += [f"示例商品{chance.randrange(900)} 一份", direction, amount, chance.choice(METHODS), status]
        lines.append(f"{','.join(cells)},{number}\t,T200P{number}\t,,")
    period = f"起始时间：[2010-01-01 00:00:00]    终止时间：[{LAST_DAY}]"
    preamble = ["-" * 84, "导出信息：", "姓名：示例", "支付宝账户：138****0000", period, "导出交易类型：[全部]"]
    preamble += ["导出时间：[2026-07-01 09:00:00]", f"共{rows}笔记录", "", "-" * 84]
    return "\n".join([*preamble, ALIPAY_HEADING, *lines, ""]).encode("gb18030")


def ofx(rows: int, seed: int) -> bytes:
    """Write the statement of a bank: OFX 1.02, one tag a line, leaf tags left open."""
    chance = random.Random(seed)
    shops = [f"EXAMPLE STORE {n:04d} &amp; CO" for n in range(400)]
    records = []
    for n, when in enumerate(moments(rows, chance)):
        sign = "" if chance.random() < 0.1 else "-"
        amount = f"{sign}{chance.lognormvariate(3.4, 1):.2f}"
        records.append(
            f"<STMTTRN>\n<TRNTYPE>{chance.choice(TYPES)}\n<DTPOSTED>{when:%Y%m%d%H%M%S}[-5:EST]\n<TRNAMT>{amount}\n"
            f"<FITID>{when:%Y%m%d}{n:08d}\n<NAME>{chance.choice(shops)}\n<MEMO>CARD 0000 {n:06d}\n</STMTTRN>\n"
        )
    return (OFX_HEAD + "".join(records) + OFX_TAIL).encode("cp1252")


# -- the work ----------------------------------------------------------------------------------------------------------


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
    """Read a file with ofxparse alone."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it calls names that its own libraries renamed
        statement = OfxParser.parse(io.BytesIO(data)).account.statement
    if len(statement.transactions) != rows:
        raise SystemExit(f"ofxparse read {len(statement.transactions)} of {rows} rows")


def framed(data: bytes, rows: int) -> None:
    """Read a table with pandas alone: cells as text, nothing understood."""
    above = data.decode("gb18030").split(ALIPAY_HEADING)[0].count("\n")
    frame = pd.read_csv(io.BytesIO(data), encoding="gb18030", skiprows=above, dtype="str")
    if len(frame) != rows:
        raise SystemExit(f"pandas read {len(frame)} of {rows} rows")


def counted() -> None:
    """Count in plain Python, which no library and no disk can speed up or slow down."""
    total = 0
    for n in range(LOOPS):
        total += n


def helped() -> None:
    """Start the command and let it print its help."""
    subprocess.run([_command(), "--help"], capture_output=True, check=True)


def _command() -> Path:
    return Path(sys.executable).with_name("walletwatch")


# -- the measuring -----------------------------------------------------------------------------------------------------


@dataclass
class Case:
    """One line of the table: what is done, and how long it took each time."""

    name: str
    rows: int
    work: Callable[[], None]
    target: float | None = None
    seconds: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Do it once more."""
        gc.collect()
        start = time.perf_counter()
        self.work()
        self.seconds.append(time.perf_counter() - start)

    @property
    def median(self) -> float:
        """Return the middle of all runs."""
        return statistics.median(self.seconds)

    @property
    def fastest(self) -> float:
        """Return the run that was disturbed least."""
        return min(self.seconds)


def cases(folder: Path, rows: int, seed: int, *, full: bool) -> list[Case]:
    """Prepare everything that is measured, so that making the files takes no time of theirs."""
    csv, bank = folder / "alipay.csv", folder / "bank.ofx"
    csv.write_bytes(alipay(rows, seed))
    bank.write_bytes(ofx(rows, seed))
    scale = rows / 50_000
    found = [
        Case("Walletwatch, OFX into a ledger", rows, lambda: imported(bank, rows), TARGETS["OFX"] * scale),
        Case("Walletwatch, Alipay CSV into a ledger", rows, lambda: imported(csv, rows), TARGETS["Alipay"] * scale),
        Case("pandas.read_csv, the Alipay table", rows, lambda: framed(csv.read_bytes(), rows)),
    ]
    counts = (*OFXPARSE_ROWS, rows) if full else OFXPARSE_ROWS
    found += [Case("ofxparse, the OFX file", count, _parsing(ofx(count, seed), count)) for count in counts]
    if _command().exists():
        found.append(Case("`walletwatch --help`", 0, helped, 0.4))
    found.append(Case(f"calibration: a loop of {LOOPS:,}", 0, counted))
    return found


def _parsing(data: bytes, rows: int) -> Callable[[], None]:
    return lambda: parsed(data, rows)


def warm_up(folder: Path, seed: int) -> None:
    """Load every module and fill every cache with another, small file."""
    for name, write in (("small.csv", alipay), ("small.ofx", ofx)):
        path = folder / name
        path.write_bytes(write(SMALL, seed + 1))
        imported(path, SMALL)
    parsed(ofx(SMALL, seed + 1), SMALL)


def extrapolated(measured: list[Case], rows: int) -> float:
    """Return the seconds ofxparse would take: a*n + b*n*n through the measured medians."""
    counts = np.array([case.rows for case in measured], dtype=float)
    fit, *_ = np.linalg.lstsq(np.column_stack([counts, counts**2]), np.array([case.median for case in measured]))
    return float(fit @ (rows, rows**2))


def table(found: list[Case], rows: int, runs: int) -> Iterator[str]:
    """Yield the lines of the Markdown table."""
    yield f"Median of {runs} runs (ofxparse on {rows:,} rows: 1), Python {sys.version.split()[0]}."
    yield ""
    yield "| what | rows | median s | fastest s | target s |"
    yield "|---|---:|---:|---:|---:|"
    for case in found:
        target = f"{case.target:.2f} {'met' if case.fastest <= case.target else 'MISSED'}" if case.target else ""
        count = f"{case.rows:,}" if case.rows else ""
        yield f"| {case.name} | {count} | {case.median:.2f} | {case.fastest:.2f} | {target} |"
    reference = [case for case in found if case.name.startswith("ofxparse")]
    if reference[-1].rows < rows:
        names = ", ".join(f"{case.rows:,}" for case in reference)
        yield f"| ofxparse, the OFX file, **extrapolated** from {names} | {rows:,} | {extrapolated(reference, rows):.0f} |  |  |"
    if not _command().exists():
        yield "| `walletwatch --help` |  | not installed |  |  |"


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("--rows", type=int, default=50_000)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--seed", type=int, default=20)
    options.add_argument("--full", action="store_true", help="let ofxparse read all rows, which takes minutes")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="walletwatch-") as name:
        folder = Path(name)
        warm_up(folder, chosen.seed)
        found = cases(folder, chosen.rows, chosen.seed, full=chosen.full)
        for run in range(chosen.runs):
            for case in found:
                if run == 0 or not (case.name.startswith("ofxparse") and case.rows == chosen.rows):
                    case.run()
    print("\n".join(table(found, chosen.rows, chosen.runs)))


if __name__ == "__main__":
    main()

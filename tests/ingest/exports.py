"""Writes small exports from rows that a test makes up."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.source import Source

ALIPAY = "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,"
CMB = "记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要"
CMB_CREDIT = "交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额"
CANONICAL = "account,booked_at,amount,currency,counterparty,status,kind,balance,reference"
at = dt.datetime.fromisoformat


@dataclass(frozen=True)
class Paid:
    """One row of an export; `amount` is signed fen or cents."""

    when: dt.datetime
    amount: int
    name: str = "示例商店"
    reference: str = ""
    status: str = "交易成功"
    balance: int = 0


@dataclass(frozen=True)
class Frame:
    """What a wallet prints about the export itself; None where it is left out."""

    first: dt.datetime | None = None
    last: dt.datetime | None = None
    exported: dt.datetime | None = None
    login: str = "138****0000"
    kinds: str = "全部"


def days(first: str, last: str, exported: str, login: str = "138****0000") -> Frame:
    """Return the frame of an export of whole days."""
    return Frame(at(f"{first}T00:00:00"), at(f"{last}T23:59:59"), at(exported), login)


def yuan(amount: int) -> str:
    """Write minor units with two digits."""
    return f"{'-' if amount < 0 else ''}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def alipay(rows: Sequence[Paid], frame: Frame | None = None) -> bytes:
    """Write the app export of Alipay."""
    frame = frame or Frame()
    lines = [f"支付宝账户：{frame.login}"]
    if frame.first and frame.last:
        lines.append(f"起始时间：[{frame.first}]    终止时间：[{frame.last}]")
    lines.append(f"导出交易类型：[{frame.kinds}]")
    if frame.exported:
        lines.append(f"导出时间：[{frame.exported}]")
    lines.append(ALIPAY)
    for row in rows:
        direction = "支出" if row.amount < 0 else "收入"
        cells = (row.when, "日用百货", row.name, "/", "示例", direction, yuan(abs(row.amount)), "余额宝", row.status)
        lines.append(f"{','.join(map(str, cells))},{row.reference}\t,M{row.reference}\t,,")
    return "\n".join([*lines, ""]).encode("gb18030")


def cmb(rows: Sequence[Paid]) -> bytes:
    """Write the debit statement of CMB: days only, running balances, no references."""
    lines = [
        f"{row.when.date()},CNY,{yuan(row.amount)},{yuan(row.balance)},快捷支付,{row.name},{row.reference}"
        for row in rows
    ]
    return "\n".join([CMB, *lines, ""]).encode()


def with_balances(rows: Sequence[Paid], opening: int = 10_000_00) -> list[Paid]:
    """Return the rows with the balance after each."""
    balance, out = opening, []
    for row in rows:
        balance += row.amount
        out.append(replace(row, balance=balance))
    return out


def cmb_credit(rows: Sequence[Paid], month: str = "2026年01月") -> bytes:
    """Write a credit card bill of CMB: days only, no references, no balances."""
    lines = [
        f"{row.when:%m/%d},{row.when:%m/%d},{row.name},{yuan(-row.amount)},0000,{yuan(-row.amount)}(CN)" for row in rows
    ]
    return "\n".join([f"招商银行信用卡对账单（个人消费卡账户 {month}）", CMB_CREDIT, *lines, ""]).encode()


def ofx(rows: Sequence[Paid], first: str = "", last: str = "", exported: str = "", account: str = "12345678") -> bytes:
    """Write an OFX 1 bank statement; days only."""
    records = "".join(
        f"<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>{row.when:%Y%m%d}<TRNAMT>{yuan(row.amount)}<FITID>{row.reference}"
        f"<NAME>{row.name}</STMTTRN>\n"
        for row in rows
    )
    period = f"<DTSTART>{first}<DTEND>{last}" if first else ""
    server = f"<DTSERVER>{exported}" if exported else ""
    return (
        f"OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><SIGNONMSGSRSV1><SONRS>{server}</SONRS></SIGNONMSGSRSV1>"
        f"<BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>1<ACCTID>{account}<ACCTTYPE>CHECKING"
        f"</BANKACCTFROM><BANKTRANLIST>{period}\n{records}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n"
    ).encode()


def canonical(rows: Sequence[Paid], account: str = "bank:0001", *, times: bool = True, person: str = "me") -> bytes:
    """Write the canonical CSV, without references or balances; amounts in euro."""
    lines = [
        f"{account},{row.when if times else row.when.date()},{yuan(row.amount)},EUR,{row.name},{person}" for row in rows
    ]
    return "\n".join(["account,booked_at,amount,currency,counterparty,person", *lines, ""]).encode()


def source(data: bytes, name: str = "export") -> Source:
    """Return bytes as a source."""
    return Source(name, data)


def saved(folder: Path, name: str, data: bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(data)
    return path

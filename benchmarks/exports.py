"""Large statements of invented transactions, written by a seed in the formats that imports are measured with."""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from typing import Final

from tests.ingest.pdfs import pdf as drawn

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
        number = f"{when:%Y%m%d}22001{n + 1:012d}"
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


def mt940(rows: int, seed: int) -> bytes:
    """Write the statement of a bank as MT940: one statement, `:86:` in German subfields."""
    chance = random.Random(seed)
    amounts = [_amount(chance) for _ in range(rows)]
    lines = [":20:EXAMPLE", ":25:12345678/0000000000", ":28C:1/1", ":60F:C100101EUR0,00"]
    for n, (when, cents) in enumerate(zip(moments(rows, chance), amounts, strict=True)):
        mark = "C" if cents > 0 else "D"
        lines.append(f":61:{when:%y%m%d%m%d}{mark}{abs(cents) // 100},{abs(cents) % 100:02d}NTRFNONREF//{n:012d}")
        lines.append(
            f":86:166?00UEBERWEISUNG?20EREF+{n:012d}?21SVWZ+Rechnung {n}?32EXAMPLE SHOP {chance.randrange(400):04d}"
        )
    total = sum(amounts)
    lines += [f":62F:{'C' if total >= 0 else 'D'}260630EUR{abs(total) // 100},{abs(total) % 100:02d}", "-", ""]
    return "\r\n".join(lines).encode()


def camt(rows: int, seed: int) -> bytes:
    """Write the statement of a bank as CAMT.053.001.08."""
    chance = random.Random(seed)
    entries = []
    for n, when in enumerate(moments(rows, chance)):
        cents = _amount(chance)
        mark, party = ("CRDT", "Dbtr") if cents > 0 else ("DBIT", "Cdtr")
        entries.append(
            f'<Ntry><NtryRef>{n}</NtryRef><Amt Ccy="EUR">{abs(cents) // 100}.{abs(cents) % 100:02d}</Amt><CdtDbtInd>{mark}</CdtDbtInd>'
            f"<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{when:%Y-%m-%d}</Dt></BookgDt><ValDt><Dt>{when:%Y-%m-%d}</Dt></ValDt>"
            f"<AcctSvcrRef>{n:012d}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>"
            f"<NtryDtls><TxDtls><Refs><EndToEndId>E{n:012d}</EndToEndId></Refs><RltdPties><{party}><Pty><Nm>Example Shop {chance.randrange(400):04d}</Nm></Pty></{party}></RltdPties>"
            f"<RmtInf><Ustrd>Invoice {n}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
        )
    return f"{CAMT_HEAD}{''.join(entries)}</Stmt></BkToCstmrStmt></Document>\n".encode()


def qif(rows: int, seed: int) -> bytes:
    """Write the register of a bank account as QIF, days as MM/DD'YY."""
    chance = random.Random(seed)
    records = ["!Type:Bank"]
    for n, when in enumerate(moments(rows, chance)):
        cents = _amount(chance)
        records.append(
            f"D{when:%m/%d}'{when:%y}\nT{cents / 100:,.2f}\nN{n}\nPExample Shop {chance.randrange(400):04d}\nMCard 0000\nLGroceries\n^"
        )
    return ("\n".join(records) + "\n").encode()


def pdf(rows: int, seed: int) -> bytes:
    """Write the account statement of a bank as PDF: a month, two printed lines a transaction, 25 transactions a page."""
    chance = random.Random(seed)
    balance, lines = 10_000_00, ["", PDF_HEAD, f"-{'BALANCE B/F':>47}{'10,000.00':>60}"]
    for n in range(rows):
        cents = _amount(chance)
        balance += cents
        way = f"{'':>20}{_said(cents):>18}" if cents > 0 else f"{_said(-cents):>18}{'':>20}"
        day = f"{1 + n * 30 // rows:02d} JUN"
        lines.append(f"*  {day:<17}{day:<17}{'POS PURCHASE':<40}{way}{_said(balance):>25}")
        lines.append(f"+{'':>36}to Example Shop {chance.randrange(400):04d}")
        if n % 25 == 24 and n + 1 < rows:
            lines[-1] += "\f" + PDF_HEAD
    lines.append(f"-{'BALANCE C/F':>47}{_said(balance):>60}")
    return drawn("\n".join(lines), compress=True)


def _said(cents: int) -> str:
    """Return cents as an amount with thousands."""
    return f"{'-' * (cents < 0)}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def _amount(chance: random.Random) -> int:
    """Return cents, mostly out."""
    return round(chance.lognormvariate(8, 1)) * (1 if chance.random() < 0.1 else -1)


CAMT_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId><CreDtTm>2026-07-01T09:00:00</CreDtTm></GrpHdr>
<Stmt><Id>1</Id><CreDtTm>2026-07-01T09:00:00</CreDtTm><Acct><Id><IBAN>DE00123456780000000000</IBAN></Id><Ccy>EUR</Ccy></Acct>
"""

PDF_HEAD: Final = f"""\
 {"OCBC Bank":>70}
 360 ACCOUNT                                                 STATEMENT OF ACCOUNT         01 JUN 2026 TO 30 JUN 2026
 Account No. 000000000001
 {"Transaction":<19}Value
 {"Date":<19}{"Date":<17}{"Description":<40}{"Withdrawal":>18}{"Deposit":>20}{"Balance":>25}
"""

WRITERS: Final[dict[str, Callable[[int, int], bytes]]] = {
    "alipay": alipay,
    "ofx": ofx,
    "camt": camt,
    "mt940": mt940,
    "qif": qif,
    "pdf": pdf,
}

"""CAMT.053 version 8: booking day, value day, the bank's own reference, balances before and after."""

from xml.sax.saxutils import escape

from benchmarks.simulator import days
from benchmarks.simulator.views import Row, View, decimal, stamp
from benchmarks.simulator.writers.written import Written


def write(view: View) -> Written:
    """Write one statement, oldest row first, one entry a line."""
    lines, places = _head(view), {}
    for row in reversed(view.rows):
        lines.append(_entry(view, row))
        places[row.id] = len(lines)
    lines += ["</Stmt>", "</BkToCstmrStmt>", "</Document>"]
    return Written(("\n".join(lines) + "\n").encode(), places)


def _head(view: View) -> list[str]:
    made = stamp(view.period.exported_at).replace(" ", "T")
    first, last = days.iso(view.period.first), days.iso(view.period.last)
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">',
        "<BkToCstmrStmt>",
        f"<GrpHdr><MsgId>{view.account.tail}-1</MsgId><CreDtTm>{made}</CreDtTm></GrpHdr>",
        "<Stmt>",
        f"<Id>{view.account.tail}-1</Id><CreDtTm>{made}</CreDtTm>",
        f"<FrToDt><FrDtTm>{first}T00:00:00</FrDtTm><ToDtTm>{last}T23:59:59</ToDtTm></FrToDt>",
        f"<Acct><Id><IBAN>{view.account.number}</IBAN></Id><Ccy>{view.account.currency}</Ccy>",
        f"<Ownr><Nm>{escape(view.holder)}</Nm></Ownr></Acct>",
        _balance(view, "OPBD", view.opening, first),
        _balance(view, "CLBD", view.closing, last),
    ]


def _balance(view: View, code: str, amount: int, day: str) -> str:
    kind = f"<Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
    return f"<Bal>{kind}{_amount(view, amount)}<Dt><Dt>{day}</Dt></Dt></Bal>"


def _amount(view: View, amount: int) -> str:
    mark = "DBIT" if amount < 0 else "CRDT"
    return f'<Amt Ccy="{view.account.currency}">{decimal(abs(amount))}</Amt><CdtDbtInd>{mark}</CdtDbtInd>'


def _entry(view: View, row: Row) -> str:
    day, money, role = days.iso(days.day_of(row.at)), _amount(view, row.amount), "Cdtr" if row.amount < 0 else "Dbtr"
    party = f"<RltdPties><{role}><Pty><Nm>{escape(row.party)}</Nm></Pty></{role}></RltdPties>"
    return (
        f"<Ntry>{money}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>"
        f"<AcctSvcrRef>{row.reference}</AcctSvcrRef><NtryDtls><TxDtls>{money}{party}"
        f"<RmtInf><Ustrd>{escape(row.said)}</Ustrd></RmtInf></TxDtls></NtryDtls>"
        f"<AddtlNtryInf>{escape(row.word)}</AddtlNtryInf></Ntry>"
    )

"""OFX as real banks write it: each variant was reported in the tracker of some importer, or stands in a public sample."""

import datetime as dt
from collections.abc import Callable
from typing import Final

import pytest

from ingest import limits
from ingest.checks import check
from ingest.errors import BrokenFile
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import named

HEADER: Final = (
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\n"
    "OLDFILEUID:NONE\nNEWFILEUID:NONE\n\n"
)
XML_HEADER: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    '<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\n'
)
ACCOUNT: Final = "<BANKACCTFROM><BANKID>99<ACCTID>1234567<ACCTTYPE>CHECKING</BANKACCTFROM>"


def record(
    amount: str = "-12.50", posted: str = "20260505", number: str = "2026A", *, inside: str = "", name: str = "EXAMPLE"
) -> str:
    return f"<STMTTRN>\n<TRNTYPE>DEBIT\n<DTPOSTED>{posted}\n<TRNAMT>{amount}\n<FITID>{number}\n<NAME>{name}\n{inside}</STMTTRN>\n"


def body(*records: str, account: str = ACCOUNT, after: str = "", currency: str = "<CURDEF>EUR\n") -> str:
    return (
        "<OFX>\n<SIGNONMSGSRSV1><SONRS><DTSERVER>20260601</SONRS></SIGNONMSGSRSV1>\n"
        f"<BANKMSGSRSV1><STMTTRNRS><STMTRS>\n{currency}{account}\n<BANKTRANLIST>\n{''.join(records)}</BANKTRANLIST>\n{after}"
        "</STMTRS></STMTTRNRS></BANKMSGSRSV1>\n</OFX>\n"
    )


def closed(text: str) -> str:
    """Return the XML of OFX 2: every leaf closed."""
    lines = []
    for line in text.split("\n"):
        tag, found, said = line.removeprefix("<").partition(">")
        lines.append(f"{line}</{tag}>" if found and said and "<" not in said and not line.startswith("</") else line)
    return "\n".join(lines)


def parsed(data: bytes) -> list[Statement]:
    source = Source("bank.ofx", data)
    assert named("ofx").detect(source)
    return named("ofx").parse(source)


def only(text: str) -> Statement:
    (statement,) = parsed(text.encode())
    return statement


# -- how a file is written ---------------------------------------------------------------------------------------------

NAME: Final = "Café A<B & Söhne"
PLAIN: Final = HEADER + body(record(name=NAME), record("20.00", "20260506", "2026B"))


def header(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


WRITTEN: Final[dict[str, Callable[[str], str]]] = {
    "as it is": str,
    "OFX 2": lambda text: XML_HEADER + closed(text.removeprefix(HEADER)),
    "OFX 2 on one line": lambda text: (XML_HEADER + closed(text.removeprefix(HEADER))).replace("\n", ""),
    "OFX 1 on one line": lambda text: HEADER + text.removeprefix(HEADER).replace("\n", ""),
    "header on one line": lambda text: HEADER.replace("\n", " ") + "\n" + text.removeprefix(HEADER),
    "header and body on one line": lambda text: text.replace("\n", ""),
    "blank lines between headers": lambda text: HEADER.replace("\n", "\n\n") + text.removeprefix(HEADER),
    "no blank line after the header": header("NONE\n\n<OFX>", "NONE\n<OFX>"),
    "header only in part": lambda text: f"DATA:OFXSGML\nENCODING:UTF-8\n{text.removeprefix(HEADER)}",
    "no header": lambda text: text.removeprefix(HEADER),
    "header in a comment": lambda text: f"<!--\n{HEADER}-->\n{text.removeprefix(HEADER)}",
    "blank lines first": lambda text: f"\r\n\n  {text}",
    "spaces around the header": lambda text: HEADER.replace(":", " : ") + text.removeprefix(HEADER),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "indented": lambda text: text.replace("\n<", "\n\t\t  <"),
    "values on lines of their own": lambda text: text.replace("<DTPOSTED>", "<DTPOSTED>\n\t\t ").replace("<TRNAMT>", "<TRNAMT>\n   "),
    "lower-case tags": lambda text: HEADER + _tags(text.removeprefix(HEADER), str.lower),
    "a space in tags": lambda text: text.replace("<OFX>", "<OFX >").replace("<STMTTRN>", "<STMTTRN >").replace("<TRNAMT>", "<TRNAMT >"),
    "attributes in tags": lambda text: text.replace("<OFX>", '<OFX xmlns="http://ofx.net/types/2003/04">'),
    "records not closed": lambda text: text.replace("</STMTTRN>", ""),
    "closed as another statement": lambda text: text.replace("</STMTRS>", "</CCSTMTRS>"),
    "trailing junk": lambda text: f"{text}\n\x1a\0\0",
    "empty tags": lambda text: text.replace("<FITID>", "<CHECKNUM>\n<REFNUM></REFNUM><FITID>"),
    "unknown tags": lambda text: text.replace("<FITID>", "<X.BANK>what</X.BANK><FITID>"),
    "CDATA": lambda text: text.replace(NAME, f"<![CDATA[{NAME}]]>"),
    "escaped": lambda text: text.replace(NAME, "Caf&#233; A&lt;B &amp; S&#xF6;hne"),
    "comment inside": lambda text: text.replace("<FITID>", "<!-- <TRNAMT>9.99 -->\n<FITID>"),
}  # fmt: skip


def _tags(text: str, change: Callable[[str], str]) -> str:
    return (
        ">".join("<".join((said, change(tag))) for said, tag in (_split(piece) for piece in text.split(">")))[
            :-1
        ].removesuffix("<")
        + "\n"
    )


def _split(piece: str) -> tuple[str, str]:
    said, _, tag = piece.rpartition("<")
    return said, tag


@pytest.mark.parametrize("write", WRITTEN.values(), ids=WRITTEN)
def test_a_file_is_read_however_it_is_written(write: Callable[[str], str]) -> None:
    statement = only(write(PLAIN))
    assert statement.unread == []
    assert statement.rows["amount"].tolist() == [-1250, 2000]
    assert statement.rows["booked_at"].astype(str).tolist() == ["2026-05-05", "2026-05-06"]
    assert statement.rows["reference"].tolist() == ["2026A", "2026B"]
    assert statement.rows["counterparty"].tolist() == [NAME, "EXAMPLE"]
    assert (statement.account.number, statement.account.currency) == ("1234567", "EUR")


ENCODED: Final[dict[str, tuple[str, str, str]]] = {  # what the header says, and what the bytes are
    "cp1252": ("ENCODING:USASCII\nCHARSET:1252", "cp1252", "Söhne €"),
    "UTF-8 that says 1252": ("ENCODING:USASCII\nCHARSET:1252", "utf-8", "Söhne 北京 €"),
    "CHARSET:NONE": ("ENCODING:USASCII\nCHARSET:NONE", "cp1252", "Söhne"),
    "CHARSET:NONE, UTF-8": ("ENCODING:UTF-8\nCHARSET:NONE", "utf-8", "Söhne 北京"),
    "ENCODING:UTF-8 that is cp1252": ("ENCODING:UTF-8\nCHARSET:CSUNICODE", "cp1252", "Söhne"),
    "8859-1": ("ENCODING:USASCII\nCHARSET:8859-1", "latin-1", "Söhne"),
    "ISO-8859-2": ("ENCODING:USASCII\nCHARSET:ISO-8859-2", "iso8859-2", "Łódź"),
    "1251": ("ENCODING:USASCII\nCHARSET:1251", "cp1251", "Пример"),
    "no such set": ("ENCODING:USASCII\nCHARSET:FOO", "cp1252", "Söhne"),
    "spaces": ("ENCODING: USASCII \nCHARSET: 1251 ", "cp1251", "Пример"),
    "UTF-16": ("ENCODING:UNICODE\nCHARSET:NONE", "utf-16", "Söhne 北京"),
    "byte-order mark": ("ENCODING:USASCII\nCHARSET:1252", "utf-8-sig", "Söhne"),
}


@pytest.mark.parametrize(("said", "encoding", "name"), ENCODED.values(), ids=ENCODED)
def test_a_name_is_read_whatever_the_header_says_of_its_encoding(said: str, encoding: str, name: str) -> None:
    text = PLAIN.replace("ENCODING:USASCII\nCHARSET:1252", said).replace(NAME, name)
    (statement,) = parsed(text.encode(encoding))
    assert statement.rows["counterparty"].tolist() == [name, "EXAMPLE"]


@pytest.mark.parametrize("end", ["<TRNAMT>20", "<FITID>2026B", "</BANKTRANLIST>", "</OFX>"])
def test_a_file_that_breaks_off_is_refused(end: str) -> None:
    """Where ofxparse returns no transaction and no error."""
    with pytest.raises(BrokenFile) as refused:
        only(PLAIN[: PLAIN.index(end)])
    assert refused.value.what == "cut"


# -- amounts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (["-1,234.56"], [-123456]),
        (["-1.234,56"], [-123456]),
        (["-1,234"], [-123400]),  # cents have no third decimal
        (["-12,5", "-7"], [-1250, -700]),
        (["1400,82"], [140082]),
        (["            -12.80", "           -200,00"], [-1280, -20000]),  # one bank, two programs
        (["-1.006,60", "-1.50"], [-100660, -150]),
        (["+12.50"], [1250]),
        (["-.50", "0"], [-50, 0]),
        (["12.50-"], [-1250]),
        (["-8.95000"], [-895]),
        (["-1 234.56"], [-123456]),
        (["-1\u00a0234,56"], [-123456]),
        (["\u221212.50"], [-1250]),
        (["EUR 12.50"], [1250]),
    ],
)
def test_an_amount_is_read_in_the_form_of_the_bank(cells: list[str], read: list[int]) -> None:
    records = [record(cell, number=f"2026{n}") for n, cell in enumerate(cells)]
    assert only(HEADER + body(*records)).rows["amount"].tolist() == read


@pytest.mark.parametrize(
    "cell", ["12.50 CR?", "12.50.50", "--5", "1,2,3", "", "abc", "1e5", "USD 5.00", "12.345,678.9"]
)
def test_an_amount_that_is_none_leaves_its_line_unread(cell: str) -> None:
    statement = only(HEADER + body(record(cell, number="2026X"), record()))
    assert (statement.rows["amount"].tolist(), len(statement.unread)) == ([-1250], 1)


# -- days --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("posted", "moment", "instant"),
    [
        ("20260505", "2026-05-05 00:00", ""),
        ("20260505233000[-5:EST]", "2026-05-05 23:30", "2026-05-06 04:30"),
        ("20260505003000[+7:WIB]", "2026-05-05 00:30", "2026-05-04 17:30"),
        ("20260505103000[-3:GMT]", "2026-05-05 10:30", "2026-05-05 13:30"),  # the name is wrong
        ("20260505103000.123[-3.30:NST]", "2026-05-05 10:30", "2026-05-05 14:00"),
        ("20260505103000[5.5:IST]", "2026-05-05 10:30", "2026-05-05 05:00"),
        ("20260505103000[-03:EST]", "2026-05-05 10:30", "2026-05-05 13:30"),
        ("20260505103000[+9]", "2026-05-05 10:30", "2026-05-05 01:30"),
        ("20260505103000[0:GMT]", "2026-05-05 10:30", "2026-05-05 10:30"),
        ("20260505103000[EST]", "2026-05-05 10:30", ""),  # a name alone says too little
        ("20260505103000 [-5:EST]", "2026-05-05 10:30", "2026-05-05 15:30"),
        ("20260505120000.000", "2026-05-05 00:00", ""),  # noon means some time that day
        ("202605051030", "2026-05-05 10:30", ""),
        ("20260505 103000", "2026-05-05 10:30", ""),
        ("2026-05-05", "2026-05-05 00:00", ""),
        ("2026-05-05T10:30:00", "2026-05-05 10:30", ""),
        ("20260505103000Z", "2026-05-05 10:30", "2026-05-05 10:30"),
        ("20260505103000-0300", "2026-05-05 10:30", "2026-05-05 13:30"),
    ],
)
def test_the_day_is_the_printed_one_and_the_number_of_a_zone_counts(posted: str, moment: str, instant: str) -> None:
    row = only(HEADER + body(record(posted=posted), record(posted="20260505", number="2026B"))).rows.iloc[0]
    assert row["booked_at"].strftime("%Y-%m-%d %H:%M") == moment
    assert (
        "" if row["instant"] is None or row["instant"] != row["instant"] else row["instant"].strftime("%Y-%m-%d %H:%M")
    ) == instant


@pytest.mark.parametrize("posted", ["", "20261301", "20260231", "00000000", "0", "today", "05.05.2026", "201120000000"])
def test_a_day_that_is_none_leaves_its_line_unread(posted: str) -> None:
    statement = only(HEADER + body(record(posted=posted, number="2026X"), record()))
    assert (statement.rows["amount"].tolist(), len(statement.unread)) == ([-1250], 1)


# -- what a record says ------------------------------------------------------------------------------------------------


def test_a_pending_record_is_pending() -> None:
    pending = record(number="2026P").replace("STMTTRN>", "STMTTRNP>")
    text = body(record(), after=f"<BANKTRANLISTP><DTASOF>20260601\n{pending}</BANKTRANLISTP>")
    assert only(HEADER + text).rows["status"].tolist() == ["posted", "pending"]


def test_a_record_without_a_number_is_read() -> None:
    rows = only(HEADER + body(record(number=""), record().replace("<FITID>2026A\n", ""))).rows
    assert rows["reference"].tolist() == ["", ""]


@pytest.mark.parametrize(
    "words", ["Saldo Anterior", "SALDO DO DIA", "Saldo do dia anterior", "S A L D O", "Saldo Final"]
)
def test_a_balance_among_the_records_is_no_payment(words: str) -> None:
    """Banks in Brazil print them, without a number of their own."""
    statement = only(HEADER + body(record("1000.00", number="", name=words), record()))
    assert statement.rows["amount"].tolist() == [-1250]
    assert [line.note.code for line in statement.skipped] == ["balance"]


@pytest.mark.parametrize(
    ("words", "number"), [("Saldo do dia", "2026X"), ("Saldo Anterior Bar", ""), ("Resgate Saldo", "")]
)
def test_a_payment_that_only_sounds_like_a_balance_is_one(words: str, number: str) -> None:
    assert len(only(HEADER + body(record(number=number, name=words), record())).rows) == 2


@pytest.mark.parametrize(("action", "read"), [("REPLACE", [-700]), ("DELETE", []), ("replace", [-700]), ("delete", [])])
def test_a_correction_is_honoured(action: str, read: list[int]) -> None:
    correction = record("-7.00", number="2026B", inside=f"<CORRECTFITID>2026A<CORRECTACTION>{action}\n")
    statement = only(HEADER + body(record(), correction))
    assert statement.rows["amount"].tolist() == read
    assert len(statement.rows) + len(statement.skipped) == 2


# -- accounts and balances ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "account", ["", "<BANKACCTFROM></BANKACCTFROM>", "<BANKACCTFROM><ACCTID>1234567</BANKACCTFROM>"]
)
def test_a_file_that_says_little_of_its_account_is_read(account: str) -> None:
    statement = only(HEADER + body(record(), account=account))
    assert (statement.account.kind, len(statement.rows)) == ("debit", 1)


def test_a_file_without_a_currency_names_none() -> None:
    assert only(HEADER + body(record(), currency="")).rows["currency"].tolist() == ["XXX"]


def test_a_brokerage_account_without_a_currency_names_none() -> None:
    """Found by chance: what ofxparse makes of it has no such attribute at all."""
    text = body(record(), currency="").replace("STMTRS>", "INVSTMTRS>").replace("BANKTRANLIST", "INVTRANLIST")
    assert only(HEADER + text).rows["currency"].tolist() == ["XXX"]


def test_several_accounts_in_one_file_stay_apart() -> None:
    one, other = PLAIN, HEADER + body(record("-3.00", number="2026C"), account=ACCOUNT.replace("1234567", "7654321"))
    inner = other[other.index("<BANKMSGSRSV1>") : other.index("</OFX>")]
    for text in (one.replace("</OFX>", f"{inner}</OFX>"), one + other):  # aggregated by the bank; put together by hand
        first, second = parsed(text.encode())
        assert [len(first.rows), len(second.rows)] == [2, 1]
        assert [first.account.number, second.account.number] == ["1234567", "7654321"]


@pytest.mark.parametrize("balance", ["100.00", "-100.00", "1,234.56", "100,00", "", "n/a"])
def test_a_closing_balance_refuses_no_file(balance: str) -> None:
    """One alone proves nothing; cards print what is owed with either sign."""
    after = f"<LEDGERBAL><BALAMT>{balance}\n<DTASOF>20260531\n</LEDGERBAL>"
    card = body(record(), after=after).replace("STMTRS>", "CCSTMTRS>").replace("BANKACCTFROM", "CCACCTFROM")
    statement = only(HEADER + card)
    assert (statement.account.kind, check(statement).status) == ("credit_card", "not_checkable")


@pytest.mark.parametrize(
    "period", ["<DTSTART>20260501<DTEND>20260531\n", "<DTSTART>20260501[-3:GMT]<DTEND>20260531000000[-3:GMT]\n"]
)
def test_the_period_is_the_printed_one(period: str) -> None:
    statement = only((HEADER + body(record())).replace("<BANKTRANLIST>\n", f"<BANKTRANLIST>\n{period}"))
    assert (statement.first, statement.last) == (dt.datetime(2026, 5, 1), dt.datetime(2026, 5, 31, 23, 59, 59))  # noqa: DTZ001


def test_an_empty_period_says_nothing() -> None:
    statement = only((HEADER + body(record())).replace("<BANKTRANLIST>\n", "<BANKTRANLIST><DTSTART><DTEND>00000000\n"))
    assert (statement.first, statement.last) == (None, None)


def test_a_record_outside_of_every_statement_is_shown_as_unread() -> None:
    """A closing tag that came too early, or a piece of another file before the first: the money in it must not vanish."""
    text = body(record(number="A"), record(number="B")).replace("</STMTTRN>\n", "</STMTTRN>\n</STMTRS>", 1)
    (statement,) = parsed((HEADER + text).encode())
    assert statement.rows["reference"].tolist() == ["A"]
    assert [(line.number, line.note.code) for line in statement.unread] == [(24, "record_stray")]
    (statement,) = parsed((record(number="C") + HEADER + body(record(number="A"))).encode())
    assert [(line.number, line.note.code) for line in statement.unread] == [(1, "record_stray")]


def test_a_trade_outside_of_every_statement_is_told_like_one_inside() -> None:
    for trade in ("<INVTRAN><FITID>T1</INVTRAN>\n", "<invtran ><FITID>T1\n"):
        (statement,) = parsed((HEADER + trade + body(record(number="A"))).encode())
        assert [(line.number, line.note.code) for line in statement.skipped] == [(11, "investment")]
        (statement,) = parsed((HEADER + body(record(number="A")).replace("</OFX>", f"{trade}</OFX>")).encode())
        assert [line.note.code for line in statement.skipped] == ["investment"]
        assert statement.rows["reference"].tolist() == ["A"]


def test_more_records_than_a_statement_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RECORDS", 2)
    (statement,) = parsed((HEADER + body(record(number="A"), record(number="B"))).encode())
    assert len(statement.rows) == 2
    for tag in ("STMTTRN", "stmttrn"):
        text = body(*(record(number=number) for number in "ABC")).replace("STMTTRN", tag)
        with pytest.raises(BrokenFile) as raised:
            parsed((HEADER + text).encode())
        assert raised.value.what == "records_many"


def test_records_without_any_statement_are_refused() -> None:
    with pytest.raises(BrokenFile) as raised:
        parsed(f"{HEADER}<OFX>\n{record()}</OFX>\n".encode())
    assert (raised.value.what, raised.value.facts["line"]) == ("stray", "12")

"""CAMT beyond the golden files: damage, tricks with XML, signs, batches, and one entry in several messages."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import limits
from ingest.checks import check
from ingest.errors import BrokenFile
from ingest.ledger import Ledger
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import named

CONTAINERS = {
    "052": ("BkToCstmrAcctRpt", "Rpt"),
    "053": ("BkToCstmrStmt", "Stmt"),
    "054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn"),
}
ACCOUNT = "<Acct><Id><IBAN>NL00EXAM0000000001</IBAN></Id><Ccy>EUR</Ccy></Acct>"


def entry(
    amount: str = "10.00", way: str = "DBIT", *, day: str = "2026-05-05", status: str = "BOOK", inside: str = ""
) -> str:
    dated = f"<BookgDt><Dt>{day}</Dt></BookgDt>" if day else ""
    return f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd><Sts>{status}</Sts>{dated}{inside}</Ntry>'


def balance(code: str, amount: str, day: str = "2026-05-05") -> str:
    way, amount = ("DBIT", amount[1:]) if amount.startswith("-") else ("CRDT", amount)
    kind = f"<Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
    return f'<Bal>{kind}<Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>'


def details(*amounts: str, path: str = "<Amt Ccy='EUR'>{}</Amt>", inside: str = "") -> str:
    each = "".join(f"<TxDtls>{path.format(amount)}{inside}</TxDtls>" for amount in amounts)
    return f"<NtryDtls>{each}</NtryDtls>"


def message(
    *entries: str, kind: str = "053", head: str = "", account: str = ACCOUNT, made: str = "2026-05-06T06:00:00"
) -> str:
    outer, inner = CONTAINERS[kind]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.{kind}.001.08">'
        f"<{outer}><GrpHdr><CreDtTm>{made}</CreDtTm></GrpHdr>\n<{inner}><Id>1</Id>{account}{head}\n"
        + "\n".join(entries)
        + f"</{inner}></{outer}></Document>\n"
    )


def parsed(text: str | bytes) -> list[Statement]:
    source = Source("bank.xml", text if isinstance(text, bytes) else text.encode())
    assert named("camt").detect(source)
    return named("camt").parse(source)


def only(text: str | bytes) -> Statement:
    (statement,) = parsed(text)
    return statement


def refusal(text: str | bytes) -> str:
    with pytest.raises(BrokenFile) as refused:
        parsed(text)
    return refused.value.what


# -- tricks with XML ---------------------------------------------------------------------------------------------------

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BOMBS = {
    "billion laughs": f'<!DOCTYPE d [<!ENTITY l0 "ha">{LAUGHS}]>',
    "quadratic blow-up": f'<!DOCTYPE d [<!ENTITY l11 "{"x" * 30_000}">]>',
    "external entity": '<!DOCTYPE d [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>',
    "external document type": '<!DOCTYPE d SYSTEM "http://evil.example/d.dtd">',
    "parameter entity": '<!DOCTYPE d [<!ENTITY % p SYSTEM "http://evil.example/p"> %p;]>',
    "hidden behind a comment": '<!-- <Document> --><?x y?> <!DOCTYPE d [<!ENTITY l11 "x">]>',
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_document_type_is_refused_at_once(bomb: str) -> None:
    text = message(entry(inside=f"<AddtlNtryInf>{'&l11;' * 1000}</AddtlNtryInf>"))
    began = time.process_time()
    assert refusal(text.replace("<Document", f"{bomb}<Document")) == "doctype"
    assert time.process_time() - began < 2


def test_an_entity_that_nobody_declared_is_text() -> None:
    assert only(message(entry(inside="<AddtlNtryInf>a &nbsp; b</AddtlNtryInf>"))).rows["description"].tolist() == [
        "a &nbsp; b"
    ]


DEEP = {
    "nested": "<a>" * 100_000 + "</a>" * 100_000,
    "nested entries": "<Ntry>" * 100_000 + "</Ntry>" * 100_000,
    "many elements": "".join(f"<a{n}>x</a{n}>" for n in range(150_000)),
}


@pytest.mark.parametrize("inside", DEEP.values(), ids=DEEP)
def test_a_document_deeper_or_wider_than_any_statement_is_refused(inside: str) -> None:
    assert refusal(message(entry(inside=inside))) == "xml_large"


def test_what_is_no_entry_takes_no_room() -> None:
    """A tree of these elements would take some hundred bytes each."""
    text = message(entry(inside="<a/>" * 100_000)).encode()
    tracemalloc.start()
    try:
        assert len(only(text).rows) == 1
        assert tracemalloc.get_traced_memory()[1] < 5 * len(text)
    finally:
        tracemalloc.stop()


# -- damage ------------------------------------------------------------------------------------------------------------

ODD: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "byte-order mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, declared": lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16"),
    "latin-1, declared": lambda text: text.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
    "latin-1, declared as UTF-8": lambda text: text.encode("latin-1"),
    "UTF-8, declared as latin-1": lambda text: text.replace("UTF-8", "ISO-8859-1").encode(),
    "no such encoding": lambda text: text.replace("UTF-8", "X-BANK").encode(),
    "no declaration": lambda text: text.partition("\n")[2].encode(),
    "blank lines first": lambda text: f"\r\n\n {text}".encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "trailing junk": lambda text: f"{text}\x1a\0\0".encode(),
    "no namespace": lambda text: text.replace(' xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"', "").encode(),
    "foreign namespace": lambda text: text.replace("urn:iso:std:iso:20022:tech:xsd:", "http://example.com/").encode(),
    "version 14": lambda text: text.replace("001.08", "001.14").encode(),
    "prefixes": lambda text: _prefixed(text).encode(),
    "lone ampersand": lambda text: text.replace("&amp;", "&").encode(),
    "CDATA": lambda text: text.replace("Café &amp; Söhne", "<![CDATA[Café & Söhne]]>").encode(),
    "comment inside": lambda text: text.replace("Café", "Ca<!-- <Ntry> -->fé").encode(),
    "control character": lambda text: text.replace("Söhne", "Söhne\x02").encode(),
    "numbered characters": lambda text: text.encode("ascii", "xmlcharrefreplace"),
}  # fmt: skip


def _prefixed(text: str) -> str:
    prefixed = text.replace("<", "<c:").replace("<c:/", "</c:").replace("<c:?xml", "<?xml")
    return prefixed.replace("xmlns=", "xmlns:c=")


@pytest.mark.parametrize("write", ODD.values(), ids=ODD)
def test_a_file_is_read_however_it_is_written(write: Callable[[str], bytes]) -> None:
    text = message(entry(inside="<AddtlNtryInf>Café &amp; Söhne</AddtlNtryInf>"), entry("20.00", "CRDT"))
    statement = only(write(text))
    assert statement.rows["amount"].tolist() == [-1000, 2000]
    assert statement.rows["description"].tolist() == ["Café & Söhne", ""]


def test_a_file_that_breaks_off_is_refused() -> None:
    text = message(entry(), entry())
    assert {
        refusal(text[:end]) for end in (text.index("<Ntry"), text.rindex("<Ntry") + 30, text.rindex("</Document"))
    } == {"cut"}


def test_damage_is_named_by_its_line() -> None:
    with pytest.raises(BrokenFile) as refused:
        parsed(message(entry(), entry(inside="<Sts></BookgDt>"), entry()))
    assert (refused.value.what, refused.value.facts["line"]) == ("xml", "5")


def test_documents_one_after_the_other_are_all_read() -> None:
    first, second = parsed(message(entry()) + message(entry("2.00"), kind="052"))
    assert [row["line"].tolist() for row in (first.rows, second.rows)] == [[4], [8]]


def test_lines_are_counted_beyond_what_libraries_count() -> None:
    assert only(message("\n" * 70_000, entry())).rows["line"].tolist() == [70_005]


def test_every_file_of_a_zip_is_read(ledger: Ledger, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as members:
        for day in ("2026-05-05", "2026-05-06"):
            members.writestr(f"{day}.xml", message(entry(day=day)))
    (tmp_path / "bank.zip").write_bytes(packed.getvalue())
    assert [report.new for report in ledger.import_path(tmp_path / "bank.zip")] == [1, 1]


# -- which way the money went ------------------------------------------------------------------------------------------

REVERSAL = "<RvslInd>true</RvslInd>"


@pytest.mark.parametrize(
    ("closing", "amount", "said"),
    [
        ("90.00", -1000, []),  # the standard's reading adds up
        ("110.00", 1000, ["reversal_turned"]),  # only the other one does
        ("77.00", -1000, ["reversal_unproven"]),  # neither
        ("", -1000, ["reversal_unproven"]),
    ],
)
def test_balances_decide_which_way_a_reversal_went(closing: str, amount: int, said: list[str]) -> None:
    head = balance("OPBD", "100.00") + (balance("CLBD", closing) if closing else "")
    statement = only(message(entry(inside=REVERSAL), head=head))
    assert statement.rows["amount"].tolist() == [amount]
    assert statement.rows["kind"].tolist() == ["reversal"]
    assert [line.note.code for line in statement.warnings] == said


def test_a_pending_reversal_is_no_part_of_the_proof() -> None:
    head = balance("OPBD", "100.00") + balance("CLBD", "110.00")
    statement = only(message(entry(inside=REVERSAL), entry(status="PDNG", inside=REVERSAL), head=head))
    assert statement.rows["amount"].tolist() == [1000, 1000]
    assert check(statement).status == "agrees"


@pytest.mark.parametrize(("amount", "way"), [("-10.00", "DBIT"), ("-10.00", "CRDT"), ("10.00", ""), ("10.00", "BOTH")])
def test_a_direction_that_is_not_clear_is_not_guessed(amount: str, way: str) -> None:
    assert [line.note.code for line in only(message(entry(amount, way))).unread] == ["direction_unknown"]


@pytest.mark.parametrize(
    ("status", "read"),
    [("BOOK", ("posted", True)), ("PDNG", ("pending", True)), ("INFO", ("pending", False)), ("FUTR", ("pending", False)),
     ("<Cd>PDNG</Cd>", ("pending", True)), ("", ("posted", True)), ("book", ("posted", True))],
)  # fmt: skip
def test_a_status_is_read_as_text_and_as_code(status: str, read: tuple[str, bool]) -> None:
    rows = only(message(entry(status=status))).rows
    assert (rows["status"].iloc[0], bool(rows["moved"].iloc[0])) == read


@pytest.mark.parametrize(
    ("balances", "printed"),
    [
        (balance("OPBD", "1.00") + balance("PRCD", "2.00") + balance("CLBD", "3.00"), (100, 300)),
        (balance("PRCD", "-2.00") + balance("CLBD", "3.00"), (-200, 300)),
        (balance("OPBD", "1.00") + balance("ITBD", "4.00"), (100, 400)),  # a running day, or the first page
        (balance("ITBD", "4.00") + balance("CLBD", "3.00"), (400, 300)),  # the last page
        (balance("ITBD", "4.00") + balance("ITBD", "5.00"), (400, 500)),
        (balance("ITBD", "4.00"), (None, None)),
        (balance("OPAV", "1.00") + balance("CLAV", "3.00"), (None, None)),
        (balance("OPBD", "1.00").replace("EUR", "SEK") + balance("CLBD", "3.00"), (None, 300)),
    ],
)
def test_balances_are_what_the_entries_stand_between(balances: str, printed: tuple[int | None, int | None]) -> None:
    statement = only(message(entry(), head=balances))
    assert (statement.printed.opening, statement.printed.closing) == printed


# -- batches -----------------------------------------------------------------------------------------------------------

AMOUNTS = {
    "from version 3": "<Amt Ccy='EUR'>{}</Amt>",
    "before it": "<AmtDtls><TxAmt><Amt Ccy='EUR'>{}</Amt></TxAmt></AmtDtls>",
    "instructed": "<AmtDtls><InstdAmt><Amt Ccy='EUR'>{}</Amt></InstdAmt></AmtDtls>",
}


@pytest.mark.parametrize("path", AMOUNTS.values(), ids=AMOUNTS)
def test_a_batch_is_as_many_payments_as_it_details_and_one_line(ledger: Ledger, path: str) -> None:
    text = message(entry("10.00", inside=details("2.50", "7.50", path=path)), entry("1.00"))
    assert only(text).rows["amount"].tolist() == [-250, -750, -100]
    report = ledger.import_source(Source("bank.xml", text.encode()))
    assert (report.lines, report.transactions, report.unread, report.new) == (2, 3, 0, 3)


@pytest.mark.parametrize(
    "inside",
    [
        details("2.50", "7.00"),
        details("2.50", ""),
        details("2.50", "7.50", path="<Amt Ccy='CHF'>{}</Amt>"),
        details("10.00"),
        "<NtryDtls><TxDtls/><TxDtls/></NtryDtls>",
    ],
    ids=["do not add up", "one has none", "other currency", "one", "empty"],
)
def test_details_that_do_not_add_up_leave_one_payment(inside: str) -> None:
    assert only(message(entry("10.00", inside=inside))).rows["amount"].tolist() == [-1000]


def test_a_batch_may_hold_both_directions() -> None:
    path = "<Amt Ccy='EUR'>{}</Amt>"
    mixed = details("12.00", inside="<CdtDbtInd>DBIT</CdtDbtInd>") + details(
        "2.00", path=path, inside="<CdtDbtInd>CRDT</CdtDbtInd>"
    )
    assert only(message(entry("10.00", inside=mixed))).rows["amount"].tolist() == [-1200, 200]


def test_a_batch_of_an_unknown_status_is_one_unread_line(ledger: Ledger) -> None:
    text = message(entry("10.00", status="ODD", inside=details("2.50", "7.50")), entry("1.00"))
    report = ledger.import_source(Source("bank.xml", text.encode()))
    assert (report.lines, report.transactions, report.unread) == (2, 1, 2)


# -- days --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2026-05-05", "2026-05-05+02:00", "2026-05-05Z", "20260505", "2026-05-05T24:00:00"])
def test_a_day_is_the_printed_day(day: str) -> None:
    assert only(message(entry(day=day))).rows["booked_at"].astype(str).tolist() == ["2026-05-05"]


def test_an_offset_gives_the_moment_and_moves_no_day() -> None:
    times = ("2026-05-05T00:30:00+02:00", "2026-05-05T23:30:00.123456-05:00")
    rows = only(
        message(*(entry(day=time).replace("<Dt>", "<DtTm>").replace("</Dt>", "</DtTm>") for time in times))
    ).rows
    assert rows["booked_at"].dt.strftime("%d %H:%M").tolist() == ["05 00:30", "05 23:30"]
    assert rows["instant"].dt.strftime("%d %H:%M").tolist() == ["04 22:30", "06 04:30"]


@pytest.mark.parametrize(
    ("kind", "head", "day"),
    [
        ("054", "", "2026-05-06"),
        ("052", "", "2026-05-06"),
        ("053", "", ""),
        (
            "053",
            "<FrToDt><FrDtTm>2026-05-05T00:00:00</FrDtTm><ToDtTm>2026-05-05T23:59:59</ToDtTm></FrToDt>",
            "2026-05-05",
        ),
        ("053", "<FrToDt><FrDtTm>2026-05-01T00:00:00</FrDtTm><ToDtTm>2026-05-05T23:59:59</ToDtTm></FrToDt>", ""),
        ("053", balance("OPBD", "0.00", "2026-05-04") + balance("CLBD", "0.00", "2026-05-05"), "2026-05-05"),
        ("053", balance("OPBD", "0.00", "2026-05-01") + balance("CLBD", "0.00", "2026-05-05"), ""),
        ("053", balance("CLBD", "0.00", "2026-05-05"), ""),
    ],
)
def test_an_entry_without_a_day_is_of_the_only_day_there_is(kind: str, head: str, day: str) -> None:
    statement = only(message(entry(day=""), kind=kind, head=head))
    if day:
        assert statement.rows["booked_at"].astype(str).tolist() == [day]
        assert [line.note.code for line in statement.warnings] == ["day_of_statement"]
    else:
        assert [line.note.code for line in statement.unread] == ["date_missing"]


def test_the_value_day_stands_in_for_a_missing_booking_day() -> None:
    assert only(message(entry(day="", inside="<ValDt><Dt>2026-05-07</Dt></ValDt>"))).rows["booked_at"].astype(
        str
    ).tolist() == ["2026-05-07"]


# -- one entry in several messages -------------------------------------------------------------------------------------


def numbered(number: str, **said: str) -> str:
    return entry(inside=f"<AcctSvcrRef>{number}</AcctSvcrRef>", **said)


def test_report_notification_and_statement_show_one_payment(ledger: Ledger) -> None:
    for kind, status in (("052", "PDNG"), ("054", "BOOK"), ("053", "BOOK")):
        text = message(numbered("2026050500000017", status=status), kind=kind)
        ledger.import_source(Source(f"{kind}.xml", text.encode()))
    assert ledger.frame()["status"].tolist() == ["posted"]


def test_a_pending_payment_may_be_booked_on_another_day(ledger: Ledger) -> None:
    for kind, status, day in (("052", "PDNG", "2026-05-05"), ("053", "BOOK", "2026-05-07")):
        ledger.import_source(
            Source(kind, message(numbered("2026050500000017", status=status, day=day), kind=kind).encode())
        )
    assert ledger.frame()["booked_at"].astype(str).tolist() == ["2026-05-07"]


@pytest.mark.parametrize("number", ["7", "000000000012", "NONREF", "-"])
def test_a_short_number_is_another_payment_on_another_day(ledger: Ledger, number: str) -> None:
    for day in ("2026-05-05", "2027-05-05"):
        ledger.import_source(Source(day, message(numbered(number, day=day)).encode()))
    assert len(ledger.frame()) == 2


def test_the_number_of_an_account_on_every_entry_is_no_number_of_a_payment(ledger: Ledger) -> None:
    """Swiss banks print it in NtryRef."""
    for day in ("2026-05-05", "2026-06-05"):
        text = message(entry(day=day, inside="<NtryRef>CH0000000000000000000</NtryRef>"))
        ledger.import_source(Source(day, text.encode()))
    assert len(ledger.frame()) == 2


def test_pages_are_one_statement() -> None:
    def page(number: int, *inside: str) -> str:
        return f"<StmtPgntn><PgNb>{number}</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>{''.join(inside)}"

    first = message(entry(), head=page(1, balance("OPBD", "100.00"), balance("ITBD", "90.00")))
    second = message(entry("5.00"), head=page(2, balance("ITBD", "90.00"), balance("CLBD", "85.00")))
    statement = only(first + second)
    assert len(statement.rows) == 2
    assert check(statement).status == "agrees"


# -- who, and why ------------------------------------------------------------------------------------------------------


def party(role: str, name: str, number: str = "") -> str:
    return f"<{role}><Pty><Nm>{name}</Nm></Pty></{role}><{role}Acct><Id><IBAN>{number}</IBAN></Id></{role}Acct>"


OWN = party("Dbtr", "Example Holder", "NL00EXAM0000000001")


@pytest.mark.parametrize(
    ("way", "parties", "name"),
    [
        ("DBIT", party("Cdtr", "Example Shop") + OWN, "Example Shop"),
        ("CRDT", party("Cdtr", "Example Shop") + OWN, "Example Shop"),  # a return keeps the roles of the payment
        ("CRDT", party("Dbtr", "Example Payer"), "Example Payer"),
        ("CRDT", party("Cdtr", "Example Payer", "NL00EXAM0000000002"), "Example Payer"),  # the wrong side filled in
        ("DBIT", OWN, "the bank's words"),
        ("DBIT", "<UltmtCdtr><Nm>Example Shop</Nm></UltmtCdtr>", "Example Shop"),
        ("DBIT", "<Cdtr><Nm>Example Shop</Nm></Cdtr>", "Example Shop"),
    ],
)
def test_the_counterparty_is_never_the_holder(way: str, parties: str, name: str) -> None:
    inside = f"<NtryDtls><TxDtls><RltdPties>{parties}</RltdPties></TxDtls></NtryDtls><AddtlNtryInf>the bank's words</AddtlNtryInf>"
    assert only(message(entry(way=way, inside=inside))).rows["counterparty"].tolist() == [name]


@pytest.mark.parametrize(
    ("code", "way", "kind"), [("MD06", "CRDT", "refund"), ("AC04", "CRDT", "reversal"), ("MD06", "DBIT", "reversal")]
)
def test_a_return_names_the_payment_it_returns_and_its_reason(code: str, way: str, kind: str) -> None:
    returned = f"<RtrInf><Rsn><Cd>{code}</Cd></Rsn></RtrInf>"
    inside = f"<NtryDtls><TxDtls><Refs><EndToEndId>EX-4711</EndToEndId></Refs>{returned}</TxDtls></NtryDtls>"
    row = only(message(entry(way=way, inside=inside))).rows.iloc[0]
    assert (row["kind"], row["related_reference"], row["description"]) == (kind, "EX-4711", code)


@pytest.mark.parametrize(("amount", "read"), [("8.85000", [-885]), ("8.85001", []), ("0", [0]), ("8,85", [-885])])
def test_decimals_are_exact_or_the_line_is_unread(amount: str, read: list[int]) -> None:
    statement = only(message(entry(amount)))
    assert statement.rows["amount"].tolist() == read
    assert len(statement.unread) == 1 - len(read)


def test_an_entry_of_two_amounts_is_unread_and_moves_no_other() -> None:
    (statement,) = parsed(message(entry(), entry(inside='<Amt Ccy="EUR">7.00</Amt>'), entry("3.00")))
    assert statement.rows["amount"].tolist() == [-1000, -300]
    assert len(statement.unread) == 1


def test_entries_after_the_last_statement_are_refused() -> None:
    """They belong to no account; to read the file without them would lose money without a word."""
    text = message(entry()).replace("</Stmt>", f"</Stmt>\n{entry('5.00')}")
    with pytest.raises(BrokenFile) as raised:
        parsed(text)
    assert (raised.value.what, raised.value.facts["line"]) == ("stray", "5")


# -- more than any statement has ---------------------------------------------------------------------------------------


def test_more_records_than_a_statement_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RECORDS", 2)
    assert len(only(message(entry(), entry("11.00"))).rows) == 2
    assert len(only(message(entry("30.00", inside=details("10.00", "20.00")))).rows) == 2
    assert refusal(message(entry(), entry("11.00"), entry("12.00"))) == "records_many"
    assert refusal(message(entry("60.00", inside=details("10.00", "20.00", "30.00")))) == "records_many"
    pages = message(entry(), entry("11.00")), message(entry("12.00"), made="2026-05-07T06:00:00")
    assert refusal("".join(pages)) == "records_many"


def test_more_elements_than_a_statement_has_are_refused_whether_or_not_they_are_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "XML_ELEMENTS", 20)
    assert len(only(message(entry(inside=details("10.00")))).rows) == 1
    assert refusal(message(entry(), head=balance("OPBD", "1.00") * 21)) == "xml_large"
    assert refusal(message(entry(inside="<Bal><Amt>1</Amt></Bal>" * 21))) == "xml_large"
    assert refusal(message(entry(inside="<Bal><Amt>&lt;</Amt></Bal>" * 21))) == "xml_large"

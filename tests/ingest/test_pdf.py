"""PDFs: what refuses to be read, what is found in one that no bank declares, and whose text runs how."""

import json
import re
from pathlib import Path

import pytest

from ingest import limits
from ingest.checks import check
from ingest.days import MONTHS
from ingest.errors import BrokenFile, InputError, UnknownFormat
from ingest.importer import choose, importers
from ingest.money import decimal_text
from ingest.pdf import document
from ingest.pdf.table import pdf_grids
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import SAMPLES, named, source_of
from tests.ingest.pdfs import assembled, layout_of, pdf

BANKS = [importer for importer in importers() if importer.name.startswith("pdf_")]
UNKNOWN = """
 Example Cooperative Bank
 Statement 2026

 Posted        Details                        Paid out        Paid in        Balance
*02 Jan 2026   Card EXAMPLE CAFE              12.50                          87.50
+              SOMEWHERE
*03 Jan 2026   Transfer                                       1,000.00       1,087.50
                                                              Page 1 of 2
\f Example Cooperative Bank
 Posted        Details                        Paid out        Paid in        Balance
*05 Jan 2026   Card EXAMPLE STORE             87.50                          1,000.00
"""


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as raised:
        choose(Source("a.pdf", data))
    assert str(raised.value).startswith("a.pdf: ")
    return raised.value.code


def changed_stream(stream: bytes, extra: bytes = b"") -> bytes:
    return assembled([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), extra, stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 8>>stream\n/X Do /X Do\nendstream",
    ])  # fmt: skip


# -- what refuses to be read -------------------------------------------------------------------------------------------


def test_a_pdf_without_text_is_a_scan_or_a_photo() -> None:
    assert refusal(changed_stream(b"0 0 200 200 re f")) == "broken_file.pdf_scan"


def test_a_cut_pdf_is_refused() -> None:
    whole = (SAMPLES / "pdf_cmb" / "wrapped.pdf").read_bytes()
    assert {refusal(whole[:length]) for length in (20, 900, len(whole) - 40)} == {"broken_file.pdf"}


def test_a_pdf_with_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_PAGES", 1)
    assert refusal(pdf(UNKNOWN)) == "broken_file.pdf_unsafe"


def test_a_pdf_that_draws_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_OBJECTS", 100)
    assert refusal(pdf(UNKNOWN)) == "broken_file.pdf_unsafe"


def test_a_form_that_draws_itself_is_survived() -> None:
    assert refusal(changed_stream(b"/X Do BT /F1 9 Tf 9 9 Td (hello) Tj ET")) in (
        "unknown_format",
        "broken_file.pdf",
        "broken_file.pdf_unsafe",
    )


def test_a_pdf_that_nobody_knows_is_an_unknown_format() -> None:
    with pytest.raises(UnknownFormat):
        choose(Source("a.pdf", pdf(UNKNOWN)))


def test_recognising_reads_the_first_page_only() -> None:
    source = Source("a.pdf", pdf(UNKNOWN))
    assert not any(bank.detect(source) for bank in BANKS)
    assert len(document.document(source)._pages) == 1


def test_a_bank_whose_table_is_missing_says_so() -> None:
    title = pdf(" 招商银行交易流水\n 2026-01-01 -- 2026-01-31\n")
    with pytest.raises(BrokenFile) as raised:
        named("pdf_cmb").parse(Source("a.pdf", title))
    assert raised.value.what == "no_table"


def test_days_without_a_year_and_no_period_are_refused() -> None:
    layout = layout_of((SAMPLES / "pdf_dbs" / "account.pdf").read_bytes()).replace("As at 31 Jan 2026", "")
    with pytest.raises(BrokenFile) as raised:
        named("pdf_dbs").parse(Source("a.pdf", pdf(layout)))
    assert raised.value.what == "year"


# -- never lose a row, never invent one --------------------------------------------------------------------------------


def reread(sample: str, old: str, new: str) -> Statement:
    layout = layout_of((SAMPLES / f"{sample}.pdf").read_bytes())
    assert old in layout
    (statement,) = named(sample.partition("/")[0]).parse(Source("a.pdf", pdf(layout.replace(old, new))))
    return statement


def test_a_mark_that_the_bank_does_not_print_is_no_guess() -> None:
    statement = reread("pdf_bca/tahapan", "497,833.00 DB", "497,833.00 DR")
    assert [line.note.code for line in statement.unread] == ["direction_unknown"]


def test_an_amount_without_a_sign_where_signs_are_printed_is_no_guess() -> None:
    statement = reread("pdf_mandiri/livin", "-2.500,00", " 2.500,00")
    assert [line.note.code for line in statement.unread] == ["direction_unknown"]


def test_a_day_without_an_amount_is_kept_as_unread() -> None:
    statement = reread("pdf_dbs/card", "45.00\n", "     \n")
    assert [line.note.code for line in statement.unread] == ["amount_missing"]
    assert check(statement).status == "off"


def test_an_amount_without_a_day_that_nothing_declares_is_kept_as_unread() -> None:
    statement = reread("pdf_citi/card", "TOTAL PAYMENTS & CREDITS", "SOMETHING ELSE ENTIRELY ")
    assert [line.note.code for line in statement.unread] == ["date_missing"]


def test_both_sides_of_a_row_are_never_netted() -> None:
    statement = reread("pdf_bri/brimo", "0.00               185,000.00", "1.00               185,000.00")
    assert [line.note.code for line in statement.unread] == ["direction_unknown"]


def test_a_rows_amounts_may_stand_wider_than_their_headings() -> None:
    statement = reread("pdf_dbs/account", " 1,250.00               3,250.00", "11,250.00              13,250.00")
    assert decimal_text(int(statement.rows["amount"].iloc[0]), "SGD") == "11250.00"


# -- the public statements ---------------------------------------------------------------------------------------------


def test_the_public_card_bill_is_read_to_its_printed_balance(shared: Path) -> None:
    (path,) = (shared / "corpus" / "pdf").glob("*Certo*.pdf")
    source = source_of(path)
    assert choose(source).name == "pdf_certo"
    (statement,) = named("pdf_certo").parse(source)
    assert (len(statement.rows), len(statement.unread), check(statement).status) == (31, 0, "agrees")
    amounts = statement.rows["amount"]
    assert (amounts[amounts > 0].sum(), amounts[amounts < 0].sum()) == (144540, -162215)


def test_the_public_text_of_a_bca_statement_is_read_as_its_own_program_does(shared: Path) -> None:
    """The text comes without places: they are put where the bank's headings are."""
    (path,) = (shared / "corpus" / "idn_pdf_items").glob("*.js")
    items = re.findall(r'str: (".*?"),\s*hasEOL: (\w+)', path.read_text("utf-8"))
    said = "".join(json.loads(text) + ("\n" if last == "true" else "") for text, last in items)
    (statement,) = named("pdf_bca").parse(Source("a.pdf", pdf("\n".join(map(bca_line, said.splitlines())))))
    amounts = statement.rows["amount"]
    assert (len(amounts), amounts[amounts > 0].sum(), amounts[amounts < 0].sum()) == (16, 2320000000, -680093300)
    days = statement.rows["booked_at"].dt.strftime("%Y-%m-%d")
    assert (days.min(), days.max()) == ("2023-09-01", "2023-09-14")
    assert statement.account.number == "987654321"
    assert statement.unread == []


def bca_line(text: str) -> str:
    if text.startswith("TANGGAL"):
        return f" {'TANGGAL':12}{'KETERANGAN':60}{'CBG':12}{'MUTASI':>18}{'SALDO':>24}"
    row = re.fullmatch(r"(\d\d/\d\d) (.*?)(?: ([\d,]+\.\d\d(?: DB)?))?(?: ([\d,]+\.\d\d))?", text)
    if not row:
        return f" {'':12}{text}" if not re.match(r"NO|PERIODE|MATA|REKENING", text) else f" {text}"
    day, words, *money = row.groups("")
    amount, balance = money if "SALDO AWAL" not in words else ("", money[0])
    return f" {day:12}{words:72}{amount:>18}{balance:>24}"


# -- a PDF that no bank declares ---------------------------------------------------------------------------------------


def test_an_undeclared_table_comes_as_cells_under_its_heading() -> None:
    source = Source("a.pdf", pdf(UNKNOWN))
    (grid,) = pdf_grids(source)
    assert grid.names == ["Posted", "Details", "Paid out", "Paid in", "Balance"]
    assert [row.cells for row in grid.rows if row.line not in grid.asides] == [
        ["02 Jan 2026", "Card EXAMPLE CAFE SOMEWHERE", "12.50", "", "87.50"],
        ["03 Jan 2026", "Transfer", "", "1,000.00", "1,087.50"],
        ["05 Jan 2026", "Card EXAMPLE STORE", "87.50", "", "1,000.00"],
    ]
    assert pdf_grids(source)[0] is grid


def test_no_line_of_an_undeclared_pdf_is_lost() -> None:
    (grid,) = pdf_grids(Source("a.pdf", pdf(UNKNOWN)))
    cells = " ".join(" ".join(row.cells) for row in grid.rows)
    assert sorted(cells.split()) == sorted(re.sub(r"\n[*+ ]|\f", " ", UNKNOWN).split())


def test_what_is_no_pdf_has_no_tables_of_pages() -> None:
    assert pdf_grids(Source("a.csv", b"a,b\n1,2\n")) == []


def test_months_have_names_in_the_languages_of_the_banks() -> None:
    assert set(MONTHS.values()) == set(range(1, 13))

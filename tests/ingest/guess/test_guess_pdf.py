"""PDFs as if no bank had declared them: what `--guess` takes is right, and the rest is asked, with its reason.

`pages/` holds statements of further kinds (see tests/ingest/pdfs.py for the layout). The first line of each is what it
says: how many payments, money in, money out, first and last day. A `*` begins the line of each payment.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from ingest.checks import AGREES, check
from ingest.errors import UnclearTable
from ingest.guess.guess import guess
from ingest.guess.pages import Pages, meaning_of
from ingest.guess.reading import read
from ingest.guess.unknown import guessed
from ingest.importer import choose
from ingest.money import decimal_text
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import SAMPLES, source_of
from tests.ingest.pdfs import pdf

Told = tuple[int, Decimal, Decimal, str, str]
OWN = sorted(SAMPLES.glob("pdf_*/*.pdf"))
PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
ASKED = {
    "pdf_dbs/consolidated": ("doubt_closing", "two accounts, each with its balances: together they add up to neither"),
    "us_union_two": ("doubt_closing", "two accounts, each with its balances: together they add up to neither"),
    "wise_below": ("doubt_date", "the day stands below its amount, and no heading is over the days"),
}
ENOUGH = 0.8


def told(statements: Sequence[Statement]) -> Told:
    rows = [row for one in statements for row in one.rows.to_dict("records")]
    amounts = [Decimal(decimal_text(int(row["amount"]), str(row["currency"]))) for row in rows]
    days = sorted(row["booked_at"].date().isoformat() for row in rows)
    into, out = (sum((amount for amount in amounts if (amount > 0) == way), Decimal(0)) for way in (True, False))
    return len(rows), into, out, days[0], days[-1]


@cache
def page(path: Path) -> tuple[Source, Told]:
    """Return a page and what it means; a source is drawn once, however many tests look at it."""
    head, _, layout = path.read_text(encoding="utf-8").partition("\n")
    count, into, out, first, last = head.split()
    return Source(f"{path.stem}.pdf", pdf(layout)), (int(count), Decimal(into), Decimal(out), first, last)


def layout_of(name: str) -> str:
    path = next(path for path in PAGES if path.stem == name)
    return path.read_text(encoding="utf-8").partition("\n")[2]


def unknown(source: Source) -> Told | str:
    """Return what a guess reads unattended, or the doubt that it asks about."""
    try:
        importer = guessed(source)
    except UnclearTable as error:
        return str(error.facts["doubt"])
    assert importer is not None
    return told(importer.parse(source))


def doubts(source: Source) -> list[str]:
    found = guess(source)
    return [] if found is None else [one.code for one in found.doubts]


@pytest.mark.parametrize("path", OWN, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_known_banks_pdf_reads_the_same_as_if_it_were_unknown_or_is_asked_about(path: Path) -> None:
    name = f"{path.parent.name}/{path.stem}"
    source = Source("a.pdf", path.read_bytes())
    declared = told(choose(source).parse(source))
    if name in ASKED:
        assert ASKED[name][0] in doubts(source)
    else:
        assert unknown(source)[:3] == declared[:3]  # of two days printed it may take the other for the first


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_pdf_of_another_bank_is_read_as_it_means_or_is_asked_about(path: Path) -> None:
    source, meant = page(path)
    if path.stem in ASKED:
        assert ASKED[path.stem][0] in doubts(source)
    else:
        assert unknown(source) == meant


def test_the_public_card_bill_is_read_as_if_it_were_unknown(shared: Path) -> None:
    (path,) = (shared / "corpus" / "pdf").glob("*Certo*.pdf")
    source = source_of(path)
    assert unknown(source)[:3] == told(choose(source).parse(source))[:3]


def test_most_pdfs_are_read_unattended() -> None:
    assert len(ASKED) <= (1 - ENOUGH) * len([*OWN, *PAGES])


# -- being wrong is worse than asking ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [path for path in PAGES if path.stem not in ASKED], ids=lambda path: path.stem)
def test_a_page_that_ends_within_the_table_changes_nothing_or_is_asked_about(path: Path) -> None:
    source, meant = page(path)
    lines = layout_of(path.stem).split("\n")
    rows = [n for n, line in enumerate(lines) if line.startswith("*")]
    lines.insert(rows[len(rows) // 2], f"{' ' * 40}Page 1 of 2\n\f Example Bank           Page 2")
    read_so = unknown(Source(source.name, pdf("\n".join(lines))))
    assert isinstance(read_so, str) or read_so == meant


PROVED = [path for path in PAGES if path.stem not in (*ASKED, "se_konto", "in_wrapped", "tr_hesap", "kr_history")]


@pytest.mark.parametrize("path", PROVED, ids=lambda path: path.stem)
def test_a_payment_that_is_missing_is_noticed_where_balances_are_printed(path: Path) -> None:
    lines = layout_of(path.stem).split("\n")
    row = [n for n, line in enumerate(lines) if line.startswith("*")][1]
    del lines[row]
    assert isinstance(unknown(Source("a.pdf", pdf("\n".join(lines)))), str)


def test_amounts_without_any_sign_are_asked_about_where_nothing_proves_them() -> None:
    layout = layout_of("us_sections").replace("-", " ").replace("$", " ")
    bare = "\n".join(line for line in layout.split("\n") if "balance" not in line and "otal" not in line)
    assert "doubt_sign" in doubts(Source("a.pdf", pdf(bare)))


def test_a_line_without_a_day_is_a_payment_only_if_the_balance_proves_it() -> None:
    layout = layout_of("uk_days_once")
    proved = guessed(Source("a.pdf", pdf(layout)))
    assert proved is not None
    (statement,) = proved.parse(Source("a.pdf", pdf(layout)))
    assert check(statement).status == AGREES
    bare = "\n".join(line[:93] for line in layout.split("\n") if "balance" not in line and "£1" not in line)
    assert unknown(Source("a.pdf", pdf(bare))) == "whether lines without a day of their own are payments"


def test_a_subtotal_that_nothing_names_is_no_payment() -> None:
    source, meant = page(next(path for path in PAGES if path.stem == "br_fatura"))
    assert unknown(source) == meant
    found = guess(source)
    assert found is not None
    assert found.mapping.sheet == 1  # the second way to read it


# -- the year of days without one --------------------------------------------------------------------------------------


def test_days_without_a_year_lie_on_both_sides_of_the_new_year() -> None:
    for name in ("us_card", "us_card_months", "de_soll_haben", "au_opening", "ca_chequing", "hk_shared_day"):
        source, meant = page(next(path for path in PAGES if path.stem == name))
        assert unknown(source) == meant
        assert (meant[3][:4], meant[4][:4]) == ("2025", "2026")


def test_a_day_that_a_bill_is_due_on_tells_no_year() -> None:
    layout = (
        layout_of("us_card").replace("Opening/Closing Date           12/16/25 - 01/15/26", "").replace("2026", "    ")
    )
    assert "doubt_year" in doubts(Source("a.pdf", pdf(layout)))


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        (("16 DEC 2025", "15 JAN 2026"), "2025-12-16", "2026-01-15"),
        (("12/16/25", "01/15/26"), "2025-12-16", "2026-01-15"),
        (("2025年12月20日", "2026年1月31日"), "2025-12-20", "2026-01-31"),
        (("31 décembre 2025", "31 janvier 2026"), "2025-12-31", "2026-01-31"),
    ],
)
def test_two_days_on_a_line_are_the_days_that_a_statement_covers(said: tuple[str, ...], first: str, last: str) -> None:
    period = Pages((), (said,), (), (), owed=False).period("mdy")
    assert period is not None
    assert (str(period.first), str(period.last)) == (first, last)


# -- what pages say ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("YOUR PREVIOUS STATEMENT BALANCE", "opening"), ("BALANCE B/F", "opening"), ("Saldo anterior", "opening"), ("ยอดยกมา", "opening"), ("期初余额", "opening"),
        ("New Balance", "closing"), ("Balance carried forward", "closing"), ("Neuer Saldo", "closing"), ("Saldo Akhir/Closing Balance", "closing"),
        ("Total deposits into your account", "inflow"), ("Money Out", "outflow"), ("Totaal af", "outflow"), ("Kontostand am 30.12.2025", "balance"),
        ("Available Credit", ""), ("Average Balance", ""), ("Credit Limit", ""), ("Total fees charged in 2026", ""), ("Cafe", ""),
    ],
)  # fmt: skip
def test_a_label_says_what_the_amount_beside_it_is(label: str, meaning: str) -> None:
    assert meaning_of(label) == meaning


def test_every_line_is_a_row_or_is_kept_with_a_reason() -> None:
    for path in PAGES:
        found = guess(page(path)[0])
        if found is None or not found.strong:
            continue
        statements = read(found.layout, found.mapping)
        lines = [len(one.rows) + len(one.skipped) + len(one.unread) for one in statements]
        assert sum(lines) == len(found.layout.rows)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.money import DIGITS, LARGEST, currency_code, decimal_mark, decimal_text, minor_units, number_text
from ingest.notes import Note

AMOUNTS = st.integers(-LARGEST, LARGEST)
CURRENCIES = st.sampled_from(sorted(DIGITS))


@given(AMOUNTS, CURRENCIES)
def test_what_is_written_is_read_back(amount: int, currency: str) -> None:
    assert minor_units(decimal_text(amount, currency), currency) == amount


@given(AMOUNTS, CURRENCIES)
def test_grouping_by_thousands_changes_nothing(amount: int, currency: str) -> None:
    whole, point, fraction = decimal_text(abs(amount), currency).partition(".")
    for gap in (",", "'", " ", "\u00a0", "\u202f"):
        grouped = f"{int(whole):,}".replace(",", gap)
        assert minor_units(f"{grouped}{point}{fraction}", currency) == abs(amount)


@given(AMOUNTS)
def test_the_decimal_comma_is_read_like_the_point(amount: int) -> None:
    text = decimal_text(amount, "EUR")
    assert minor_units(text.replace(".", ","), "EUR", ",") == amount
    continental = f"{int(text.partition('.')[0]):,}".replace(",", ".") + "," + text.partition(".")[2]
    assert minor_units(continental, "EUR", ",") == (amount if not text.startswith("-0") else -amount)


@given(st.text(max_size=12) | st.text("0123456789.,+-()¥$ ", max_size=12), CURRENCIES, st.sampled_from(",."))
def test_any_text_is_an_amount_or_a_reason(text: str, currency: str, mark: str) -> None:
    read = minor_units(text, currency, mark)
    assert isinstance(read, int | Note)
    assert not isinstance(read, bool)
    assert str(read)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("¥28.16", 2816),
        ("￥100.00", 10000),
        ("+3", 300),
        ("\u22123.50", -350),
        ("－3.50", -350),
        ("3.50-", -350),
        ("(3.50)", -350),
        ("-¥3.50", -350),
        ("¥-3.50", -350),
        ("1,234,567.80", 123456780),
        ("12,34,567.80", 123456780),
        ("  3.5元 ", 350),
        ("CNY 3.50", 350),
        (".5", 50),
        ("5.", 500),
        ("00000000000012.3000", 1230),
        ("-0.05", -5),
        ("0.00", 0),
        ("1，000．50", 100050),
    ],
)
def test_signs_marks_and_groups_are_understood(text: str, amount: int) -> None:
    assert minor_units(text, "CNY") == amount


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "amount_missing"),
        ("   ", "amount_missing"),
        ("-", "amount_unreadable"),
        (".", "amount_unreadable"),
        ("1.2.3", "amount_unreadable"),
        ("1,23", "amount_unreadable"),
        ("1,234,56", "amount_unreadable"),
        ("12 34", "amount_unreadable"),
        ("1元50", "amount_unreadable"),
        ("--3", "amount_unreadable"),
        ("-3-", "amount_unreadable"),
        ("(3", "amount_unreadable"),
        ("1e5", "amount_unreadable"),
        ("三十", "amount_unreadable"),
        ("3.50 CR", "amount_unreadable"),
        ("3.505", "amount_decimals"),
        ("€3.50", "amount_currency"),
        ("USD 3.50", "amount_currency"),
        ("9" * 18, "amount_size"),
        ("9" * 5000, "amount_size"),
    ],
)
def test_what_would_be_a_guess_is_refused(text: str, code: str) -> None:
    read = minor_units(text, "CNY")
    assert isinstance(read, Note)
    assert read.code == code
    assert len(str(read)) < 250


def test_a_dollar_sign_may_be_any_dollar() -> None:
    assert [minor_units("$1.50", currency) for currency in ("USD", "CAD", "HKD", "XXX")] == [150] * 4


def test_digits_come_from_the_standard_not_from_the_locale() -> None:
    assert [minor_units("1250", currency) for currency in ("JPY", "IDR", "USD", "KWD")] == [
        1250,
        125000,
        125000,
        1250000,
    ]
    assert isinstance(minor_units("12.5", "JPY"), Note)
    assert minor_units("12.0", "JPY") == 12


@given(st.integers(-(10**12), 10**12))
def test_a_number_cell_is_read_as_the_sheet_shows_it(cents: int) -> None:
    """A spreadsheet stores 28.16 as a float; its shortest decimal form is what the person sees."""
    assert minor_units(number_text(cents / 100), "CNY") == cents


@given(st.floats())
def test_any_number_cell_becomes_text(cell: float) -> None:
    assert isinstance(number_text(cell), str)
    assert "e" not in number_text(cell).lower().replace("nan", "").replace("infinity", "")


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["1.234", "12,50"], ","),
        (["1,234", "7"], "."),
        (["1.006,60"], ","),
        (["1,006.60"], "."),
        ([], "."),
        (["5", "-7"], "."),
        (["1,5", "2,25", "1.234"], ","),
    ],
)
def test_the_decimal_mark_is_decided_by_the_whole_column(cells: list[str], mark: str) -> None:
    assert decimal_mark(cells) == mark


def test_currencies_are_known_by_code_and_by_name() -> None:
    assert [currency_code(name) for name in (" cny ", "人民币", "￥", "Rp", "XXX", "EURO", "")] == [
        "CNY", "CNY", "CNY", "IDR", "XXX", None, None,
    ]  # fmt: skip

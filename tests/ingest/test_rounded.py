"""Numbers that a spreadsheet rounded tell payments apart no more; a genuine number that ends in noughts by chance does."""

import pytest

from ingest.importer import importers
from ingest.rounded import unrounded
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.exports import Paid, alipay, at

GENUINE = ("202607010000000417", "202607019999000418", "202607018888000000")  # the last one by chance
ROUNDED = ("202607010000000000", "202607019999000000", "202607018888000000")
NOON = at("2026-07-01T12:00:00")


def read(numbers: tuple[str, ...]) -> Statement:
    rows = [Paid(NOON, -100 * n, reference=number) for n, number in enumerate(numbers, start=1)]
    (importer,) = (one for one in importers() if one.name == "alipay")
    (statement,) = importer.parse(Source("a.csv", alipay(rows)))
    return statement


def test_a_genuine_number_with_noughts_at_its_end_stays() -> None:
    statement = read(GENUINE)
    assert statement.rows["reference"].tolist() == list(GENUINE)
    assert statement.has_reference.all()
    assert not statement.warnings


def test_a_column_of_rounded_numbers_names_no_payment_and_that_is_told() -> None:
    statement = read(ROUNDED)
    assert statement.rows["reference"].tolist() == ["", "", ""]
    assert not statement.has_reference.any()
    assert len(set(statement.keys)) == 3
    told = [line.note for line in statement.warnings]
    assert [(one.code, one.facts["column"], one.facts["count"]) for one in told] == [
        ("numbers_rounded", "交易订单号", "3"),
    ]


@pytest.mark.parametrize("number", ["2.02607E+17", "2,0E+17", "2E+27", "2.02607e+17"])
def test_a_power_of_ten_is_a_rounded_number_wherever_it_stands(number: str) -> None:
    assert unrounded([number, *GENUINE]) == ["", *GENUINE]


@pytest.mark.parametrize("number", ["8E12345", "E+12", "1.2E+", "12E+4", "4200000000000000000000000001", "100000"])
def test_codes_and_short_numbers_stay(number: str) -> None:
    assert unrounded([number]) == [number]


def test_one_very_long_number_is_proof_enough() -> None:
    assert unrounded(["4200002607010000000000000000"]) == [""]


def test_the_same_number_again_and_again_proves_nothing() -> None:
    assert unrounded(["202607018888000000"] * 9) == ["202607018888000000"] * 9


def test_marks_that_keep_a_spreadsheet_from_rounding_are_no_part_of_a_number() -> None:
    assert unrounded(["'0417", '="0418"', "`0419", "A-0420"]) == ["0417", "0418", "0419", "A-0420"]

import pytest

from ingest.ledger import Ledger
from ingest.statement import Statement
from tests.ingest.exports import Paid, at, ofx, source
from tests.ingest.golden import named

MAY = at("2026-05-05T00:00:00")
JUNE = at("2026-06-05T00:00:00")


def bank(*numbers: str) -> Statement:
    """Return a statement of equal payments, one for each FITID."""
    (statement,) = named("ofx").parse(source(ofx([Paid(MAY, -100, "EXAMPLE", number) for number in numbers])))
    return statement


def card(name: str, amount: str) -> str:
    """Return the kind of one row of a credit card."""
    data = (
        "OFXHEADER:100\n\n<OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>4111"
        f"</CCACCTFROM><BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260505<TRNAMT>{amount}<FITID>C1<NAME>{name}"
        "</STMTTRN></BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>\n"
    )
    (statement,) = named("ofx").parse(source(data.encode()))
    return str(statement.rows["kind"].iloc[0])


# -- the bank's own number ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["1", "7", "0", "-1", "000", "12", "2026-05-05/1"])
def test_a_number_is_shown_as_the_bank_prints_it(number: str) -> None:
    assert bank(number).rows["reference"].tolist() == [number]


@pytest.mark.parametrize("number", ["NONREF", "noref", "None", "NULL", "n/a", "-", "---", ""])
def test_a_word_for_no_number_is_shown_as_none(number: str) -> None:
    assert bank(number).rows["reference"].tolist() == [""]


def test_one_weak_number_on_many_rows_is_a_constant_and_shown_on_none() -> None:
    assert bank("-1", "-1", "2").rows["reference"].tolist() == ["", "", "2"]


@pytest.mark.parametrize("number", ["1", "0", "-1", "000", "NONREF"])
def test_identity_does_not_rest_on_a_weak_number(number: str) -> None:
    """The same row in the next export may be counted differently."""
    assert bank(number).keys == bank("").keys
    assert not bank(number).has_reference.any()


def test_identity_rests_on_a_real_number() -> None:
    assert bank("2026A").keys != bank("2026B").keys
    assert bank("2026A").has_reference.all()


def test_rows_counted_anew_in_every_export_stay_apart(ledger: Ledger) -> None:
    for when in (MAY, JUNE):
        ledger.import_source(source(ofx([Paid(when, -100, "EXAMPLE", "1"), Paid(when, -200, "EXAMPLE", "2")])))
    assert sorted(ledger.frame()["reference"]) == ["1", "1", "2", "2"]


def test_a_row_whose_weak_number_changes_stays_one_row(ledger: Ledger) -> None:
    """With a printed period both exports know the whole day, so equal rows are one."""
    for numbers in ("123", "312"):
        rows = [
            Paid(MAY, -100 * int(digit), f"EXAMPLE {digit}", place) for digit, place in zip("123", numbers, strict=True)
        ]
        ledger.import_source(source(ofx(rows, "20260501", "20260531", "20260601")))
    assert len(ledger.frame()) == 3


# -- what the words say ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["RETURN", "MERCHANDISE RETURN", "EXAMPLE STORE REFUND"])
def test_a_return_on_a_credit_card_is_a_refund(name: str) -> None:
    assert card(name, "12.50") == "refund"


@pytest.mark.parametrize("name", ["VOID EXAMPLE", "REV EXAMPLE", "REVERSAL"])
def test_a_void_on_a_credit_card_is_a_reversal(name: str) -> None:
    assert card(name, "12.50") == "reversal"


def test_a_credit_on_a_card_that_says_nothing_is_an_adjustment() -> None:
    assert card("STATEMENT CREDIT", "12.50") == "adjustment"

"""App banks: several accounts in one file, states, and what a later export of the same payments adds."""

from pathlib import Path

import pytest

from ingest.checks import check
from ingest.importer import choose
from ingest.ledger import Ledger
from ingest.source import Source
from ingest.statement import Statement
from tests.ingest.golden import SAMPLES

REVOLUT = "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance"
WISE = '"TransferWise ID",Date,Amount,Currency,Description,"Running Balance"'
N26 = '"Date","Payee","Account number","Transaction type","Payment reference","Amount (EUR)"'


def read(*lines: str) -> list[Statement]:
    source = Source("a.csv", ("\n".join(lines) + "\n").encode())
    return choose(source).parse(source)


def put(ledger: Ledger, path: Path, *lines: str) -> tuple[int, int, int]:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (report,) = ledger.import_path(path)
    assert report.error is None
    return report.new, report.known, report.updated


def test_a_fee_beside_the_amount_is_part_of_the_balance() -> None:
    rows = (
        "TOPUP,Current,2026-03-01 09:00:00,2026-03-01 09:00:00,Top-up,100.00,0.00,EUR,COMPLETED,100.00",
        "ATM,Current,2026-03-02 09:00:00,2026-03-02 09:00:00,Cash,-20.00,{fee},EUR,COMPLETED,78.00",
    )
    right, wrong = (read(REVOLUT, rows[0], rows[1].format(fee=fee)) for fee in ("2.00", "0.00"))
    assert [check(statement).status for statement in (*right, *wrong)] == ["agrees", "off"]


def test_lines_that_moved_no_money_leave_the_balance_alone() -> None:
    (statement,) = read(
        REVOLUT,
        "TOPUP,Current,2026-03-01 09:00:00,2026-03-01 09:00:00,Top-up,100.00,0.00,EUR,COMPLETED,100.00",
        "CARD_PAYMENT,Current,2026-03-02 09:00:00,,Example Hotel,-90.00,0.00,EUR,REVERTED,",
        "CARD_PAYMENT,Current,2026-03-03 09:00:00,,Example Cafe,-5.00,0.00,EUR,PENDING,",
        "CARD_PAYMENT,Current,2026-03-04 09:00:00,2026-03-04 09:00:00,Example Cafe,-5.00,0.00,EUR,COMPLETED,95.00",
    )
    assert statement.rows["moved"].tolist() == [True, False, False, True]
    assert check(statement).status == "agrees"


def test_a_pending_payment_that_is_completed_later_stays_the_same_payment(ledger: Ledger, tmp_path: Path) -> None:
    day = "CARD_PAYMENT,Current,2026-03-03 09:00:00"
    around = ("TOPUP,Current,2026-03-01 09:00:00,2026-03-01 09:00:00,Top-up,100.00,0.00,EUR,COMPLETED,100.00",)
    later = "ATM,Current,2026-03-05 09:00:00,2026-03-05 09:00:00,Cash,-20.00,0.00,EUR,COMPLETED,75.00"
    put(ledger, tmp_path / "a.csv", REVOLUT, *around, f"{day},,Example Cafe,-5.00,0.00,EUR,PENDING,", later)
    put(
        ledger, tmp_path / "b.csv", REVOLUT, *around,
        f"{day},2026-03-04 08:00:00,Example Cafe,-5.00,0.00,EUR,COMPLETED,95.00", later,
    )  # fmt: skip
    frame = ledger.frame()
    assert len(frame) == 3
    assert set(frame["status"]) == {"posted"}


def test_two_coffees_of_one_second_are_two_coffees() -> None:
    line = "CARD_PAYMENT,Current,2026-03-03 09:00:00,2026-03-04 09:00:00,Example Cafe,-5.00,0.00,EUR,COMPLETED,"
    (statement,) = read(REVOLUT, line + "95.00", line + "90.00")
    assert len(statement.rows) == 2
    assert len(set(statement.keys)) == 1  # the ledger counts equal keys


def test_every_product_and_currency_is_an_account_of_its_own(ledger: Ledger) -> None:
    (report,) = ledger.import_path(SAMPLES / "revolut" / "english.csv")
    assert report.error is None
    assert set(ledger.accounts()["label"]) == {"revolut:EUR", "revolut:GBP", "revolut:Savings EUR"}


@pytest.mark.parametrize("state", ["Wartend", "", "COMPLETED?"])
def test_a_state_nobody_knows_is_kept_as_an_unread_line(state: str) -> None:
    (statement,) = read(
        REVOLUT,
        f"CARD_PAYMENT,Current,2026-03-03 09:00:00,,Example Cafe,-5.00,0.00,EUR,{state},",
        "TOPUP,Current,2026-03-01 09:00:00,2026-03-01 09:00:00,Top-up,100.00,0.00,EUR,COMPLETED,100.00",
    )
    assert [(line.number, line.note.code) for line in statement.unread] == [(2, "state_unknown")]


def test_days_that_a_spreadsheet_made_ambiguous_are_not_guessed() -> None:
    line = "CARD_PAYMENT,Current,{0} 09:00,{0} 10:00,Example Cafe,-5.00,0.00,EUR,COMPLETED,95.00"
    (unclear,) = read(REVOLUT, line.format("03/04/2026"))
    (american,) = read(REVOLUT, line.format("03/04/2026"), line.format("03/31/2026"))
    assert [line.note.code for line in unclear.unread] == ["date_unreadable"]
    assert american.rows["booked_at"].dt.strftime("%m-%d").tolist() == ["03-04", "03-31"]


def test_a_refund_with_the_number_of_its_purchase_is_a_second_payment(ledger: Ledger, tmp_path: Path) -> None:
    put(ledger, tmp_path / "a.csv", WISE, 'CARD-1,03-03-2026,-9.56,EUR,"Card transaction",90.44')
    put(ledger, tmp_path / "b.csv", WISE, 'CARD-1,09-03-2026,9.56,EUR,"Card transaction",100.00')
    frame = ledger.frame()
    assert sorted(frame["amount"]) == [-956, 956]
    assert set(frame["kind"]) == {"payment", "refund"}


def test_charges_with_the_number_of_their_transfer_are_a_payment_of_their_own() -> None:
    (statement,) = read(
        WISE,
        'TRANSFER-1,03-03-2026,-5.00,EUR,"Sent money to Example Friend",90.00',
        'TRANSFER-1,03-03-2026,-5.00,EUR,"Wise Charges for: TRANSFER-1",95.00',
    )
    assert statement.rows["kind"].tolist() == ["transfer", "fee"]
    assert len(set(statement.keys)) == 2


def test_a_card_payment_that_comes_in_is_a_refund() -> None:
    (statement,) = read(
        N26,
        '"2026-03-01","Example Shop","","MasterCard Payment","","-20.00"',
        '"2026-03-05","Example Shop","","MasterCard Payment","","20.00"',
    )
    assert statement.rows["kind"].tolist() == ["payment", "refund"]


def test_an_extra_column_without_a_heading_changes_nothing() -> None:
    """A table that a program saved again begins with a column of line numbers."""
    rows = (
        '"2026-03-01","Example Shop","","MasterCard Payment","","-20.00"',
        '"2026-03-05","A","","Income","","20.00"',
    )
    (plain,) = read(N26, *rows)
    (numbered,) = read(f",{N26}", *(f"{n},{row}" for n, row in enumerate(rows)))
    assert numbered.rows["amount"].tolist() == plain.rows["amount"].tolist()
    assert numbered.keys == plain.keys


def test_an_older_export_for_businesses_has_no_states_and_signs_its_fees() -> None:
    heading = "Date started (UTC),Date completed (UTC),ID,Type,Description,Reference,Orig currency,Orig amount,Payment currency,Amount,Fee,Balance,Account"
    rows = (
        "2026-03-02,2026-03-03,a-1,CARD_PAYMENT,Cafe,,USD,59.00,CHF,-54.26,-0.22,2621.00,Main CHF",
        "2026-03-01,2026-03-01,a-0,TOPUP,Salary,,CHF,2675.48,CHF,2675.48,0.00,2675.48,Main CHF",
    )
    (statement,) = read(heading, *rows)
    assert statement.rows["amount"].tolist() == [-5426, 267548]
    assert statement.rows["fee"].tolist() == [-22, 0]
    assert statement.rows["moved"].all()
    assert check(statement).status == "agrees"


def test_a_currency_that_only_the_name_of_the_account_says_is_read_from_it() -> None:
    heading = "Date Started (UTC),Date Completed (UTC),ID,Description,Type,State,Amount,Fee,Balance,Account"
    row = "2026-01-15,2026-01-15,tx-1,Monthly fee,fee,completed,-12.99,0.00,87.01,{}"
    (named,), (nameless,) = (read(heading, row.format(account)) for account in ("Business GBP", "Main"))
    assert (named.rows["currency"].tolist(), nameless.rows["currency"].tolist()) == (["GBP"], ["XXX"])


def test_a_wise_statement_of_the_years_without_numbers_is_read_by_what_it_says() -> None:
    heading = 'Date,Amount,Currency,Description,"Payment Reference","Running Balance","Exchange Rate","Payer Name","Payee Name","Payee Account Number",Merchant'
    (statement,) = read(
        heading, "02-07-2019,10.00,EUR,From B,,65.00,,B,,,", "01-07-2019,-45.00,EUR,To A,x,55.00,,,A,1,"
    )
    assert statement.rows["amount"].tolist() == [1000, -4500]
    assert statement.rows["counterparty"].tolist() == ["B", "A"]


@pytest.mark.parametrize(
    "heading",
    [
        '"Fecha","Beneficiario","Número de cuenta","Tipo de transacción","Referencia de pago","Categoría","Cantidad (EUR)","Cantidad (Divisa extranjera)","Tipo de divisa extranjera"',
        '"Fecha","Beneficiario","Número de cuenta","Tipo de transacción","Referencia de pago","Categoría","Importe (EUR)","",""',
        '"Data","Beneficiario","Numero di conto","Tipo di transazione","Riferimento pagamento","Categoria","Importo (EUR)","Importo (Valuta estera)","Tipo di valuta estera"',
    ],
)
def test_an_account_in_spain_or_italy_has_its_own_headings(heading: str) -> None:
    (statement,) = read(heading, '"2026-09-04","Bar","","Pago con tarjeta MasterCard","cena","","-12.5","",""')
    row = statement.rows.iloc[0]
    assert (statement.account.institution, row["amount"], row["counterparty"]) == ("n26", -1250, "Bar")
    assert (row["kind"], row["description"]) == ("payment", "cena")

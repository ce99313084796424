"""Decisions about links: kept, obeyed by every later scan, and taken back."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from detect.casebook import Casebook
from detect.context import Settings
from detect.linkbook import link_id
from detect.links.made import MAKEABLE, CannotLink
from ingest.errors import UnknownName
from ingest.ledger import Ledger

DAY = dt.date(2026, 6, 30)
HEADING = "account,booked_at,amount,currency,counterparty,id,kind,method"
ROWS = """cmb:8705,2026-05-01T10:00:00,-500.00,CNY,自己,out1,transfer,
cmb:8705,2026-05-01T11:00:00,-500.00,CNY,自己,out2,transfer,
icbc:1111,2026-05-01T12:00:00,500.00,CNY,自己,in1,transfer,
cmb:8705,2026-05-03T09:00:00,-80.00,CNY,示例商店,buy,payment,
icbc:1111,2026-05-20T09:00:00,80.00,CNY,某人,back,income,
alipay:138****0000,2026-05-05T09:00:00,-33.00,CNY,示例面馆,wallet,payment,招商银行储蓄卡(8705)
cmb:8705,2026-05-05T09:00:10,-33.00,CNY,支付宝-示例面馆,card,payment,
usd:2222,2026-05-06T09:00:00,10.00,USD,Shop,dollars,income,
"""


@pytest.fixture
def book(ledger: Ledger, tmp_path: Path) -> Casebook:
    put(ledger, tmp_path)
    return Casebook(ledger)


def put(ledger: Ledger, folder: Path) -> int:
    (folder / "a.csv").write_text(f"{HEADING}\n{ROWS}", encoding="utf-8")
    (report,) = ledger.import_path(folder / "a.csv")
    assert report.error is None
    return report.file_id or 0


def scan(book: Casebook) -> None:
    book.scan(DAY, Settings())


def linked(book: Casebook, kind: str) -> dict[tuple[str, str], str]:
    found = book.links()
    return {(row.left, row.right): str(row.decision) for row in found[found["kind"] == kind].itertuples(index=False)}


def test_what_is_not_unique_is_asked_and_not_linked(book: Casebook) -> None:
    scan(book)
    assert linked(book, "transfer") == {}
    asked = book.linkbook.questions()
    assert set(zip(asked["kind"], asked["left"], asked["right"], strict=True)) == {
        ("transfer", "out1", "in1"),
        ("transfer", "out2", "in1"),
    }


def test_a_question_that_is_confirmed_is_a_link_and_asked_no_more(book: Casebook) -> None:
    scan(book)
    book.linkbook.decide(link_id("transfer", "out2", "in1"), linked=True, day=DAY)
    assert book.linkbook.questions().empty
    scan(book)
    assert linked(book, "transfer") == {("out2", "in1"): "confirmed"}
    assert book.linkbook.questions().empty


def test_when_one_candidate_is_ruled_out_the_other_is_linked(book: Casebook) -> None:
    scan(book)
    book.linkbook.decide(link_id("transfer", "out2", "in1"), linked=False, day=DAY)
    scan(book)
    assert linked(book, "transfer") == {("out1", "in1"): "found", ("out2", "in1"): "rejected"}


def test_a_broken_link_is_not_offered_again(book: Casebook) -> None:
    scan(book)
    assert linked(book, "mirror") == {("wallet", "card"): "found"}
    book.linkbook.decide(link_id("mirror", "wallet", "card")[:6], linked=False, day=DAY)
    for _ in range(2):
        assert linked(book, "mirror") == {("wallet", "card"): "rejected"}
        assert book.scan(DAY, Settings()).result.links.query("kind == 'mirror'").empty


def test_a_decision_survives_undo_and_import(book: Casebook, tmp_path: Path) -> None:
    scan(book)
    book.linkbook.decide(link_id("mirror", "wallet", "card"), linked=False, day=DAY)
    file_id = int(book.ledger.files()["file_id"].iloc[0])
    book.ledger.undo(file_id)
    scan(book)
    put(book.ledger, tmp_path)
    scan(book)
    assert linked(book, "mirror") == {("wallet", "card"): "rejected"}


def test_a_made_link_outranks_what_the_scan_finds(book: Casebook) -> None:
    scan(book)
    book.linkbook.join("refund", "back", "buy", frame(book), DAY)
    result = book.scan(DAY, Settings()).result
    made = result.links[result.links["kind"] == "refund"]
    assert made[["left", "right", "basis", "lag_days"]].to_numpy().tolist() == [["buy", "back", "confirmed", 17]]


def test_rows_that_the_person_joins_as_a_transfer_are_no_mirror(book: Casebook) -> None:
    book.linkbook.make("transfer", "card", "in1", lag_days=0, day=DAY)
    scan(book)
    assert linked(book, "mirror") == {}


def test_a_word_is_taken_back_by_its_id_or_the_last_one(book: Casebook) -> None:
    scan(book)
    first = book.linkbook.decide(link_id("mirror", "wallet", "card"), linked=False, day=DAY)
    last = book.linkbook.decide(link_id("transfer", "out1", "in1"), linked=True, day=DAY)
    assert book.linkbook.undo() == last
    assert book.linkbook.undo(first[:5]) == first
    assert book.linkbook.decisions().empty
    scan(book)
    assert linked(book, "mirror") == {("wallet", "card"): "found"}
    with pytest.raises(UnknownName):
        book.linkbook.undo("nothing")


def test_a_later_word_replaces_an_earlier_one(book: Casebook) -> None:
    scan(book)
    identity = link_id("mirror", "wallet", "card")
    for said in (False, True):
        book.linkbook.decide(identity, linked=said, day=DAY)
    assert linked(book, "mirror") == {("wallet", "card"): "confirmed"}
    assert len(book.linkbook.decisions()) == 1


@pytest.mark.parametrize("identity", ["", "nothing", "%"])
def test_an_unknown_link_is_refused(identity: str, book: Casebook) -> None:
    scan(book)
    with pytest.raises(UnknownName):
        book.linkbook.decide(identity, linked=True, day=DAY)


@pytest.mark.parametrize(
    ("kind", "one", "other", "code"),
    [
        ("refund", "buy", "buy", "same_row"),
        ("refund", "buy", "wallet", "opposite"),
        ("refund", "buy", "dollars", "currency"),
        ("transfer", "out1", "buy", "accounts"),
        ("mirror", "wallet", "in1", "signs"),
        ("exchange", "out1", "in1", "currencies"),
        ("twin", "out1", "buy", "amounts"),
        ("account", "out1", "buy", "formats"),
    ],
)
def test_rows_that_cannot_be_such_a_link_are_refused(
    kind: str, one: str, other: str, code: str, book: Casebook
) -> None:
    with pytest.raises(CannotLink) as refused:
        book.linkbook.join(kind, one, other, frame(book), DAY)
    assert refused.value.code == code
    assert book.linkbook.decisions().empty


@pytest.mark.parametrize(
    ("kind", "one", "other", "pair"),
    [
        ("refund", "back", "buy", ("buy", "back")),
        ("transfer", "in1", "out1", ("out1", "in1")),
        ("mirror", "card", "wallet", ("wallet", "card")),
        ("shipment", "buy", "out1", ("out1", "buy")),
        ("twin", "out2", "out1", ("out2", "out1")),
    ],
)
def test_the_order_in_which_rows_are_named_does_not_turn_a_link(
    kind: str, one: str, other: str, pair: tuple[str, str], book: Casebook
) -> None:
    assert kind in MAKEABLE
    book.linkbook.join(kind, one, other, frame(book), DAY)
    assert linked(book, kind) == {pair: "confirmed"}


def frame(book: Casebook) -> pd.DataFrame:
    return book.ledger.frame().set_index("txn_id", drop=False)

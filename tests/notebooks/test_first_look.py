"""The first look at one's own statements."""

from pathlib import Path

from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.notebooks.running import run


def test_the_first_look_counts_each_payment_of_the_sample_year_once_and_tells_of_the_theft_in_it() -> None:
    names = run("first_look.ipynb")
    assert all(report.status == "imported" for report in names["reports"])
    assert set(names["report"].result.coverage["state"]) == {"covered"}
    fates, frame = names["fates"], names["frame"]
    assert set(fates.index) == {"scored", "cold_start", "mirror", "transfer"}
    assert fates["mirror"] > 1000  # wallet payments that the bank shows again
    assert fates.sum() == ((frame["amount"] < 0) & frame["moved"] & (frame["status"] != "failed")).sum()
    assert fates["scored"] + fates["cold_start"] == len(names["payments"])
    assert names["payments"]["paid"].dtype == "int64"
    kinds = [one.alert.kind for one in names["found"]]
    assert kinds[0] == "unauthorized"
    assert len(names["found"][0].rows) == 5
    assert all(one.reasons for one in names["found"])
    assert "*房东" in set(names["top"]["name"])
    assert names["regular"]


def test_a_ledger_of_ones_own_with_little_in_it_is_shown_and_left_as_it_was(tmp_path: Path) -> None:
    lines = ["account,booked_at,amount,currency,counterparty", "bank:0001,2026-03-04T12:00,-4.50,EUR,$5$ Kaffee"]
    (tmp_path / "own.csv").write_text("\n".join(lines), encoding="utf-8")
    with Ledger(tmp_path / "ledger.db") as ledger:
        list(ledger.import_path(tmp_path / "own.csv"))
        Casebook(ledger)
    names = run("first_look.ipynb", LEDGER=tmp_path / "ledger.db")
    assert list(names["frame"]["counterparty"]) == ["$5$ Kaffee"]
    assert names["fates"].to_dict() == {"cold_start": 1}
    with Ledger(tmp_path / "ledger.db") as ledger:
        assert Casebook(ledger).last_scan == ""
        assert len(ledger.frame()) == 1

"""Lives elsewhere: every family, every format of every bank, in the country's own money and words."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.simulator import FORMATS, WORLDS, Life, simulate
from detect.institutions import fills_wallet, wallet_named
from ingest.importer import importers
from ingest.ledger import Ledger
from ingest.source import Source
from tests.benchmarks.exports import Exports
from tests.benchmarks.test_simulator import FAMILIES
from tests.benchmarks.test_simulator_formats import IMPORTERS as CHINESE

IMPORTERS = CHINESE | {
    "paypal": "paypal", "venmo": "venmo", "wallets": "canonical", "ofx_bank": "ofx", "qif": "qif", "camt": "camt",
    "mt940": "mt940", "n26": "n26", "klikbca": "klikbca", "mandiri": "mandiri", "mandiri_list": "mandiri_list", "bri": "bri",
}  # fmt: skip
PROVEN = ("paypal", "venmo", "camt", "mt940", "klikbca", "mandiri", "bri")  # print balances or totals


def _files(abroad: list[Exports]) -> list[tuple[Exports, str, Path]]:
    return [
        (exports, str(f["format"]), exports.folder / str(f["file"]))
        for exports in abroad
        for f in exports.truth["files"]
    ]


def test_every_format_is_written_somewhere(dense: Exports, abroad: list[Exports]) -> None:
    written = {str(file["format"]) for exports in (dense, *abroad) for file in exports.truth["files"]}
    assert written == set(FORMATS) == set(IMPORTERS)


def test_exactly_one_importer_claims_each_file(abroad: list[Exports]) -> None:
    for _, name, path in _files(abroad):
        source = Source(path.name, path.read_bytes())
        assert [importer.name for importer in importers() if importer.detect(source)] == [IMPORTERS[name]], path.name


def test_the_ledger_reads_every_line_and_shows_what_the_life_says(abroad: list[Exports], tmp_path: Path) -> None:
    for n, (exports, name, path) in enumerate(_files(abroad)):
        with Ledger(tmp_path / f"{n}.db") as ledger:
            (report,) = ledger.import_path(path)
            frame = ledger.frame()
        views = [exports.life.view(account, exports.life.periods()[0]) for account in _accounts(exports, path.name)]
        rows = {row.id: row for view in views for row in view.rows}
        assert (report.error, report.unread, report.transactions) == (None, 0, len(rows)), path.name
        assert all(statement.check_status != "off" for statement in report.statements), path.name
        if name in PROVEN:
            assert [statement.check_status for statement in report.statements] == ["agrees"], path.name
        assert sorted(frame["amount"]) == sorted(row.amount for row in rows.values())
        assert frame["moved"].sum() == sum(row.moved for row in rows.values())


def _accounts(exports: Exports, file: str) -> list[str]:
    return next(listed["accounts"] for listed in exports.truth["files"] if listed["file"] == file)


def test_wallet_rows_are_read_as_they_are_meant(abroad: list[Exports], tmp_path: Path) -> None:
    for n, (exports, name, path) in enumerate(_files(abroad)):
        if name not in ("paypal", "venmo", "wallets"):
            continue
        with Ledger(tmp_path / f"{n}.db") as ledger:
            list(ledger.import_path(path))
            shown = ledger.frame().set_index("line")
        for account in _accounts(exports, path.name):
            view = exports.life.view(account, exports.life.periods()[0])
            lines = FORMATS[name].write([view]).lines if name != "wallets" else {}
            for row in view.rows:
                if row.id in lines:
                    read = shown.loc[lines[row.id]]
                    assert (read["amount"], read["kind"], read["status"], read["refunded_amount"]) == (
                        row.amount, row.kind, row.state, row.refunded,
                    ), row  # fmt: skip
                    assert (read["reference"], read["related_reference"]) == (row.reference, row.related)


@pytest.mark.parametrize("country", ["US", "DE", "ID"])
def test_a_dense_year_has_every_family(country: str, abroad: list[Exports]) -> None:
    """No wallet there lends without a bank, so its loans cannot be stolen; Indonesia's do."""
    for exports in abroad:
        if exports.life.person.world.country == country:
            missing = FAMILIES - set(exports.life.truth.families()) - {"N13"}
            assert missing == (set() if country == "ID" else {"U-loan"})


def test_rupiah_have_no_hundredths(abroad: list[Exports]) -> None:
    seen = 0
    for life in (exports.life for exports in abroad if exports.life.person.world.country == "ID"):
        for event in life.events:
            assert event.amount % 100 == 0, event
            assert all(posting.amount % 100 == 0 for posting in event.postings or ())
            seen += 1
    assert seen > 3_000


def test_money_is_in_the_currency_of_the_country() -> None:
    for country, world in WORLDS.items():
        life = simulate(5, months=1, country=country)
        assert {life.person.account(key).currency for key in life.person.wallets} == {world.currency}


def test_the_bank_names_the_wallet_and_tells_a_top_up(abroad: list[Exports]) -> None:
    checked = Counter[str]()
    for life in (exports.life for exports in abroad):
        period = life.periods()[0]
        rows = {row.id: row for key in life.person.cards for row in life.view(key, period).rows}
        for wallet, bank in life.truth.mirrors:
            if bank in rows:
                row, event = rows[bank], life.truth.event(wallet.event)
                text = f"{row.party} {row.said}"
                assert wallet_named(text) == life.person.account(wallet.account).institution, text
                assert fills_wallet(text) == (event.kind == "top_up"), text
                checked[event.kind] += 1
    assert checked.keys() >= {"purchase", "send", "refund", "top_up", "withdrawal"}


def test_a_card_bill_leaves_the_account_that_pays_it(abroad: list[Exports]) -> None:
    for life in (exports.life for exports in abroad):
        paid = [(event.at, -event.amount) for event in life.events if event.kind == "card_bill"]
        settled = [
            (event.at, event.amount) for event in life.events if event.kind == "repayment" and event.account == "card"
        ]
        assert paid == settled
        assert len(paid) >= 9


def test_accounts_elsewhere_never_run_dry(abroad: list[Exports]) -> None:
    for life in (exports.life for exports in abroad):
        assert min(row.balance for row in life.view("debit", life.periods()[0]).rows) >= 0


def _small_pairs(life: Life) -> int:
    families = life.truth.families()
    return sum(count for family, count in families.items() if family.startswith("N") and family != "N12")


@pytest.mark.parametrize("country", ["US", "DE", "ID"])
def test_twenty_lookalikes_stand_against_every_duplicate_there(country: str) -> None:
    life = simulate(30_000, country=country)
    families = life.truth.families()
    assert _small_pairs(life) >= 20 * sum(families[f"D{n}"] for n in range(1, 8))

"""How rows belong together, what was promised, and what a wallet does not know: the truth, and the files that show it."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.simulator import DENSE, KINDS, WORLDS, Made, make
from ingest.ledger import Ledger

COUNTRIES = tuple(WORLDS)


@pytest.fixture(scope="module")
def twins() -> dict[str, Made]:
    """A dense half-year in each country, every account in two formats where its institution has two."""
    seeds = {"CN": 30_001, "US": 30_001, "DE": 30_001, "ID": 30_002}
    return {country: make(seed, country, "twins", months=6, preset=DENSE) for country, seed in seeds.items()}


def _lines(made: Made, kind: str) -> dict[tuple[str, str], list[tuple[int, int]]]:
    return {(tie["left_file"], tie["right_file"]): tie["lines"] for tie in made.truth["links"] if tie["kind"] == kind}


def _rows(made: Made, folder: Path) -> dict[tuple[str, int], tuple[str, int, str]]:
    """Return account, amount and day of every line, as the ledger reads it, each file in a ledger of its own."""
    found = {}
    for name, data in made.exports.items():
        (folder / name).write_bytes(data)
        with Ledger(folder / f"{name}.db") as ledger:
            list(ledger.import_path(folder / name))
            frame = ledger.frame()
        for line, amount, when in zip(frame["line"], frame["amount"], frame["booked_at"], strict=True):
            found[name, int(line)] = name, int(amount), when.date().isoformat()
    return found


@pytest.mark.parametrize("country", COUNTRIES)
def test_twins_are_the_same_rows_of_one_account(country: str, twins: dict[str, Made], tmp_path: Path) -> None:
    made = twins[country]
    rows, found = _rows(made, tmp_path), _lines(made, "twin")
    assert len(found) == (2 if country == "CN" else 1)
    for (left_file, right_file), pairs in found.items():
        for left, right in pairs:
            assert rows[left_file, left][1:] == rows[right_file, right][1:]
        assert len(pairs) == sum(name == left_file for name, _ in rows) == sum(name == right_file for name, _ in rows)


@pytest.mark.parametrize("country", COUNTRIES)
def test_ties_join_lines_of_fitting_money(country: str, twins: dict[str, Made], tmp_path: Path) -> None:
    made = twins[country]
    rows, kinds = _rows(made, tmp_path), Counter[str]()
    for kind in ("mirror", "transfer", "refund", "funding"):
        for (left_file, right_file), pairs in _lines(made, kind).items():
            for left, right in pairs:
                one, other = rows[left_file, left][1], rows[right_file, right][1]
                kinds[kind] += 1
                if kind == "mirror":
                    assert one == other
                elif kind == "refund":
                    assert one < 0 < other
                elif kind == "funding":
                    assert one == -other
                elif left_file != right_file and "alipay" not in left_file and "支付宝" not in left_file:
                    assert one * other < 0  # leaves here, arrives there; a fund of Alipay's is one account with it
    assert kinds.keys() == {"mirror", "transfer", "refund", *(("funding",) if country in ("US", "DE") else ())}


@pytest.mark.parametrize("country", COUNTRIES)
def test_promises_end_as_their_family_says(country: str, twins: dict[str, Made]) -> None:
    ends = Counter[str]()
    for promise in twins[country].truth["promises"]:
        family, promised, received = promise["outcome"], promise["promised"], promise["received"]
        ends[family] += 1
        if family in ("R1", "N10") and promise["promised_on"] < "2025-11-15":
            assert promised == received, promise
        elif family == "M1":
            assert received == 0 < promised
        elif family == "M2":
            assert 0 < received < promised or promise["promised_on"] > "2025-11-15"
        elif family == "M4":
            assert received == -promised or promise["promised_on"] > "2025-11-15"
    assert ends.keys() >= {"R1", "M1", "M2", "M3", "M4", "M5"}


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_a_wallet_does_not_know_stands_in_the_bank_alone(country: str, twins: dict[str, Made]) -> None:
    made = twins[country]
    rows = {row.id: row for key in made.life.person.cards for row in made.life.view(key, made.life.periods()[0]).rows}
    families = Counter[str]()
    for label in made.life.truth.labels:
        if label.family not in ("F1", "F2", "T1", "T2"):
            continue
        families[label.family] += 1
        traces = {role: made.life.truth.traces(number) for role, number in label.members}
        (debit,) = traces["debit"]
        assert debit.row.account == "debit"
        assert rows[debit.row].amount < 0
        assert ("returned" in traces) == label.family.endswith("2")
        if "returned" in traces:
            (back,) = traces["returned"]
            assert rows[back.row].amount == -rows[debit.row].amount
        else:
            assert label.stake == -rows[debit.row].amount
            assert label.kind == ("failed_but_debited" if label.family == "F1" else "missing_top_up")
        for listed in traces.get("failed", ()):
            assert listed.row.account == "wallet"
    assert families.keys() == {"F1", "F2", "T1", "T2"}


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_kind_of_export_can_be_made(country: str) -> None:
    files = {kind: make(3, country, kind, months=1).exports for kind in KINDS}
    assert files["wallet"].keys() | files["bank"].keys() == files["app"].keys() <= files["twins"].keys()
    assert not files["wallet"].keys() & files["bank"].keys()
    shown = {
        kind: next(iter(files[kind].values())).decode().splitlines()[1].split(",")[2]
        for kind in ("second", "minute", "day")
    }
    assert [len(shown[kind]) for kind in ("second", "minute", "day")] == [19, 16, 10]


def test_an_unknown_kind_of_export_is_refused() -> None:
    with pytest.raises(ValueError, match="hour is not one of"):
        make(1, "CN", "hour", months=1)

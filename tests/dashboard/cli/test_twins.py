"""An account in two formats, as the command line tells of it."""

import re
import zipfile
from pathlib import Path

import pytest

from benchmarks.simulator import PRESETS, simulate
from tests.dashboard.cli.calling import call


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of one account that came in two formats, scanned; a case was opened on what the plainer one showed."""
    folder = tmp_path_factory.mktemp("twice")
    lived = simulate(3, months=2, preset=PRESETS["dense"])
    files = lived.write(folder / "files", formats=("cmb_netbank", "cmb_statement"))
    richer, plainer = files
    assert call("--ledger", folder / "ledger.db", "import", plainer).code == 0
    assert call("--ledger", folder / "ledger.db", "export", "-o", folder / "all.csv").code == 0
    spent = next(line.split(",")[0] for line in (folder / "all.csv").read_text("utf-8").splitlines() if ",-" in line)
    opened = call("--ledger", folder / "ledger.db", "case", "open", "--topic", "wrong-charge", "--transaction", spent)
    assert opened.code == 0, opened.err
    assert call("--ledger", folder / "ledger.db", "import", richer).code == 0
    assert call("--ledger", folder / "ledger.db", "--locale", "en", "scan", "--as-of", lived.last).code == 0
    return folder / "ledger.db"


def test_a_scan_says_which_account_came_twice(twice: Path) -> None:
    answer = call("--ledger", twice, "scan", "--as-of", "2025-08-31", "--format", "json").json
    (told,) = answer["twins"]
    assert (told["counted"]["importer"], told["other"]["importer"], told["alone"]) == ("cmb_netbank", "cmb_debit", [])
    assert 2 * told["both"] == answer["rows"]
    said = call("--ledger", twice, "--locale", "en", "scan", "--as-of", "2025-08-31").out
    assert "(cmb_netbank) and " in said
    assert "show one account" in said


def test_a_row_that_is_not_counted_is_explained_by_the_one_that_is(twice: Path) -> None:
    links = call("--ledger", twice, "links", "--format", "json").json["links"]
    link = next(link for link in links if link["kind"] == "twin")
    found = call("--ledger", twice, "explain", link["right"], "--format", "json").json
    assert (found["why_not"], found["score"]) == ("twin", None)
    assert ("twin", link["left"]) in {(one["kind"], one["id"]) for one in found["links"]}
    assert "another format" in call("--ledger", twice, "--locale", "en", "explain", link["right"]).out


def test_every_row_that_moved_money_out_is_in_the_scores(twice: Path, tmp_path: Path) -> None:
    call("--ledger", twice, "scan", "--as-of", "2025-08-31", "--scores", tmp_path / "scores.csv")
    lines = (tmp_path / "scores.csv").read_text(encoding="utf-8").splitlines()
    twins = [line for line in lines if line.endswith(",twin")]
    assert len(twins) == (len(lines) - 1) / 2


def test_coverage_shows_one_account_with_both_sources(twice: Path) -> None:
    rows = call("--ledger", twice, "coverage", "--format", "json").json["coverage"]
    assert [list(row)[:4] for row in rows] == [["person", "account", "month", "state"]] * len(rows)
    (account,) = {row["account"] for row in rows}
    assert {tuple(one["importer"] for one in row["sources"]) for row in rows} == {("cmb_netbank", "cmb_debit")}
    assert rows[0]["sources"][0]["account"] == account
    said = call("--ledger", twice, "--locale", "en", "coverage").out
    assert f"{account} came in several formats and is one account: cmb_netbank and cmb_debit." in said
    assert len(re.findall(rf"\b{account}\b", said)) == 2  # its column, its name


def test_a_case_follows_its_payment_to_the_format_that_is_counted(twice: Path, tmp_path: Path) -> None:
    (case,) = call("--ledger", twice, "case", "list", "--format", "json").json["cases"]
    links = call("--ledger", twice, "links", "--format", "json").json["links"]
    (link,) = [one for one in links if one["kind"] == "twin" and one["left"] in case["transactions"]]
    (noted,) = [line["facts"]["rows"] for line in case["log"] if "rows" in line["facts"]]
    assert (case["transactions"], noted) == ([link["left"]], [link["right"]])  # the log stays as it was written
    assert call("--ledger", twice, "case", "evidence", case["id"], "-o", tmp_path / "pack.zip").code == 0
    with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
        assert link["left"] in pack.read("transactions.csv").decode()
    refused = call("--ledger", twice, "case", "open", "--topic", "wrong-charge", "--transaction", link["left"])
    assert case["id"] in refused.sentence  # the same payment, under whichever row

"""`walletwatch explain` and `links`."""

from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.cli.calling import call
from tests.dashboard.cli.conftest import Life


def explained(ledger: Path, identity: str) -> Any:
    return call("--ledger", ledger, "explain", identity, "--format", "json").json


def of_kind(life: Life, kind: str) -> dict[str, Any]:
    return next(alert for alert in life.scanned.json["alerts"] if alert["kind"] == kind)


def test_an_alerted_payment_is_explained_with_where_it_was_read(life: Life, scanned: Path) -> None:
    alert = of_kind(life, "unauthorized")
    row = next(row for row in alert["transactions"] if row["id"] == alert["facts"]["worst"])
    found = explained(scanned, row["id"])
    assert found["transaction"] == row
    assert (found["score"] is None) == bool(
        found["why_not"]
    )  # clear patterns are raised before there is enough to rate
    assert found["alerts"] == [alert["id"]]
    (sight,) = found["sightings"]
    assert (sight["file"], sight["line"]) == (row["file"], row["line"])
    assert row["reference"] in "".join(sight["cells"])
    said = call("--ledger", scanned, "explain", row["id"]).out
    assert f"{row['file']}, line {row['line']}" in said
    assert f"alerts show {alert['id']}" in said


def test_a_rated_payment_has_its_usual_range_beside_it(scanned: Path) -> None:
    rows = call("--ledger", scanned, "links", "--format", "json").json["links"]
    rated = next(
        found for link in rows if (found := explained(scanned, link["left"]))["score"] is not None and found["usual"]
    )
    assert 0 <= rated["score"] <= 1
    low, median, high = (float(rated["usual"][name]) for name in ("low", "median", "high"))
    assert 0 < low <= median <= high
    assert rated["visits"] >= 2
    assert len(rated["nearest"]) == 2
    said = call("--ledger", scanned, "explain", rated["transaction"]["id"]).out
    assert "How unusual it is for you" in said
    assert "Usual at this shop" in said


def test_a_mirror_says_that_it_is_rated_elsewhere(scanned: Path) -> None:
    mirrors = [
        link
        for link in call("--ledger", scanned, "links", "--format", "json").json["links"]
        if link["kind"] == "mirror"
    ]
    found = explained(scanned, mirrors[0]["right"])
    assert (found["score"], found["why_not"]) == (None, "mirror")
    assert [(link["kind"], link["id"]) for link in found["links"]] == [("mirror", mirrors[0]["left"])]
    said = call("--ledger", scanned, "explain", mirrors[0]["right"]).out
    assert "Not rated: it is the bank's view of a wallet payment" in said
    assert "One payment, seen by wallet and bank" in said


def test_the_beginning_of_an_id_is_enough(life: Life, scanned: Path) -> None:
    identity = life.scanned.json["alerts"][0]["transactions"][0]["id"]
    assert explained(scanned, identity[:12])["transaction"]["id"] == identity


@pytest.mark.parametrize("identity", ["nothing", "", "["])
def test_an_unknown_transaction_is_one_sentence(identity: str, scanned: Path) -> None:
    outcome = call("--ledger", scanned, "explain", identity)
    assert outcome.code == 2
    assert outcome.sentence.startswith("There is no transaction ")


def test_links_is_a_list_by_either_name(scanned: Path) -> None:
    answer = call("--ledger", scanned, "links", "--format", "json")
    assert call("--ledger", scanned, "links", "list", "--format", "json").stdout == answer.stdout
    assert {"kind", "left", "right", "basis", "lag_days"} <= answer.json["links"][0].keys()
    assert "_" not in call("--ledger", scanned, "links").out.split("Because of")[0]

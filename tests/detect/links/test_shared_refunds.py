"""Every refund that the shared wallet exports themselves show is linked to its purchase: checked by eye once, kept as lines of each file.

A refund whose purchase lies in another month's file has no link here; those are listed with none.
"""

import datetime as dt
import json
from pathlib import Path

import pytest

from detect.casebook import Casebook
from detect.context import Settings
from detect.links import find_links
from detect.view import View
from ingest.ledger import Ledger

GOLDEN = Path(__file__).with_name("shared_refunds.json")
EXPECTED: dict[str, list[tuple[int, list[int]]]] = json.loads(GOLDEN.read_text("utf-8"))


def linked(file: Path, folder: Path) -> list[tuple[int, list[int]]]:
    """Return the line of each refund row, with the lines of the purchases it is linked to."""
    with Ledger(folder / "ledger") as ledger:
        list(ledger.import_path(file))
        view = View.of(ledger.frame(), Casebook(ledger).context(), dt.date(2030, 1, 1), Settings())
    found = find_links(view).lefts("refund")
    line = view.column("line")
    rows = [n for n in range(len(view)) if view.column("kind")[n] == "refund" and view.amount[n] > 0]
    return sorted((int(line[n]), sorted(int(line[m]) for m in found.get(n, []))) for n in rows)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_refunds_of_a_shared_export_find_their_purchases(name: str, shared: Path, tmp_path: Path) -> None:
    found = linked(shared / "corpus" / name, tmp_path)
    assert found == [(line, purchases) for line, purchases in EXPECTED[name]]


def test_every_shared_wallet_export_with_refunds_is_listed(shared: Path, tmp_path: Path) -> None:
    for kind in ("alipay", "wechat", "jd", "meituan"):
        for number, file in enumerate(sorted((shared / "corpus" / kind).iterdir())):
            folder = tmp_path / f"{kind}{number}"
            folder.mkdir()
            assert bool(linked(file, folder)) == (f"{kind}/{file.name}" in EXPECTED), file.name

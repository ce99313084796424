"""A row that two formats of one account brought shows the richer format's cells, and stands as the newer file says."""

from pathlib import Path

import pandas as pd
import pytest

from ingest.ledger import Ledger
from tests.ingest.golden import SAMPLES

APP, WEB = SAMPLES / "alipay" / "june.csv", SAMPLES / "alipay_web" / "june.csv"


def read(folder: Path, *paths: Path) -> pd.DataFrame:
    with Ledger(folder / "-".join(path.parent.name for path in paths)) as ledger:
        for path in paths:
            assert [report.status for report in ledger.import_path(path)] == ["imported"]
        return ledger.frame().set_index("txn_id")


@pytest.mark.parametrize("order", [(APP, WEB), (WEB, APP)], ids=["app first", "web first"])
def test_how_a_payment_was_made_is_kept_whichever_file_came_last(tmp_path: Path, order: tuple[Path, Path]) -> None:
    alone, together = read(tmp_path, APP), read(tmp_path, *order)
    cells = ["booked_at", "amount", "counterparty", "category", "method", "importer"]
    assert (alone["method"] != "").sum() > 5
    for name in cells:
        assert together.loc[alone.index, name].astype(str).tolist() == alone[name].astype(str).tolist(), name


def test_what_only_one_format_shows_stays_as_it_shows_it(tmp_path: Path) -> None:
    web, together = read(tmp_path, WEB), read(tmp_path, APP, WEB)
    only = together[together["importer"] == "alipay_web"]
    assert len(only)
    assert only["category"].tolist() == web.loc[only.index, "category"].tolist()


@pytest.mark.parametrize(("until", "status"), [("2026-08-01", "closed"), ("2026-06-30", "posted")])
def test_what_became_of_a_payment_is_said_by_the_newer_file(tmp_path: Path, until: str, status: str) -> None:
    number = "2026063022001"
    lines = WEB.read_bytes().decode("gb18030").replace("2026-07-01 09:00:00", f"{until} 09:00:00").splitlines()
    lines = [line.replace("交易成功", "交易关闭") if line.startswith(number) else line for line in lines]
    web = tmp_path / "web.csv"
    web.write_bytes("\n".join(lines).encode("gb18030"))
    together = read(tmp_path, APP, web).set_index("reference")
    assert together.loc[number, "status"] == status
    assert together.loc[number, "importer"] == "alipay"
    assert together.loc[number, "method"] != ""

"""Several formats fit a file: the page asks which, showing what each would make of it."""

from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import scanning
from ingest import importer as registry
from ingest.importer import importers
from ingest.importers.alipay import Alipay
from ingest.ledger import Ledger
from tests.dashboard.views.uploading import press, upload
from tests.dashboard.views.visiting import SAMPLES, read, troubles, visit

JUNE = (SAMPLES / "alipay" / "june.csv").read_bytes()
SHORT = "交易时间,交易分类,交易对方,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号\n2026-06-01 10:00:00,餐饮,A,B,支出,1.00,余额,交易成功,2026\n"


class Twin(Alipay):
    """A second importer of the same files."""

    name = "copy"


@pytest.fixture(autouse=True)
def _no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "scan", lambda *_: None)
    monkeypatch.setattr(scanning, "told", lambda *_: "scanned")


@pytest.fixture
def _two_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    both = (*importers(), Twin())
    monkeypatch.setattr(registry, "importers", lambda: both)


@pytest.mark.usefixtures("_two_claims")
@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_asks_whose_export_it_is(empty: Path, locale: str) -> None:
    app = upload(visit("upload", locale), ("june.csv", JUNE))
    assert not app.exception
    assert words(locale)("page.ask.format") in read(app)
    assert "--format-name" not in troubles(app)[0]
    assert len([button for button in app.button if str(button.key).startswith("format-")]) == 2


@pytest.mark.usefixtures("_two_claims")
def test_the_chosen_format_reads_the_file(empty: Path) -> None:
    app = press(upload(visit("upload", "en"), ("june.csv", JUNE)), "format-alipay-")
    assert not troubles(app)
    app.button(key="import").click().run()
    assert not app.exception
    with Ledger(empty) as ledger:
        assert ledger.files()["importer"].tolist() == ["alipay"]


def test_a_table_that_is_nearly_a_known_export_can_be_set_up(empty: Path) -> None:
    app = upload(visit("upload", "en"), ("short.csv", SHORT.replace("交易状态", "状态").encode()))
    assert not app.exception
    assert len(troubles(app)) == 1
    assert "交易状态" in troubles(app)[0]
    assert words("en")("page.setup.title") in [expander.label for expander in app.expander]

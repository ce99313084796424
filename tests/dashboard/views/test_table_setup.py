"""A table nobody knows is set up on the upload page: shown as it is guessed, corrected, saved, read."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import scanning
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import Words, bodies, read, visit

UNCLEAR = b"Date,Description,Amount\n03/04/2025,<b>Example</b> **Cafe** purchase,-4.20\n05/06/2025,Salary,900.00\n"


@pytest.fixture(autouse=True)
def _no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "scan", lambda *_: None)
    monkeypatch.setattr(scanning, "told", lambda *_: "scanned")


def uploaded(locale: str) -> AppTest:
    app = visit("upload", locale)
    app.file_uploader[0].set_value([("table.csv", UNCLEAR, "text/csv")])
    app.run()
    return app.button(key="read").click().run()


@pytest.mark.parametrize("locale", LOCALES)
def test_an_unknown_table_says_what_is_unclear_and_offers_to_be_set_up(empty: Path, locale: str) -> None:
    app = uploaded(locale)
    assert not app.exception
    assert words(locale)("page.setup.lead") in read(app)
    assert (
        words(locale)("page.setup.order.dmy")
        in next(box for box in app.selectbox if "setup-order" in str(box.key)).options
    )
    assert not any({"b", "strong"} & Words(body).elements for body in bodies(app) if "Cafe" in body)
    with Ledger(empty) as ledger:
        assert ledger.files().empty


def test_what_the_person_chooses_is_saved_and_read(empty: Path) -> None:
    app = uploaded("en")
    next(box for box in app.selectbox if "setup-order" in str(box.key)).set_value("mdy").run()
    next(box for box in app.selectbox if "setup-code" in str(box.key)).set_value("USD").run()
    next(button for button in app.button if "setup-save" in str(button.key)).click().run()
    app.button(key="import").click().run()
    assert not app.exception
    with Ledger(empty) as ledger:
        assert ledger.files()["importer"].tolist() == ["mapped"]
        assert ledger.frame()["booked_at"].dt.strftime("%Y-%m-%d").tolist() == ["2025-03-04", "2025-05-06"]
        assert ledger.frame()["currency"].tolist() == ["USD", "USD"]

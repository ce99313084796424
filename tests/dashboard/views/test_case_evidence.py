"""The evidence pack on the page of a case: made when asked for, and not offered once something has happened since."""

from pathlib import Path

from dashboard.i18n import words
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import read, visit


def test_the_pack_is_made_when_asked_for_and_is_of_the_case_as_it_stands(lived: Path) -> None:
    with Ledger(lived) as held:
        book = Casebook(held)
        alert = next(alert for alert in book.alerts("open") if alert.kind == "duplicate")
        case = book.cases.open("duplicate-charge", alerts=[alert])
    app = visit("case", "en", case=case.case_id)
    assert "evidence-get" not in [button.key for button in app.get("download_button")]
    app.button(key="evidence-make").click().run()
    assert not app.exception
    assert "evidence-get" in [button.key for button in app.get("download_button")]
    assert words("en")("evidence.look_first") in read(app)
    with Ledger(lived) as held:
        Casebook(held).cases.log(case.case_id, "noted", {"text": "more"})
    assert "evidence-get" not in [button.key for button in app.run().get("download_button")]

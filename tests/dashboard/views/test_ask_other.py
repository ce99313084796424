"""What a person knows better than the file: the account, whose money it is, whose export; and whether a copy is kept."""

from pathlib import Path

import pytest

from dashboard.views.parts import scanning
from ingest.ledger import Ledger
from tests.dashboard.views.uploading import press, upload
from tests.dashboard.views.visiting import SAMPLES, troubles, visit

JUNE = "june.csv", (SAMPLES / "alipay" / "june.csv").read_bytes()


@pytest.fixture(autouse=True)
def _no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "scan", lambda *_: None)
    monkeypatch.setattr(scanning, "told", lambda *_: "scanned")


def test_account_and_person_are_the_persons_to_say(empty: Path) -> None:
    app = upload(visit("upload", "en"), JUNE)
    for field, said in (("other-account", "Household"), ("other-person", "Ann")):
        next(one for one in app.text_input if str(one.key).startswith(field)).set_value(said)
    press(app, "other-again").button(key="import").click().run()
    assert not app.exception
    with Ledger(empty) as ledger:
        (statement,) = ledger.statements().to_dict("records")
    assert (statement["account"], statement["person"]) == ("Household", "Ann")


def test_a_format_that_does_not_fit_can_be_taken_back(empty: Path) -> None:
    app = upload(visit("upload", "en"), JUNE)
    choice = next(box for box in app.selectbox if str(box.key).startswith("other-format"))
    choice.set_value("camt")
    press(app, "other-again")
    assert len(troubles(app)) == 1
    next(box for box in app.selectbox if str(box.key).startswith("other-format")).set_value("")
    press(app, "other-again")
    assert not app.exception
    assert not troubles(app)
    assert app.button(key="import")


@pytest.mark.parametrize(("keep", "copies"), [(True, 1), (False, 0)])
def test_a_copy_of_the_file_can_be_declined(empty: Path, keep: bool, copies: int) -> None:
    app = upload(visit("upload", "en"), JUNE)
    app.checkbox(key="keep-originals").set_value(keep).run()
    app.button(key="import").click().run()
    with Ledger(empty) as ledger:
        kept = list(ledger.originals.folder.iterdir()) if ledger.originals.folder.exists() else []
    assert len(kept) == copies

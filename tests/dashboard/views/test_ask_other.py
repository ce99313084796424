"""What a person knows better than the file: the account, whose money it is, whose export; and whether a copy is kept."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import scanning
from ingest.ledger import Ledger
from tests.dashboard.views.uploading import press, upload
from tests.dashboard.views.visiting import SAMPLES, troubles, visit
from tests.ingest.exports import Paid, alipay, at, source

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


def widget(app: AppTest, kind: str, beginning: str) -> Any:
    """The one widget of a kind whose key begins so."""
    (found,) = [one for one in getattr(app, kind) if str(one.key).startswith(beginning)]
    return found


def test_an_empty_ledger_shows_only_the_texts(empty: Path) -> None:
    app = upload(visit("upload", "en"), JUNE)
    assert [box for box in app.selectbox if str(box.key).startswith(("other-account", "other-person"))] == []
    assert widget(app, "text_input", "other-account")
    assert widget(app, "text_input", "other-person")


def accounts(path: Path, *owned: tuple[str, str]) -> None:
    """Put one file under each account."""
    with Ledger(path) as ledger:
        for number, (label, person) in enumerate(owned):
            rows = [Paid(at(f"2026-01-0{number + 1}T08:00:00"), -5, reference=f"{label}{number}")]
            assert ledger.import_source(source(alipay(rows)), label=label, person=person).error is None


@pytest.mark.parametrize("locale", LOCALES)
def test_a_known_account_is_chosen_with_its_person(empty: Path, locale: str) -> None:
    accounts(empty, ("Household", "Ann"), ("Household", "me"))
    app = upload(visit("upload", locale), JUNE)
    chosen = widget(app, "selectbox", "other-account")
    assert chosen.options == [
        words(locale)("page.other.as_found"), "Household (Ann)", "Household (me)", words(locale)("page.other.account_of.new"),
    ]  # fmt: skip
    chosen.set_value("Household (Ann)").run()
    assert not [box for box in app.selectbox if str(box.key).startswith("other-person")]
    press(app, "other-again").button(key="import").click().run()
    assert not app.exception
    with Ledger(empty) as ledger:
        assert {"account": "Household", "person": "Ann"}.items() <= ledger.statements().to_dict("records")[-1].items()


def test_a_new_account_and_a_new_person_are_typed(empty: Path) -> None:
    accounts(empty, ("Household", "me"))
    app = upload(visit("upload", "en"), JUNE)
    assert not [field for field in app.text_input if str(field.key).startswith("other-")]
    for name, typed in (("other-account", "Purse"), ("other-person", "Ben")):
        widget(app, "selectbox", name).set_value("\0new").run()
        widget(app, "text_input", name).set_value(typed).run()
    press(app, "other-again").button(key="import").click().run()
    assert not app.exception
    with Ledger(empty) as ledger:
        assert {"account": "Purse", "person": "Ben"}.items() <= ledger.statements().to_dict("records")[-1].items()


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

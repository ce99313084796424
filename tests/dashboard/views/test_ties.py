"""Links on the pages: why rows belong together, what only the person can tell, and their word on both."""

from pathlib import Path

import pytest

from dashboard.account_name import account_name
from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts import ask_link, scanning
from dashboard.web.served import LEDGER
from detect.alert import Alert
from detect.casebook import Casebook
from detect.context import Settings
from detect.links import kinds
from detect.links.made import MAKEABLE
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import TODAY, read, visit
from tests.detect.test_linkbook import HEADING, ROWS


@pytest.fixture(autouse=True)
def scans(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    done: list[str] = []
    monkeypatch.setattr(scanning, "scan", lambda *_: done.append("scan"))
    return done


def tied(ledger: Path) -> tuple[Alert, str]:
    """Return an alert with a linked row, and the id of that link."""
    with Ledger(ledger) as opened:
        book = Casebook(opened)
        links = book.links()
        for alert in book.alerts("open"):
            own = links[links["left"].isin(alert.rows)]
            if len(own):
                return alert, str(own["id"].iloc[0])
    pytest.fail("no alert has a linked row")


def decision(ledger: Path, identity: str) -> str:
    with Ledger(ledger) as opened:
        links = Casebook(opened).links()
    return str(links.loc[links["id"] == identity, "decision"].iloc[0])


@pytest.mark.parametrize("locale", LOCALES)
def test_an_alert_says_why_its_rows_belong_to_others(looked_at: Path, locale: str) -> None:
    alert, _ = tied(looked_at)
    said, speak = read(visit("alert", locale, alert=alert.alert_id)), words(locale)
    assert speak("page.tie.how") in said
    names = [speak(f"cli.link.{kind}") for kind in ("mirror", "refund", "transfer")]
    bases = [speak(f"cli.basis.{basis}") for basis in ("wallet_and_card", "wallet_named", "order_number", "merchant_amount")]  # fmt: skip
    assert any(speak("page.tie.because", kind=name, basis=basis) in said for name in names for basis in bases)


def test_a_link_is_broken_checked_anew_and_taken_back(lived: Path, scans: list[str]) -> None:
    alert, identity = tied(lived)
    app = visit("alert", "en", alert=alert.alert_id)
    app.button(key=f"tie-no-{identity}").click().run()
    assert not app.exception
    assert (decision(lived, identity), scans) == ("rejected", ["scan"])
    assert "you said that these two do not belong together" in read(app)
    app.button(key=f"tie-undo-{identity}").click().run()
    assert (decision(lived, identity), scans) == ("found", ["scan", "scan"])


def test_a_link_is_confirmed(lived: Path) -> None:
    alert, identity = tied(lived)
    visit("alert", "en", alert=alert.alert_id).button(key=f"tie-yes-{identity}").click().run()
    assert decision(lived, identity) == "confirmed"


@pytest.fixture
def doubtful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Serve a ledger in which one credit fits two transfers."""
    (tmp_path / "a.csv").write_text(f"{HEADING}\n{ROWS}", encoding="utf-8")
    path = tmp_path / "doubtful.db"
    with Ledger(path) as ledger:
        list(ledger.import_path(tmp_path / "a.csv"))
        Casebook(ledger).scan(TODAY.replace(year=2026), Settings())
    monkeypatch.setenv(LEDGER, str(path))
    return path


@pytest.mark.parametrize("locale", LOCALES)
def test_what_only_the_person_can_tell_is_asked_with_both_rows(doubtful: Path, locale: str) -> None:
    said = read(visit("alerts", locale))
    assert words(locale)("page.tie.title.many", count=2) in said
    assert said.count(words(locale)("page.tie.ask.transfer")) == 2
    assert said.count(account_name("icbc:1111", words(locale))) == 2


def test_a_yes_settles_the_other_question_too_and_can_be_taken_back(doubtful: Path, scans: list[str]) -> None:
    app = visit("alerts", "en")
    key = next(str(button.key) for button in app.button if str(button.key).startswith("tie-yes-"))
    app.button(key=key).click().run()
    assert not app.exception
    assert words("en")("page.tie.title.none") in read(app)
    assert (decision(doubtful, key.removeprefix("tie-yes-")), scans) == ("confirmed", ["scan"])
    app.button(key="tie-undo").click().run()
    assert words("en")("page.tie.title.many", count=2) in read(app)


def test_a_no_leaves_the_other_question(doubtful: Path, scans: list[str]) -> None:
    app = visit("alerts", "en")
    key = next(str(button.key) for button in app.button if str(button.key).startswith("tie-no-"))
    app.button(key=key).click().run()
    assert words("en")("page.tie.title.one") in read(app)
    assert scans == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", sorted({*MAKEABLE, *(module.KIND for module in kinds())}))
def test_every_kind_of_link_has_its_question_and_its_name(kind: str, locale: str) -> None:
    assert ask_link.wording(words(locale), kind).endswith(("?", "？"))
    assert kind == "account" or f"page.link.{kind}" in words(locale)
    assert f"cli.link.{kind}" in words(locale)

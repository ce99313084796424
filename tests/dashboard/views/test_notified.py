"""Who is told, on the page of settings: an address goes into the keyring and is never seen again."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import null
from streamlit.testing.v1 import AppTest

from dashboard.i18n import words
from dashboard.notify.quiet import Quiet
from dashboard.notify.wishes import Wishes
from dashboard.schedule.keep import keep
from dashboard.schedule.plan import Plan, Scheduled
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.notify.pretending import ARRIVED, URL, InMemory, in_memory
from tests.dashboard.views.visiting import bodies, markdown, read, troubles, visit

W = words("en")


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemory]:
    monkeypatch.delenv("WALLETWATCH_NOTIFY", raising=False)
    with in_memory() as made:
        yield made


def wishes_of(path: Path) -> tuple[tuple[str, ...], bool, Quiet | None]:
    with Ledger(path) as ledger:
        wishes = Wishes(Casebook(ledger).preferences)
        return wishes.channels, wishes.details, wishes.quiet


def add(app: AppTest, name: str, address: str) -> AppTest:
    app.text_input(key="channel-name").set_value(name)
    app.text_input(key="channel-address").set_value(address)
    return app.button(key="channel-keep").click().run()


def test_a_name_without_an_address_is_told_and_kept_nowhere(empty: Path, ring: InMemory) -> None:
    app = add(visit("settings", "en"), "phone", "")
    assert troubles(app) == [W("notify.not_understood")]
    assert not ring.secrets


def test_a_channel_is_added_tried_and_removed_and_its_address_never_shown(empty: Path, ring: InMemory) -> None:
    app = visit("settings", "en")
    assert W("settings.notify.none") in read(app)
    add(app, "phone <b>", URL)
    assert not app.exception
    assert list(ring.secrets.values()) == [URL]
    assert wishes_of(empty) == (("phone <b>",), False, None)
    assert "phone <b>" in read(app)
    app.button(key="channel-test-0").click().run()
    assert W("notify.test.sent", name="phone <b>") in read(app)
    assert [title for title, _ in ARRIVED.messages] == [W("notify.test.title")]
    ARRIVED.takes = False
    app.button(key="channel-test-0").click().run()
    assert troubles(app) == [W("notify.test.failed", name="phone <b>")]
    seen = "".join([*bodies(app), *markdown(app), *(str(one.value) for one in app.text_input)])
    assert "SECRET" not in seen
    assert "channel-handed-over" not in app.session_state
    assert app.session_state["channel-address"] == ""
    app.button(key="channel-remove-0").click().run()
    assert W("settings.notify.none") in read(app)
    assert ring.secrets == {}


@pytest.mark.parametrize(
    ("name", "address", "said"),
    [("", URL, W("notify.name", most=40)), ("phone", "nosuchscheme://SECRET", W("notify.not_understood"))],
)
def test_what_cannot_be_a_channel_is_refused_and_nothing_kept(
    empty: Path, ring: InMemory, name: str, address: str, said: str
) -> None:
    app = add(visit("settings", "en"), name, address)
    assert troubles(app) == [said]
    assert (ring.secrets, wishes_of(empty)[0]) == ({}, ())


def test_without_a_keyring_it_says_how_the_environment_does_it(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]
    monkeypatch.setenv("WALLETWATCH_NOTIFY", f"{URL} {URL}2")
    app = visit("settings", "en")
    said = read(app)
    assert W("settings.notify.no_keyring", variable="WALLETWATCH_NOTIFY") in said
    assert W("notify.in_environment", count=2, variable="WALLETWATCH_NOTIFY") in said
    assert "SECRET" not in said
    assert "channel-keep" not in [button.key for button in app.button]
    app.button(key="channel-test-all").click().run()
    assert len(ARRIVED.messages) == 2


def test_details_are_told_only_when_switched_on(empty: Path) -> None:
    app = visit("settings", "en")
    assert W("notify.details_off") in read(app)
    app.toggle(key="channel-details").set_value(True).run()
    assert W("notify.details_on") in read(app)
    assert wishes_of(empty)[1]
    app.toggle(key="channel-details").set_value(False).run()
    assert not wishes_of(empty)[1]


def test_quiet_hours_are_set_and_taken_away_but_never_silence_every_check(empty: Path) -> None:
    app = visit("settings", "en")
    app.button(key="quiet-keep").click().run()
    assert W("notify.quiet_on", hours="22:00-08:00") in read(app)
    assert wishes_of(empty)[2] == Quiet.read("22:00-08:00")
    with Ledger(empty) as ledger:
        scheduled = Scheduled(Plan(dt.time(9)), "cron", dt.datetime.fromisoformat("2026-06-01T09:00"))
        keep(Casebook(ledger).preferences, scheduled)
    app.time_input(key="quiet-to").set_value(dt.time(9, 30))
    app.button(key="quiet-keep").click().run()
    assert troubles(app)[-1] == W("notify.never", at="09:00")
    app.button(key="quiet-off").click().run()
    assert W("notify.quiet_off") in read(app)
    assert wishes_of(empty)[2] is None

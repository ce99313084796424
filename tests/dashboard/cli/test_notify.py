"""`walletwatch notify`, and runs that notify: by a scheme of the tests' own that reaches no network, from a keyring in memory."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import apprise
import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from dashboard.schedule.keep import keep
from dashboard.schedule.plan import Plan, Scheduled
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.cli.calling import Outcome, call
from tests.dashboard.notify.pretending import ARRIVED, URL, InMemory, Locked, in_memory
from tests.ingest.hostile import SAMPLE


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemory]:
    monkeypatch.delenv("WALLETWATCH_NOTIFY", raising=False)
    with in_memory() as made:
        yield made


def add(ledger: Path, name: str = "phone", url: str = URL) -> Outcome:
    return call("--ledger", ledger, "notify", "add", name, "--url-file", "-", stdin=f"{url}\n")


def listed(ledger: Path) -> dict[str, object]:
    answer = call("--ledger", ledger, "notify", "--format", "json").json
    assert isinstance(answer, dict)
    return answer


def run(ledger: Path) -> str:
    answer = call("--ledger", ledger, "run-scheduled", "--format", "json").json
    return str(answer["told"])


def test_an_address_is_kept_in_the_keyring_and_nowhere_else(empty: Path, ring: InMemory) -> None:
    said = add(empty)
    assert (said.code, said.err) == (0, "")
    assert list(ring.secrets.values()) == [URL]
    assert listed(empty)["channels"] == ["phone"]
    shown = call("--ledger", empty, "notify", "list")
    for text in (
        said.out,
        shown.out,
        *(path.read_bytes().decode("latin-1") for path in empty.parent.rglob("*") if path.is_file()),
    ):
        assert "SECRET" not in text
    assert call("--ledger", empty, "notify", "remove", "phone").code == 0
    assert ring.secrets == {}
    assert listed(empty)["channels"] == []


def test_an_address_may_come_from_a_variable(empty: Path, ring: InMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHANNEL", URL)
    assert call("--ledger", empty, "notify", "add", "手机", "--url-env", "CHANNEL").code == 0
    assert list(ring.secrets.values()) == [URL]


def test_an_address_that_apprise_does_not_know_is_refused_without_being_shown(empty: Path, ring: InMemory) -> None:
    said = add(empty, url="nosuchscheme://SECRET")
    assert said.code == 2
    assert "SECRET" not in said.sentence
    assert ring.secrets == {}


def test_without_a_terminal_the_address_has_to_be_named(empty: Path) -> None:
    said = call("--ledger", empty, "notify", "add", "phone")
    assert said.code == 2
    assert "--url-env" in said.sentence


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, Locked])
def test_without_a_keyring_it_points_to_the_environment(backend: type[KeyringBackend], empty: Path) -> None:
    keyring.set_keyring(backend())
    said = add(empty)
    assert said.code == 2
    assert "WALLETWATCH_NOTIFY" in said.sentence
    assert listed(empty)["channels"] == []


def test_a_test_message_is_sent_at_any_hour(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("--ledger", empty, "notify", "test").code == 2
    add(empty)
    monkeypatch.setenv("WALLETWATCH_NOTIFY", f"{URL}/2\n{URL}/3")
    call("--ledger", empty, "notify", "quiet", "00:00-23:59")
    said = call("--ledger", empty, "notify", "test")
    assert (said.code, len(ARRIVED.messages)) == (0, 3)
    ARRIVED.takes = False
    said = call("--ledger", empty, "notify", "test", "phone")
    assert said.code == 2
    assert "phone" in said.sentence
    assert call("--ledger", empty, "notify", "test", "other").code == 2


def test_nothing_is_sent_unless_something_is_set_up(scanned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apprise.Apprise, "notify", lambda *_: pytest.fail("sent"))
    assert run(scanned) == "None"


def test_news_are_sent_once(empty: Path) -> None:
    call("--ledger", empty, "import", SAMPLE)
    add(empty)
    assert run(empty) == "sent"
    ((title, body),) = ARRIVED.messages
    assert "need" in title
    assert "188" not in body
    assert run(empty) == "nothing"
    assert len(ARRIVED.messages) == 1


def test_what_no_channel_takes_is_told_by_the_next_run(empty: Path) -> None:
    call("--ledger", empty, "import", SAMPLE)
    add(empty)
    ARRIVED.takes = False
    said = call("--ledger", empty, "run-scheduled")
    assert said.code == 2
    assert "phone" in said.sentence
    ARRIVED.takes = True
    assert run(empty) == "sent"


def test_a_keyring_that_is_gone_is_told(empty: Path) -> None:
    call("--ledger", empty, "import", SAMPLE)
    add(empty)
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    said = call("--ledger", empty, "run-scheduled")
    assert (said.code, ARRIVED.messages) == (2, [])
    assert "phone" in said.sentence


def test_quiet_hours_hold_news_and_the_next_run_sends_them(empty: Path) -> None:
    call("--ledger", empty, "import", SAMPLE)
    add(empty)
    now = dt.datetime.now().astimezone()
    begins, ends = now - dt.timedelta(hours=1), now + dt.timedelta(hours=2)
    call("--ledger", empty, "notify", "quiet", f"{begins:%H:%M}-{ends:%H:%M}")
    assert run(empty) == "held"
    assert ARRIVED.messages == []
    call("--ledger", empty, "notify", "quiet", "off")
    assert run(empty) == "sent"


def test_quiet_hours_in_which_every_run_falls_are_refused(empty: Path) -> None:
    with Ledger(empty) as ledger:
        now = dt.datetime.fromisoformat("2026-06-30T12:00")
        keep(Casebook(ledger).preferences, Scheduled(Plan(dt.time(23)), "cron", now))
    said = call("--ledger", empty, "notify", "quiet", "22:00-08:00")
    assert said.code == 2
    assert "23:00" in said.sentence
    assert listed(empty)["quiet"] is None
    assert call("--ledger", empty, "notify", "quiet", "late").code == 2


def test_details_are_told_only_where_they_are_wanted(empty: Path) -> None:
    call("--ledger", empty, "import", SAMPLE)
    add(empty)
    assert "kinds and counts" in call("--ledger", empty, "notify").out
    call("--ledger", empty, "notify", "details", "on")
    assert listed(empty)["details"] is True
    run(empty)
    assert "188.00" in ARRIVED.messages[0][1]


def plan_weekly(path: Path) -> None:
    with Ledger(path) as ledger:
        since = dt.datetime.now().astimezone().replace(tzinfo=None) - dt.timedelta(days=1)
        keep(Casebook(ledger).preferences, Scheduled(Plan(dt.time(9), "mon"), "cron", since))


def test_the_digest_goes_out_once_a_week_also_when_nothing_is_new(scanned: Path) -> None:
    call("--ledger", scanned, "scan")  # which tells of everything
    add(scanned)
    plan_weekly(scanned)
    assert run(scanned) == "sent"
    ((title, body),) = ARRIVED.messages
    assert "need" not in title
    assert "Accounts watched:" in body
    assert "Things that need you:" in body
    with Ledger(scanned) as ledger:
        assert not any(label in body for label in ledger.accounts()["label"])
    assert run(scanned) == "nothing"
    assert len(ARRIVED.messages) == 1


def test_a_digest_that_was_held_or_not_taken_goes_out_with_the_next_run(empty: Path) -> None:
    call("--ledger", empty, "import", SAMPLE)
    add(empty)
    now = dt.datetime.now().astimezone()
    begins, ends = now - dt.timedelta(hours=1), now + dt.timedelta(hours=2)
    call("--ledger", empty, "notify", "quiet", f"{begins:%H:%M}-{ends:%H:%M}")
    plan_weekly(empty)
    assert run(empty) == "held"
    call("--ledger", empty, "notify", "quiet", "off")
    ARRIVED.takes = False
    assert run(empty) == "failed"
    ARRIVED.takes = True
    assert run(empty) == "sent"
    ((title, body),) = ARRIVED.messages  # news and digest in one
    assert "need" in title
    assert "Things that need you:" in body
    assert "188" not in body


def test_the_whole_digest_goes_out_only_where_details_are_wanted(empty: Path) -> None:
    call("--ledger", empty, "import", SAMPLE)
    add(empty)
    plan_weekly(empty)
    call("--ledger", empty, "notify", "details", "on")
    run(empty)
    ((_, body),) = ARRIVED.messages
    assert "188.00" in body
    assert re.search(r"Alipay \S+\*{4}\d{4}", body)

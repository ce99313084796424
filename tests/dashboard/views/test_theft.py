"""Account-theft mode on the pages: the way in, the checklist, the rows, the banner, the way out."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard import theft
from dashboard.account_name import account_name
from dashboard.i18n import words
from dashboard.places import Places
from dashboard.playbooks.library import playbook
from dashboard.playbooks.model import LOCALES
from dashboard.views import reading, routes
from dashboard.views.parts import scanning, theft_checklist, theft_rows
from dashboard.views.parts.first_step import at_once, keeper
from detect.casebook import Casebook
from detect.incident import Incident
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import TODAY, read, visit

SAYS = words("en")


@pytest.fixture
def stolen(lived: Path) -> tuple[Path, dt.date]:
    """A ledger in account-theft mode since the first payment of its gravest alert about theft."""
    with Ledger(lived) as ledger:
        book = Casebook(ledger)
        alert = next(alert for alert in book.alerts("open") if alert.kind == "unauthorized")
        frame = ledger.frame().set_index("txn_id")
        day = min(frame.loc[list(alert.rows), "booked_at"]).date()
        theft.begin(book, day)
    return lived, day


def case_steps(path: Path) -> set[str]:
    with Ledger(path) as ledger:
        case = theft.case_of(Casebook(ledger))
        return set(case.steps_done) if case else set()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_mode_begins_from_the_first_page_and_asks_since_when(
    lived: Path, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    scans: list[str] = []
    monkeypatch.setattr(scanning, "scan", lambda *_: scans.append("scan"))
    app = visit("today", locale).button(key="theft-ask").click().run()
    assert words(locale)("theft.offer.title") in read(app)
    app.date_input(key="theft-since").set_value(TODAY - dt.timedelta(days=9))
    app.button(key="theft-begin").click().run()
    assert not app.exception
    with Ledger(lived) as ledger:
        assert theft.since(ledger) == TODAY - dt.timedelta(days=9)
    assert scans == ["scan"]
    assert words(locale)("theft.page.title") in read(app)


def test_without_statements_the_checklist_is_there_all_the_same(empty: Path) -> None:
    app = visit("theft", "en").button(key="theft-begin").click().run()
    said = read(app)
    assert SAYS("theft.rows.no_statements") in said
    first = playbook("account-theft", "ZZ", "en").sections[1].steps[0]
    app.checkbox(key=f"tick-{first.id}").check().run()
    assert case_steps(empty) == {first.id}
    app.checkbox(key=f"tick-{first.id}").uncheck().run()
    assert case_steps(empty) == set()


def test_rows_stand_in_the_order_of_time_with_their_total_and_go_into_the_case(stolen: tuple[Path, dt.date]) -> None:
    path, day = stolen
    app = visit("theft", "en")
    said = read(app)
    assert SAYS.day(day) in said
    assert SAYS("theft.freeze.title") in said
    assert SAYS("theft.rows.total", sums="").strip() in said
    accounts = [box for box in app.checkbox if str(box.key).startswith("tick-freeze:")]
    with Ledger(path) as ledger:
        seen = reading.incident(ledger, SAYS, day, TODAY)
    assert seen is not None
    assert [str(box.key) for box in accounts] == [
        f"tick-freeze:{account}" for account in dict.fromkeys(one.account for one in seen.accounts)
    ]
    with Ledger(path) as ledger:
        places, known = Places(ledger), at_once(playbook(theft.TOPIC, "CN", "en"))
        for one in seen.accounts:
            holder = keeper(places.of(one.person, (one.account,)), known)
            assert theft_checklist._reached(holder) in said
    account = accounts[0]
    app = account.check().run()
    app = app.button(key="theft-case").click().run()
    assert SAYS("theft.rows.in_case") in read(app)
    with Ledger(path) as ledger:
        case = theft.case_of(Casebook(ledger))
    assert case is not None
    assert case.rows
    assert {step.partition(":")[0] for step in case.steps_done} == {"freeze"}
    app = app.button(key="theft-open").click().run()
    assert not app.exception
    assert app.query_params[routes.CASE] in (case.case_id, [case.case_id])
    label = str(account.key).removeprefix("tick-freeze:")
    assert f"{SAYS('theft.freeze.account')} {account_name(label, SAYS)}" in read(app)
    assert "freeze:" not in read(app)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_banner_stays_on_every_other_page(stolen: tuple[Path, dt.date], locale: str) -> None:
    _, day = stolen
    speaks = words(locale)
    on = speaks("theft.banner.on", day=speaks.day(day))
    for page in ("today", "settings"):
        app = visit(page, locale)
        assert on in read(app)
        assert "theft-ask" not in [button.key for button in app.button]
    assert speaks("theft.page.title") in read(app.button(key="theft-go").click().run())


def test_the_way_out_asks_and_leaves_a_summary_and_the_case(empty: Path) -> None:
    with Ledger(empty) as ledger:
        theft.begin(Casebook(ledger), TODAY)
        theft.tick(Casebook(ledger), "sim", done=True)
    app = visit("theft", "en").button(key="theft-end").click().run()
    with Ledger(empty) as ledger:
        assert theft.since(ledger) == TODAY
    app = app.button(key="theft-end-yes").click().run()
    assert SAYS("theft.end.summary") in read(app)
    assert SAYS("theft.end.steps.one") in read(app)
    with Ledger(empty) as ledger:
        assert theft.since(ledger) is None
    assert case_steps(empty) == {"sim"}


def test_a_sentence_sums_the_rows_up_by_currency() -> None:
    day = dt.date(2026, 5, 4)
    seen = Incident(
        day, day, day, (), (), {"CNY": 5000, "USD": 100}, {"CNY": 100}, {}, "2026-05-04", "2026-05-05", (), 0
    )
    assert theft_rows.told(seen, SAYS) == " ".join(
        [
            SAYS("theft.rows.payments.none"),
            SAYS("theft.rows.out", sums="¥50.00 · US$1.00"),
            SAYS("theft.rows.pending", sums="¥1.00"),
        ]
    )


def test_the_number_to_freeze_with_stands_on_the_account() -> None:
    known = at_once(playbook(theft.TOPIC, "CN", "zh"))
    assert theft_checklist._reached(known["cn.wechatpay"]) == "电话：95017"
    assert theft_checklist._reached(known["own.card"]) == known["own.card"].text
    assert theft_checklist._reached(None) == ""

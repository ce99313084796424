"""Findings of a new scan meet the alerts of earlier ones; only evidence closes an alert."""

from dataclasses import replace
from typing import Any

from detect.alert import Alert, closed, dumps_reasons, loads_reasons, meet
from detect.finding import Finding, Reason
from detect.scene import Resolution

KNOWN = set("abcdefgh")


def finding(rows: str, kind: str = "unauthorized", **cells: Any) -> Finding:
    usual: dict[str, Any] = {
        "severity": "medium",
        "score": 0.8,
        "amount": 1_000,
        "currency": "CNY",
        "person": "me",
        "account": "x",
    }
    return Finding(kind=kind, rows=tuple(rows), **(usual | cells))


def met(
    alerts: list[Alert],
    *findings: Finding,
    resolved: tuple[Resolution, ...] = (),
    known: set[str] = KNOWN,
    day: str = "2026-06-30",
) -> list[Alert]:
    return meet(alerts, findings, resolved, known, day)


def test_the_same_finding_is_the_same_alert_and_no_longer_new() -> None:
    (alert,) = met([], finding("ab"))
    (again,) = met([replace(alert, is_new=False)], finding("ab"), day="2026-07-07")
    assert again.alert_id == alert.alert_id
    assert (again.is_new, again.opened_on) == (False, "2026-06-30")


def test_an_episode_that_grows_stays_one_alert() -> None:
    (alert,) = met([], finding("ab"))
    (grown,) = met([alert], finding("abcd", amount=4_000))
    assert (grown.alert_id, grown.rows, grown.amount) == (alert.alert_id, tuple("abcd"), 4_000)


def test_two_alerts_that_become_one_episode_are_merged_into_the_larger() -> None:
    first, second = met([], finding("ab"), finding("d"))
    kept, merged = met([first, second], finding("abcd"))
    assert (kept.alert_id, kept.state) == (first.alert_id, "open")
    assert (merged.state, merged.closed_by) == ("closed", "merged")


def test_one_alert_that_falls_apart_loses_no_row() -> None:
    (alert,) = met([], finding("abcd"))
    apart = met([alert], finding("ab"), finding("cd"))
    assert sorted(one.rows for one in apart if one.state == "open") == [tuple("ab"), tuple("cd")]


def test_kinds_never_meet() -> None:
    alerts = met([], finding("ab"))
    assert len(met(alerts, finding("ab"), finding("ab", kind="duplicate"))) == 2


def test_a_promise_is_the_same_alert_though_its_rows_change() -> None:
    (alert,) = met([], finding("a", kind="missing_refund", subject="promise:1"))
    (again,) = met([alert], finding("bc", kind="missing_refund", subject="promise:1"))
    assert again.alert_id == alert.alert_id


def test_what_a_scan_no_longer_finds_stays_open() -> None:
    (alert,) = met([], finding("ab"))
    assert met([alert], day="2026-12-31") == [alert]


def test_evidence_closes_and_its_loss_opens_again() -> None:
    (alert,) = met([], finding("a", kind="missing_refund"))
    landed = Resolution("missing_refund", ("a", "c"), Reason("credit_arrived", {}))
    (done,) = met([alert], resolved=(landed,), day="2026-07-07")
    assert (done.state, done.closed_by, done.closed_on) == ("closed", "evidence", "2026-07-07")
    (open_again,) = met([done], finding("a", kind="missing_refund"))
    assert (open_again.state, open_again.closed_by) == ("open", "")


def test_evidence_of_another_kind_closes_nothing() -> None:
    (alert,) = met([], finding("a"))
    assert met([alert], resolved=(Resolution("missing_refund", ("a",), Reason("credit_arrived", {})),)) == [alert]


def test_an_answer_is_not_undone_by_a_scan() -> None:
    (alert,) = met([], finding("ab"))
    (mine,) = met([closed(alert, "answer", "2026-07-01")], finding("ab"))
    assert (mine.state, mine.closed_by) == ("closed", "answer")


def test_an_alert_that_ended_with_its_case_opens_again_for_new_rows_alone() -> None:
    (alert,) = met([], finding("ab"))
    over = closed(alert, "case", "2026-07-01")
    assert [one.state for one in met([over], finding("ab"))] == ["closed"]
    assert [(one.state, one.closed_by) for one in met([over], finding("abc"))] == [("open", "")]


def test_an_alert_whose_rows_are_gone_is_withdrawn_and_comes_back_with_them() -> None:
    (alert,) = met([], finding("ab"))
    (gone,) = met([alert], known=set("xyz"))
    assert gone.state == "withdrawn"
    (back,) = met([gone], finding("ab"))
    assert (back.state, back.alert_id) == ("open", alert.alert_id)


def test_ids_are_the_same_on_another_machine() -> None:
    assert met([], finding("ab"))[0].alert_id == met([], finding("ab"))[0].alert_id
    assert met([], finding("ab"))[0].alert_id != met([], finding("ba"))[0].alert_id


def test_only_a_material_change_is_news() -> None:
    (alert,) = met([], finding("ab", reasons=(Reason("hour", {}),)))
    assert alert.is_news
    told = replace(alert, told=alert.news)
    assert not told.is_news
    assert not replace(told, score=0.99).is_news
    assert not replace(told, amount=1_200).is_news
    assert replace(told, amount=1_250).is_news
    assert replace(told, severity="high").is_news
    assert not replace(told, severity="low").is_news
    assert replace(told, reasons=(Reason("hour", {}), Reason("spree", {}))).is_news


def test_reasons_survive_the_store() -> None:
    reasons = (Reason("amount", {"typical": 12, "times": 4.2, "currency": "CNY"}), Reason("重复", {"a": None}))
    assert loads_reasons(dumps_reasons(reasons)) == reasons

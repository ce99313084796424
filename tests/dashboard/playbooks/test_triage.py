"""Triage: every kind of alert reaches its topic, and every answer leads somewhere."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.playbooks.library import KIND_TOPICS, library, topic_for
from dashboard.playbooks.model import GENERIC, LOCALES
from dashboard.playbooks.tables import BrokenPlaybook
from dashboard.playbooks.triage import ENDS, MOST, Lead, questions, read_questions
from detect.finding import KINDS

LOAN = frozenset({"loan_paid_out"})
ASKED = [kind for kind in KINDS if kind != "statement_gap"]
# What the design's table asks of each kind of trouble: (kind, reasons, answers) -> topic; "" is the alert's own.
ROUTES = [
    ("unauthorized", (), "approved=no family=nobody", ""),
    ("unauthorized", (), "approved=no family=subscription", "wrong-charge"),
    ("unauthorized", (), "approved=yes asked=yes code=no", "scam-payment"),
    ("unauthorized", (), "approved=yes asked=yes code=yes", "account-theft"),
    ("unauthorized", LOAN, "borrowed=no", "account-theft"),
    ("unauthorized", LOAN, "borrowed=yes asked=yes code=no", "scam-payment"),
    ("new_recurring", (), "agreed=no", "unauthorised-charge"),
    ("new_recurring", (), "agreed=other", "wrong-charge"),
    ("price_rise", (), "agreed_price=no", "wrong-charge"),
    ("price_rise", (), "agreed_price=never", "unauthorised-charge"),
    ("charged_after_cancel", (), "cancelled=proof", ""),
    ("unexpected_fee", (), "agreed_fee=other", "wrong-charge"),
    ("unexpected_fee", (), "agreed_fee=no", "unauthorised-charge"),
    ("duplicate", (), "orders=one pending=booked", ""),
    ("missing_refund", (), "refund_seen=no refund_note=yes refund_way=other", ""),
    ("missing_refund", (), "refund_seen=no refund_note=no refund_way=credit_line", "credit-line-dispute"),
    ("failed_but_debited", (), "shown_failed=failed shop_got=no", ""),
    ("failed_but_debited", (), "shown_failed=strange family=nobody", "unauthorised-charge"),
    ("failed_but_debited", (), "shown_failed=strange family=subscription", "wrong-charge"),
    ("missing_top_up", (), "number_right=right top_up_pending=no", ""),
    ("missing_top_up", (), "number_right=wrong", "wrong-charge"),
]  # fmt: skip


def said(answers: str) -> dict[str, str]:
    return dict(answer.split("=") for answer in answers.split())


def walks(kind: str, reasons: frozenset[str], before: dict[str, str] | None = None) -> Iterator[Lead]:
    """Yield every way through the questions of a kind."""
    lead = questions().follow(kind, before or {}, reasons=reasons)
    if not lead.ask:
        yield lead
        return
    for answer in questions().ask[lead.ask]:
        yield from walks(kind, reasons, {**dict(lead.said), lead.ask: answer})


@pytest.mark.parametrize(("kind", "reasons", "answers", "topic"), ROUTES)
def test_answers_lead_where_the_design_says(kind: str, reasons: frozenset[str], answers: str, topic: str) -> None:
    lead = questions().follow(kind, said(answers), reasons=frozenset(reasons))
    assert (lead.topic, lead.ask, lead.end) == (topic, "", "")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_reaches_its_topic_without_any_answer(kind: str) -> None:
    lead = questions().follow(kind, {})
    assert lead.topic == ""
    topic = topic_for(kind)
    assert (topic is None) is (kind == "statement_gap")
    assert topic is None or topic in library().topics
    assert bool(lead.ask) is (kind != "statement_gap")


@pytest.mark.parametrize(("kind", "loan"), list(itertools.product(ASKED, (False, True))))
def test_every_answer_leads_to_a_playbook_or_ends_kindly(kind: str, loan: bool) -> None:
    for lead in walks(kind, LOAN if loan else frozenset()):
        assert 1 <= len(lead.said) <= MOST
        assert lead.end in ("", *ENDS)
        assert lead.topic in ("", *library().topics)
        assert set(lead.further) <= set(library().topics)
        assert not lead.wait or lead.wait in library().packs[GENERIC].clocks


def test_every_question_is_reached_and_every_topic_has_a_way_in() -> None:
    reached = {
        asked for kind in ASKED for loan in (frozenset(), LOAN) for lead in walks(kind, loan) for asked, _ in lead.said
    }
    assert reached == set(questions().ask)
    topics = {
        lead.topic or topic_for(kind) for kind in ASKED for loan in (frozenset(), LOAN) for lead in walks(kind, loan)
    }
    assert topics >= {topic for topic in KIND_TOPICS.values() if topic} | {
        "account-theft",
        "scam-payment",
        "credit-line-dispute",
    }


def test_not_me_and_me_but_tricked_never_lead_to_the_same_law() -> None:
    not_me = {lead.topic for lead in walks("unauthorized", frozenset(), {"approved": "no"})}
    tricked = {lead.topic for lead in walks("unauthorized", frozenset(), {"approved": "yes", "asked": "yes"})}
    assert not not_me & tricked


def test_the_alert_is_only_answered_in_so_many_words() -> None:
    assert questions().follow("unauthorized", said("approved=no")).answer == ""
    assert questions().follow("unauthorized", said("approved=no family=nobody")).answer == "not_mine"
    assert questions().follow("unauthorized", said("approved=yes asked=no")).answer == "mine"
    assert questions().follow("unauthorized", said("approved=no family=family")).answer == ""


def test_an_answer_to_the_alert_answers_the_first_question_too() -> None:
    assert questions().follow("unauthorized", {}, given="not_mine").ask == "family"
    assert questions().follow("unauthorized", {"approved": "yes"}, given="not_mine").ask == "asked"
    assert questions().follow("duplicate", {}, given="not_mine").ask == "orders"


def test_what_belongs_to_another_branch_counts_as_not_said() -> None:
    lead = questions().follow("duplicate", {"orders": "one", "approved": "yes", "pending": "nonsense"})
    assert (lead.said, lead.ask) == ((("orders", "one"),), "pending")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_question_answer_hint_and_end_has_its_words(locale: str) -> None:
    known, table = words(locale), questions()
    wanted = [f"triage.ask.{name}" for name in table.ask]
    wanted += [f"triage.say.{name}.{answer}" for name, own in table.ask.items() for answer in own]
    wanted += [f"triage.hint.{choice.hint}" for own in table.ask.values() for choice in own.values() if choice.hint]
    wanted += [f"triage.end.{end}" for end in (*ENDS, "waited")]
    assert [key for key in wanted if key not in known] == []
    spoken = {
        key
        for key, _ in known.phrases.items()
        if key.startswith(("triage.ask.", "triage.say.", "triage.hint.", "triage.end."))
    }
    assert spoken - set(wanted) == set()


@pytest.mark.parametrize(
    "table",
    [
        '[start]\nduplicate = "lost"\n[ask.other]\nyes = {}',
        '[start]\nduplicate = "a"\n[ask.a]\nyes = { ask = "a" }',
        '[start]\nduplicate = "a"\n[ask.a]\nyes = { tpic = "x" }',
        '[start]\nduplicate = "a"\n[ask.a]\nyes = { end = "nowhere" }',
        '[start]\nduplicate = "a"\n[ask.a]\nyes = { end = "wait" }',
    ],
)
def test_a_table_that_leads_nowhere_is_refused(tmp_path: Path, table: str) -> None:
    path = tmp_path / "triage.toml"
    path.write_text(table, "utf-8")
    with pytest.raises(BrokenPlaybook):
        read_questions(path)

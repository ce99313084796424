"""One account from two formats: proven, asked, or left alone; what it shows twice is counted once."""

import datetime as dt
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from benchmarks.simulator import USUAL, Life, simulate
from benchmarks.simulator.parameters import DENSE
from detect.casebook import Casebook, ScanReport
from detect.context import Context, Settings
from detect.finding import Finding
from detect.links.twins import Twins
from detect.scene import Scene
from detect.view import View
from ingest.ledger import Ledger
from tests.detect.ledgers import ALIPAY, AS_OF, BANK, CARD, WECHAT, Row, context_of, found, frame_of, row, scanned

SHOPS = ("示例超市", "示例书店", "示例药店", "示例面馆")
OFX = "ofx:8705"  # the bank's account under the name that another format gave it


def life(count: int = 60, seed: int = 1, first: str = "2026-01-03") -> list[tuple[pd.Timestamp, int, str]]:
    """Return what an account went through: moments, amounts, shops."""
    chance = random.Random(seed)
    start = pd.Timestamp(first)
    return [
        (start + pd.Timedelta(days=2 * n, minutes=chance.randrange(1440)), -chance.randrange(500, 90_000), SHOPS[n % 4])
        for n in range(count)
    ]


def told(
    events: Sequence[tuple[pd.Timestamp, int, str]], account: str, importer: str, *, days_only: bool = False,
    later: int = 0, prefix: str = "", **cells: Any,
) -> list[Row]:  # fmt: skip
    """Return the rows of a format."""
    return [
        row(
            (when + pd.Timedelta(days=later)).isoformat()[: 10 if days_only else 19], amount, name, BANK if account == OFX else account,
            txn_id=f"{prefix or importer}{n}", importer=importer, **cells,
        )
        | {"account": account}
        for n, (when, amount, name) in enumerate(events)
    ]  # fmt: skip


def context(last4: str = "8705", institution: str = "cmb", kind: str = "debit", **frames: Any) -> Context:
    """Return a context that knows a second account of the bank."""
    usual = context_of(**frames)
    more = pd.DataFrame([(OFX, "me", institution, kind, "CN", "CNY", last4)], columns=usual.accounts.columns)
    return Context(accounts=pd.concat([usual.accounts, more], ignore_index=True), **frames)


def twins_of(rows: Sequence[Row], known: Context | None = None) -> Twins:
    return Scene.of(View.of(frame_of(rows), known or context(), AS_OF, Settings())).twins


TIMED, DATED = told(life(), BANK, "cmb_netbank"), told(life(), OFX, "ofx", days_only=True)


def test_one_number_and_equal_rows_are_one_account_and_the_format_with_times_is_counted() -> None:
    twins = twins_of([*DATED, *TIMED])
    assert {(twin.counted, twin.other) for twin in twins.pairs} == {(f"cmb_netbank{n}", f"ofx{n}") for n in range(60)}
    (account,) = twins.accounts
    assert (account.counted.account, account.other.account, account.both, account.alone) == (BANK, OFX, 60, ())


def test_without_a_number_the_same_institution_is_enough() -> None:
    assert len(twins_of([*DATED, *TIMED], context(last4="")).pairs) == 60


def test_without_number_and_institution_equal_rows_are_a_question() -> None:
    twins = twins_of([*DATED, *TIMED], context(last4="", institution="harborview"))
    assert not twins.pairs
    assert len(twins.asked) == 1
    assert len(twins.doubtful) == 60


def test_a_file_that_says_nothing_of_its_account_is_of_the_one_it_agrees_with_on_every_row_and_shop() -> None:
    bare = told(life(), OFX, "qif", days_only=True, currency="XXX")
    known = context(last4="", institution="qif", kind="")
    scene = Scene.of(View.of(frame_of([*bare, *TIMED]), known, AS_OF, Settings()))
    assert len(scene.twins.pairs) == 60
    assert set(scene.view.column("currency")) == {"CNY"}


def test_a_file_that_says_nothing_and_names_other_shops_is_a_question() -> None:
    bare = told([(when, amount, "POS 0001") for when, amount, _ in life()], OFX, "qif", days_only=True, currency="XXX")
    twins = twins_of([*bare, *TIMED], context(last4="", institution="qif", kind=""))
    assert (len(twins.pairs), len(twins.asked)) == (0, 1)


def test_balances_that_agree_prove_what_names_do_not() -> None:
    balances = [{"balance": 900_000 - 77 * n} for n in range(60)]
    rows = [one | balance for part in (TIMED, DATED) for one, balance in zip(part, balances, strict=True)]
    assert len(twins_of(rows, context(last4="", institution="harborview")).pairs) == 60


def test_balances_that_differ_make_a_question_of_it() -> None:
    rows = [one | {"balance": 900_000 - 77 * n} for n, one in enumerate(TIMED)]
    rows += [one | {"balance": 30_000 - 77 * n} for n, one in enumerate(DATED)]
    twins = twins_of(rows)
    assert (len(twins.pairs), len(twins.asked)) == (0, 1)


def test_another_number_makes_a_question_of_it() -> None:
    twins = twins_of([*DATED, *TIMED], context(last4="1111"))
    assert (len(twins.pairs), len(twins.asked)) == (0, 1)


def test_booking_a_day_later_pairs_every_coffee_with_itself() -> None:
    coffees = [(pd.Timestamp(f"2026-03-{n:02d}T08:10:00"), -1_800, "示例咖啡") for n in range(2, 30)]
    events = [*coffees, *life()]
    twins = twins_of([*told(events, BANK, "cmb_netbank"), *told(events, OFX, "ofx", days_only=True, later=1)])
    assert {(twin.counted, twin.other) for twin in twins.pairs} == {
        (f"cmb_netbank{n}", f"ofx{n}") for n in range(len(events))
    }


def test_booking_a_day_later_throughout_is_one_account() -> None:
    assert len(twins_of([*TIMED, *told(life(), OFX, "ofx", days_only=True, later=1)]).pairs) == 60


def test_a_value_date_in_the_other_format_is_a_day_too() -> None:
    timed = [one | {"value_on": one["booked_at"].normalize() + pd.Timedelta(days=4)} for one in TIMED]
    assert len(twins_of([*timed, *told(life(), OFX, "ofx", days_only=True, later=4)]).pairs) == 60


def test_a_row_that_only_one_format_shows_stays_and_is_told() -> None:
    extra = row("2026-03-02", -4_444, "示例鞋店", BANK, txn_id="alone", importer="ofx") | {"account": OFX}
    rows = [*DATED, *TIMED, extra]
    scene = Scene.of(View.of(frame_of(rows), context(), AS_OF, Settings()))
    assert scene.twins.accounts[0].alone == ("alone",)
    assert "alone" in scene.view.position
    assert len(scene.view) == 61
    assert set(scene.view.column("account")) == {BANK}


def test_a_row_without_a_partner_is_never_a_double_charge_of_its_likeness() -> None:
    charge = {"order_reference": "T1", "importer": "ofx"}
    again = [row("2026-03-04", TIMED[30]["amount"], SHOPS[2], BANK, txn_id="again", **charge) | {"account": OFX}]
    timed = [one | ({"order_reference": "T1"} if n == 30 else {}) for n, one in enumerate(TIMED)]
    assert not found(scanned([*DATED, *timed, *again], context()), "duplicate")


def test_each_format_adds_the_days_that_only_it_shows() -> None:
    events = life(80)
    rows = [*told(events[:50], BANK, "cmb_netbank"), *told(events, OFX, "ofx", days_only=True)[20:]]
    scene = Scene.of(View.of(frame_of(rows), context(), AS_OF, Settings()))
    assert len(scene.view) == 80
    assert len(scene.twins.pairs) == 30


def test_three_formats_are_one_account() -> None:
    third = told(life(), BANK, "pdf_cmb", days_only=True)
    scene = Scene.of(View.of(frame_of([*DATED, *TIMED, *third]), context(), AS_OF, Settings()))
    assert len(scene.view) == 60
    assert {twin.counted for twin in scene.twins.pairs} == {f"cmb_netbank{n}" for n in range(60)}


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_rows_changes_nothing(order: int) -> None:
    assert twins_of([*DATED, *TIMED][::order]).pairs == twins_of([*TIMED, *DATED]).pairs


# -- what looks like it and is not -------------------------------------------------------------------------------------


def test_a_wallet_and_its_card_are_mirrors() -> None:
    """Every payment of the wallet is on the card, and nothing else is."""
    wallet = told(life(), ALIPAY, "alipay", method="招商银行储蓄卡(8705)")
    card = told([(when, amount, f"支付宝-{name}") for when, amount, name in life()], BANK, "cmb_netbank")
    scene = Scene.of(View.of(frame_of([*wallet, *card]), context(), AS_OF, Settings()))
    assert scene.twins == Twins()
    assert len(scene.links.pairs["mirror"]) == 60


def test_a_table_of_a_shop_and_the_card_it_charges_are_two() -> None:
    shop = told(life(), OFX, "amazon")
    card = told([(when, amount, "AMAZON MKTPLACE") for when, amount, _ in life()], BANK, "cmb_netbank")
    assert twins_of([*shop, *card], context(last4="", institution="amazon", kind="")) == Twins()


def test_two_wallets_are_two() -> None:
    assert twins_of([*told(life(), ALIPAY, "alipay"), *told(life(), WECHAT, "wechat")]) == Twins()


def test_two_people_with_one_rent_and_two_salaries_are_two() -> None:
    fixed = [(pd.Timestamp(f"2026-{month:02d}-05"), -350_000, "示例房东") for month in range(1, 7)]
    fixed += [(pd.Timestamp(f"2026-{month:02d}-10"), 900_000, "示例公司") for month in range(1, 7)]
    one = told([*fixed, *life(40, seed=1)], BANK, "cmb_netbank", days_only=True)
    other = told([*fixed, *life(40, seed=2)], OFX, "ofx", days_only=True)
    twins = twins_of([*one, *other], context(last4="1111"))
    assert twins == Twins()


def test_two_savings_plans_with_equal_instalments_are_no_proof() -> None:
    plan = [(pd.Timestamp(2025, 7, 1) + pd.DateOffset(months=n), 10_000, "示例基金") for n in range(12)]
    rows = [*told(plan, BANK, "cmb_netbank", days_only=True), *told(plan, OFX, "ofx", days_only=True)]
    assert not twins_of(rows, context(last4="")).pairs
    assert twins_of(rows, context(last4="1111")) == Twins()


def test_a_joint_account_that_two_people_read_is_not_put_together() -> None:
    theirs = [one | {"person": "partner"} for one in told(life(), BANK, "ofx")]
    known = context()
    partner = known.accounts[known.accounts["label"] == BANK].assign(person="partner")
    known = Context(accounts=pd.concat([known.accounts, partner], ignore_index=True))
    assert twins_of([*TIMED, *theirs], known) == Twins()


def test_another_currency_is_another_account() -> None:
    assert twins_of([*TIMED, *told(life(), CARD, "ofx")]) == Twins()


def test_days_that_do_not_meet_prove_nothing() -> None:
    assert not twins_of([*TIMED, *told(life(first="2025-01-03"), OFX, "ofx", days_only=True)]).pairs


# -- what the person says ----------------------------------------------------------------------------------------------


def decided(kind: str, left: str, right: str, decision: str) -> pd.DataFrame:
    return pd.DataFrame([(kind, left, right, decision)], columns=["kind", "left", "right", "decision"])


def test_the_person_says_that_it_is_one_account() -> None:
    said = context(last4="1111", decisions=decided("account", "cmb_netbank3", "ofx9", "confirmed"))
    assert len(twins_of([*DATED, *TIMED], said).pairs) == 60


def test_the_person_says_that_it_is_two() -> None:
    said = context(decisions=decided("account", "cmb_netbank3", "ofx9", "rejected"))
    assert twins_of([*DATED, *TIMED], said) == Twins()


def test_two_rows_that_the_person_parts_are_two() -> None:
    said = context(decisions=decided("twin", "cmb_netbank3", "ofx3", "rejected"))
    twins = twins_of([*DATED, *TIMED], said)
    assert ("cmb_netbank3", "ofx3") not in {(twin.counted, twin.other) for twin in twins.pairs}
    assert len(twins.pairs) == 59


def test_two_rows_that_the_person_joins_are_one_whatever_else_is_known() -> None:
    said = context(decisions=decided("twin", "cmb_netbank3", "x", "confirmed"))
    other = row("2026-02-20", -4_444, "示例鞋店", CARD, txn_id="x")
    scene = Scene.of(View.of(frame_of([*TIMED, other]), said, AS_OF, Settings()))
    assert [(twin.counted, twin.other) for twin in scene.twins.pairs] == [("cmb_netbank3", "x")]
    assert "x" not in scene.view.position


def test_an_answer_to_a_row_holds_for_the_row_that_is_counted() -> None:
    answers = pd.DataFrame({"txn_id": ["ofx3"], "answer": ["mine"], "answered_on": ["2026-06-30"]})
    scene = Scene.of(View.of(frame_of([*DATED, *TIMED]), context(answers=answers), AS_OF, Settings()))
    assert scene.view.txn_ids[scene.answered("mine")].tolist() == ["cmb_netbank3"]


# -- whole lives -------------------------------------------------------------------------------------------------------


def of_formats(life: Life, folder: Path, *formats: str) -> ScanReport:
    """Import a life in some formats and scan all of it."""
    with Ledger(folder / "ledger.db") as ledger:
        for path in life.write(folder / "files", formats=formats):
            assert [report.error for report in ledger.import_path(path)] == [None]
        return Casebook(ledger).scan(life.last, Settings(since=life.first))


def key(finding: Finding) -> tuple[Any, ...]:
    return finding.kind, finding.severity, finding.score, finding.amount, finding.rows, finding.subject, finding.reasons


@pytest.mark.parametrize(("seed", "extra"), [(21, "cmb_statement"), (22, "canonical_day"), (23, "canonical_minute")])
def test_a_second_format_changes_no_alert(seed: int, extra: str, tmp_path: Path) -> None:
    lived = simulate(seed, months=2, preset=DENSE)
    single = of_formats(lived, tmp_path / "single", *USUAL)
    assert single.result.findings
    both = of_formats(lived, tmp_path / "both", *USUAL, extra)
    assert both.transactions > single.transactions
    assert len(both.result.twins.pairs) == both.transactions - single.transactions
    assert not both.result.twins.asked
    assert [key(finding) for finding in both.result.findings] == [key(finding) for finding in single.result.findings]


def test_an_alert_stays_itself_when_a_richer_format_comes_later(tmp_path: Path) -> None:
    lived = simulate(3, months=2, preset=DENSE)
    with Ledger(tmp_path / "ledger.db") as ledger:
        for path in lived.write(tmp_path / "poor", formats=("canonical_minute",)):
            list(ledger.import_path(path))
        before = Casebook(ledger).scan(lived.last, Settings(since=lived.first))
        for path in lived.write(tmp_path / "rich", formats=USUAL):
            list(ledger.import_path(path))
        after = Casebook(ledger).scan(lived.last + dt.timedelta(days=1), Settings(since=lived.first))
    kept = {alert.alert_id for alert in before.open} & {alert.alert_id for alert in after.open}
    rows = [identity for alert in after.open for identity in alert.rows]
    assert kept
    assert len(rows) == len(set(rows))

"""The manner of a payment is evidence where it is rare for the person, and nothing where it is usual or not printed."""

import pytest

from detect.features import Measured
from detect.manners import MANNERS
from tests.detect.ledgers import BANK, CARD, Row, row, scene_of, visits

LUNCHES = visits(60, [-2_530, -2_890, -3_140], "示例面馆", every=5)


def told(name: str, *rows: Row, life: list[Row] | None = None, without: str = "") -> list[float]:
    """Return the evidence of one feature for the rows that name themselves, after a life of lunches.

    without: the row that makes no shop known.
    """
    cells = [*(LUNCHES if life is None else life), *rows]
    scene = scene_of([one | {"txn_id": one.get("txn_id", f"n{n:03d}")} for n, one in enumerate(cells)])
    if without:
        scene.known[scene.view.position[without]] = False
    features = Measured.of(scene.view, scene.payments).features(scene.known[scene.payments])
    evidence = dict(zip(scene.view.txn_ids[features.positions].tolist(), features.evidence[name].tolist(), strict=True))
    return [evidence[str(one["txn_id"])] for one in rows if "txn_id" in one]


def test_a_day_of_the_week_on_which_nothing_was_ever_paid_is_rare_and_a_usual_one_is_not() -> None:
    tuesdays = visits(40, [-2_530], "示例面馆", every=7)
    wednesday, tuesday = (
        row(f"{day}T12:00:00", -2_530, "示例书店", txn_id=day) for day in ("2026-06-10", "2026-06-16")
    )
    rare, usual = told("weekday", wednesday, tuesday, life=tuesdays)
    assert rare > 1
    assert usual == 0


def test_a_booking_day_without_a_time_is_not_a_chosen_day_of_the_week() -> None:
    fridays = visits(40, [-2_530], "示例面馆", every=7)
    assert told(
        "weekday", row("2026-05-30", -2_530, txn_id="x"), row("2026-05-31", -2_530, txn_id="y"), life=fridays
    ) == [0, 0]


def test_a_payment_after_a_long_silence_is_rare_and_the_one_after_it_is_not() -> None:
    late = [row(f"2026-06-{day:02d}T12:10:00", -2_600, txn_id=f"x{day}") for day in (10, 11)]
    after, next_day = told("gap", *late)
    assert after > 3
    assert next_day < 1.5


def test_an_account_that_is_used_every_second_month_may_be_silent_for_two() -> None:
    seldom = visits(5, [-2_500], "示例面馆", every=61)
    assert told("gap", row("2026-05-03T12:00:00", -2_600, "示例书店", txn_id="x"), life=seldom)[0] < 1


def test_what_a_wallet_took_from_an_account_and_days_without_a_statement_are_no_silence() -> None:
    monthly = visits(10, [-2_500], "示例面馆", every=30, account=BANK)
    late = row("2026-06-20T12:00:00", -2_600, "示例书店", BANK, txn_id="x")
    own = row("2026-06-19T12:00:00", -50_000, "示例理财", BANK, kind="exchange")
    assert told("gap", late, life=monthly)[0] > 2
    assert told("gap", late, life=[*monthly, own])[0] < 1
    before = row("2020-01-05T12:00:00", -2_500, "示例面馆")
    assert told("gap", row("2025-07-02T12:00:00", -2_600, "示例书店", txn_id="x"), life=[before])[0] < 1.2


def test_a_means_of_payment_is_new_once_and_one_that_is_not_printed_never() -> None:
    life = [one | {"method": "余额宝"} for one in LUNCHES]
    cards = [row(f"2026-06-{day:02d}T12:00:00", -2_600, txn_id=f"x{day}", method="示例银行(1234)") for day in (10, 20)]
    first, second = told("new_method", *cards, life=life)
    assert first > 3
    assert second == 0
    assert told("new_method", row("2026-06-10T12:00:00", -2_600, txn_id="x", method=""), life=life) == [0]


@pytest.mark.parametrize(("amount", "rare"), [(-50_000, True), (-51_250, False), (-2_000, False)])
def test_a_round_sum_is_rare_for_who_pays_none_and_a_coin_is_no_round_sum(amount: int, rare: bool) -> None:
    assert (told("round_amount", row("2026-06-10T12:00:00", amount, txn_id="x"))[0] > 3) is rare


def test_a_round_sum_is_ordinary_for_who_pays_many() -> None:
    assert (
        told("round_amount", row("2026-06-10T12:00:00", -50_000, txn_id="x"), life=visits(60, [-50_000], "示例面馆"))[0]
        < 0.1
    )


def test_money_to_somebody_is_rare_for_who_sends_none_but_a_rent_is_paid_for_something() -> None:
    friend = row("2026-06-10T12:00:00", -30_000, "某某", txn_id="x", kind="transfer")
    rent = row("2026-06-11T12:00:00", -30_000, "某房东 房租", txn_id="y", kind="transfer")
    shop = row("2026-06-12T12:00:00", -30_000, "某某", txn_id="z")
    somebody, something, bought = told("to_a_person", friend, rent, shop)
    assert somebody > 3
    assert something == bought == 0


def test_what_empties_a_printed_balance_is_rare_for_who_never_did_and_debts_have_none() -> None:
    life = [one | {"balance": 900_000} for one in visits(60, [-2_530], "示例面馆", account=BANK)]
    gone = row("2026-06-10", -880_000, "某某", BANK, txn_id="x", balance=20_000)
    owed = row("2026-06-11", -880_000, "某某", BANK, txn_id="y", balance=-860_000)
    unprinted = row("2026-06-12", -880_000, "某某", BANK, txn_id="z", balance=None)
    assert told("drain", gone, life=life)[0] > 3
    assert told("drain", owed, unprinted, life=life) == [0, 0]


def test_an_account_that_is_emptied_every_month_may_be_emptied() -> None:
    life = [
        row(f"20{year}-{month:02d}-28", -480_000, "示例银行", BANK, balance=20_000)
        for year in (23, 24, 25)
        for month in range(1, 13)
    ]
    assert told("drain", row("2026-01-28", -480_000, "示例银行", BANK, txn_id="x", balance=20_000), life=life)[0] < 0.1


def test_a_shop_paid_once_long_ago_is_rarer_than_the_one_paid_every_day_and_a_new_one_is_not_asked() -> None:
    once = row("2026-01-05T18:00:00", -2_600, "示例书店")
    again = row("2026-06-10T12:00:00", -2_600, "示例书店", txn_id="x")
    lunch = row("2026-06-11T12:00:00", -2_530, "示例面馆", txn_id="y")
    new = row("2026-06-12T12:00:00", -2_530, "示例花店", txn_id="z")
    seldom, daily, never = told("merchant_share", once, again, lunch, new)
    assert seldom > 2
    assert daily < 0.5
    assert never == 0


def test_a_payment_in_doubt_makes_its_shop_neither_known_nor_rarely_paid() -> None:
    doubted = row("2026-01-05T18:00:00", -2_600, "示例书店", txn_id="d")
    again = row("2026-06-10T12:00:00", -2_600, "示例书店", txn_id="x")
    assert told("merchant_share", doubted, again, without="d") == [0, 0]


@pytest.mark.parametrize("name", [*MANNERS, "merchant_share"])
def test_nothing_later_changes_the_manner_of_a_payment(name: str) -> None:
    now = row("2026-06-10T12:00:00", -50_000, "某某", CARD, txn_id="x", kind="transfer", method="m", balance=4_000)
    later = [one | {"booked_at": one["booked_at"].replace(year=2027), "method": "m"} for one in LUNCHES]
    assert told(name, now) == told(name, now, *later)


def test_what_went_to_the_same_payee_before_has_its_manner() -> None:
    rents = [
        row(f"20{year}-{month:02d}-01", -250_000, "某某家园", BANK, balance=900_000)
        for year, month in ((25, 8), (25, 9), (25, 10), (25, 11))
    ]
    rent = row("2026-06-20", -280_000, "某某家园", BANK, txn_id="x", balance=20_000)
    other = row("2026-06-20", -280_000, "某某商行", BANK, txn_id="y", balance=20_000)
    assert told("drain", rent, life=rents) == [0]
    assert told("drain", other, life=rents)[0] > 1


def test_a_transfer_to_a_company_is_no_money_to_a_person() -> None:
    names = ("Musterhaus Elektronik GmbH", "某某科技有限公司", "PT Contoh Jaya", "Example Supply Inc.")
    assert (
        told(
            "to_a_person",
            *(row(f"2026-06-1{n}", -30_000, name, txn_id=f"x{n}", kind="transfer") for n, name in enumerate(names)),
        )
        == [0] * 4
    )

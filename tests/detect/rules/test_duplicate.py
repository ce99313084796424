"""Charges taken twice are found, each in its way; and the innocent pairs that look like them are left alone."""

import pandas as pd
import pytest

from detect.finding import Finding, Reason
from tests.detect.ledgers import (
    ALIPAY,
    BANK,
    CARD,
    CARD_8705,
    WECHAT,
    Row,
    answered,
    context_of,
    found,
    row,
    scanned,
    visits,
)

USUAL = [-8_810, -12_340, -9_925, -15_070]  # a restaurant's bills: continuous amounts
TAKEN, AGAIN = "2026-03-04T12:01:07", "2026-03-04T12:02:08"


def duplicates(*rows: Row, **frames: pd.DataFrame) -> list[Finding]:
    named = [cells | {"txn_id": cells.get("txn_id", f"n{n:03d}")} for n, cells in enumerate(rows)]
    return found(scanned(named, context_of(**frames)), "duplicate")


def twice(
    first: str = TAKEN, second: str = AGAIN, amount: int = -12_900, name: str = "示例火锅", **cells: str
) -> list[Row]:
    return [row(first, amount, name, txn_id="a", **cells), row(second, amount, name, txn_id="b", **cells)]


# -- found -------------------------------------------------------------------------------------------------------------


def test_a_form_sent_twice_with_one_order_number_is_found_and_firm() -> None:
    (finding,) = duplicates(*visits(14, USUAL, "示例火锅"), *twice(order_reference="T200P1"))
    assert finding.rows == ("a", "b")
    assert (finding.severity, finding.amount, finding.currency) == ("high", 12_900, "CNY")
    assert finding.facts["gap_seconds"] == 61
    assert finding.facts["same_order"] is True
    assert [reason.code for reason in finding.reasons] == ["same_order", "gap_seconds", "never_repeats"]


def test_a_retry_within_minutes_at_a_shop_where_one_never_pays_twice_is_found() -> None:
    (finding,) = duplicates(*visits(14, USUAL, "示例火锅"), *twice(second="2026-03-04T12:10:00"))
    assert finding.rows == ("a", "b")
    assert finding.facts["visits"] == 14
    assert finding.facts["repeats"] == 0


def test_three_charges_are_one_finding_with_two_at_stake() -> None:
    third = row("2026-03-04T12:03:30", -12_900, "示例火锅", txn_id="c", order_reference="T200P1")
    (finding,) = duplicates(*visits(14, USUAL, "示例火锅"), *twice(order_reference="T200P1"), third)
    assert finding.rows == ("a", "b", "c")
    assert finding.amount == 25_800
    assert finding.facts["times"] == 3


def test_a_batch_posted_again_the_next_night_is_found() -> None:
    rows = twice("2026-03-04T18:20:00", "2026-03-05T02:11:00", -8_076)
    assert [finding.rows for finding in duplicates(*visits(14, USUAL, "示例火锅"), *rows)] == [("a", "b")]


def test_an_odd_amount_again_days_later_is_found_on_a_statement_that_prints_days_only() -> None:
    usual = visits(14, USUAL, "PAPER HOUSE", account=CARD)
    rows = [*usual, *twice("2026-03-04", "2026-03-06", -5_413, "PAPER HOUSE", account=CARD)]
    assert [finding.rows for finding in duplicates(*rows)] == [("a", "b")]


def test_a_bill_paid_with_two_wallets_is_found() -> None:
    rows = [
        row("2026-03-04T19:01:00", -23_470, "示例火锅(国贸店)", txn_id="a", account=ALIPAY),
        row("2026-03-04T19:20:00", -23_470, "示例火锅", txn_id="b", account=WECHAT),
    ]
    (finding,) = duplicates(*visits(8, USUAL, "示例火锅"), *rows)
    assert finding.rows == ("a", "b")
    assert "two_accounts" in [reason.code for reason in finding.reasons]


def by_wallet_and_card(amount: int, wallet_says: str, card_says: str) -> list[Row]:
    """One amount paid with a wallet, and booked on a card by the day."""
    return [
        row("2026-03-04T19:01:00", amount, wallet_says, txn_id="a", account=ALIPAY, currency="EUR"),
        row("2026-03-06", amount, card_says, txn_id="b", account=CARD, currency="EUR"),
    ]


def test_a_price_paid_with_a_wallet_and_a_card_at_a_shop_hardly_known_is_found() -> None:
    rows = by_wallet_and_card(-6_499, "Example Gartenbedarf", "EXAMPLE GARTENBEDA")
    assert [finding.rows for finding in duplicates(*rows)] == [("a", "b")]


def test_the_usual_price_paid_with_a_wallet_and_a_card_where_one_eats_every_other_day_is_no_double_charge() -> None:
    often = [row(f"2025-{month:02d}-{day:02d}T12:10:00", -850, "Example Imbiss", account=account, currency="EUR") for month in range(7, 13) for day, account in ((3, ALIPAY), (9, CARD), (15, ALIPAY), (21, CARD))]  # fmt: skip
    assert duplicates(*often, *by_wallet_and_card(-850, "Example Imbiss", "EXAMPLE IMBISS")) == []


def months(name: str, amount: int, **cells: str) -> list[Row]:
    return [row(f"2025-{month:02d}-05T09:00:00", amount, name, **cells) for month in range(7, 13)]


def test_a_subscription_billed_again_within_days_is_found() -> None:
    extra = row("2025-10-08T09:30:00", -1_500, "示例视频会员", txn_id="b")
    (finding,) = duplicates(*months("示例视频会员", -1_500), extra)
    assert "b" in finding.rows
    assert finding.facts["times"] == 2
    assert [reason.code for reason in finding.reasons] == ["extra_charge"]
    assert finding.reasons[0].facts["usual_days"] in (30, 31)


def test_a_deposit_that_was_kept_beside_the_bill_is_found_and_the_deposit_is_at_stake() -> None:
    rows = [
        row("2026-03-04", -13_858, "EXAMPLE HOTEL", txn_id="hold", account=CARD),
        row("2026-03-06", -11_099, "EXAMPLE HOTEL", txn_id="final", account=CARD),
    ]
    (finding,) = duplicates(*rows)
    assert finding.amount == 13_858
    assert [reason.code for reason in finding.reasons] == ["hold"]


def test_a_deposit_is_given_ten_working_days_to_come_back() -> None:
    rows = [
        row("2026-06-18", -13_858, "EXAMPLE HOTEL", account=CARD),
        row("2026-06-20", -11_099, "EXAMPLE HOTEL", account=CARD),
    ]
    assert duplicates(*rows) == []


def test_a_charge_presented_again_with_a_changed_amount_is_found() -> None:
    rows = [
        row("2026-03-04", -12_988, "EXAMPLE TOYS", txn_id="a", account=CARD, description="EUR 119.90"),
        row("2026-03-07", -13_036, "EXAMPLE TOYS", txn_id="b", account=CARD, description="EUR 119.90"),
    ]
    (finding,) = duplicates(*rows)
    assert finding.rows == ("a", "b")
    assert finding.reasons[0].facts["second_amount"] == 13_036


def test_two_prices_at_a_shop_whose_name_ends_in_a_number_are_no_charge_presented_again() -> None:
    rows = [
        row("2026-03-04", -12_988, "KONBINI 0412", account=CARD, description="JPY 1840"),
        row("2026-03-07", -12_836, "KONBINI 0412", account=CARD, description="JPY 1811"),
    ]
    assert duplicates(*rows) == []


def test_a_third_charge_where_two_seats_are_paid_is_found() -> None:
    seats = [row(f"2025-{month:02d}-08T09:3{n}:00", -1_500, "示例视频会员") for month in range(7, 13) for n in (0, 4)]
    (finding,) = duplicates(*seats, row("2025-10-09T11:30:00", -1_500, "示例视频会员", txn_id="b"))
    assert "b" in finding.rows
    assert finding.amount == 1_500


# -- innocent ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "second"), [("JPY 3135", "JPY 3175"), ("", "")])
def test_amounts_that_come_close_by_chance_are_two_purchases(first: str, second: str) -> None:
    rows = [
        row("2026-03-04", -2_023, "EXAMPLE SHOP", account=CARD, description=first),
        row("2026-03-06", -2_049, "EXAMPLE SHOP", account=CARD, description=second),
    ]
    assert duplicates(*rows) == []


def test_a_wallet_row_and_its_card_row_are_one_payment() -> None:
    rows = [
        row(TAKEN, -12_900, "示例火锅", method=CARD_8705),
        row("2026-03-04T12:01:09", -12_900, "支付宝-示例火锅", account=BANK),
    ]
    assert duplicates(*visits(8, USUAL, "示例火锅"), *rows) == []


def test_a_bank_row_that_names_a_wallet_is_never_the_second_charge() -> None:
    """Its wallet row may be in an export that is not here."""
    rows = [row(TAKEN, -12_900, "示例火锅"), row(AGAIN, -12_900, "支付宝-示例火锅", account=BANK)]
    assert duplicates(*visits(8, USUAL, "示例火锅"), *rows) == []


@pytest.mark.parametrize("name", ["示例地铁", "示例停车场", "示例自助洗衣", "示例游戏充值", "City Metro", "示例影城"])
def test_fares_machines_and_tickets_are_ordinary(name: str) -> None:
    assert duplicates(*visits(20, [-400], name), *twice(amount=-400, name=name)) == []


@pytest.mark.parametrize("name", ["铁路购票", "PAYPAL *MERIDIAN AIRWA", "Eulenspiegel Spielwaren", "Melati Parsel"])
def test_tickets_there_and_back_and_presents_are_bought_one_each(name: str) -> None:
    assert not duplicates(*twice("2026-03-04", "2026-03-04", -5_413, name, account=BANK))
    assert duplicates(*twice("2026-03-04", "2026-03-04", -5_413, "示例火锅", account=BANK))


def test_packets_that_a_bank_books_for_a_wallet_are_no_shop() -> None:
    assert not duplicates(*twice(name="财付通-微信红包", account=BANK))


def test_a_bank_that_books_at_night_says_nothing_by_it() -> None:
    again = twice("2026-03-04T18:20:00", "2026-03-05T02:11:00", -8_076)
    by_night = [
        cells | {"booked_at": f"{str(cells['booked_at'])[:10]}T02:30:00"} for cells in visits(14, USUAL, "夜间入账")
    ]
    assert duplicates(*visits(14, USUAL, "示例火锅"), *again)
    assert not duplicates(*visits(14, USUAL, "示例火锅"), *by_night * 3, *again)


def test_two_charges_without_the_order_number_that_all_others_carry_are_told() -> None:
    usual = [cells | {"order_reference": f"T200P{n}"} for n, cells in enumerate(visits(14, USUAL, "示例火锅"))]
    late = "2026-03-04T12:12:00"
    assert duplicates(*usual, *twice(second=late, amount=-9_000))
    assert duplicates(*usual, *twice(second=late, amount=-9_000, order_reference="/"))
    assert not duplicates(
        *usual,
        row(TAKEN, -9_000, "示例火锅", order_reference="A1"),
        row(late, -9_000, "示例火锅", order_reference="A2"),
    )


def test_a_second_cup_after_ten_minutes_is_ordinary() -> None:
    cups = visits(30, [-1_600, -2_200], "示例咖啡")
    assert duplicates(*cups, *twice(second="2026-03-04T12:11:00", amount=-1_600, name="示例咖啡")) == []


def test_two_seats_billed_every_month_are_ordinary() -> None:
    seats = [
        row(f"2025-{month:02d}-05T09:00:{second}", -1_200, "示例课堂会员")
        for month in range(7, 13)
        for second in (10, 40)
    ]
    assert duplicates(*seats) == []


def test_presents_ordered_one_by_one_are_ordinary() -> None:
    orders = [row(f"2026-03-04T12:01:{n}0", -8_300, "示例礼品", order_reference=f"T{n}") for n in range(4)]
    assert duplicates(*orders) == []


def test_equal_shares_sent_to_a_friend_are_ordinary() -> None:
    assert duplicates(*[cells | {"kind": "transfer"} for cells in twice(name="小明", amount=-5_000)]) == []


def test_a_subscription_that_keeps_its_beat_is_ordinary() -> None:
    assert duplicates(*months("示例视频会员", -1_500)) == []


def test_a_charge_that_was_given_back_is_settled_and_not_raised() -> None:
    back = row("2026-03-05T10:00:00", 12_900, "示例火锅", order_reference="T200P1")
    result = scanned([*visits(14, USUAL, "示例火锅"), *twice(order_reference="T200P1"), back])
    assert found(result, "duplicate") == []
    assert [(one.kind, set(one.rows)) for one in result.resolved if one.kind == "duplicate"] == [
        ("duplicate", {"a", "b"})
    ]


def test_a_void_of_a_hold_settles_it() -> None:
    rows = [
        row("2026-03-04", -12_562, "EXAMPLE STAYS", account=CARD),
        row("2026-03-06", 12_562, "EXAMPLE STAYS", account=CARD, kind="reversal"),
        row("2026-03-06", -12_412, "EXAMPLE STAYS", account=CARD),
    ]
    assert duplicates(*rows) == []


def test_rows_that_two_files_may_both_show_are_asked_about_not_accused() -> None:
    overlap = pd.DataFrame({"txn_id": ["b"], "overlap_of": ["a"]})
    assert duplicates(*visits(14, USUAL, "示例火锅"), *twice(order_reference="T200P1"), overlaps=overlap) == []


def test_charges_the_person_called_theirs_are_left_alone() -> None:
    assert (
        duplicates(*visits(14, USUAL, "示例火锅"), *twice(order_reference="T"), answers=answered("mine", "a", "b"))
        == []
    )


def test_a_cancelled_order_that_never_moved_money_is_no_charge() -> None:
    first, second = twice(order_reference="T200P1")
    assert duplicates(*visits(14, USUAL, "示例火锅"), first | {"moved": False, "status": "closed"}, second) == []


def by_chance(every: int) -> list[Finding]:
    """Scan a year of visits to a shop whose bills vary by the cent, two of them equal and two dates apart."""
    bills = [-(900 + 389 * n % 1009) for n in range(360 // every)]
    pair = twice("2026-03-04T18:30:00", "2026-03-06T08:19:00", -1_293, "示例超市")
    return duplicates(*visits(len(bills), bills, "示例超市", every=every), *pair)


def test_where_one_buys_every_day_two_bills_are_equal_by_chance() -> None:
    assert by_chance(every=1) == []


def test_where_one_buys_every_other_week_equal_bills_are_told_with_the_dates_between_them() -> None:
    (finding,) = by_chance(every=14)
    assert finding.rows == ("a", "b")
    assert finding.reasons[0] == Reason("gap_days", {"days": 2})


def test_equal_amounts_at_two_shops_are_two_purchases() -> None:
    rows = [row(TAKEN, -12_900, "示例火锅"), row(AGAIN, -12_900, "另一家面馆")]
    assert duplicates(*rows) == []


def test_two_people_are_never_mixed() -> None:
    first, second = twice(order_reference="T200P1")
    assert duplicates(*visits(14, USUAL, "示例火锅"), first, second | {"person": "you"}) == []


def test_friends_get_equal_shares_all_the_time() -> None:
    shares = [*visits(8, USUAL, "示例朋友"), *twice(amount=-1_450, name="示例朋友")]
    assert duplicates(*shares) != []
    assert duplicates(*shares, row("2026-01-05T09:00:00", 2_000, "示例朋友", kind="income")) == []


@pytest.mark.parametrize(
    "name", ["STADTBUS", "VERKEHRSBETRIEBE", "UFERLOS KINO", "SUNNY COFFEE", "BIOSKOP CONTOH", "KANTINE AM PARK"]
)
def test_on_a_day_alone_a_second_ride_seat_or_cup_is_ordinary(name: str) -> None:
    again = [row("2026-03-04", -280, name, account=CARD) for _ in range(2)]
    assert duplicates(*(row(f"2025-{month:02d}-03", -280, name, account=CARD) for month in range(7, 13)), *again) == []


def test_on_a_day_alone_an_amount_that_is_no_price_is_told() -> None:
    assert len(duplicates(*(row("2026-03-04", -5_588, "EXAMPLE SHOES", account=CARD) for _ in range(2)))) == 1
    assert duplicates(*(row("2026-03-04", -5_599, "EXAMPLE SHOES", account=CARD) for _ in range(2))) == []


# -- what answers teach ------------------------------------------------------------------------------------------------


def pair_of(
    day: str, first: str, second: str, amount: int = -12_340, name: str = "示例火锅", **cells: str
) -> list[Row]:
    return [
        row(f"{day}T12:01:07", amount, name, txn_id=first, **cells),
        row(f"{day}T12:08:08", amount, name, txn_id=second, **cells),
    ]


EARLIER, LATER = pair_of("2026-03-04", "a", "b"), pair_of("2026-05-06", "c", "d", -9_930)
ELSEWHERE = [*visits(14, USUAL, "另一家面馆"), *pair_of("2026-05-07", "e", "f", name="另一家面馆")]
BOTH = [*visits(14, USUAL, "示例火锅"), *EARLIER, *LATER]


def ids(findings: list[Finding]) -> list[tuple[str, ...]]:
    return sorted(finding.rows for finding in findings)


def test_where_one_pair_was_two_purchases_the_next_needs_stronger_signs() -> None:
    assert ids(duplicates(*BOTH, *ELSEWHERE)) == [("a", "b"), ("c", "d"), ("e", "f")]
    assert ids(duplicates(*BOTH, *ELSEWHERE, answers=answered("mine", "a", "b"))) == [("e", "f")]


def test_one_order_number_on_two_charges_is_stronger_than_what_was_said_before() -> None:
    later = pair_of("2026-05-06", "c", "d", -9_925, order_reference="T200P1")
    rows = [*visits(14, USUAL, "示例火锅"), *EARLIER, *later]
    assert ids(duplicates(*rows, answers=answered("mine", "a", "b"))) == [("c", "d")]


def test_what_was_said_long_ago_counts_no_more() -> None:
    said = answered("mine", "a", "b", day="2025-03-20")
    assert ids(duplicates(*BOTH, answers=said)) == [("c", "d")]


def test_a_shop_that_charged_twice_before_is_believed_less() -> None:
    said = answered("not_mine", "a", "b")
    unanswered, after = duplicates(*BOTH)[1], duplicates(*BOTH, answers=said)[1]
    assert after.rows == ("c", "d")
    assert after.score > unanswered.score


def test_a_charge_called_ones_own_can_still_have_been_taken_twice() -> None:
    rows = [*visits(14, USUAL, "示例火锅"), *twice(order_reference="T200P1")]
    assert ids(duplicates(*rows, answers=answered("mine", "a", kind="unauthorized"))) == [("a", "b")]

"""Which ordinary payments stand beside an odd one."""

import pandas as pd

from detect.nearest import nearest_payments


def frame(*rows: tuple[str, str, int]) -> pd.DataFrame:
    """Return payments as txn_id, merchant, amount in minor units."""
    made = pd.DataFrame(rows, columns=["txn_id", "merchant", "amount"])
    made = made.assign(person="me", currency="CNY", moved=True, status="posted", kind="payment")
    return made.set_index("txn_id", drop=False)


def links(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["kind", "left", "right", "decision"])


SHOP = frame(
    ("odd", "shop", -9000),
    ("small", "shop", -100),
    ("close", "shop", -8000),
    ("closer", "shop", -9100),
    ("else", "other", -9000),
)


def test_those_nearest_as_a_ratio_at_the_same_shop_come_first() -> None:
    assert nearest_payments(SHOP, links(), "odd", set()) == ("closer", "close")


def test_what_is_itself_in_doubt_is_not_ordinary() -> None:
    assert nearest_payments(SHOP, links(), "odd", {"closer"}) == ("close", "small")


def test_a_shop_where_all_is_in_doubt_is_compared_with_all_payments() -> None:
    assert nearest_payments(SHOP, links(), "odd", {"closer", "close", "no file shows it"}) == ("else", "small")


def test_a_shop_hardly_known_is_compared_with_all_payments() -> None:
    assert nearest_payments(SHOP, links(), "else", {"odd"}) == ("closer", "close")


def test_a_payment_without_a_shop_is_compared_with_all_payments() -> None:
    rows = frame(
        ("odd", "", -100), ("blank", "", -9000), ("blank2", "", -9000), ("near", "shop", -100), ("near2", "a", -90)
    )
    assert nearest_payments(rows, links(), "odd", set()) == ("near", "near2")


def test_second_sides_and_own_money_are_no_payments() -> None:
    pairs = links(
        ("mirror", "small", "closer", "found"),
        ("transfer", "close", "x", "found"),
        ("mirror", "x", "small", "rejected"),
    )
    assert nearest_payments(SHOP, pairs, "odd", set()) == ("else", "small")


def test_other_people_currencies_and_money_that_did_not_move_are_left_out() -> None:
    for column, value in (
        ("person", "ann"),
        ("currency", "EUR"),
        ("moved", False),
        ("status", "failed"),
        ("kind", "hold"),
    ):
        rows = SHOP.copy()
        rows.loc["closer", column] = value
        assert nearest_payments(rows, links(), "odd", set()) == ("close", "small"), column


def test_a_row_no_file_shows_has_none_near() -> None:
    assert nearest_payments(SHOP, links(), "gone", set()) == ()
    assert nearest_payments(SHOP.iloc[:1], links(), "odd", set()) == ()

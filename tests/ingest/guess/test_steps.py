"""Amounts without signs beside a running balance."""

from ingest.guess.steps import ways

AMOUNTS = [25, 900, 75, 40]
BALANCES = [225, 1125, 1050, 1010]
NOTHING = [""] * 4


def test_the_balance_says_the_way_of_each_line_after_the_first() -> None:
    assert ways(AMOUNTS, BALANCES, NOTHING) == [0, 1, -1, -1]


def test_the_words_of_the_first_line_say_its_way() -> None:
    assert ways(AMOUNTS, BALANCES, ["ATM withdrawal", "", "", ""]) == [-1, 1, -1, -1]


def test_a_line_without_amount_gives_the_balance_before_the_first() -> None:
    assert ways([None, *AMOUNTS], [250, *BALANCES], ["", *NOTHING]) == [0, -1, 1, -1, -1]


def test_lines_with_the_newest_first_are_followed_upwards() -> None:
    assert ways(AMOUNTS[::-1], BALANCES[::-1], NOTHING) == [-1, -1, 1, 0]


def test_a_step_that_does_not_follow_leaves_all_open() -> None:
    assert ways(AMOUNTS, [225, 1125, 1051, 1011], NOTHING) is None
    assert ways(AMOUNTS, [225, None, 1050, 1010], NOTHING) is None


def test_one_direction_alone_tells_nothing_of_the_sign() -> None:
    assert ways([25, 75, 40, 5], [225, 150, 110, 105], NOTHING) is None


def test_amounts_with_a_minus_say_the_way_themselves() -> None:
    assert ways([-25, 900, -75, -40], BALANCES, NOTHING) is None


def test_a_balance_that_follows_both_up_and_down_tells_nothing() -> None:
    assert ways([10, 10, 10, 10], [10, 20, 10, 20], NOTHING) is None

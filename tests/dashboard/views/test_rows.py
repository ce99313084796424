"""Which rows stand in one bracket: all that hang together, over any number of links."""

import pandas as pd

from dashboard.views.parts.rows import tied
from detect.links.twins import ACCOUNT

LINKS = pd.DataFrame(
    [
        ("mirror", "found", "wallet", "card"),
        ("refund", "confirmed", "wallet", "back"),
        ("mirror", "found", "back", "card back"),
        ("transfer", "rejected", "wallet", "another"),
        (ACCOUNT, "found", "wallet", "of another account"),
        ("mirror", "found", "stranger", "stranger's card"),
    ],
    columns=["kind", "decision", "left", "right"],
)


def test_whatever_hangs_together_with_a_row_is_found_from_any_end() -> None:
    for end in ("wallet", "card back"):
        assert set(tied([end], LINKS)) == {"wallet", "card", "back", "card back"}


def test_each_row_tells_its_own_partners_and_how_they_are_linked() -> None:
    found = tied(["wallet"], LINKS)
    assert list(found["wallet"]) == [("mirror", "card"), ("refund", "back")]
    assert list(found["back"]) == [("mirror", "card back"), ("refund", "wallet")]


def test_a_row_without_a_link_that_counts_has_no_partner() -> None:
    assert tied(["another"], LINKS) == {}
    assert tied([], LINKS) == {}
    assert tied(["wallet"], LINKS.iloc[:0]) == {}

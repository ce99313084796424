"""What a wallet took from a card for one payment is that payment."""

import pytest

from tests.detect.ledgers import BANK, WECHAT, context_of, links_of, row, scene_of

PAID = row("2026-03-04T12:00:00", -2_517, account=WECHAT, txn_id="p", reference="4K8")
TAKEN = row("2026-03-04T12:00:00", 2_517, "", account=WECHAT, kind="top_up", txn_id="f", related_reference="4K8")


def funding(*rows: dict[str, object]) -> set[tuple[str, str]]:
    return links_of(rows, "funding", context_of())


def test_the_row_that_names_the_payment_funded_it_and_is_not_counted() -> None:
    assert funding(PAID, TAKEN) == {("p", "f")}
    scene = scene_of([PAID, TAKEN])
    assert [str(scene.view.txn_ids[row]) for row in scene.shadow.nonzero()[0]] == ["f"]


@pytest.mark.parametrize("cells", [{"related_reference": "other"}, {"kind": "refund"}, {"account": BANK}])
def test_another_number_kind_or_account_is_no_funding(cells: dict[str, object]) -> None:
    assert funding(PAID, TAKEN | cells) == set()

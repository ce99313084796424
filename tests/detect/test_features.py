"""Features speak of the person's own past, and of nothing that an export does not print."""

from detect.features import Measured
from tests.detect.ledgers import BANK, CARD, Row, row, scene_of, visits


def hour_of(*rows: Row) -> float:
    scene = scene_of([cells | {"txn_id": cells.get("txn_id", f"n{n:03d}")} for n, cells in enumerate(rows)])
    measured = Measured.of(scene.view, scene.payments).features(scene.known[scene.payments])
    place = scene.view.txn_ids[measured.positions].tolist().index("x")
    return float(measured.evidence["hour"].iloc[place])


def test_rows_without_a_time_of_day_make_no_hour_usual() -> None:
    """Their midnight is not printed: a bank that gives days only must not hide a payment at midnight."""
    days = [
        cells | {"booked_at": cells["booked_at"].normalize(), "has_time": False}
        for cells in visits(60, [-900], "示例超市", account=BANK)
    ]
    midnight = row("2026-05-04T00:20:00", -4_850, "另一家", txn_id="x")
    lunches = visits(40, [-2_500], "示例面馆")
    assert hour_of(*lunches, *days, midnight) == hour_of(*lunches, midnight) > 1


def test_a_usual_hour_is_no_evidence() -> None:
    assert hour_of(*visits(40, [-2_500], "示例面馆"), row("2026-05-04T12:20:00", -4_850, "另一家", txn_id="x")) < 0.5


def test_a_day_without_a_time_has_no_hour() -> None:
    assert hour_of(*visits(40, [-2_500], "示例面馆"), row("2026-05-04", -4_850, "另一家", txn_id="x")) == 0


def evidence_of(name: str, *rows: Row) -> dict[str, float]:
    """Return one feature of the rows that name themselves, after some weeks of lunches and a card's groceries."""
    life = [
        *visits(40, [-2_500], "示例面馆"),
        *visits(40, [-3_200, -2_100], "PLACEHOLDER BOOKS", hour=17, account=CARD),
    ]
    scene = scene_of([cells | {"txn_id": cells.get("txn_id", f"n{n:03d}")} for n, cells in enumerate([*life, *rows])])
    measured = Measured.of(scene.view, scene.payments).features(scene.known[scene.payments])
    ids = scene.view.txn_ids[measured.positions].tolist()
    told = dict(zip(ids, measured.evidence[name].tolist(), strict=True))
    return {str(cells["txn_id"]): told[cells["txn_id"]] for cells in rows}


def test_a_currency_that_a_bank_prints_beside_its_own_is_new_for_three_days() -> None:
    told = evidence_of(
        "new_currency",
        *(
            row(f"2026-05-{day:02d}", -9_000, "LOJA EXEMPLO BRL 482,10", CARD, txn_id=f"d{day}")
            for day in (4, 5, 6, 20)
        ),
    )
    assert min(told["d4"], told["d5"], told["d6"]) > 3
    assert told["d20"] == 0


def test_a_currency_that_an_export_has_a_column_for_is_new_as_well() -> None:
    abroad = row(
        "2026-05-04", -9_000, "LOJA EXEMPLO", CARD, original_currency="BRL", original_amount=-48_210, txn_id="x"
    )
    assert evidence_of("new_currency", abroad)["x"] > 3


def test_the_accounts_own_currency_is_never_new_to_it() -> None:
    assert (
        evidence_of("new_currency", row("2026-05-04", -9_000, "ONLINE PLACEHOLDER USD 90.00", CARD, txn_id="x"))["x"]
        == 0
    )


def test_money_at_several_shops_just_met_counts_over_three_days() -> None:
    shops = [row(f"2026-05-{4 + n:02d}", -9_000, f"UNKNOWN SHOP {'ABC'[n]}", CARD, txn_id=f"x{n}") for n in range(3)]
    told = evidence_of("spend_new", *shops)
    assert 0 < told["x0"] < told["x1"] < told["x2"]


def test_money_at_known_shops_and_where_people_are_served_does_not_count_as_spent_at_new_ones() -> None:
    known = [row(f"2026-05-{4 + n:02d}", -9_000, "PLACEHOLDER BOOKS", CARD, txn_id=f"k{n}") for n in range(3)]
    served = [row(f"2026-05-{4 + n:02d}", -9_000, f"PLACEHOLDER HOTEL {n}", CARD, txn_id=f"s{n}") for n in range(3)]
    assert set(evidence_of("spend_new", *known, *served).values()) == {0.0}


def test_who_serves_people_abroad_counts_as_new() -> None:
    """A stolen card is used across counters too, where its owner is not."""
    assert evidence_of("spend_new", row("2026-05-04", -9_000, "HOTEL EXEMPLO BRL 482,10", CARD, txn_id="x"))["x"] > 0

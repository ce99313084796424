"""Features speak of the person's own past, and of nothing that an export does not print."""

from detect.features import features
from tests.detect.ledgers import BANK, Row, row, scene_of, visits


def hour_of(*rows: Row) -> float:
    scene = scene_of([cells | {"txn_id": cells.get("txn_id", f"n{n:03d}")} for n, cells in enumerate(rows)])
    measured = features(scene.view, scene.payments)
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

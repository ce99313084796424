"""Odd payments close together are odder than each alone; alone or among ordinary ones they are not."""

from detect.context import Settings
from detect.manners import MANNERS
from detect.reasons import reasons_for
from detect.scan import weighed
from detect.scene import Scene
from detect.suspicion import WEIGHTS
from tests.detect.ledgers import AS_OF, CARD, Row, context_of, frame_of, row, scanned, visits

NAMES = ("amount", "payee", "pattern", "forest", "merchant_share", *MANNERS, *WEIGHTS)


LIFE = visits(90, [-3_200, -2_100, -2_750], "PLACEHOLDER BOOKS", hour=17, account=CARD)


def scene_with(*rows: Row) -> Scene:
    named = [{"txn_id": f"t{n:04d}"} | cells for n, cells in enumerate([*LIFE, *rows])]
    return weighed(frame_of(named), context_of(), AS_OF, Settings())


def part(scene: Scene, name: str, *ids: str) -> list[float]:
    assert scene.suspicion is not None
    at = {identity: n for n, identity in enumerate(scene.view.txn_ids[scene.suspicion.features.positions])}
    return [float(scene.suspicion.parts[name].iloc[at[one]]) for one in ids]


def strange(day: int, identity: str) -> Row:
    return row(f"2026-06-{day:02d}", -30_000, f"UNKNOWN SHOP {identity.upper()}", CARD, txn_id=identity)


def test_the_second_odd_payment_within_three_days_is_odder_and_the_first_is_what_it_was() -> None:
    pair = scene_with(strange(20, "a"), strange(21, "b"))
    first, second = part(pair, "episode", "a", "b")
    assert first == 0 < second
    assert part(scene_with(strange(20, "a"), strange(25, "b")), "episode", "a", "b") == [0, 0]


def test_payments_of_one_day_make_each_other_odder() -> None:
    first, second = part(scene_with(strange(20, "a"), strange(20, "b")), "episode", "a", "b")
    assert first > 0
    assert second > 0


def test_an_ordinary_payment_makes_nothing_odder() -> None:
    books = row("2026-06-20", -2_100, "PLACEHOLDER BOOKS", CARD, txn_id="a")
    assert part(scene_with(books, strange(21, "b")), "episode", "b") == [0]


def test_an_ordinary_payment_among_odd_ones_is_made_no_odder_than_it_is() -> None:
    books = row("2026-06-23", -2_100, "PLACEHOLDER BOOKS", CARD, txn_id="a")
    scene = scene_with(strange(21, "b"), strange(22, "c"), books)
    (added,), alone = part(scene, "episode", "a"), sum(part(scene, name, "a")[0] for name in NAMES)
    assert added <= max(alone, 0) + 1e-9


def test_another_account_makes_nothing_odder() -> None:
    elsewhere = row("2026-06-20T12:00:00", -30_000, "UNKNOWN SHOP A", txn_id="a")
    assert part(scene_with(elsewhere, strange(21, "b")), "episode", "b") == [0]


def test_the_reason_counts_the_others() -> None:
    scene = scene_with(strange(20, "a"), strange(21, "b"), strange(22, "c"))
    assert scene.suspicion is not None
    member = scene.view.txn_ids[scene.suspicion.features.positions].tolist().index("c")
    told = {reason.code: reason.facts for reason in reasons_for(scene, scene.suspicion, member)}
    assert told["episode"]["times"] == 2


def test_who_serves_people_speaks_for_the_person_at_home_and_not_abroad() -> None:
    served = scene_with(
        row("2026-06-10", -30_000, "PLACEHOLDER HOTEL", CARD, txn_id="home"),
        row("2026-06-20", -30_000, "HOTEL EXEMPLO BRL 482,10", CARD, txn_id="abroad"),
    )
    home, abroad = part(served, "payee", "home", "abroad")
    assert home < 0 == abroad


def test_an_alert_that_shows_its_payments_does_not_count_them_again_among_its_reasons() -> None:
    found = scanned([*LIFE, strange(20, "a"), strange(21, "b"), strange(22, "c")]).findings
    told = [finding for finding in found if finding.kind == "unauthorized"]
    assert [set(finding.rows) >= {"a", "b", "c"} for finding in told] == [True]
    assert "episode" not in {reason.code for reason in told[0].reasons}

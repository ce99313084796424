"""What a feature brings is what is found less without it, and a set that prints nothing of the kind is not asked."""

import numpy as np
import pytest

from benchmarks.features import GROUPS, table
from benchmarks.labelled import Labelled
from detect.features import EVIDENCE
from tests.detect.ledgers import CARD, context_of, frame_of, row, visits

THEFT = [row(f"2026-06-20T03:1{n}:00", -48_000 - n, f"UNKNOWN SHOP {'ABC'[n]}", CARD, txn_id=f"x{n}") for n in range(3)]


def test_every_feature_is_taken_away_once() -> None:
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(EVIDENCE)


def test_a_table_has_a_line_for_what_the_set_prints_and_thefts_are_found_with_everything(
    capsys: pytest.CaptureFixture[str],
) -> None:
    life = visits(60, [-1_234, -2_345, -3_456], "PLACEHOLDER BOOKS", account=CARD, every=5)
    frame = frame_of([*({"txn_id": f"t{n:03d}"} | cells for n, cells in enumerate(life)), *THEFT])
    fraud = frame["txn_id"].str.startswith("x").to_numpy()
    case = np.where(fraud, "one", "").astype(object)
    table(Labelled("a life", frame, fraud, case, frame["booked_at"].min(), 12.0), context_of())
    lines = [line.split(" | ") for line in capsys.readouterr().out.splitlines() if line.startswith("| ")][1:]
    names = [line[0].removeprefix("| ") for line in lines]
    assert names[:2] == ["nothing", "amount"]
    assert {"new_merchant", "spend_week", "gap"} <= set(names)
    assert not {"drain", "new_country", "new_method"} & set(names)
    assert lines[0][2] == "1.000"

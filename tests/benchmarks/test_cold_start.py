"""A history that is cut off keeps the judged days whole, and says how many of them are scored cold."""

import numpy as np
import pandas as pd

from benchmarks.cold_start import cut, measured
from benchmarks.labelled import Labelled
from tests.detect.ledgers import BANK, frame_of, row


def made() -> Labelled:
    days = pd.date_range("2026-01-01", "2026-05-31", freq="D")
    frame = frame_of(
        [row(f"{day:%Y-%m-%d}T12:00:00", -1_000 - n % 7, f"SHOP {n % 9}", BANK) for n, day in enumerate(days)]
    )
    fraud = (frame["booked_at"] == "2026-05-20T12:00:00").to_numpy()
    case = np.where(fraud, "one", "").astype(object)
    return Labelled("made", frame, fraud, case, pd.Timestamp("2026-05-01"), 1.0)


def test_only_what_lies_further_back_is_cut_off() -> None:
    whole, month = made(), cut(made(), 1)
    assert month.frame["booked_at"].min() == pd.Timestamp("2026-04-01T12:00:00")
    later = whole.frame["booked_at"] >= whole.start
    assert set(whole.frame.loc[later, "txn_id"]) <= set(month.frame["txn_id"])
    assert (month.fraud.sum(), len(month.case)) == (1, len(month.frame))


def test_without_history_everything_is_scored_by_rules_alone_and_with_months_nothing_is() -> None:
    _, none = measured(cut(made(), 0))
    scored, some = measured(cut(made(), 3))
    assert (none, some) == (1.0, 0.0)
    assert scored.fraud.sum() == 1

"""Days of a wallet's statements that are taken away are gone from its rows and its statements, and from nothing else."""

import datetime as dt

from benchmarks.questions import without
from tests.detect.ledgers import ALIPAY, BANK, context_of, frame_of, row


def test_only_the_days_that_are_shown_stay() -> None:
    days = ("2026-01-05", "2026-02-05", "2026-03-05")
    frame = frame_of([row(f"{day}T12:00:00", -1_000, account=account) for day in days for account in (ALIPAY, BANK)])
    shown = [(dt.date(2026, 1, 1), dt.date(2026, 1, 31)), (dt.date(2026, 3, 1), dt.date(2026, 3, 31))]
    left, context = without(frame, context_of((ALIPAY, BANK)), ALIPAY, shown)
    seen = [(str(account), str(day.date())) for account, day in zip(left["account"], left["booked_at"], strict=True)]
    assert sorted(seen) == sorted([(BANK, day) for day in days] + [(ALIPAY, days[0]), (ALIPAY, days[2])])
    statements = context.statements
    assert statements.loc[statements["account"] == ALIPAY, ["first", "last"]].to_numpy().tolist() == [
        ["2026-01-01", "2026-01-31"],
        ["2026-03-01", "2026-03-31"],
    ]
    assert (statements["account"] == BANK).sum() == 1


def test_a_statement_of_none_of_the_days_is_gone() -> None:
    frame = frame_of([row("2026-01-05T12:00:00", -1_000)])
    left, context = without(frame, context_of((ALIPAY,)), ALIPAY, [(dt.date(2020, 1, 1), dt.date(2020, 1, 31))])
    assert left.empty
    assert context.statements.empty

"""What was promised back, by whom, and what became of it."""

from collections.abc import Iterator
from typing import Any

from benchmarks.simulator import days
from benchmarks.simulator.diary import Diary
from benchmarks.simulator.views import RowId


def promises(diary: Diary, seen: dict[RowId, list[tuple[str, int]]]) -> list[dict[str, Any]]:
    """Return every promise, ready for JSON: the purchase's rows, the amount, when it was given, its end.

    outcome: the family of the label that tells the story (R1-R8, M1-M5), N10 for a re-order, F2 and T2 for money that a
    bank gave back by itself; empty where no label does. received: minor units that had come by the end of the period.
    """
    return list(_promises(diary, seen))


def _promises(diary: Diary, seen: dict[RowId, list[tuple[str, int]]]) -> Iterator[dict[str, Any]]:
    families = {
        number: label.family for label in diary.labels for role, number in label.members if label.family[0] in "RMN"
    }
    refunds: dict[int, list[int]] = {}
    for event in diary.events:
        if event.refund_of >= 0:
            refunds.setdefault(event.refund_of, []).append(event.number)
    wallets = diary.person.wallets
    for bought in diary.events:
        given = refunds.get(bought.number, [])
        if not (bought.promises or given) or bought.unseen:
            continue
        credits_ = [diary.events[number] for number in given]
        told = bought.promises or [(refund.at, refund.amount) for refund in credits_]
        yield {
            "event": bought.number,
            "account": bought.account,
            "by": "wallet" if bought.account in wallets else "merchant",
            "promised_on": days.iso(days.day_of(min(at for at, _ in told))),
            "promised": sum(amount for _, amount in told),
            "received": sum(_received(diary, refund.number) for refund in credits_),
            "destination": diary.card_of(bought) or bought.account,
            "outcome": families.get(bought.number, ""),
            "purchase": [place for leg in (0, 1) for place in seen.get(RowId(bought.account, bought.number, leg), ())][
                :1
            ],
            "refunds": given,
        }


def _received(diary: Diary, number: int) -> int:
    """Return what had really come of a refund by the end of the period."""
    refund, end = diary.events[number], (diary.last + 1) * days.DAY
    if diary.card_of(refund):
        return sum(posting.amount for posting in refund.postings or () if posting.at < end)
    return refund.amount if refund.at < end else 0

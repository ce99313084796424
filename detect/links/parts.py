"""Credits that give one purchase back in parts: goods come back one by one, and shops keep postage or a fee for restocking."""

from collections.abc import Iterator, Sequence
from typing import Final

from detect.links.purchases import KEPT, Purchases
from detect.links.sums import parts_of

_APART: Final = 14  # days between two parts of one return


def in_parts(bought: Purchases, refunds: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield purchases, each with the two or more credits that give it back: all of it, else all but what shops keep.

    Args:
        bought: of the scan.
        refunds: positions of credits of one shop that nothing explains yet, by moment.
    """
    for run in _runs(bought, refunds):
        free = run
        for purchase in bought.before(run[-1]) if len(run) > 1 else ():
            near = [refund for refund in free if bought.soon(purchase, refund)]
            parts = [near[n] for n in parts_of(bought.left[purchase], [int(bought.view.amount[one]) for one in near])]
            if parts:
                free = [refund for refund in free if refund not in parts]
                yield purchase, parts
        if len(free) > 1:
            yield from _nearly_whole(bought, free)


def _nearly_whole(bought: Purchases, run: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield the purchase that all credits together give back but for what shops keep, where only one can be meant."""
    total = sum(int(bought.view.amount[refund]) for refund in run)
    found = [
        purchase
        for purchase in bought.before(run[-1])
        if (1 - KEPT) * bought.left[purchase] <= total <= bought.left[purchase]
        and all(bought.soon(purchase, refund) for refund in run)
    ]
    if len(found) == 1:
        yield found[0], run


def _runs(bought: Purchases, refunds: Sequence[int]) -> Iterator[list[int]]:
    """Part credits where weeks lie between them."""
    run: list[int] = []
    for refund in refunds:
        if run and bought.view.day[refund] - bought.view.day[run[-1]] > _APART:
            yield run
            run = []
        run.append(refund)
    if run:
        yield run

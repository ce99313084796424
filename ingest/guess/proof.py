"""Balances and totals that pages print, as proof of a reading: opening + lines = closing is the strongest there is."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from typing import Final

from ingest.guess import amounts
from ingest.guess.pages import CLOSING, EITHER, INFLOW, OPENING, OUTFLOW, Pages
from ingest.statement import Printed

Reader = Callable[[str], int | None]
_BOTH: Final = 2
_MANY: Final = 40  # balances of one file


def readers(pages: Pages, mark: str, currency: str, *, running: bool) -> list[Reader]:
    """Return how printed balances may be meant: as the holder's, or as owed to the bank, or either if nothing says.

    Args:
        pages: what they say.
        mark: the decimal mark.
        currency: of the amounts.
        running: the table has a column of balances.
    """
    meant = (False,) if running else (True,) if pages.owed else (False, True)
    return [_reader(mark, currency, owed=owed) for owed in meant]


def _reader(mark: str, currency: str, *, owed: bool) -> Reader:
    def read(text: str) -> int | None:
        printed = amounts.taken_apart(text)
        value = amounts.minor(printed, mark, currency) if printed else None
        if printed is None or not isinstance(value, int):
            return None
        if not owed:
            return value
        ours = printed.sign > 0 or (printed.sign < 0 and not printed.worded)
        return abs(value) if ours else -abs(value)

    return read


def ends(pages: Pages, read: Reader) -> list[tuple[int, int]]:
    """Return every opening and closing balance that the pages may mean, the likeliest pair first."""
    openings, closings, either = (_values(pages, meaning, read) for meaning in (OPENING, CLOSING, EITHER))
    found = list(product(openings, reversed(closings)))
    for one, other in ((either[:1], either[-1:]), (openings, either[-1:]), (either[:1], closings[-1:])):
        found += product(one, other) if one and other and len(either) + len(openings) + len(closings) >= _BOTH else []
    return list(dict.fromkeys(found))


def totals(pages: Pages, read: Reader) -> tuple[list[int], list[int]]:
    """Return the sums of money in and of money out that the pages may mean, unsigned."""
    openings = [abs(value) for value in _values(pages, OPENING, read)]
    into, out = ([abs(value) for value in _values(pages, meaning, read)] for meaning in (INFLOW, OUTFLOW))
    return into, [*out, *(value - opening for value in out for opening in openings)]  # some count it with the debits


def _values(pages: Pages, meaning: str, read: Reader) -> list[int]:
    """Return the different amounts of one meaning; of very many the first and the last."""
    texts = list(dict.fromkeys(said.text for said in pages.figures if said.meaning == meaning))
    kept = texts if len(texts) <= _MANY else [*texts[: _MANY // 2], *texts[-_MANY // 2 :]]
    return [value for text in kept if (value := read(text)) is not None]


def fits(pages: Pages, ways: Sequence[Reader], changes: Sequence[int]) -> bool:
    """Tell whether balances, or both totals, prove that these are the amounts of a statement."""
    total = sum(changes)
    if any(closing - opening == total for read in ways for opening, closing in ends(pages, read)):
        return True
    into, out = totals(pages, ways[0])
    paid_in, paid_out = _sums(changes)
    return bool(paid_in and paid_out) and paid_in in into and paid_out in out


def printed(pages: Pages, ways: Sequence[Reader], changes: Sequence[int]) -> Printed:
    """Return what a statement prints about itself: what the amounts agree with, else what they contradict."""
    total = sum(changes)
    pairs = [pair for read in ways for pair in ends(pages, read)]
    agreed = next((pair for pair in pairs if pair[1] - pair[0] == total), None)
    pair = agreed or next(iter(pairs), None)
    found = Printed(opening=pair[0], closing=pair[1]) if pair else Printed()
    for name, said, read_sum in zip(("inflow", "outflow"), totals(pages, ways[0]), _sums(changes), strict=True):
        if read_sum in said:
            found = replace(found, **{name: read_sum})
        elif said and not pair:
            found = replace(found, **{name: said[0]})
    return found


def _sums(changes: Sequence[int]) -> tuple[int, int]:
    return sum(change for change in changes if change > 0), -sum(change for change in changes if change < 0)

"""Which way money went: proved by the running balance, told by words, or by what is usual; else it is asked."""

import datetime as dt
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from ingest.guess.vocabulary import pattern_of, plain
from ingest.notes import Note, note

_PROVED: Final = 0.8  # of the steps: files are cut, and a pending row may stand between
_TOLD: Final = 2  # what is told plainly weighs, where 1 is what is usual
_CLEAR: Final = 3  # times as many for as against
_DATED: Final = 3  # steps from day to day that tell which way the lines run
_ENOUGH: Final = 3  # one row in so many says which way it went


class Proof(NamedTuple):
    """How a running balance follows from the amounts: with which sign, in how many of its steps, and of the other sign.

    `before`: the balance is printed as it stood before each line.
    """

    sign: int
    hits: int
    steps: int
    against: int = 0
    before: bool = False

    @property
    def holds(self) -> bool:
        """Tell whether it is one."""
        return self.sign != 0 and self.hits >= _PROVED * self.steps

    @property
    def speaks(self) -> bool:
        """Tell whether enough of it follows to tell the sign: lines that were cut out break a balance, chance makes none."""
        return self.holds or (self.sign != 0 and self.hits > _CLEAR * self.against and self.hits * 5 >= self.steps)


def prove(
    amounts: Sequence[int | None],
    balances: Sequence[int | None],
    groups: Sequence[Hashable] | None = None,
    days: Sequence[dt.date | None] | None = None,
) -> Proof:
    """Follow a balance through amounts, up or down the lines, as printed and with the sign turned.

    A balance printed before each line follows the other way and with the other sign; only the `days` tell the two apart.

    >>> prove([-5, 20, -3], [95, 115, 112])
    Proof(sign=1, hits=2, steps=2, against=0, before=False)
    >>> prove([5, -20, 3], [95, 115, 112]).sign
    -1
    """
    steps = _steps(amounts, balances, groups, days)
    proof = _followed([step._replace(forward=0) for step in steps])
    dated = _followed([step for step in steps if step.forward])
    if dated.steps >= _DATED and dated.holds and proof.sign == -dated.sign:
        return proof._replace(sign=dated.sign, before=True)
    return proof


class _Step(NamedTuple):
    """Two lines that follow each other: what the balance changed by, both amounts, and whether the second is later."""

    change: int
    one: int
    two: int
    forward: int = 0


def _followed(steps: Sequence[_Step]) -> Proof:
    hits: dict[tuple[int, int], int] = {}
    for step in steps:
        for sign in (1, -1):
            for run, amount in ((1, step.two), (-1, step.one)):
                turned = sign if step.forward in (0, run) else -sign
                hits[turned, run] = hits.get((turned, run), 0) + (run * step.change == sign * amount)
    if not hits:
        return Proof(0, 0, len(steps))
    best = max(hits.values())
    signs = {sign for (sign, _), count in hits.items() if count == best}
    sign = signs.pop() if len(signs) == 1 and best else 0
    against = max((count for (other, _), count in hits.items() if other == -sign), default=0)
    return Proof(sign, best, len(steps), against)


def _steps(
    amounts: Sequence[int | None],
    balances: Sequence[int | None],
    groups: Sequence[Hashable] | None,
    days: Sequence[dt.date | None] | None,
) -> list[_Step]:
    rows: dict[Hashable, list[tuple[int, int, dt.date | None]]] = {}
    for n, (amount, balance) in enumerate(zip(amounts, balances, strict=True)):
        if amount is not None and balance is not None:
            rows.setdefault(groups[n] if groups else None, []).append((amount, balance, days[n] if days else None))
    return [
        _Step(after - before, one, two, (later > earlier) - (later < earlier) if earlier and later else 0)
        for group in rows.values()
        for (one, before, earlier), (two, after, later) in pairwise(group)
        if one or two
    ]


def told(amounts: Sequence[int | None], words: Sequence[str]) -> tuple[int, int]:
    """Count the rows whose words agree with the printed sign as money in and out, and those that contradict it."""
    agree = against = 0
    for amount, said in zip(amounts, words, strict=True):
        way = way_of(said)
        if way and amount:
            agree += way * amount > 0
            against += way * amount < 0
    return agree, against


def way_of(said: str) -> int:
    """Return which way a row's words say that money went; 0 where they say nothing, or both.

    >>> way_of("DIRECT PAYMENT - THANK YOU"), way_of("Kartenzahlung REWE"), way_of("Example GmbH")
    (1, -1, 0)
    """
    text = plain(said)
    into, out = pattern_of("signs", "in").search(text), pattern_of("signs", "out").search(text)
    if into and out:  # "refund of a purchase": what stands first, or is longer
        return 1 if (into.start(), -len(into.group())) <= (out.start(), -len(out.group())) else -1
    return 1 if into else -1 if out else 0


def turned(amounts: Sequence[int | None], marked: Sequence[bool], sign: str) -> list[int]:
    """Return amounts as money in and out, if a convention of signs is meant.

    >>> turned([-5, 20, None], [True, False, False], "out_positive"), turned([5, 20], [True, False], "in_marked")
    ([5, -20, 0], [5, -20])
    """
    if sign == "in_marked":
        return [
            abs(amount or 0) * (1 if is_marked and (amount or 0) > 0 else -1)
            for amount, is_marked in zip(amounts, marked, strict=True)
        ]
    return [(amount or 0) * (1 if sign == "out_negative" else -1) for amount in amounts]


def weigh(amounts: Sequence[int | None], words: Sequence[str], *, plus: bool, owed: bool) -> int:
    """Weigh what plain amounts of a PDF are, where nothing proves it: above 1 money in, below -1 money out.

    Args:
        amounts: as printed.
        words: what each row says.
        plus: some amounts bear a plus.
        owed: the pages speak of a bill.
    """
    values = [amount for amount in amounts if amount]
    negative = sum(amount < 0 for amount in values)
    agree, against = told(amounts, words)
    weight = 0 if negative * 2 == len(values) else 1 if negative * 2 > len(values) else -1
    weight += _said(agree, against) - _said(against, agree)
    return weight + (_TOLD if plus and negative else 0) - (_TOLD if owed else 0)


def _said(agree: int, against: int) -> int:
    return min(agree, _TOLD) if agree >= _CLEAR * against else 0


def is_clear(agree: int, against: int, rows: int) -> bool:
    """Tell whether words leave no doubt: enough rows say which way they went, and nearly all of them the same."""
    most, least = max(agree, against), min(agree, against)
    return most > 1 and most * _ENOUGH >= rows and most >= _CLEAR * _CLEAR * least


class Sign(NamedTuple):
    """A convention of signs, why, and what remains unclear."""

    sign: str
    why: Note
    doubt: Note | None = None


class Hints(NamedTuple):
    """What a table says of itself, where its words and its balance do not tell the sign."""

    spent: bool = False  # its amounts are what a card was used for
    account: bool = False  # it is of an account, where money out is a minus
    ways: bool = False  # a column of codes may say the way of each line


def decide(  # noqa: PLR0911  (a reason, a line)
    amounts: Sequence[int | None], marked: Sequence[bool], words: Sequence[str], proof: Proof, hints: Hints
) -> Sign:
    """Decide what a sign means in one column of amounts.

    Args:
        amounts: as printed.
        marked: whether each bears a sign of its own, + or - or CR or DR.
        words: what each row says.
        proof: of the balance, with the amounts as printed.
        hints: what the table says of itself.
    """
    values = [amount for amount in amounts if amount]
    negative, positive = sum(amount < 0 for amount in values), sum(amount > 0 for amount in values)
    plus_only = not negative and 0 < sum(marked) < len(marked)
    if plus_only:
        agree, against = told(turned(amounts, marked, "in_marked"), words)
        return Sign("in_marked", note("sign_marked"), None if against <= agree else note("doubt_sign"))
    agree, against = told(amounts, words)
    short = proof.sign < 0 and proof.steps < _DATED and negative and positive and against <= agree
    if proof.speaks and not short:
        sign = "out_negative" if proof.sign > 0 else "out_positive"
        return Sign(sign, note("sign_balance", hits=proof.hits, steps=proof.steps))
    spoken = against >= _CLEAR * agree and against > 1
    if any(is_marked and (amount or 0) > 0 for amount, is_marked in zip(amounts, marked, strict=True)) and not spoken:
        return Sign("out_negative", note("sign_usual", count=negative))  # + and - are both printed
    if proof.speaks and not agree:  # too few lines to tell a turned sign from a balance before each line
        return Sign("out_negative", note("sign_usual", count=negative), note("doubt_sign"))
    if positive and not negative:
        return _unsigned(positive, agree, against, hints)
    if agree and against and not positive:  # all are printed alike, whichever way they went
        return Sign("out_negative", note("sign_words", count=agree), note("doubt_sign"))
    if against >= _CLEAR * agree and against >= (2 if negative >= positive and not hints.spent else 1):
        return Sign("out_positive", note("sign_words", count=against))
    if agree >= _CLEAR * against and agree:
        return Sign("out_negative", note("sign_words", count=agree))
    if negative >= max(1, positive) and agree >= against:
        return Sign("out_negative", note("sign_usual", count=negative))
    doubt = None if negative and hints.account and agree >= against else note("doubt_sign")
    return Sign("out_negative", note("sign_usual", count=negative), doubt)


def _unsigned(rows: int, agree: int, against: int, hints: Hints) -> Sign:
    """Decide about amounts that all are printed alike: only what speaks for all of them may tell the way of each."""
    if not (agree and against) and (agree + against) * _ENOUGH >= rows and not hints.ways:
        return Sign("out_positive" if against else "out_negative", note("sign_words", count=agree + against))
    if hints.spent and not agree and not hints.ways:
        return Sign("out_positive", note("sign_spent"))
    return Sign("out_positive" if against > agree else "out_negative", note("sign_usual", count=0), note("doubt_sign"))

"""Do two sources show one account? Rows that agree day by day, and something that only one account can share.

Rows alone prove nothing: a wallet and the card behind it agree on every row, two savings plans on every instalment. So rows must
agree and the number, the balances or the institution must; a file that says nothing of whose it is has to agree on every row and
shop. Where rows agree and nothing else speaks, the person is asked.
"""

import re
from typing import Final

import numpy as np

from detect.institutions import is_wallet, wallet_named
from detect.links.pairing import Pairs, nearly, paired
from detect.links.source import UNNAMED, Source
from detect.view import View

ONE, ASK, TWO = "one", "ask", "two"

_NEARLY_ALL: Final = 0.9  # of the rows of one source have their partner in the other
_MOST: Final = 0.7  # the same, where both are booked under one account or number
_FEW: Final = 3  # pairs that are worth a word
_ENOUGH: Final = 8  # different amounts: two standing orders agree for years
_LIKE_CHANCE: Final = 0.4  # of the rows find a partner in other weeks just as well
_OTHER_DAYS: Final = (10, -10)  # neither a week nor a month apart, where things recur
_SHOPS: Final = 0.8  # of the rows that agree name the same shop
_BALANCES: Final = 3
_EQUAL: Final = 0.5  # of balances: rows of one day may be printed in another order
_UNEQUAL: Final = 0.1
_NAMES_IT: Final = 0.3  # of the rows of a card name the wallet that it pays for
_LOOKED_AT: Final = 500  # of its newest rows
_LEAST_NAME: Final = 3  # characters of an institution's name
_NO_NAMES: Final = ("bank", "qif", "ofx", "canonical", "mint")  # what importers write where the file names none


def could_be_one(view: View, one: Source, other: Source) -> bool:
    """Tell whether two sources may show one account, before any row is compared."""
    if one.person != other.person or _key(one) == _key(other):
        return False
    if one.currency != other.currency and UNNAMED not in (one.currency, other.currency):
        return False
    if one.account == other.account:
        return True
    if not _one_house(one, other):
        if is_wallet(one.institution) and is_wallet(other.institution):
            return False
        if any(_funds(view, card, wallet) for card, wallet in ((one, other), (other, one))):
            return False
    return True


def judged(view: View, one: Source, other: Source) -> tuple[str, Pairs]:
    """Return ONE, ASK or TWO, and the rows that agree."""
    nothing = Pairs(one.rows[:0], other.rows[:0])
    ours = _comparable(view, one, other)
    theirs = _comparable(view, other, one)
    fewer = min(len(ours), len(theirs))
    same = one.account == other.account
    if not fewer or (not same and nearly(view, ours, theirs) < _MOST / 3 * fewer):
        return TWO, nothing
    pairs = paired(view, one, other)
    agree = pairs.ours[view.moved[pairs.ours] & view.moved[pairs.theirs]]
    share = len(agree) / fewer
    if len(agree) < _FEW or share < _MOST:
        return (ASK if same and len(agree) else TWO), pairs
    if same:
        return ONE, pairs
    if share < _NEARLY_ALL and not _one_number(one, other):
        return TWO, pairs
    chance = max(nearly(view, ours, theirs, shift) for shift in _OTHER_DAYS) / fewer
    telling = len(np.unique(view.amount[agree])) >= _ENOUGH and chance < _LIKE_CHANCE
    return _weighed(view, one, other, pairs, telling=telling), pairs


def _weighed(view: View, one: Source, other: Source, pairs: Pairs, *, telling: bool) -> str:
    """Return what number, balances and institution make of rows that agree."""
    balances = _balances(view, one, other, pairs)
    if balances == ONE:
        return ONE
    if balances == TWO or _contradict(one, other):
        return ASK if telling else TWO
    if _one_number(one, other):
        return ONE
    if _one_house(one, other):
        return ONE if telling else ASK
    if not telling:
        return TWO
    whole = _NEARLY_ALL * max(len(_comparable(view, one, other)), len(_comparable(view, other, one))) <= len(pairs)
    owned = _nameless(one) != _nameless(other)
    return ONE if owned and whole and _same_shops(view, pairs) else ASK


def _comparable(view: View, one: Source, other: Source) -> np.ndarray:
    """Return the rows of a source that moved money on days that the other shows."""
    rows = one.rows[view.moved[one.rows] & (view.amount[one.rows] != 0)]
    return np.asarray(rows[other.shows(view.day[rows])])


def _key(one: Source) -> tuple[str, str]:
    return one.account, one.importer


def _nameless(one: Source) -> bool:
    """Tell whether a file says nothing of whose it is: it can only be of an account that another one shows."""
    return not one.last4 and one.institution in _NO_NAMES


def _same_shops(view: View, pairs: Pairs) -> bool:
    """Tell whether rows that agree name the same shops."""
    shop = view.column("merchant")
    return bool(len(pairs)) and float((shop[pairs.ours] == shop[pairs.theirs]).mean()) >= _SHOPS


def _one_house(one: Source, other: Source) -> bool:
    """Tell whether both name one institution; formats shorten its name."""
    short, long = sorted((re.sub(r"[\W_]+", "", name.institution.casefold()) for name in (one, other)), key=len)
    return len(short) >= _LEAST_NAME and short not in _NO_NAMES and long.startswith(short)


def _one_number(one: Source, other: Source) -> bool:
    return bool(one.last4) and one.last4 == other.last4 and not _kinds_differ(one, other)


def _contradict(one: Source, other: Source) -> bool:
    """Tell whether numbers or kinds say two accounts. Another number may be the card's of the same account, so it only asks."""
    return bool(one.last4 and other.last4 and one.last4 != other.last4) or _kinds_differ(one, other)


def _kinds_differ(one: Source, other: Source) -> bool:
    return bool(one.kind and other.kind and one.kind != other.kind)


def _funds(view: View, card: Source, wallet: Source) -> bool:
    """Tell whether the one pays for the other: a known bank beside a wallet, or rows that name it."""
    if is_wallet(wallet.institution) and card.kind not in ("", "wallet"):
        return True
    name = wallet.institution
    said = [str(text) for text in view.words[card.rows[-_LOOKED_AT:]]]
    spelled = name if len(name) >= _LEAST_NAME and name not in _NO_NAMES else None
    named = sum(wallet_named(text) == name or (spelled is not None and spelled in text.casefold()) for text in said)
    return named >= _NAMES_IT * len(said)


def _balances(view: View, one: Source, other: Source, pairs: Pairs) -> str:
    """Return ONE where running or closing balances agree, TWO where they do not, empty where too few are printed.

    A balance owed is printed with either sign.
    """
    if _closings_agree(view, one, other) or _closings_agree(view, other, one):
        return ONE
    balance = view.frame["balance"]
    known = balance.notna().to_numpy()
    both = known[pairs.ours] & known[pairs.theirs]
    if both.sum() < _BALANCES:
        return ""
    printed = np.abs(balance.fillna(0).to_numpy(dtype=np.int64))
    equal = float((printed[pairs.ours[both]] == printed[pairs.theirs[both]]).mean())
    return ONE if equal >= _EQUAL else TWO if equal < _UNEQUAL else ""


def _closings_agree(view: View, printing: Source, running: Source) -> bool:
    """Tell whether the closing balances of one source are where the rows of the other stand on that day, or its closings."""
    closings = [(day, end) for day, end in printing.ends if len(running.days) and running.shows(np.array([day]))[0]]
    if not closings:
        return False
    return sum(abs(end) in _stands(view, running, day) for day, end in closings) > len(closings) / 2


def _stands(view: View, source: Source, day: int) -> set[int]:
    """Return the balances of the last day with rows up to a day, and the closing balances printed for that day."""
    closing = {abs(end) for on, end in source.ends if on == day}
    rows = source.rows[view.day[source.rows] <= day]
    last = rows[view.day[rows] == view.day[rows[-1]]] if len(rows) else rows
    printed = view.frame["balance"].iloc[last].dropna()
    return closing | {abs(int(balance)) for balance in printed}

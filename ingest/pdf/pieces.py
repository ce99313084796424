"""A line of a PDF that no bank declares, taken apart into what may be days, what may be amounts, and words."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from ingest.guess import amounts, dates
from ingest.pdf.rows import glued
from ingest.pdf.words import Line, Word

_WORDS: Final = 150  # of a line
_MOST: Final = 4  # words of one day or amount: `- 1 250,00 EUR`
_TIGHT: Final = 0.8  # of a word's height: the gap between words of one day or amount
_NOT_DAYS: Final = ("serial", "digits6")
_NUMBER: Final = "number"
_MONEY: Final = "money"


class Piece(NamedTuple):
    """Words that stand together. What it is depends on its column: 02.01 may be a day and an amount."""

    text: str
    x0: float
    x1: float
    day: bool = False
    money: str = ""  # "money" with decimals, groups, a sign or a currency; "number" where it is digits alone
    alone: bool = True  # nothing stands close to it
    first: bool = True  # nothing stands close before it

    @property
    def is_words(self) -> bool:
        """Tell whether it can only be words."""
        return not (self.day or self.money)


def pieces(line: Line) -> list[Piece]:
    """Take a line apart, from left to right; one with more words than a statement prints on a line stays whole."""
    if len(line.words) > _WORDS:
        return [Piece(line.text, line.words[0].x0, line.words[-1].x1)]
    found: list[Piece] = []
    for run in line.runs():
        own = _of_run(run)
        found += [piece._replace(alone=len(own) == 1, first=n == 0) for n, piece in enumerate(own)]
    return found


def _of_run(run: Sequence[Word]) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    while at < len(run):
        length, piece = _longest(run[at : at + _MOST])
        last = found[-1] if found else None
        if piece.is_words and last is not None and last.is_words:
            found[-1] = last._replace(text=glued(last.text, piece.text), x1=piece.x1)
        else:
            found.append(piece)
        at += length
    return found


def _longest(words: Sequence[Word]) -> tuple[int, Piece]:
    """Return the longest day or amount that some words begin with, else the first word; and of how many words it is."""
    tight = 1
    for left, right in pairwise(words):
        if right.x0 - left.x1 >= _TIGHT * (left.bottom - left.top):
            break
        tight += 1
    for length in range(tight, 0, -1):
        text = " ".join(word.text for word in words[:length])
        if not text[-1].isalnum() and length > 1 and text[-1] in ",;:":
            continue
        day, money = _is_day(text), money_of(text)
        if day or money:
            return length, Piece(text.rstrip("*") if day else text, words[0].x0, words[length - 1].x1, day, money)
    return 1, Piece(words[0].text, words[0].x0, words[0].x1)


def _is_day(text: str) -> bool:
    found = dates.taken_apart(text.rstrip("*"))
    return found is not None and found.form not in _NOT_DAYS and bool(dates.possible([found]))


def money_of(text: str) -> str:
    """Say whether a text is an amount beyond doubt, a number that may be one, or neither.

    >>> money_of("1 250,00"), money_of("- $5.00"), money_of("110"), money_of("0001"), money_of("A1")
    ('money', 'money', 'number', 'number', '')
    """
    found = amounts.taken_apart(text)
    if found is None:
        return ""
    fraction = len(found.body) - max(found.body.rfind("."), found.body.rfind(",")) - 1
    sure = not found.body.isdigit() and fraction in (2, 3)
    return _MONEY if sure or found.sign or found.currency else _NUMBER

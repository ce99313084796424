"""A pair of columns, money out and money in: named by headings, proved by a balance, or told by the lines' words."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from ingest.guess import signs
from ingest.guess.columns import Column
from ingest.guess.inquiry import Inquiry
from ingest.guess.parts.figures import changes, figures, prove, words
from ingest.guess.parts.money import complementary
from ingest.notes import Note, note


def headed_pair(inquiry: Inquiry, money: Mapping[str, list[Column]]) -> tuple[Column, Column] | None:
    """Return the columns that headings name money out and money in, in this order; one of them may be empty."""
    outs, ins = money["amount_out"], money["amount_in"]
    sharing = next((pair for pair in product(outs, ins) if _share_entries(*pair)), None)
    if sharing is not None or money["amount"]:
        return sharing
    if outs:
        ins = ins or _empty(inquiry, "amount_in")
    elif ins:
        outs = _empty(inquiry, "amount_out")
    return (outs[0], ins[0]) if outs and ins else None


def _share_entries(out: Column, into: Column) -> bool:
    """Tell whether two columns have the entries between them."""
    return complementary(out, into) or 0.8 <= out.filled + into.filled <= 1.1


def _empty(inquiry: Inquiry, role: str) -> list[Column]:
    """Return the columns that a heading gives a role, and that hold nothing: no entry of this table went that way."""
    return [column for column in inquiry.columns if column.best(role) and not column.filled]


def take_proved(inquiry: Inquiry, money: Sequence[Column], balance: Column) -> bool:
    """Take two columns from whose amounts a balance follows, where there are such."""
    for out, into in _candidates([column for column in money if column is not balance]):
        proof = prove(inquiry, [out, into], balance)
        if proof.holds and proof.steps > 1:
            why = note("sign_balance", hits=proof.hits, steps=proof.steps)
            _take(inquiry, out, into, turned=proof.sign < 0, why=why)
            inquiry.give(balance=balance)
            return True
    return False


def take_told(inquiry: Inquiry, money: Sequence[Column]) -> bool:
    """Take two columns, of which each line fills one, where the lines' words say which of them is money out."""
    for out, into in _candidates(money):
        moved = changes(figures(inquiry, out), figures(inquiry, into))
        agree, against = signs.told(moved, words(inquiry, out, into))
        if signs.is_clear(agree, against, len(moved)):
            why = note("sign_words", count=max(agree, against))
            _take(inquiry, out, into, turned=against >= agree, why=why)
            return True
    return False


def _candidates(money: Sequence[Column]) -> Iterator[tuple[Column, Column]]:
    return (pair for pair in combinations(money, 2) if complementary(*pair))


def _take(inquiry: Inquiry, out: Column, into: Column, *, turned: bool, why: Note) -> None:
    if turned:
        out, into = into, out
    inquiry.give(amount_out=out, amount_in=into)
    inquiry.evidence.append(why)

"""Which way money went, where one column holds all amounts."""

from collections.abc import Sequence
from typing import NamedTuple

from ingest.guess import proof as proofs
from ingest.guess import signs, steps
from ingest.guess.amounts import taken_apart
from ingest.guess.columns import Column
from ingest.guess.inquiry import Inquiry
from ingest.guess.mapping import SIGNS
from ingest.guess.pages import Pages
from ingest.guess.parts.figures import figures, groups, prove, words
from ingest.guess.parts.hints import hints
from ingest.guess.signs import Proof, Sign
from ingest.notes import note


class _Lines(NamedTuple):
    """The amounts as printed, whether each bears a sign of its own, and what each line says."""

    values: Sequence[int | None]
    marked: Sequence[bool]
    words: Sequence[str]


def decide_sign(inquiry: Inquiry) -> None:
    """Decide what a sign means: proved by balances, told by words or headings, or usual; else doubted."""
    if "amount" not in inquiry.roles or "direction" in inquiry.roles:
        return
    amount = inquiry.column("amount")
    printed = [taken_apart(cell) for cell in amount.cells]
    lines = _Lines(figures(inquiry, amount), [bool(one and one.sign) for one in printed], words(inquiry, amount))
    if _follows_unsigned(inquiry, lines):
        return
    proof = prove(inquiry, [amount], inquiry.column("balance")) if "balance" in inquiry.roles else Proof(0, 0, 0)
    found = signs.decide(*lines, proof, hints(inquiry, amount))
    found = _by_marked_balance(inquiry, lines, found)
    if inquiry.layout.pages is not None and not proof.speaks:
        found = _on_pages(inquiry, inquiry.layout.pages, lines, found)
    if not proof.holds and not {-1, 1} <= {one.sign for one in printed if one}:
        found = _by_heading(amount, found)
    inquiry.settle(sign=found.sign)
    inquiry.evidence.append(found.why)
    inquiry.doubt(found.doubt)


def _follows_unsigned(inquiry: Inquiry, lines: _Lines) -> bool:
    """Settle that a balance says the way of amounts without signs, where it follows from all of them and goes both ways.

    What is owed on a card rises with each purchase: words, or pages, that say so speak against it.
    """
    owed = inquiry.layout.pages is not None and inquiry.layout.pages.owed
    if owed or "balance" not in inquiry.roles or any(lines.marked) or len(set(groups(inquiry))) > 1:
        return False
    ways = steps.ways(lines.values, figures(inquiry, inquiry.column("balance")), lines.words)
    if ways is None:
        return False
    agree, against = signs.told(
        [(value or 0) * way for value, way in zip(lines.values, ways, strict=True)], lines.words
    )
    if against > agree:
        return False
    inquiry.settle(sign="by_balance")
    inquiry.evidence.append(note("sign_balance", hits=len(ways) - 1, steps=len(ways) - 1))
    return True


def _by_marked_balance(inquiry: Inquiry, lines: _Lines, found: Sign) -> Sign:
    """Take the doubt from amounts of which only money in is marked, where the balance follows from them so."""
    if not found.doubt or found.sign != "in_marked" or "balance" not in inquiry.roles:
        return found
    meant = signs.turned(lines.values, lines.marked, found.sign)
    shown = signs.prove(meant, figures(inquiry, inquiry.column("balance")), groups(inquiry))
    if shown.sign > 0 and shown.holds:
        return Sign(found.sign, note("sign_balance", hits=shown.hits, steps=shown.steps))
    return found


def _by_heading(amount: Column, found: Sign) -> Sign:
    """Believe a heading that says all amounts are money out, or all are money in."""
    only = {"amount_out": "out_positive", "amount_in": "out_negative"}.get(amount.money_role)
    return Sign(only, found.why, found.doubt) if only else found


def _on_pages(inquiry: Inquiry, pages: Pages, lines: _Lines, usual: Sign) -> Sign:
    """Decide by what the pages of a PDF print: the sign that makes opening balance and lines the closing one."""
    proved = _proved_by_pages(inquiry, pages, lines)
    if proved:
        return Sign(proved, note("sign_closing"))
    if usual.sign == "in_marked":
        return Sign(usual.sign, usual.why) if pages.owed else usual
    alike = len({value > 0 for value in lines.values if value}) < 2
    if usual.doubt and alike and signs.told(lines.values, lines.words)[0]:
        return usual  # all are printed alike, and some seem to be money in
    plus = any(value and value > 0 and sign for value, sign in zip(lines.values, lines.marked, strict=True))
    weight = signs.weigh(lines.values, lines.words, plus=plus, owed=pages.owed)
    sign = "out_negative" if weight > 0 else "out_positive"
    why = note("sign_card") if pages.owed and weight < 0 else usual.why
    return Sign(sign, why, None if abs(weight) > 1 else note("doubt_sign"))


def _proved_by_pages(inquiry: Inquiry, pages: Pages, lines: _Lines) -> str:
    """Return the sign with which the lines fit the printed balances or totals, if all that fit mean the same amounts."""
    mapping = inquiry.mapping
    ways = proofs.readers(pages, mapping.mark, mapping.currency, running="balance" in inquiry.roles)
    meant = {sign: signs.turned(lines.values, lines.marked, sign) for sign in SIGNS}
    if all(lines.marked) or not any(lines.marked):
        del meant["in_marked"]
    fitting = {sign: moved for sign, moved in meant.items() if proofs.fits(pages, ways, moved)}
    return next(iter(fitting)) if len({tuple(moved) for moved in fitting.values()}) == 1 else ""

"""The fee, where the amount is without it."""

from collections.abc import Mapping, Sequence

from ingest.guess import signs
from ingest.guess.columns import Column
from ingest.guess.inquiry import Inquiry
from ingest.guess.parts.figures import changes, figures


def find_fee(inquiry: Inquiry, money: Mapping[str, list[Column]]) -> None:
    """Take a fee where the balance, or a net amount, shows that the amount is without it."""
    if not money["fee"]:
        return
    fee = figures(inquiry, money["fee"][0])
    if any(fee) and _stands_apart(inquiry, fee, money["amount"] if "amount" in inquiry.roles else ()):
        inquiry.give(fee=money["fee"][0])


def _stands_apart(inquiry: Inquiry, fee: Sequence[int | None], beside: Sequence[Column]) -> bool:
    """Tell whether amount and fee together are what the account moved."""
    values = [figures(inquiry, column) for column in inquiry.moved()]
    amount = values[0] if len(values) == 1 else changes(*values)
    cost = 1 if any(value and value < 0 for value in fee) else -1
    both = [one + cost * (other or 0) if one is not None else None for one, other in zip(amount, fee, strict=True)]
    net = next((column for column in beside if column.name != inquiry.roles["amount"][0]), None)
    if net is not None and figures(inquiry, net) == both:
        return True
    if "balance" not in inquiry.roles:
        return False
    balances = figures(inquiry, inquiry.column("balance"))
    return signs.prove(both, balances).hits > signs.prove(amount, balances).hits

"""Amounts as people type them."""

from dashboard.cli.guard import Refused


def minor(amount: str, currency: str) -> int:
    """Return minor units of what was typed.

    Raises:
        Refused: there is no such currency, or this is no amount above zero in it.
    """
    from ingest.money import DIGITS, minor_units

    if currency not in DIGITS:
        raise Refused("cli.refund.currency", currency=currency)
    read = minor_units(amount, currency)
    if not isinstance(read, int) or read <= 0:
        raise Refused("cli.refund.amount", amount=amount, currency=currency)
    return read

"""A link the person makes: which of the two rows is which, and why some pairs cannot be linked."""

import datetime as dt
from collections.abc import Callable
from typing import Final, NamedTuple

import pandas as pd

from detect.institutions import is_wallet
from detect.links.twins import ACCOUNT
from detect.links.twins import KIND as TWIN


class Side(NamedTuple):
    """What is looked at of a row. Amounts are minor units, money out negative, the fee counted."""

    txn_id: str
    person: str
    account: str
    importer: str
    institution: str
    currency: str
    amount: int
    status: str
    day: dt.date

    @classmethod
    def of(cls, row: "pd.Series[str]", accounts: pd.DataFrame) -> "Side":
        """Return a row of the ledger frame; an account that no one described is named before the colon of its label."""
        own = (accounts["person"] == row["person"]) & (accounts["label"] == row["account"])
        named = "".join(accounts.loc[own, "institution"][:1])
        texts = {name: str(row[name]) for name in ("txn_id", "person", "account", "importer", "currency", "status")}
        return cls(
            **texts, institution=named or texts["account"].partition(":")[0].casefold(), amount=int(row["amount"] + row["fee"]),
            day=row["booked_at"].date(),
        )  # fmt: skip


class CannotLink(ValueError):
    """Two rows that cannot be linked as wished; `code` says why: same_row, persons, currency, currencies, amounts, signs, opposite, accounts, formats."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_Check = Callable[[Side, Side], str]


def _same_currency(one: Side, other: Side) -> str:
    return "" if one.currency == other.currency else "currency"


def _other_currency(one: Side, other: Side) -> str:
    return "" if one.currency != other.currency else "currencies"


def _same_sign(one: Side, other: Side) -> str:
    return "" if one.amount * other.amount > 0 else "signs"


def _opposite(one: Side, other: Side) -> str:
    return "" if one.amount * other.amount < 0 else "opposite"


def _equal(one: Side, other: Side) -> str:
    return "" if one.amount == other.amount else "amounts"


def _other_account(one: Side, other: Side) -> str:
    return "" if one.account != other.account else "accounts"


def _other_source(one: Side, other: Side) -> str:
    return "" if (one.account, one.importer) != (other.account, other.importer) else "formats"


_CHECKS: Final[dict[str, tuple[_Check, ...]]] = {
    ACCOUNT: (_same_currency, _other_source),
    TWIN: (_same_currency, _equal),
    "mirror": (_other_account, _same_currency, _same_sign),
    "transfer": (_other_account, _same_currency, _opposite),
    "exchange": (_other_currency, _opposite),
    "refund": (_same_currency, _opposite),
    "posting": (_same_currency, _same_sign),
    "shipment": (_same_currency, _same_sign),
    "instalment": (_same_currency, _same_sign),
}
MAKEABLE: Final = tuple(_CHECKS)


def linked(kind: str, one: Side, other: Side) -> tuple[str, str]:
    """Return the txn_ids of a link, the left row first: the one that is counted, pays, was bought, or came first.

    Raises:
        CannotLink: the rows are not of such a kind.
    """
    if one.txn_id == other.txn_id:
        raise CannotLink("same_row")
    if one.person != other.person:
        raise CannotLink("persons")
    for check in _CHECKS[kind]:
        if code := check(one, other):
            raise CannotLink(code)
    left, right = (other, one) if _turned(kind, one, other) else (one, other)
    return left.txn_id, right.txn_id


def _turned(kind: str, one: Side, other: Side) -> bool:
    """Tell whether the second row is the left one. Of twins and accounts the one named first is."""
    if kind in (ACCOUNT, TWIN):
        return False
    if kind == "mirror":
        return is_wallet(other.institution) and not is_wallet(one.institution)
    if kind == "posting":
        return other.status == "pending" != one.status
    if kind in ("transfer", "exchange", "refund"):
        return other.amount < 0
    return other.day < one.day

"""Sums of one month of a ledger frame: per account, and over all accounts with each payment counted once. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pandas as pd

_OWN_KINDS: Final = (
    "top_up",
    "repayment",
    "exchange",
)  # the person's own money, whether the other side is known or not
_OWN_LINKS: Final = ("transfer", "exchange")
_OTHERS: Final = ""  # the name of a share that has none


@dataclass(frozen=True, slots=True)
class Flow:
    """What moved on one account in one currency: minor units, without sign. `own` is the part between own accounts."""

    person: str
    account: str
    currency: str
    money_in: int
    money_out: int
    own_in: int
    own_out: int


@dataclass(frozen=True, slots=True)
class Share:
    """What went to one payee or one category: minor units, without sign; the name as printed last, empty where none is."""

    currency: str
    name: str
    amount: int
    count: int


def month_of(frame: pd.DataFrame, first: dt.date, links: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a month that moved money, with `own` (between own accounts) and `again` (a payment seen before).

    Args:
        frame: of the ledger, twins left out.
        first: the first day of the month.
        links: as `Casebook.links`; what the person rejected does not count.
    """
    after = (first + dt.timedelta(days=32)).replace(day=1)
    rows = frame[
        (frame["booked_at"] >= pd.Timestamp(first)) & (frame["booked_at"] < pd.Timestamp(after)) & frame["moved"]
    ]
    held = links[links["decision"] != "rejected"]
    rows = rows[~rows["txn_id"].isin(_ids(held, ("posting",), "left"))]  # pending, and counted when it was booked
    own = _ids(held, _OWN_LINKS, "left") | _ids(held, (*_OWN_LINKS, "funding"), "right")
    return rows.assign(
        own=rows["txn_id"].isin(own) | rows["kind"].isin(_OWN_KINDS), again=rows["txn_id"].isin(_ids(held, ("mirror",), "right"))
    )  # fmt: skip


def _ids(links: pd.DataFrame, kinds: Iterable[str], side: str) -> set[str]:
    return set(links.loc[links["kind"].isin(list(kinds)), side])


def flows(rows: pd.DataFrame) -> tuple[Flow, ...]:
    """Return what moved on each account, by person, account and currency."""
    found = []
    for (person, account, currency), one in rows.groupby(["person", "account", "currency"], observed=True, sort=True):
        amount, own = one["amount"], one["own"]
        ins, outs = amount.clip(lower=0), -amount.clip(upper=0)
        sums = (int(part.sum()) for part in (ins, outs, ins[own], outs[own]))
        found.append(Flow(str(person), str(account), str(currency), *sums))
    return tuple(found)


def spending(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that spent money: each payment once, nothing between own accounts."""
    return rows[(rows["amount"] < 0) & ~rows["own"] & ~rows["again"]]


def totals(rows: pd.DataFrame) -> dict[str, int]:
    """Return sums by currency, minor units without sign."""
    sums = rows.groupby(rows["currency"].astype(str))["amount"].sum()
    return {str(currency): abs(int(total)) for currency, total in sums.items()}


def shares(rows: pd.DataFrame, key: str, name: str, most: int) -> tuple[Share, ...]:
    """Return the largest shares of each currency by a column, named as another column last prints; the rest is one share.

    Args:
        rows: of `spending`.
        key: the column that tells what belongs together; empty cells are part of the rest.
        name: the column that people know it by.
        most: shares of each currency.
    """
    found: list[Share] = []
    for currency, one in rows.groupby(rows["currency"].astype(str), sort=True):
        keys = one[key].astype(str)
        sums = one[keys != ""].groupby(keys[keys != ""])["amount"].sum().sort_values(kind="stable")
        named = (
            one.drop_duplicates(key, keep="last").set_index(keys[~one.duplicated(key, keep="last")])[name].astype(str)
        )
        counts = keys.value_counts()
        top = [
            Share(str(currency), named[which], -int(total), int(counts[which]))
            for which, total in sums.head(most).items()
        ]
        rest = -int(one["amount"].sum()) - sum(share.amount for share in top)
        others = Share(str(currency), _OTHERS, rest, len(one) - sum(share.count for share in top))
        found += [*top, *([others] if others.count else [])]
    return tuple(found)


def fees(rows: pd.DataFrame) -> tuple[Share, ...]:
    """Return fees by account: rows that are fees, and those that statements print beside an amount."""
    charged = rows.assign(cost=rows["amount"].where(rows["kind"] == "fee", 0).clip(upper=0) + rows["fee"].clip(upper=0))
    charged = charged[charged["cost"] < 0]
    grouped = charged.groupby(["currency", "account"], observed=True)["cost"]
    return tuple(
        Share(str(currency), str(account), -int(cost.sum()), len(cost)) for (currency, account), cost in grouped
    )

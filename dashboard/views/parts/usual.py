"""What is usual at a merchant: the person's own payments there as a strip of dots, this one ringed."""

from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.i18n import Words
from dashboard.present import ShownAlert
from dashboard.views.paint import put
from dashboard.views.parts.said import counted
from dashboard.views.parts.strip import draw
from dashboard.views.parts.tabled import tabled
from dashboard.views.plain import tag

KINDS: Final = ("unauthorized", "duplicate", "new_recurring", "price_rise", "charged_after_cancel")
FEWEST: Final = 3  # visits; of fewer nothing is usual


@dataclass(frozen=True, slots=True)
class Usual:
    """Other payments at a merchant in minor units with their days, and the range that holds nine in ten of them."""

    others: pd.DataFrame  # booked_at, amount (unsigned), order_reference
    these: tuple[int, ...]
    currency: str
    low: int
    median: int
    high: int


def usual(shown: ShownAlert, frame: pd.DataFrame, links: pd.DataFrame) -> Usual | None:
    """Return what is usual where the alert's payment went; None where that says nothing."""
    paid = [row for row in shown.rows if row.amount < 0 and row.txn_id in frame.index]
    if shown.alert.kind not in KINDS or not paid:
        return None
    first = frame.loc[paid[0].txn_id]
    if not first["merchant"]:
        return None
    same = (frame["merchant"] == first["merchant"]) & (frame["person"] == first["person"])
    same &= (frame["currency"] == first["currency"]) & (frame["amount"] < 0) & frame["moved"]
    same &= ~frame["txn_id"].isin(second_sides(links))
    rows = frame[same & ~frame["txn_id"].isin(shown.alert.rows)]
    others = rows[["booked_at", "amount", "order_reference"]].assign(amount=-rows["amount"])
    low, median, high = (round(others["amount"].quantile(part)) if len(others) else 0 for part in (0.05, 0.5, 0.95))
    there = tuple(-row.amount for row in paid if frame.loc[row.txn_id]["merchant"] == first["merchant"])
    return Usual(others, there, paid[0].currency, low, median, high)


def second_sides(links: pd.DataFrame) -> "pd.Series[str]":
    """Return the rows that show a payment once more, the bank's side of it for one: they are no visits of their own."""
    return links.loc[links["kind"].isin(["mirror", "twin"]) & (links["decision"] != "rejected"), "right"]


def show(shown: ShownAlert, frame: pd.DataFrame, links: pd.DataFrame, words: Words) -> None:
    """Show the sentence, the strip under it, and the table behind it."""
    found = usual(shown, frame, links)
    if found is None:
        return
    put(tag("p", sentence(found, words), class_="reading"))
    if len(found.others) >= FEWEST:
        draw(found, words)
        with st.expander(words("page.usual.table")):
            _table(found, words)


def sentence(found: Usual, words: Words) -> str:
    """Return the strip as one sentence."""
    visits = len(found.others)
    if visits < FEWEST:
        return counted(words, "page.usual.few", visits)
    low, median, high = (words.money(amount, found.currency) for amount in (found.low, found.median, found.high))
    return words("page.usual.range", visits=visits, low=low, high=high, median=median)


def _table(found: Usual, words: Words) -> None:
    newest = found.others.sort_values("booked_at", ascending=False)
    table = pd.DataFrame(
        {
            words("page.column.day"): [words.day(day) for day in newest["booked_at"].dt.date],
            words("page.column.amount"): [words.money(amount, found.currency) for amount in newest["amount"]],
        }
    )
    tabled(table, words("page.usual.table"))

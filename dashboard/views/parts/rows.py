"""A transaction as one row, the same wherever it stands, and a bracket around rows that are one payment."""

from collections.abc import Iterable

import pandas as pd

from dashboard.account_name import account_name
from dashboard.i18n import Words, quoted
from dashboard.present import Presenter, ShownRow
from dashboard.views.plain import Html, joined, tag
from detect.links.twins import ACCOUNT

_LONGEST = 120  # characters of what a statement prints


def row(shown: ShownRow, words: Words, note: str | None = None) -> Html:
    """Return a transaction: when, who, how much; under it account, number, status, file and line."""
    who = shown.counterparty or shown.description or words("alert.nobody")
    order = shown.order_reference or shown.reference
    small = (
        account_name(shown.account, words),
        words("page.row.order", number=order) if order else None,
        words(f"page.status.{shown.status}"),
        words("page.row.place", file=shown.file, line=shown.line) if shown.file else None,
    )
    return tag(
        "div",
        tag("p", note, class_="tie") if note else None,
        tag(
            "div",
            tag("span", words.moment(shown.booked_at), class_="when"),
            tag("span", tag("bdi", quoted(who, _LONGEST)), class_="who"),
            tag("span", words.money(shown.amount, shown.currency), class_="sum"),
            class_="first",
        ),
        tag("div", *(tag("span", tag("bdi", quoted(said, _LONGEST))) for said in small if said), class_="small"),
        class_="txn",
    )


def together(shown: Iterable[ShownRow], presenter: Presenter, links: pd.DataFrame) -> list[Html]:
    """Return rows with those they are linked to in one bracket: the bank's side, the refund, the posting. Each once."""
    groups: list[Html] = []
    seen: set[str] = set()
    for first in shown:
        if first.txn_id not in seen:
            group = _group(first, presenter, links, seen)
            groups.append(tag("div", *group, class_="bracket") if len(group) > 1 else joined(*group))
    return groups


def _group(first: ShownRow, presenter: Presenter, links: pd.DataFrame, seen: set[str]) -> list[Html]:
    """Return a row and everything that hangs together with it, the nearest first."""
    waiting: list[tuple[ShownRow, str]] = [(first, "")]
    drawn: list[Html] = []
    while waiting:
        shown, kind = waiting.pop(0)
        if shown.txn_id in seen:
            continue
        seen.add(shown.txn_id)
        drawn.append(row(shown, presenter.words, presenter.words(f"page.link.{kind}") if kind else None))
        for other_kind, identity in partners(shown.txn_id, links):
            other = presenter.row(identity)
            if other is not None:
                waiting.append((other, other_kind))
    return drawn


def partners(txn_id: str, links: pd.DataFrame) -> list[tuple[str, str]]:
    """Return kind and txn_id of the rows a row is linked to; pairs the person rejected are none, nor what is said of accounts."""
    links = links[(links["decision"] != "rejected") & (links["kind"] != ACCOUNT)]
    return [
        (str(link["kind"]), str(link[other]))
        for mine, other in (("left", "right"), ("right", "left"))
        for link in links[links[mine] == txn_id].to_dict("records")
    ]

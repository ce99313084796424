"""A transaction as one row, the same wherever it stands, and a bracket around rows that are one payment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from dashboard.account_name import account_name
from dashboard.i18n import Words, quoted
from dashboard.present import Presenter, ShownRow
from dashboard.views.plain import Html, joined, tag
from detect.links.twins import ACCOUNT

_LONGEST = 120  # characters of what a statement prints

Partners = Mapping[str, Sequence[tuple[str, str]]]  # txn_id -> kind and txn_id of each row it is linked to


def row(shown: ShownRow, words: Words, note: str | None = None) -> Html:
    """Return a transaction: when, who, how much; under it account, number, status, file and line."""
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
        line(shown, words),
        tag("div", *(tag("span", tag("bdi", quoted(said, _LONGEST))) for said in small if said), class_="small"),
        class_="txn",
    )


def line(shown: ShownRow, words: Words) -> Html:
    """Return the first line of a transaction: when, who, how much."""
    who = shown.counterparty or shown.description or words("alert.nobody")
    return tag(
        "div",
        tag("span", words.moment(shown.booked_at), class_="when"),
        tag("span", tag("bdi", quoted(who, _LONGEST)), class_="who"),
        tag("span", words.money(shown.amount, shown.currency), class_="sum"),
        class_="first",
    )


def together(shown: Iterable[ShownRow], presenter: Presenter, links: pd.DataFrame) -> list[Html]:
    """Return rows with those they are linked to in one bracket: the bank's side, the refund, the posting. Each once."""
    shown = list(shown)
    partners = tied([first.txn_id for first in shown], links)
    rows = {
        row.txn_id: row for row in (*presenter.rows(list(partners)), *shown)
    }  # at once: one by one takes as long each
    groups: list[Html] = []
    seen: set[str] = set()
    for first in shown:
        if first.txn_id not in seen:
            group = _group(first, rows, partners, presenter.words, seen)
            groups.append(tag("div", *group, class_="bracket") if len(group) > 1 else joined(*group))
    return groups


def _group(
    first: ShownRow, rows: Mapping[str, ShownRow], partners: Partners, words: Words, seen: set[str]
) -> list[Html]:
    """Return a row and everything that hangs together with it, the nearest first."""
    waiting: list[tuple[ShownRow, str]] = [(first, "")]
    drawn: list[Html] = []
    while waiting:
        shown, kind = waiting.pop(0)
        if shown.txn_id in seen:
            continue
        seen.add(shown.txn_id)
        drawn.append(row(shown, words, words(f"page.link.{kind}") if kind else None))
        near = partners.get(shown.txn_id, ())
        waiting += [(rows[identity], other_kind) for other_kind, identity in near if identity in rows]
    return drawn


def tied(txn_ids: Iterable[str], links: pd.DataFrame) -> Partners:
    """Return kind and txn_id of the rows that each row is linked to, for these rows and all that hang together with them.

    Pairs the person rejected are none, nor is what is said of accounts.
    """
    links = links[(links["decision"] != "rejected") & (links["kind"] != ACCOUNT)]
    known: set[str] = set()
    found = set(txn_ids)
    own = links.iloc[:0]
    while found != known:
        known = found
        own = links[links["left"].isin(known) | links["right"].isin(known)]
        found = known.union(own["left"], own["right"])
    partners: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for mine, other in (("left", "right"), ("right", "left")):
        for kind, identity, far in zip(own["kind"], own[mine], own[other], strict=True):
            partners[identity].append((kind, far))
    return partners

"""How the rows of an alert belong to others, why that is thought, and the person's word on it."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.account_name import account_name
from dashboard.i18n import Words, quoted
from dashboard.present import Presenter, ShownAlert, ShownRow
from dashboard.views import desk
from dashboard.views.paint import put
from dashboard.views.plain import Html, joined, tag
from detect.linkbook import LinkBook, link_id

MOST: Final = 12  # links of one alert; a theft of many rows has more than anyone would look through


def ties(shown: ShownAlert, links: pd.DataFrame, book: LinkBook, presenter: Presenter) -> bool:
    """Show the links of an alert's rows, folded away; return whether the person has just said something of one."""
    rows = [one.txn_id for one in shown.rows]
    own = links[links["left"].isin(rows) | links["right"].isin(rows)].head(MOST)
    if own.empty:
        return False
    words = presenter.words
    known = {row.txn_id: row for row in presenter.rows(list({*own["left"], *own["right"]}))}
    with st.expander(words("page.tie.how")):
        return any(_tie(link, book, known, words) for link in own.to_dict("records"))


def because(link: dict[str, Any], words: Words) -> str:
    """Return what kind of link it is and why it is thought so, in one sentence."""
    kind, basis = _named(words, "cli.link", link["kind"]), _named(words, "cli.basis", link["basis"])
    said = link["decision"]
    form = said if said != "found" else "because"
    return words(f"page.tie.{form}", kind=kind, basis=basis)


def _tie(link: dict[str, Any], book: LinkBook, known: Mapping[str, ShownRow], words: Words) -> bool:
    identity = link_id(link["kind"], link["left"], link["right"])
    both = [known[link[side]] for side in ("left", "right") if link[side] in known]
    put(tag("p", because(link, words)), *(tag("p", _short(found, words), class_="quiet") for found in both))
    with st.container(horizontal=True, key=f"tie-{identity}"):
        if link["decision"] != "found":
            undone = st.button(words("page.tie.undo"), key=f"tie-undo-{identity}", type="tertiary")
            if undone:
                book.undo(identity)
            return undone
        right = st.button(words("page.tie.right"), key=f"tie-yes-{identity}", type="tertiary")
        wrong = st.button(words("page.tie.wrong"), key=f"tie-no-{identity}", type="tertiary")
    if right or wrong:
        book.decide(identity, linked=right, day=desk.today())
    return right or wrong


def _short(found: ShownRow, words: Words) -> Html:
    """Return a row in one line; it stands in full above."""
    who = found.counterparty or found.description or words("alert.nobody")
    amount = tag("span", words.money(found.amount, found.currency), class_="sum")
    said = (words.moment(found.booked_at), tag("bdi", who), amount, tag("bdi", account_name(found.account, words)))
    return joined(*(joined(" · " if n else "", text) for n, text in enumerate(said)))


def _named(words: Words, family: str, code: str) -> str:
    key = f"{family}.{code}"
    return words(key) if key in words else quoted(code.replace("_", " "))

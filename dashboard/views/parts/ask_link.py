"""Two rows that may belong together, where several could: asked in plain words, answered with yes or no."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard.i18n import Words
from dashboard.present import Presenter
from dashboard.views import desk
from dashboard.views.paint import part, put
from dashboard.views.parts.rows import row
from dashboard.views.parts.said import counted
from dashboard.views.plain import tag
from detect.linkbook import LinkBook

SHOWN: Final = 5  # questions at a time
_SAID: Final = "link-said"  # the id of the link that was answered last


def ask(book: LinkBook, presenter: Presenter) -> bool:
    """Show what the last scan could not decide; return whether a question was just answered, or an answer taken back."""
    words, asked = presenter.words, book.questions()
    if asked.empty and _SAID not in st.session_state:
        return False
    part(counted(words, "page.tie.title", len(asked)))
    if _taken_back(book, words):
        return True
    if len(asked):
        put(tag("p", words("page.tie.lead"), class_="quiet"))
    return any(_question(link, book, presenter) for _, link in asked.head(SHOWN).iterrows())


def wording(words: Words, kind: str) -> str:
    """Return the question that a kind of link asks."""
    own = f"page.tie.ask.{kind}"
    return words(own if own in words else "page.tie.ask.other")


def _question(link: "pd.Series[str]", book: LinkBook, presenter: Presenter) -> bool:
    words, identity = presenter.words, str(link["id"])
    rows = [shown for side in ("left", "right") if (shown := presenter.row(str(link[side]))) is not None]
    with st.container(border=True, key=f"tie-{identity}"):
        put(tag("p", tag("strong", wording(words, str(link["kind"])))), *(row(shown, words) for shown in rows))
        with st.container(horizontal=True):
            yes = st.button(words("page.tie.yes"), key=f"tie-yes-{identity}")
            no = st.button(words("page.tie.no"), key=f"tie-no-{identity}")
    if yes or no:
        st.session_state[_SAID] = book.decide(identity, linked=yes, day=desk.today())
    return yes or no


def _taken_back(book: LinkBook, words: Words) -> bool:
    said = st.session_state.get(_SAID)
    if not said or not st.button(words("page.overlap.undo"), key="tie-undo", type="tertiary"):
        return False
    book.undo(said)
    del st.session_state[_SAID]
    return True

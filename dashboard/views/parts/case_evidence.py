"""The evidence of a case as one ZIP, made when it is asked for: only its own rows, account numbers cut to four digits."""

from typing import Final

import streamlit as st

from dashboard.evidence.pack import Pack, packed
from dashboard.i18n import Words
from dashboard.views import desk
from dashboard.views.paint import part, put
from dashboard.views.plain import tag
from detect.case import Case
from detect.casebook import Casebook

_MADE: Final = "evidence-made"  # case, language and pack; a reload forgets it, and the same pack is made again


def evidence(case: Case, book: Casebook, words: Words) -> None:
    """Offer the pack of a case that has rows or a log worth showing."""
    part(words("casepage.evidence"))
    put(tag("p", words("casepage.evidence_lead"), class_="quiet"))
    if st.button(words("casepage.evidence_make"), key="evidence-make"):
        made_now = packed(book, case.case_id, words.locale, desk.today())
        st.session_state[_MADE] = (case.case_id, words.locale, len(case.events), made_now)
    made = st.session_state.get(_MADE)
    if not isinstance(made, tuple) or made[:3] != (case.case_id, words.locale, len(case.events)):
        return  # of another case, or something has happened since
    pack: Pack = made[3]
    left_out = (tag("p", words(f"evidence.left_out.{why}", name=name)) for name, why in pack.left_out.items())
    put(
        *left_out,
        tag("p", words("evidence.fingerprint", fingerprint=pack.fingerprint), class_="quiet"),
        tag("p", words("evidence.look_first")),
    )
    st.download_button(
        words("casepage.evidence_get"), pack.content, f"evidence-{case.case_id}.zip", "application/zip", key="evidence-get",
        on_click="ignore",
    )  # fmt: skip

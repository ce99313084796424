"""What the person said of statements that name no account: where the next one goes, and the way to forget it."""

import streamlit as st

from dashboard.account_name import account_name
from dashboard.i18n import Words
from dashboard.institutions import institution
from dashboard.views.paint import part, put
from dashboard.views.plain import tag
from ingest.ledger import Ledger


def remembered(ledger: Ledger, words: Words) -> bool:
    """Show it, nothing where there is none; return whether one was just forgotten."""
    found = ledger.remembered()
    if found.empty:
        return False
    part(words("page.remembered.title"))
    put(tag("p", words("page.remembered.lead"), class_="quiet"))
    for row in found.to_dict("records"):
        form = "numbered" if row["number"] else "unnumbered"
        facts = {
            "institution": institution(row["institution"], words),
            "number": row["number"],
            "account": account_name(row["account"], words),
        }
        with st.container(horizontal=True, vertical_alignment="center", key=f"remembered-{row['id']}"):
            put(tag("p", words(f"page.remembered.{form}", **facts)))
            if st.button(words("page.remembered.forget"), key=f"forget-{row['id']}", type="tertiary"):
                ledger.forget_choice(int(row["id"]))
                return True
    return False

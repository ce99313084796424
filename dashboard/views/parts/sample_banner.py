"""What stands on every page of the sample: that nothing of it is the person's, and the way to their own statements."""

import streamlit as st

from dashboard.i18n import Words
from dashboard.views import routes
from dashboard.views.paint import put
from dashboard.views.plain import tag
from dashboard.web.served import announce_ledger, own_ledger
from ingest.ledger import Ledger


def banner(words: Words) -> None:
    """Say that a sample is shown, and lead out of it; nothing where the person's own ledger is served."""
    own = own_ledger()
    if own is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="sample-banner"):
        put(tag("p", tag("strong", words("page.sample.what")), " ", words("page.sample.gone")))
        if st.button(words("page.sample.leave"), key="sample-leave"):
            Ledger(own).close()  # one that cannot be opened says so here, and the sample stays
            announce_ledger(own)
            st.session_state.clear()  # files chosen and questions begun were the sample's
            routes.go("today")

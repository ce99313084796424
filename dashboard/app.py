"""Streamlit's entry: the language, the look, the navigation. Everything else is a page in `views`."""

import streamlit as st

from dashboard.views import language, paint, routes
from dashboard.views.parts import privacy, sample_banner, theft_banner, which_language
from dashboard.web import idle
from dashboard.web.served import served_ledger
from ingest.errors import WalletwatchError

st.set_page_config(page_title="Walletwatch", page_icon=str(paint.ICON), layout="wide")
words = language.choice()
paint.dress(words)
pages = st.navigation([routes.page(name, words) for name in routes.PAGES])
try:
    if served_ledger() is None:
        paint.trouble(words("page.door.unserved"))
    else:
        which_language.keep()
        privacy.choice(words)
        sample_banner.banner(words)
        theft_banner.banner(words, pages.url_path)
        with idle.PAGES.drawing():
            pages.run()
except WalletwatchError as error:
    paint.trouble(paint.mistake(error, words))

"""The empty page: what this does, that nothing leaves the machine, and how to get the first export, in words."""

from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.views import routes
from dashboard.views.paint import heading, part, put
from dashboard.views.plain import tag

SOURCES: Final = ("alipay", "wechat", "cmb", "ofx", "other")


def start(words: Words) -> None:
    """Show how to begin."""
    heading(words("page.start.title"), words("page.start.lead"))
    if st.button(words("page.start.choose"), key="choose", type="primary"):
        routes.go("upload")
    put(tag("p", words("page.start.private"), class_="quiet"))
    part(words("page.start.how"))
    for place, source in enumerate(SOURCES):
        with st.expander(words(f"page.start.{source}.name"), expanded=place == 0):
            steps = words(f"page.start.{source}.steps").splitlines()
            put(tag("ol", *(tag("li", step) for step in steps)))
            put(tag("p", words(f"page.start.{source}.note"), class_="quiet"))

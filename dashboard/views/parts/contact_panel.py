"""A field for a number, link or address that somebody gave, and what can be said of it."""

from typing import Final

import streamlit as st

from dashboard.contact_told import told
from dashboard.i18n import Words
from dashboard.playbooks.contact_check import LONGEST
from dashboard.views import routes
from dashboard.views.paint import chip, part, put
from dashboard.views.plain import tag

TOPIC: Final = "contact-safely"


def ask(words: Words) -> None:
    """Show the field; nothing that is pasted is kept or sent."""
    part(words("contact.title"))
    put(tag("p", words("contact.lead"), class_="quiet"))
    text = st.text_area(words("contact.field"), key="contact-text", max_chars=LONGEST, height=80)
    if not text.strip():
        return
    found = told(text, words)
    if not found:
        put(tag("p", words("contact.none")))
    for one in found:
        put(tag("div", tag("p", chip(one.state, one.head)), tag("p", one.says), class_="due"))
    if found:
        put(tag("p", words("contact.rule")))
    put(tag("p", words("triage.ask.code"), class_="lead"))
    if st.button(words("triage.say.code.yes"), key="code-given"):
        routes.go("playbooks", topic="account-theft")

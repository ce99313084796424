"""Triage on a page: the open question with its answers as buttons, what was said so far, and what follows."""

import streamlit as st

from dashboard import triaging
from dashboard.i18n import Words
from dashboard.playbooks.triage import questions
from dashboard.present import ShownAlert
from dashboard.views import desk, routes
from dashboard.views.paint import part, put
from dashboard.views.plain import tag
from detect.casebook import Casebook


def ask(shown: ShownAlert, book: Casebook, words: Words) -> None:
    """Ask the next question about an alert, or tell what the answers come to; nothing where nothing is asked."""
    lead = shown.lead
    if not (lead.ask or lead.said) or shown.alert.state == "withdrawn":
        return
    if lead.ask and shown.alert.state == "open":
        part(words("triage.title"))
        _question(shown, book, words)
    _so_far(shown, book, words)
    _further(shown, words)


def _question(shown: ShownAlert, book: Casebook, words: Words) -> None:
    question = shown.lead.ask
    put(tag("p", words(f"triage.ask.{question}"), class_="lead"), tag("p", words("triage.lead"), class_="quiet"))
    with st.container(key="triage"):
        for answer in questions().ask[question]:
            if st.button(words(f"triage.say.{question}.{answer}"), key=f"triage-{question}-{answer}", width="stretch"):
                triaging.say(book, shown, question, answer, words, desk.today())
                st.rerun()


def _so_far(shown: ShownAlert, book: Casebook, words: Words) -> None:
    lead = shown.lead
    told = triaging.conclusion(shown, words, desk.today())
    if told:
        part(words("triage.ends"))
        put(tag("div", *(tag("p", sentence) for sentence in told), class_="due"))
    if not lead.said:
        return
    with st.expander(words("triage.said"), expanded=bool(lead.ask)):
        for question, answer in lead.said:
            asked, said = words(f"triage.ask.{question}"), words(f"triage.say.{question}.{answer}")
            put(tag("p", asked, " ", tag("strong", said)))
        if book.triage.said().get(shown.alert.alert_id) and st.button(
            words("triage.change"), key="triage-change", type="tertiary"
        ):
            triaging.take_back(book, shown.alert.alert_id)
            st.rerun()


def _further(shown: ShownAlert, words: Words) -> None:
    """Show the other playbooks that help beside the first."""
    for topic in shown.further:
        put(tag("p", words("triage.also", title=triaging.title(topic, words))))
        if st.button(words("triage.also_open"), key=f"further-{topic}", type="tertiary"):
            routes.go("playbooks", topic=topic, place=shown.jurisdiction)

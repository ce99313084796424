"""The library: what to do about each kind of trouble, to be read before there is any."""

import streamlit as st

from dashboard.playbooks.library import catalogue, library
from dashboard.playbooks.model import GENERIC
from dashboard.playbooks.search import search
from dashboard.views import desk, language
from dashboard.views.paint import heading, put
from dashboard.views.parts import contact_panel
from dashboard.views.parts.playbook_panel import panel
from dashboard.views.parts.said import counted
from dashboard.views.plain import tag


def page() -> None:
    """Show the page; the address may name a topic and a place."""
    words = language.current()
    heading(words("page.playbooks.title"), words("page.playbooks.lead"))
    topics = library().topics
    names = [info.topic for info in catalogue()]
    asked = st.query_params.get("topic", "")
    typed = st.text_input(words("page.playbooks.search"), key="playbook-search", type="search", placeholder=words("page.playbooks.example"))  # fmt: skip
    if typed:
        found = search(typed, words.locale)
        put(tag("p", counted(words, "page.playbooks.found", len(found)), class_="quiet"))
        names, asked = [*found] or names, ""
    topic = st.selectbox(
        words("page.playbooks.topic"),
        names,
        index=names.index(asked) if asked in names else 0,
        format_func=lambda name: topics[name][words.locale].title,
        key=f"topic-{typed}" if typed else "topic",
    )
    if topic == contact_panel.TOPIC:
        contact_panel.ask(words)
    title = topics[topic][words.locale].title
    panel(topic, st.query_params.get("place", desk.home() or GENERIC), words, title=title, key="library")


if __name__ == "__main__":  # so Streamlit runs a page
    page()

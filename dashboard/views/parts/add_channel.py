"""A channel's address: typed under a name of its own, kept in the system's keyring, shown nowhere."""

from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.notify.channels import ENVIRONMENT, LONGEST, Channels, NoKeyring, nameable
from dashboard.views.paint import put, trouble
from dashboard.views.plain import tag

_FIELD: Final = "channel-address"
_HANDED: Final = "channel-handed-over"  # holds an address from the click to the run that keeps it, no longer


def ask(channels: Channels, words: Words) -> None:
    """Offer two fields, and keep what was typed."""
    put(tag("p", words("settings.notify.how"), class_="quiet"))
    with st.form("channel-form", border=False):
        name = st.text_input(words("settings.notify.name"), key="channel-name", max_chars=LONGEST)
        st.text_input(words("settings.notify.address"), type="password", key=_FIELD, autocomplete="off")
        pressed = st.form_submit_button(words("settings.notify.keep"), key="channel-keep", on_click=_hand_over)
    address = str(st.session_state.pop(_HANDED, ""))
    if address or pressed:
        _keep(channels, name.strip(), address, words)


def _hand_over() -> None:
    """Take the address out of its field; it lives on only until this run has kept it."""
    st.session_state[_HANDED] = str(st.session_state[_FIELD] or "").strip()
    st.session_state[_FIELD] = ""


def _keep(channels: Channels, name: str, address: str, words: Words) -> None:
    from dashboard.notify.send import understood  # noqa: PLC0415  (Apprise is loaded only where it is needed)

    if not nameable(name):
        trouble(words("notify.name", most=LONGEST))
    elif not understood(address):
        trouble(words("notify.not_understood"))
    else:
        try:
            channels.add(name, address)
        except NoKeyring:
            trouble(words("settings.notify.no_keyring", variable=ENVIRONMENT))
        else:
            st.rerun()

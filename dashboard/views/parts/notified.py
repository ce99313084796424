"""Who is told of what a scheduled check finds: channels, how much they may be told, and when they keep silent."""

import datetime as dt

import streamlit as st

from dashboard.i18n import Words
from dashboard.notify.channels import ENVIRONMENT, Channels, NoKeyring, in_environment, keyring_usable
from dashboard.notify.quiet import Quiet
from dashboard.notify.wishes import Wishes
from dashboard.schedule.keep import silenced
from dashboard.views.paint import part, put, trouble
from dashboard.views.parts import add_channel
from dashboard.views.plain import tag
from detect.casebook import Casebook
from ingest.ledger import Ledger

_NIGHT = Quiet(dt.time(22), dt.time(8))


def notified(ledger: Ledger, words: Words) -> None:
    """Show what is set up, never an address, and let it be changed."""
    book = Casebook(ledger)
    wishes = Wishes(book.preferences)
    channels = Channels(wishes, ledger.path)
    part(words("settings.notify.title"))
    put(tag("p", words("settings.notify.lead")))
    _channels(channels, wishes, words)
    if keyring_usable():
        with st.expander(words("settings.notify.add"), key="channel-open"):
            add_channel.ask(channels, words)
    else:
        put(
            tag("p", words("settings.notify.no_keyring", variable=ENVIRONMENT)),
            tag("pre", tag("code", f"export {ENVIRONMENT}='mailto://… ntfys://…'"), tabindex="0"),
        )
    _details(wishes, words)
    _quiet(book, wishes, words)


def _channels(channels: Channels, wishes: Wishes, words: Words) -> None:
    """List the channels with what can be done to each."""
    for place, name in enumerate(wishes.channels):
        with st.container(horizontal=True, vertical_alignment="center", key=f"channel-{place}"):
            put(tag("p", tag("strong", name), " ", tag("span", words("settings.notify.in_keyring"), class_="quiet")))
            if st.button(words("settings.notify.test"), key=f"channel-test-{place}"):
                _try(channels, words, name)
            if st.button(words("settings.notify.remove"), key=f"channel-remove-{place}", type="tertiary"):
                channels.remove(name)
                st.rerun()
    if given := len(in_environment()):
        put(tag("p", words("notify.in_environment", count=given, variable=ENVIRONMENT)))
        if st.button(words("settings.notify.test_all"), key="channel-test-all"):
            _try(channels, words, None)
    if not channels.any:
        put(tag("p", words("settings.notify.none")))


def _try(channels: Channels, words: Words, name: str | None) -> None:
    """Send a test message and say what came of it."""
    from dashboard.notify.trial import trial  # noqa: PLC0415  (Apprise is loaded only to send)

    try:
        with st.spinner(words("settings.notify.sending")):
            sent, failed = trial(channels, words, None if name is None else (name,))
    except NoKeyring:
        trouble(words("settings.notify.no_keyring", variable=ENVIRONMENT))
        return
    for one in sent:
        put(tag("p", words("notify.test.sent", name=one), role="status"))
    for one in failed:
        trouble(words("notify.test.failed", name=one))


def _details(wishes: Wishes, words: Words) -> None:
    kept = wishes.details
    wanted = st.toggle(
        words("settings.notify.details"), kept, key="channel-details", help=words("settings.notify.details_help")
    )
    if wanted is not kept:
        wishes.keep_details(wanted=wanted)
    put(tag("p", words("notify.details_on" if wanted else "notify.details_off"), class_="quiet"))


def _quiet(book: Casebook, wishes: Wishes, words: Words) -> None:
    """Show the quiet hours, and ask for others."""
    kept = wishes.quiet
    put(tag("p", words("notify.quiet_on" if kept else "notify.quiet_off", hours=kept or "")))
    with st.expander(words("settings.notify.quiet"), key="quiet-open"), st.form("quiet-form", border=False):
        begins = st.time_input(words("settings.notify.from"), (kept or _NIGHT).begins, key="quiet-from")
        ends = st.time_input(words("settings.notify.to"), (kept or _NIGHT).ends, key="quiet-to")
        with st.container(horizontal=True):
            keep = st.form_submit_button(words("settings.notify.quiet_keep"), key="quiet-keep")
            off = st.form_submit_button(words("settings.notify.quiet_off"), key="quiet-off", type="tertiary")
    if off or (keep and begins == ends):
        wishes.keep_quiet(None)
        st.rerun()
    if keep and begins and ends:
        _keep_quiet(Quiet(begins, ends), book, wishes, words)


def _keep_quiet(wished: Quiet, book: Casebook, wishes: Wishes, words: Words) -> None:
    if at := silenced(book.preferences, wished):
        trouble(words("notify.never", at=at))
        return
    wishes.keep_quiet(wished)
    st.rerun()

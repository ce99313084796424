"""Where the person lives: whose rules speak for the accounts whose statements do not say where they are kept."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from dashboard.account_name import account_name
from dashboard.i18n import Words
from dashboard.playbooks.library import library
from dashboard.playbooks.model import GENERIC
from dashboard.views import routes
from dashboard.views.paint import part, put
from dashboard.views.parts import scanning
from dashboard.views.plain import tag
from detect.casebook import Casebook
from ingest.ledger import Ledger

_UNSAID: Final = ""


def where_you_live(ledger: Ledger, words: Words) -> None:
    """Offer the choice of a country, its use from now on, and tell which accounts follow it."""
    preferences = Casebook(ledger).preferences
    kept = preferences.country
    part(words("settings.country.title"))
    put(tag("p", words("settings.country.lead")))
    names = words.countries()
    codes = dict.fromkeys([_UNSAID, kept, *sorted(names, key=lambda code: names[code])])
    chosen = st.selectbox(
        words("settings.country.label"), codes, index=list(codes).index(kept), key="country", label_visibility="collapsed",
        format_func=lambda code: names.get(code, code) or words("settings.country.unsaid"),
    )  # fmt: skip
    put(tag("p", _meaning(chosen, names.get(chosen, chosen), words), class_="quiet"))
    if chosen != kept:
        put(tag("p", words("settings.country.not_yet")))
    if chosen != kept and st.button(words("settings.country.keep"), key="country-keep", type="primary"):
        preferences.keep_country(chosen)
        if not ledger.files().empty:
            scanning.scan(ledger, words)
        st.rerun()
    _accounts(ledger, names, words)


def _meaning(country: str, name: str, words: Words) -> str:
    """Return whose rules hold for accounts that do not say their country."""
    if not country:
        return words("settings.country.everywhere")
    own = library().pack_for(country).id != GENERIC
    return words("settings.country.rules" if own else "settings.country.no_rules", country=name)


def _accounts(ledger: Ledger, names: Mapping[str, str], words: Words) -> None:
    """Tell which accounts follow the choice and which have a country of their own, with the way to change one."""
    accounts = ledger.described()
    if accounts.empty:
        return
    follow = [account_name(str(label), words) for label in accounts.loc[accounts["country"] == "", "label"]]
    own = accounts[accounts["country"] != ""]
    said = [
        words("settings.country.own", account=account_name(str(label), words), country=names.get(country, country))
        for label, country in zip(own["label"], own["country"], strict=True)
    ]
    if follow:
        said.insert(0, words("settings.country.follow", accounts=words.listed(follow)))
    put(tag("ul", *(tag("li", line) for line in said), class_="reasons"))
    if st.button(words("settings.country.change"), key="country-accounts", type="tertiary"):
        routes.go("statements")

"""What a person may know better than the file says: whose export, whose account, whose money. Out of the way until wanted."""

import streamlit as st

from dashboard.i18n import Words
from dashboard.institutions import institution
from dashboard.views.parts.held import Held
from dashboard.views.parts.known_or_new import known_or_new
from ingest.importer import importers
from ingest.ledger import Ledger
from ingest.text import visible

_AS_READ = ""


def ask(held: Held, ledger: Ledger, words: Words) -> bool:
    """Offer to read a file in another way; return whether that was just asked for."""
    with st.expander(words("page.other.title")):
        answers = {**_whose(held, ledger, words), "format_name": _format(held, words)}
        again = st.button(words("page.other.again"), key=f"other-again-{held.key}")
    if again:
        kept = {
            name: value
            for name, value in held.answers.items()
            if name not in answers or (name == "label" and held.may_be)
        }
        held.answers = kept | {name: value for name, value in answers.items() if value}
    return again


def _whose(held: Held, ledger: Ledger, words: Words) -> dict[str, str]:
    """Ask for the account; and for the person, unless it is an account that is somebody's already."""
    table = ledger.accounts()
    owned = list(zip(table["label"], table["person"], strict=True))
    people = list(dict.fromkeys(table["person"]))
    names = {f"{label} ({person})" if len(people) > 1 else str(label): (label, person) for label, person in owned}
    account = known_or_new(words("page.other.account"), list(names), f"other-account-{held.key}", words, what="account")
    if account in names:
        label, person = names[account]
        return {"label": label, "person": person}
    person = known_or_new(
        words("page.other.person"), people, f"other-person-{held.key}", words, what="person",
        help=words("page.other.person_help"),
    )  # fmt: skip
    return {"label": account, "person": person}


def _format(held: Held, words: Words) -> str:
    names = [_AS_READ, *(importer.name for importer in importers())]
    chosen = str(held.answers.get("format_name") or _AS_READ)
    return st.selectbox(
        words("page.other.format"), names, index=names.index(chosen), key=f"other-format-{held.key}",
        format_func=lambda name: visible(institution(name, words)) if name else words("page.other.as_found"),
    )  # fmt: skip

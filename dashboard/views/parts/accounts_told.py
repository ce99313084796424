"""The accounts: what each is called, what kind it is, whose rules apply, whose money it is; and two that are one."""

from typing import Any, Final

import streamlit as st

from dashboard.account_name import account_name
from dashboard.i18n import Words
from dashboard.views import reading
from dashboard.views.paint import part, put, trouble
from dashboard.views.parts import scanning
from dashboard.views.parts.said import counted
from dashboard.views.plain import in_markdown, tag
from ingest.accounts import KINDS
from ingest.errors import NameTaken
from ingest.ledger import Ledger
from ingest.text import visible

_BEFORE: Final = "account-before"  # what an account was called and said to be before the last change; only for its undo
_OPENED: Final = (
    "account-opened"  # the place of the one changed last; under its new label it would be folded away again
)


def accounts(ledger: Ledger, words: Words) -> bool:
    """Show every account with a way to change it; return whether one was just changed."""
    part(words("statements.accounts.title"))
    put(tag("p", words("statements.accounts.lead"), class_="quiet"))
    known = reading.tallied(ledger).to_dict("records")
    if _taken_back(ledger, words):
        return True
    return any(_account(place, own, known, ledger, words) for place, own in enumerate(known))


def _account(place: int, own: dict[Any, Any], known: list[dict[Any, Any]], ledger: Ledger, words: Words) -> bool:
    kind = words(f"cli.kind.{own['kind']}") if own["kind"] else words("statements.accounts.no_kind")
    country = words.countries().get(own["country"], own["country"]) or words("statements.accounts.no_country")
    count = counted(words, "page.file.read", int(own["transactions"]))
    label = f"**{in_markdown(account_name(own['label'], words))}** · {kind} · {in_markdown(country)} · {count}"
    stays = st.session_state.get(_OPENED) == place
    with (opened := st.expander(label, expanded=stays, key=f"account-{place}", on_change="rerun")):
        if not opened.open:  # twenty forms with every country in each are most of the page's work
            return False
        changed = _changed(place, own, ledger, words)
        if changed:
            st.session_state[_OPENED] = place
        return _merged(place, own, known, ledger, words) or changed


def _changed(place: int, own: dict[Any, Any], ledger: Ledger, words: Words) -> bool:
    """Ask for what an account is; return whether it was just changed."""
    with st.form(f"account-form-{place}", border=False):
        name = st.text_input(words("statements.accounts.name"), own["label"], key=f"account-name-{place}")
        kinds = ["", *KINDS]
        kind = st.selectbox(
            words("statements.accounts.kind"), kinds, index=kinds.index(own["kind"]), key=f"account-kind-{place}",
            format_func=lambda one: words(f"cli.kind.{one}") if one else words("statements.accounts.no_kind"),
        )  # fmt: skip
        countries, named = _countries(own["country"], words), words.countries()
        country = st.selectbox(
            words("statements.accounts.country"), countries, index=countries.index(own["country"]), key=f"account-country-{place}",
            format_func=lambda one: named.get(one, one) if one else words("statements.accounts.no_country"), help=words("statements.accounts.country_help"),
        )  # fmt: skip
        person = st.text_input(
            words("page.other.person"), own["person"], key=f"account-person-{place}", help=words("statements.accounts.person_help")
        )  # fmt: skip
        if not st.form_submit_button(words("statements.accounts.keep"), key=f"account-keep-{place}"):
            return False
    wanted = {"label": _text(name), "kind": kind, "country": country, "person": _text(person)}
    values = {column: value for column, value in wanted.items() if value and value != own[column]}
    return bool(values) and _set(own, values, ledger, words)


def _set(own: dict[Any, Any], values: dict[str, str], ledger: Ledger, words: Words) -> bool:
    before = {column: own[column] for column in values}
    try:
        ledger.set_account(own["label"], own["person"], **values)
    except NameTaken:
        trouble(words("statements.accounts.taken", name=visible(values.get("label", own["label"]))))
        return False
    st.session_state[_BEFORE] = (values.get("label", own["label"]), values.get("person", own["person"]), before)
    _checked(values, ledger, words)
    return True


def _checked(values: dict[str, str], ledger: Ledger, words: Words) -> None:
    """Check anew where findings know an account by what it was, or payments are measured against another person's habits."""
    if values.keys() & {"label", "person"}:
        scanning.scan(ledger, words)


def _taken_back(ledger: Ledger, words: Words) -> bool:
    """Offer to take the last change back; return whether that was just done. A cell that was empty stays as it is now."""
    kept = st.session_state.get(_BEFORE)
    if not kept:
        return False
    label, person, before = kept
    values = {column: value for column, value in before.items() if value}
    if not values or not st.button(words("statements.accounts.undo"), key="account-undo", type="tertiary"):
        return False
    del st.session_state[_BEFORE]
    ledger.set_account(label, person, **values)
    _checked(values, ledger, words)
    return True


def _merged(place: int, own: dict[Any, Any], known: list[dict[Any, Any]], ledger: Ledger, words: Words) -> bool:
    """Offer to say that an account is the same as another; asked first, because it cannot be taken back."""
    others = [one["label"] for one in known if one["person"] == own["person"] and one["label"] != own["label"]]
    if not others:
        return False
    target = st.selectbox(
        words("statements.accounts.same"), ["", *others], key=f"account-same-{place}",
        format_func=lambda one: account_name(one, words) if one else words("statements.accounts.own"),
    )  # fmt: skip
    if not target:
        return False
    st.warning(
        words(
            "statements.accounts.ask",
            one=in_markdown(account_name(own["label"], words)),
            other=in_markdown(account_name(target, words)),
        )
    )
    if not st.button(words("statements.accounts.yes"), key=f"account-merge-{place}"):
        return False
    ledger.merge_accounts(own["label"], target)
    scanning.scan(ledger, words)
    return True


def _countries(own: str, words: Words) -> list[str]:
    """Return all countries, by their names in the language; first none, as long as none is known, and the account's own."""
    named = words.countries()
    return list(dict.fromkeys([own, *sorted(named, key=lambda code: named[code])]))


def _text(typed: str | None) -> str:
    return str(typed or "").replace("\0", "").strip()

"""Setting up a table that nobody knows: what each column is, with what is read that way beside it; then it is saved."""

from typing import Final

import pandas as pd
import streamlit as st

from dashboard.i18n import Words
from dashboard.views.paint import put
from dashboard.views.parts.known_or_new import known_or_new
from dashboard.views.plain import tag
from ingest.accounts import KINDS
from ingest.guess.choice import changed
from ingest.guess.dates import ORDERS
from ingest.guess.guess import Guess, guess
from ingest.guess.mapping import SIGNS
from ingest.guess.reading import read
from ingest.identity import DEFAULT_PERSON
from ingest.ledger import Ledger
from ingest.money import DIGITS
from ingest.source import Source
from ingest.statement import Statement
from ingest.text import visible

_ROLES: Final = (
    "booked_at", "amount", "amount_out", "amount_in", "direction", "currency", "balance", "counterparty", "description", "status",
)  # fmt: skip
_PREVIEW: Final = 8  # rows
_NONE: Final = ""


def setup(source: Source, key: str, ledger: Ledger, words: Words, *, opened: bool = True) -> bool:
    """Show how a table is read and let the person correct it; return whether that was just saved."""
    found = guess(source)
    if found is None or not found.layout.rows:
        return False
    with st.expander(words("page.setup.title"), expanded=opened):
        put(tag("p", words("page.setup.lead")))
        accounts = ledger.accounts()
        own = accounts.loc[accounts["person"] == DEFAULT_PERSON, "label"].tolist()
        shown = changed(found, _changes(found, key, own, words))
        statements = _read(shown)
        _preview(statements, words)
        for doubt in shown.doubts:
            put(tag("p", words("page.setup.doubt", doubt=words.note(doubt)), class_="trouble"))
        if not st.button(words("page.setup.save"), key=f"setup-save-{key}", type="primary", disabled=not statements):
            return False
    ledger.shelf.save(shown.mapping)
    return True


def _changes(found: Guess, key: str, own_accounts: list[str], words: Words) -> dict[str, str]:
    """Ask for each part, the guess chosen; return what differs from it."""
    mapping, given = found.mapping, {}
    left, right = st.columns(2)
    for place, role in enumerate(_ROLES):
        with (left, right)[place % 2]:
            options = [_NONE, *found.layout.heading]
            own = mapping.one(role)
            said = st.selectbox(
                words(f"cli.role.{role}"), options, index=options.index(own), key=f"setup-{role}-{key}",
                format_func=lambda name: visible(name) if name else words("page.setup.none"),
            )  # fmt: skip
        if said != own:
            given[role] = said
    with left:
        given |= _setting("order", ORDERS[:3], mapping.order, key, words)
        given |= _setting("mark", (".", ","), mapping.mark, key, words)
        given |= _setting("sign", SIGNS, mapping.sign, key, words)
    with right:
        codes = sorted(DIGITS)
        code = st.selectbox(
            words("page.setup.currency"), codes, index=codes.index(mapping.currency), key=f"setup-code-{key}",
            format_func=lambda name: words("page.setup.no_currency") if name == "XXX" else name,
        )  # fmt: skip
        account = known_or_new(words("page.setup.account"), own_accounts, f"setup-account-{key}", words, what="account")
        given |= _setting("kind", (_NONE, *KINDS), mapping.kind, key, words)
    # last: a column that takes the name of another role gives way to it
    return {
        **given,
        **({"currency": code} if code != mapping.currency else {}),
        **({"account": account} if account else {}),
    }


def _setting(name: str, options: tuple[str, ...], own: str, key: str, words: Words) -> dict[str, str]:
    names = {_NONE: "page.setup.none", ".": "page.setup.mark.point", ",": "page.setup.mark.comma"}
    said = st.selectbox(
        words(f"page.setup.{name}_label"), options, index=options.index(own) if own in options else 0, key=f"setup-{name}-{key}",
        format_func=lambda option: words(names.get(option) or (f"cli.kind.{option}" if name == "kind" else f"page.setup.{name}.{option}")),
    )  # fmt: skip
    touched = st.session_state.get(f"setup-{name}-{key}") != own
    return {name: said} if touched else {}


def _read(shown: Guess) -> list[Statement]:
    mapping = shown.mapping
    if not mapping.is_whole:
        return []
    return read(shown.layout, mapping)


def _preview(statements: list[Statement], words: Words) -> None:
    """Show the first rows as they are read, and the sums of all."""
    rows = [row for one in statements for row in one.rows.to_dict("records")]
    table = pd.DataFrame(
        {
            words("cli.column.day"): [words.day(row["booked_at"].date().isoformat()) for row in rows[:_PREVIEW]],
            words("cli.column.amount"): [
                words.money(int(row["amount"]), str(row["currency"])) for row in rows[:_PREVIEW]
            ],
            words("cli.column.counterparty"): [visible(str(row["counterparty"])) for row in rows[:_PREVIEW]],
            words("cli.column.description"): [visible(str(row["description"])) for row in rows[:_PREVIEW]],
        }
    )
    st.dataframe(table, hide_index=True, width="stretch", alt=words("page.setup.preview"))
    if any(row["currency"] == "XXX" for row in rows):
        put(tag("p", tag("strong", words("page.setup.currency_needed"))))
    sums = [
        words.money(
            sum(int(row["amount"]) for row in rows if (int(row["amount"]) > 0) == into and row["currency"] == code),
            code,
        )
        for code in sorted({str(row["currency"]) for row in rows})
        for into in (True, False)
    ]
    unread = sum(len(one.unread) for one in statements)
    put(tag("p", words("page.setup.sums", rows=len(rows), unread=unread, sums="  ".join(sums)), class_="facts"))

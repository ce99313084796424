"""The whole ledger as a file to keep, to move or to evaluate: made only when somebody asks for it."""

from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.cli.canonical import as_csv, as_json
from dashboard.i18n import Words
from dashboard.views import desk
from dashboard.views.paint import part, put
from dashboard.views.plain import tag
from ingest.ledger import Ledger

_KINDS: Final = {"csv": "text/csv", "json": "application/json"}
_WRITERS: Final = {"csv": as_csv, "json": as_json}


def offer(ledger: Ledger, words: Words) -> None:
    """Offer the files, each with what it is good for."""
    part(words("transactions.export.title"))
    put(tag("p", words("transactions.export.lead"), class_="quiet"))
    path = ledger.path
    with st.container(horizontal=True, key="exports"):
        for kind, mime in _KINDS.items():
            st.download_button(
                words(f"transactions.export.{kind}"),
                partial(written, path, kind),
                file_name=f"walletwatch-{desk.today().isoformat()}.{kind}",
                mime=mime,
                on_click="ignore",
                key=f"export-{kind}",
            )


def written(path: Path, kind: str) -> bytes:
    """Return the ledger as a file of a kind, read anew: the page's own connection is closed by the time of the click."""
    with Ledger(path) as ledger:
        return _WRITERS[kind](ledger.frame(), ledger.accounts()).encode()

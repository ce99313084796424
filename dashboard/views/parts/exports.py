"""The whole ledger as a file to keep, to move or to evaluate: made only when somebody asks for it."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.cli.canonical import as_csv, as_json
from dashboard.cli.canonical_xlsx import as_xlsx
from dashboard.i18n import Words
from dashboard.views import desk
from dashboard.views.paint import part, put
from dashboard.views.plain import tag
from ingest.ledger import Ledger

_KINDS: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv", "json": "application/json",
}  # fmt: skip
_WRITERS: Final[Mapping[str, Callable[[pd.DataFrame, pd.DataFrame], str | bytes]]] = {
    "xlsx": as_xlsx, "csv": as_csv, "json": as_json,
}  # fmt: skip


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
        content = _WRITERS[kind](ledger.frame(), ledger.accounts())
    return content if isinstance(content, bytes) else content.encode()

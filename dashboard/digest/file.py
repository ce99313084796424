"""Digests on disk: beside the ledger, readable by their owner only, as HTML and as text."""

import datetime as dt
import itertools
from pathlib import Path
from typing import Final

from dashboard.paper.as_html import as_html
from dashboard.paper.as_text import as_text
from dashboard.paper.document import Document
from dashboard.private import keep_private

FOLDER: Final = "digests"


def write(ledger: Path, document: Document, now: dt.datetime) -> Path:
    """Write a digest under the minute it was made and return the HTML; the text lies beside it. None is overwritten.

    Raises:
        OSError: the folder cannot be written.
    """
    folder = ledger.parent / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    stems = (f"{now:%Y-%m-%d-%H%M}{f'-{n}' if n > 1 else ''}" for n in itertools.count(1))
    page = next(page for stem in stems if not (page := folder / f"{stem}.html").exists())
    keep_private(page.with_suffix(".txt"), as_text(document).encode())
    keep_private(page, as_html(document).encode())
    return page

"""Pages opened without a browser: what a person would read on them, and where a stranger's text would do harm."""

import datetime as dt
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pandas as pd
from streamlit.testing.v1 import AppTest

from dashboard.views import routes

ROOT: Final = Path(__file__).resolve().parents[3]
APP: Final = ROOT / "dashboard" / "app.py"
SAMPLES: Final = ROOT / "tests" / "ingest" / "importers" / "samples"
HOSTILE: Final = SAMPLES / "alipay" / "hostile.csv"
TODAY: Final = dt.date(2025, 11, 3)
PAGES: Final = tuple(
    page for page in routes.PAGES if page not in (routes.ALERT, routes.CASE)
)  # these need something to show
# Everything that Streamlit shows through Markdown when it is given text.
_MARKDOWN: Final = (
    "markdown",
    "caption",
    "error",
    "warning",
    "info",
    "success",
    "title",
    "header",
    "subheader",
    "toast",
)
_LABELLED: Final = ("button", "expander", "status", "text_input", "selectbox", "button_group", "file_uploader", "tab")


def visit(page: str, locale: str, **parameters: str) -> AppTest:
    """Open a page."""
    app = AppTest.from_file(str(APP), default_timeout=120)
    if page != "today":
        app.switch_page(f"views/{page}.py")  # before the first run the file's name counts, which is the page's address
    for name, value in {"lang": locale, **parameters}.items():
        app.query_params[name] = value
    return app.run()


def read(app: AppTest) -> str:
    """Return the words on a page, as a person reads them, without the style sheet."""
    return "\n".join([*(words for body in bodies(app) for words in Words(body).said), *markdown(app)])


def troubles(app: AppTest) -> list[str]:
    """Return what the page says went wrong."""
    return ["".join(Words(body).said) for body in bodies(app) if 'class="trouble"' in body]


def bodies(app: AppTest) -> list[str]:
    """Return the fragments of HTML on a page."""
    found = [str(getattr(element, "body", "")) for element in app.get("html")]
    return [body for body in found if not body.startswith("<style>")]


def tables(app: AppTest) -> list[pd.DataFrame]:
    """Return the tables on a page as words, grids first."""
    found = [grid.value for grid in app.dataframe]
    for body in bodies(app):
        if 'class="rows"' in body:
            head, *lines = ([cell.text or "" for cell in row] for row in ET.fromstring(body).iter("tr"))
            found.append(pd.DataFrame(lines, columns=head))
    return found


def markdown(app: AppTest) -> list[str]:
    """Return all text that goes through Streamlit's Markdown: bodies of elements, and labels."""
    kinds = ((_MARKDOWN, "value"), (_LABELLED, "label"))
    return [str(getattr(element, said)) for names, said in kinds for kind in names for element in app.get(kind)]


def copy_of(ledger: Path, folder: Path) -> Path:
    """Return a copy of a ledger that a test may change."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(ledger, folder / "ledger.db"))


class Words(HTMLParser):
    """A fragment as a browser reads it: its elements, and the text between them."""

    def __init__(self, body: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.said: list[str] = []
        self.feed(body)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def flat(*pages: AppTest) -> Iterator[Words]:
    """Yield every fragment of several pages, parsed."""
    for page in pages:
        yield from (Words(body) for body in bodies(page))

"""One hostile statement on every page: all of it can be read, none of it acts."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.views import desk
from dashboard.views.parts import scanning
from dashboard.web.served import LEDGER
from detect.casebook import Casebook
from detect.context import Settings
from ingest.ledger import Ledger
from ingest.text import visible
from tests.dashboard.views.visiting import (
    HOSTILE,
    PAGES,
    TODAY,
    Words,
    bodies,
    flat,
    markdown,
    read,
    tables,
    troubles,
    visit,
)
from tests.ingest.hostile import TWICE

# Everything our own fragments are made of; an element or attribute beside these came from a statement.
ELEMENTS = {
    "bdi",
    "blockquote",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "li",
    "ol",
    "p",
    "section",
    "small",
    "span",
    "strong",
}
ELEMENTS |= {"code", "pre"}  # lines to type, on the settings page
ELEMENTS |= {"table", "tbody", "td", "th", "thead", "tr", "ul"}
ELEMENTS |= {"a"}  # to another place of the same page
ATTRIBUTES = {"aria-hidden", "aria-label", "class", "href", "id", "lang", "scope", "tabindex", "title"}
HARM = (":red[", ":material/", ":streamlit:", "$latex$", "](http", "![", "<script", "<img", "http://", "{{7*7}}")
UNREAD = "account,booked_at,amount,currency,counterparty\nbank,2026-06-01,-1.00,CNY,A\nbank,2026-06-02,x,CNY,:red[B] ![i](http://evil.example)\n"


@pytest.fixture(scope="module")
def hostile_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "![x](http:evil) <b> :red[x].csv").write_text(UNREAD, "utf-8")
    with Ledger(folder / "ledger.db") as ledger:
        list(ledger.import_path(HOSTILE))
        list(ledger.import_path(folder / "![x](http:evil) <b> :red[x].csv"))
        Casebook(ledger).scan(TODAY.replace(year=2026, month=7), Settings())
    return folder / "ledger.db"


@pytest.fixture(scope="module")
def pages(hostile_ledger: Path) -> list[AppTest]:
    with Ledger(hostile_ledger) as ledger:
        alerts = Casebook(ledger).alerts()
    assert alerts
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LEDGER, str(hostile_ledger))
        patch.setattr(desk, "today", lambda: TODAY)
        visited = [visit(page, "en") for page in PAGES]
        visited += [visit("alert", "en", alert=alert.alert_id) for alert in alerts]
        statements = visit("statements", "en")
        statements.button(key="undo-2").click().run()  # asks with the file's name
    return [*visited, statements]


def test_no_element_and_no_attribute_comes_from_a_statement(pages: list[AppTest]) -> None:
    assert not any(page.exception for page in pages)
    for words in flat(*pages):
        assert words.elements <= ELEMENTS
        assert words.attributes <= ATTRIBUTES


def test_a_link_leads_nowhere_but_to_another_place_of_the_page(pages: list[AppTest]) -> None:
    places = {found for page in pages for body in bodies(page) for found in re.findall(r'(?:href|id)="([^"]*)"', body)}
    assert places <= {"steps", "#steps"}


def test_no_statement_text_reaches_streamlits_markdown_unescaped(pages: list[AppTest]) -> None:
    for page in pages:
        for said in markdown(page):
            assert not [harm for harm in HARM if harm in said], said


def test_the_statement_can_still_be_read(pages: list[AppTest]) -> None:
    said = "\n".join(read(page) for page in pages)
    assert visible(TWICE)[:50] in said
    assert "![x](http:evil) <b> :red[x].csv" in said


def test_invisible_characters_are_written_out(pages: list[AppTest]) -> None:
    said = "\n".join("".join(Words(body).said) for page in pages for body in bodies(page))
    assert not [sign for sign in "\x00\x07\x1b\u200b\u202e\u2066\ufeff" if sign in said]


def test_tables_get_statement_text_as_plain_strings(pages: list[AppTest]) -> None:
    assert any(
        ":red[B] ![i](http://evil.example)" in str(cell)
        for page in pages
        for table in tables(page)
        for cell in table.to_numpy().ravel()
    )


def test_a_hostile_name_of_an_upload_is_only_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LEDGER, str(tmp_path / "ledger.db"))
    monkeypatch.setattr(scanning, "scan", lambda *_: None)
    monkeypatch.setattr(scanning, "told", lambda *_: "scanned")
    app = visit("upload", "en")
    names = ("![x](http://evil.example/x.png) :red[y].csv", "<img src=x onerror=alert(1)>.zip")
    app.file_uploader[0].set_value([(name, b"nonsense", "text/csv") for name in names]).run()
    app.button(key="read").click().run()
    assert len(troubles(app)) == 2
    assert not [harm for said in markdown(app) for harm in HARM if harm in said]
    assert all(words.elements <= ELEMENTS for words in flat(app))

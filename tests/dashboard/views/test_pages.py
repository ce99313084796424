"""Every page opens, whatever the ledger holds; each in two of the three languages, for other tests hold their words equal."""

from itertools import cycle, islice
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.web.served import LEDGER
from tests.dashboard.views.visiting import APP, PAGES, read, troubles, visit

EMPTY = list(zip(PAGES, cycle(LOCALES), strict=False))
FULL = list(zip(PAGES, islice(cycle(LOCALES), 1, None), strict=False))


@pytest.mark.parametrize(("page", "locale"), EMPTY)
def test_every_page_opens_on_an_empty_ledger(empty: Path, page: str, locale: str) -> None:
    app = visit(page, locale)
    assert not app.exception
    assert not troubles(app)
    assert read(app)


@pytest.mark.parametrize(("page", "locale"), FULL)
def test_every_page_opens_on_a_full_ledger(looked_at: Path, page: str, locale: str) -> None:
    app = visit(page, locale)
    assert not app.exception
    assert not troubles(app)
    assert words(locale)("page.language.label") in [box.label for box in app.sidebar.selectbox]


def test_the_language_is_chosen_without_a_restart(empty: Path) -> None:
    app = visit("today", "en")
    app.sidebar.selectbox[0].set_value("id").run()
    assert words("id")("page.start.title") in read(app)
    assert app.query_params["lang"] in ("id", ["id"])


@pytest.mark.parametrize(("browser", "locale"), [("zh-CN", "zh"), ("id-ID", "id"), ("de-DE", "en")])
def test_the_browsers_language_comes_first(empty: Path, browser: str, locale: str) -> None:
    app = AppTest.from_file(str(APP), default_timeout=120)
    app.context["locale"] = browser
    assert words(locale)("page.start.title") in read(app.run())


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_without_the_guard_show_nothing_but_why(
    looked_at: Path, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    monkeypatch.delenv(LEDGER)
    app = visit("today", locale)
    assert troubles(app) == [words(locale)("page.door.unserved")]
    assert read(app).splitlines() == [troubles(app)[0], words(locale)("page.language.label")]


def test_a_ledger_that_is_none_is_one_sentence(empty: Path) -> None:
    empty.parent.mkdir()
    empty.write_text("no ledger at all, but long enough to be looked at as a file of some sort" * 20)
    app = visit("today", "en")
    assert not app.exception
    assert len(troubles(app)) == 1

"""The language of the pages: chosen once, kept with the ledger, spoken at the next visit by pages, commands and scheduled runs."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.i18n import words
from dashboard.spoken import chosen_in
from tests.dashboard.views.visiting import APP, read, visit


def opened() -> AppTest:
    """Open the first page by an address that names no language."""
    return AppTest.from_file(str(APP), default_timeout=120).run()


def test_what_is_chosen_beside_any_page_is_kept_for_the_next_visit(empty: Path) -> None:
    app = opened()
    assert words("en")("page.start.title") in read(app)
    app.sidebar.selectbox[0].set_value("zh").run()
    assert words("zh")("page.start.title") in read(app)
    assert chosen_in(empty) == "zh"
    assert words("zh")("page.start.title") in read(opened())


def test_the_address_goes_before_what_is_kept_and_keeps_nothing(empty: Path) -> None:
    opened().sidebar.selectbox[0].set_value("zh").run()
    assert words("id")("page.start.title") in read(visit("today", "id"))
    assert chosen_in(empty) == "zh"


def test_the_settings_show_what_is_kept_and_can_leave_it_to_the_browser(empty: Path) -> None:
    app = visit("settings", "en")
    assert app.selectbox(key="language-kept").value == ""
    app.selectbox(key="language-kept").set_value("id").run()
    assert words("id")("settings.language.title") in read(app)
    assert (chosen_in(empty), app.selectbox(key="language-kept").value) == ("id", "id")
    app.sidebar.selectbox[0].set_value("zh").run()
    assert app.selectbox(key="language-kept").value == "zh"
    app.selectbox(key="language-kept").set_value("").run()
    assert not app.exception
    assert chosen_in(empty) == ""
    assert words("zh")("settings.language.title") in read(app)  # this visit goes on as it is

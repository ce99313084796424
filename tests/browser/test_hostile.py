"""A hostile statement, file name and all, in a real browser: it can be read, and nothing of it acts."""

from pathlib import Path

from dashboard.i18n import words
from ingest.ledger import Ledger
from ingest.text import visible
from tests.browser.conftest import Served, Watch
from tests.ingest.hostile import LINK, PICTURE, SAMPLE, SCRIPT, TWICE

SAYS = words("en")
ODD_NAME = (
    "![x](http-evil) <img src=x onerror=alert(1)> :red[y] $z$ :material:delete: -> a@evil.example www.evil.example.csv"
)


def test_a_hostile_statement_is_only_text(watch: Watch, server: Served, tmp_path: Path) -> None:
    odd = tmp_path / ODD_NAME
    odd.write_bytes(SAMPLE.read_bytes())
    ledger, page = server.holds(), watch("en", "light", 390)
    page.open("/upload")
    page.give([odd])
    page.page.wait_for_selector(".st-key-import button")
    page.press("import")
    page.page.wait_for_selector(".st-key-onwards button")
    assert page.comes_to_say(ODD_NAME)

    page.press("undo-1")  # Streamlit's own Markdown shows the name here
    page.page.wait_for_selector(".st-key-undo-no-1 button")
    asked = page.page.get_by_test_id("stAlert").last
    assert ODD_NAME in asked.inner_text().replace("\N{WORD JOINER}", "")
    assert asked.locator("img, a, code, em, .katex, .stMarkdownColoredText").count() == 0
    page.press("undo-no-1")

    with Ledger(ledger) as opened:
        assert {SCRIPT, LINK} <= set(opened.frame()["counterparty"])
    page.press("onwards")
    card = page.page.locator('[class*="st-key-card-"]', has_text=SAYS("alert.duplicate.title"))
    card.locator("button").first.click()
    page.page.wait_for_url("**/alert?*")
    assert page.comes_to_say(visible(TWICE)[:60])
    assert page.comes_to_say(SAYS("page.playbook.title"))
    body = page.page.get_by_test_id("stMain")
    assert body.locator("script, img[src*=evil], a[href*=evil], iframe").count() == 0
    assert not [address for address in page.addresses if "evil" in address or PICTURE in address]
    assert page.troubles() == []

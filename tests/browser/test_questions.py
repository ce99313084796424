"""Questions of a file answered in a real browser: nothing is stored before, everything is out again after."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from dashboard.i18n import words
from ingest.ledger import Ledger
from tests.browser.watching import Watched
from tests.dashboard.views.test_ask_date_order import BOTH_WAYS
from tests.dashboard.views.test_ask_password import JUNE, locked

SAYS = words("en")
Serve = Callable[[Path], str]
TOO_WIDE = """() => [...document.querySelectorAll('[data-testid="stMain"] .ww, [data-testid="stMainBlockContainer"]')]
    .filter(part => part.getBoundingClientRect().right > innerWidth + 1).map(part => part.outerHTML.slice(0, 200))"""


def press(watched: Watched, beginning: str) -> None:
    """Click the button whose key begins so, and wait for what it does."""
    watched.page.click(f'[class*="st-key-{beginning}"] button')
    watched.settle()


def test_a_person_answers_looks_imports_and_undoes(watched: Watched, serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "old.qif").write_bytes(BOTH_WAYS)
    (tmp_path / "alipay.zip").write_bytes(locked("s3cret", june=JUNE))
    ledger = tmp_path / "home" / "ledger.db"
    address = serve(ledger)
    watched.open(address)
    watched.open(f"http://{urlsplit(address).netloc}/upload")
    watched.page.set_viewport_size({"width": 390, "height": 800})
    watched.page.set_input_files("input[type=file]", [tmp_path / "old.qif", tmp_path / "alipay.zip"])
    watched.page.wait_for_selector(".st-key-read button:enabled")
    watched.press("read")

    watched.page.wait_for_selector('[class*="st-key-dates-mdy"] button')
    press(watched, "dates-mdy")
    watched.page.fill('[class*="st-key-secret-"] input', "s3cret")
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_selector('[class*="st-key-secret-"]', state="detached")
    watched.settle()
    said = watched.said()
    assert SAYS("page.upload.preview") in said
    assert SAYS("page.file.new", count=2) in said
    assert watched.page.evaluate(TOO_WIDE) == []
    with Ledger(ledger) as opened:
        assert opened.files().empty

    watched.press("import")
    watched.page.wait_for_selector(".st-key-onwards button")
    watched.settle()
    with Ledger(ledger) as opened:
        assert sorted(opened.files()["name"]) == ["alipay.zip/june", "old.qif"]

    watched.press("undo-import")
    watched.page.wait_for_selector(".st-key-undo-yes-import button")
    watched.press("undo-yes-import")
    watched.page.wait_for_selector(".st-key-undo-yes-import", state="detached")
    watched.settle()
    with Ledger(ledger) as opened:
        assert opened.files().empty
    assert watched.complaints == []
    assert watched.elsewhere == []

"""A case in a real browser: begun without any statement, worked off, found again, on a phone and on a laptop."""

from collections.abc import Callable
from pathlib import Path

from dashboard.i18n import words
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.browser.test_journey import TOO_WIDE, at_peace, home
from tests.browser.watching import Watched

SAYS = words("zh")
Serve = Callable[[Path], str]


def test_a_person_begins_a_case_notes_a_contact_and_finds_it_again(
    watched: Watched, serve: Serve, tmp_path: Path
) -> None:
    ledger = tmp_path / "home" / "ledger.db"
    address = serve(ledger)
    watched.open(address)
    watched.open(f"{home(address)}/cases?lang=zh")
    watched.page.wait_for_selector(".st-key-begin-account-theft button")
    watched.press("begin-account-theft")
    assert watched.comes_to_say(SAYS("casepage.log"))
    watched.page.get_by_role("button", name=SAYS("casepage.step_do")).first.click()
    watched.settle()
    watched.page.get_by_test_id("stExpander").get_by_text(SAYS("casepage.add"), exact=True).click()
    watched.page.get_by_label(SAYS("casepage.reference")).fill("<b>A-1</b>")
    watched.page.get_by_role("button", name=SAYS("casepage.note"), exact=True).click()
    assert watched.comes_to_say("<b>A-1</b>")
    for width in (390, 1280):
        watched.page.set_viewport_size({"width": width, "height": 800})
        watched.page.wait_for_timeout(300)
        assert watched.page.evaluate(TOO_WIDE) == [], width
    watched.press("back")
    assert watched.comes_to_say(SAYS("casepage.title.one"))
    with Ledger(ledger) as opened:
        (case,) = Casebook(opened).cases.list()
    assert [event.kind for event in case.events] == ["opened", "step_done", "told"]
    assert at_peace(watched)

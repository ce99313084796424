"""The monthly upload, walked in a real browser: files in, what they hold, what was found, what to do, the answer."""

import re
from pathlib import Path

from dashboard.i18n import words
from ingest.ledger import Ledger
from tests.browser.conftest import ALIPAY, BANK, CARD, SAMPLE_YEAR, WECHAT, Served, Watch
from tests.browser.dropping import drop, mailed
from tests.browser.watching import Watched

FIRST = '[class*="st-key-card-"] [class*="st-key-open-"] button'


def walks_from_the_first_finding_to_its_answer(page: Watched, locale: str) -> None:
    """Follow the first card to verdict, evidence and playbook, and answer."""
    says = words(locale)
    page.page.locator(FIRST).first.press("Enter")  # by keyboard
    page.page.wait_for_url("**/alert?*")
    assert page.comes_to_say(says("page.playbook.title"))
    page.page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first.wait_for()
    said = page.said()
    assert says("alert.unauthorized.title") in said
    assert says.money(50000, "CNY") in said
    assert says("page.alert.why") in said
    assert WECHAT.name in said
    assert BANK.name in said  # the same payments as the bank shows them
    assert page.faults() == []
    page.press("answer-not_mine")
    given = says("page.answer.given", answer=says("page.answer.other.not_mine"))
    assert page.comes_to_say(given)


def test_on_a_phone_in_chinese_from_nothing_with_a_protected_bill(watch: Watch, server: Served, tmp_path: Path) -> None:
    ledger, says = server.holds(), words("zh")
    page = watch("zh-CN", "light", 390)
    page.open()
    assert page.comes_to_say(says("page.start.title"))
    assert "token" not in page.page.url
    assert page.faults() == []
    page.press("choose")
    page.give([mailed(ALIPAY, tmp_path, "194638"), WECHAT, BANK, CARD])
    page.page.fill('[class*="st-key-secret-"] input', "194638")
    page.page.keyboard.press("Enter")
    page.page.wait_for_selector('[class*="st-key-secret-"]', state="detached")
    assert page.comes_to_say(says("page.upload.preview"))
    assert page.said().count(says("page.check.agrees")) >= 3
    assert page.faults() == []
    assert not ledger.exists() or imported(ledger) == 0  # nothing is stored before one says so
    page.press("import")
    page.page.wait_for_selector(".st-key-onwards button")
    assert imported(ledger) == len(SAMPLE_YEAR)
    page.press("onwards")
    walks_from_the_first_finding_to_its_answer(page, "zh")
    assert page.troubles() == []


def test_on_a_laptop_in_english_what_changed_is_told(watch: Watch, server: Served) -> None:
    server.holds([ALIPAY, BANK, CARD])
    says = words("en")
    page = watch("en", "dark", 1280)
    page.open("/upload")
    page.page.get_by_test_id("stFileUploaderDropzone").wait_for()
    drop(page.page, [WECHAT, BANK])
    page.page.click(".st-key-read button:enabled")
    assert page.comes_to_say(says("page.upload.preview"))
    assert page.comes_to_say(says("page.file.new", count=1199))
    assert page.comes_to_say(says("page.file.unchanged"))
    page.press("import")
    page.page.wait_for_selector(".st-key-onwards button")
    assert re.search(says("page.scan.new.many", rows=r"3,?124", count="[3-9]"), page.said())
    assert page.faults() == []
    page.press("onwards")
    walks_from_the_first_finding_to_its_answer(page, "en")
    assert page.troubles() == []


def imported(ledger: Path) -> int:
    with Ledger(ledger) as opened:
        return len(opened.files())

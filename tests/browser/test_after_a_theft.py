"""The watch after a theft, walked in a real browser: freeze first, what may have happened, case and letter, the way out."""

import re

from dashboard.i18n import words
from tests.browser.conftest import ALIPAY, BANK, CARD, SAMPLE_YEAR, WECHAT, Served, Watch
from tests.browser.watching import Watched

SINCE = "20260430"  # the night on which five equal payments left


def begins_with_the_freeze(page: Watched, locale: str) -> None:
    """Turn the mode on from the first page, and tick the first account."""
    page.open()
    page.press("theft-ask")
    page.page.locator('[data-testid="stDateInput"] [role="spinbutton"]').first.click()
    page.page.keyboard.type(SINCE, delay=20)
    page.page.keyboard.press("Escape")  # the calendar
    page.settle()
    page.press("theft-begin")
    page.page.locator(".suspect").first.wait_for()
    assert page.comes_to_say(words(locale)("theft.end.offer"))
    freeze = page.page.locator('[class*="st-key-freeze-"]').first
    where, rows = freeze.bounding_box(), page.page.locator(".suspect").first.bounding_box()
    assert where
    assert rows
    assert where["y"] < 900  # in sight
    assert (
        where["y"] < rows["y"] if page.page.viewport_size == {"width": 390, "height": 900} else where["x"] < rows["x"]
    )
    page.page.locator('[class*="st-key-tick-freeze"] label').first.click()
    page.settle()


def totals(page: Watched) -> list[int]:
    """Return what the rows have come to so far, in minor units, from the top."""
    said = page.page.locator(".suspect .total").all_inner_texts()
    return [int(re.sub(r"\D", "", one)) for one in said]


def writes_the_letter_of_its_case(page: Watched, locale: str) -> None:
    """Put the rows into the case, confirm what is true of them, and write the first letter."""
    says = words(locale)
    page.press("theft-case")
    assert page.comes_to_say(says("theft.rows.in_case"))
    page.press("theft-open")
    page.page.wait_for_url("**/case?*")
    page.page.locator(".st-key-fact-not_approved label").click()
    page.press("confirm-save")
    page.page.get_by_label(says("casepage.letter_name")).fill("<b>A. Example</b>")
    page.press("letter-write")
    letter = page.page.locator(".letter p")
    letter.first.wait_for()
    lines = letter.all_inner_texts()
    assert "<b>A. Example</b>" in lines
    assert len([line for line in lines if "星瀚网络充值中心" in line]) == 5
    assert says("theft.freeze.account") in page.said()  # the log, in words
    assert "freeze:" not in page.said()


def sees_a_new_statement(page: Watched, locale: str) -> None:
    """Add the wallet's own statement; the watch tells it by the shops' names and freezes the wallet, too."""
    page.open("/upload")
    page.give([WECHAT])
    page.page.wait_for_selector(".st-key-import button")
    page.press("import")
    page.page.wait_for_selector(".st-key-onwards button")
    page.press("theft-go")
    assert page.comes_to_say(words(locale)("theft.page.title"))
    page.page.locator(".suspect", has_text=WECHAT.name).first.wait_for()
    page.page.locator('[class*="st-key-freeze-"]').nth(2).wait_for()  # the page is drawn part by part
    assert page.page.locator('[class*="st-key-freeze-"]').count() == 3
    assert page.page.locator('[class*="st-key-tick-freeze"] input:checked').count() == 1  # what was ticked stays
    assert totals(page) == sorted(totals(page))


def ends_with_a_summary(page: Watched, locale: str) -> None:
    says = words(locale)
    page.press("theft-end")
    page.press("theft-end-yes")
    assert page.comes_to_say(says("theft.end.summary"))
    assert page.comes_to_say(says("theft.end.steps.one"))  # the page is drawn part by part
    assert page.comes_to_say(says("theft.end.stays"))


def test_on_a_phone_in_english_from_the_first_fright_to_the_summary(watch: Watch, server: Served) -> None:
    server.holds([ALIPAY, BANK, CARD])
    page = watch("en", "light", 390)
    begins_with_the_freeze(page, "en")
    assert len(totals(page)) >= 5
    assert totals(page) == sorted(totals(page))
    assert page.faults() == []
    writes_the_letter_of_its_case(page, "en")
    assert page.faults() == []
    sees_a_new_statement(page, "en")
    ends_with_a_summary(page, "en")
    assert page.faults() == []  # and the page that offers the mode, under the summary
    assert page.troubles() == []


def test_on_a_laptop_in_chinese_the_rows_stand_beside_the_checklist(watch: Watch, server: Served) -> None:
    server.holds(SAMPLE_YEAR)
    page = watch("zh", "dark", 1280)
    begins_with_the_freeze(page, "zh")
    assert totals(page) == sorted(totals(page))
    assert page.page.locator(".suspect", has_text="星瀚网络充值中心").count() == 5
    assert page.faults() == []
    ends_with_a_summary(page, "zh")
    assert page.troubles() == []

"""Every page, read by axe-core: nothing of ours stands in the way of a reader without sight, colour or mouse."""

import re

from playwright.sync_api import ViewportSize

from dashboard.i18n import words
from dashboard.views import routes
from tests.browser.access import OWN
from tests.browser.conftest import ROOT, SAMPLE_YEAR, Served, Watch
from tests.browser.watching import Watched

SAYS = words("en")
PHONE = ViewportSize(width=390, height=900)
LAPTOP = ViewportSize(width=1280, height=900)
ELSEWHERE = ("today", "upload", "theft", "alert", "case")  # looked at where the uses are walked
UNNAMED = """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')]
    .filter(plot => !plot.querySelector('[aria-label]')).map(plot => plot.outerHTML.slice(0, 200))"""


def looked_at(page: Watched) -> list[str]:
    """Return the faults of a page on a phone, where room is short."""
    page.page.set_viewport_size(PHONE)
    unnamed: list[str] = page.page.evaluate(UNNAMED)
    found = page.faults() + unnamed
    page.page.set_viewport_size(LAPTOP)
    return found


def test_every_page_is_sound(watch: Watch, server: Served) -> None:
    server.holds(SAMPLE_YEAR)
    page = watch()
    page.open()
    page.press("check")
    page.page.locator('[class*="st-key-card-"]').first.wait_for()
    found = {}
    names = [name for name in routes.PAGES if name not in ELSEWHERE]
    for place, name in enumerate(names):
        if place == len(names) // 2:
            page.page.emulate_media(color_scheme="dark")  # the colours are counted in pairs elsewhere
        page.choose(SAYS(f"page.nav.{name}"))
        page.page.wait_for_url(f"**/{name}?*")
        found[name] = looked_at(page)
    assert not any(found.values()), {name: faults for name, faults in found.items() if faults}
    assert page.troubles() == []


def test_every_exception_is_told_with_its_reason() -> None:
    told = (ROOT / "docs" / "ACCESSIBILITY.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)` \|", told, re.MULTILINE)) == set(OWN)

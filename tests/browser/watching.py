"""A page that remembers everything it did: where it went, what it said, what it opened."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page

from tests.browser.access import faults

CHROMIUM: Final = "/usr/bin/chromium"
FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE: Final = 60_000  # milliseconds; two shared cores may be busy
_IDLE: Final = '[data-test-script-state="notRunning"]'
# Streamlit looks for itself below the address of a page first; the misses are harmless.
_PROBES: Final = ("/_stcore/health", "/_stcore/host-config")
_FRESH: Final = """() => !document.querySelector('[data-stale="true"]')"""
_SAYS: Final = """text => document.querySelector('[data-testid="stMain"]')?.innerText.includes(text)"""
_TOO_WIDE: Final = """() => [...document.querySelectorAll('html, [data-testid="stMain"], [data-testid="stMain"] .ww')]
    .filter(part => part.getBoundingClientRect().right > innerWidth + 1
        || (part.matches('html, [data-testid="stMain"]') && part.scrollWidth > part.clientWidth))
    .map(part => part.outerHTML.slice(0, 200))"""


class Watched:
    """A page under watch."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        self.addresses: list[str] = []
        self.dialogs: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self.addresses.append(request.url))
        page.on("websocket", lambda socket: self.addresses.append(socket.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)
        page.on("dialog", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        missed = "404" in message.text and urlsplit(message.location["url"]).path.endswith(_PROBES)
        if message.type == "error" and not missed:
            self.complaints.append(f"{message.text} ({message.location['url']})")

    def _asked(self, dialog: object) -> None:
        self.dialogs.append(str(dialog))
        dialog.dismiss()  # type: ignore[attr-defined]

    @property
    def elsewhere(self) -> list[str]:
        """Return every address that is not this machine's."""
        at_home = ("127.0.0.1", "localhost")
        return [
            address
            for address in self.addresses
            if urlsplit(address).scheme not in ("data", "blob", "about") and urlsplit(address).hostname not in at_home
        ]

    def troubles(self) -> list[str]:
        """Return whatever the page asked of anybody else, complained of, or asked the person in a window of the browser."""
        assert any(address.startswith("ws://127.0.0.1:") for address in self.addresses)
        return [*self.elsewhere, *self.dialogs, *self.complaints]

    def faults(self) -> list[str]:
        """Return what hinders a reader without sight or mouse, and what is wider than the window."""
        for _ in range(3):  # what waits to be drawn anew is pale for a moment; a fault stays one
            self.settle()
            self.page.wait_for_function(_FRESH, polling=200)
            found = [f"too wide: {part}" for part in self.page.evaluate(_TOO_WIDE)] + faults(self.page)
            if not found:
                break
        return found

    def open(self, path: str = "/") -> None:
        """Go to a page and wait until Streamlit has drawn it."""
        self.page.goto(self.home + path)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing runs any more."""
        self.page.wait_for_selector(_IDLE)
        self.page.wait_for_timeout(250)  # a page that leads on to another runs twice
        self.page.wait_for_selector(_IDLE)

    def press(self, key: str) -> None:
        """Click the button whose key is or begins so, once nothing runs, and wait for what it does."""
        self.page.wait_for_selector(_IDLE)
        self.page.click(f'.st-key-{key} button, [class*="st-key-{key}-"] button')
        self.settle()

    def choose(self, page: str) -> None:
        """Follow the navigation to a page."""
        self.page.get_by_test_id("stSidebarNav").get_by_text(page, exact=True).click()
        self.settle()

    def give(self, files: Sequence[Path]) -> None:
        """Choose files, and have them read."""
        self.page.set_input_files("input[type=file]", files)
        self.page.click(".st-key-read button:enabled")
        self.settle()

    def said(self) -> str:
        """Return what stands on the page."""
        return self.page.inner_text('[data-testid="stMain"]')

    def comes_to_say(self, text: str) -> bool:
        """Wait until the page says something; it fills from above."""
        self.page.wait_for_function(_SAYS, arg=text, polling=200)
        return True

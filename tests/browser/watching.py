"""A page that remembers everything it did: where it went, what it said, what it opened."""

from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page

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


class Watched:
    """A page under watch."""

    def __init__(self, page: Page) -> None:
        self.page = page
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

    def open(self, address: str) -> None:
        """Go to an address and wait until Streamlit has drawn the page."""
        self.page.goto(address)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing runs any more."""
        self.page.wait_for_selector(_IDLE)
        self.page.wait_for_timeout(500)  # on a busy machine the page hears of a click late
        self.page.wait_for_selector(_IDLE)

    def press(self, key: str) -> None:
        """Click the button with a key and wait for what it does."""
        self.page.click(f".st-key-{key} button")
        self.settle()

    def choose(self, page: str) -> None:
        """Follow the navigation to a page."""
        self.page.get_by_test_id("stSidebarNav").get_by_text(page, exact=True).click()
        self.settle()

    def said(self) -> str:
        """Return what stands on the page."""
        return self.page.inner_text('[data-testid="stMain"]')

    def comes_to_say(self, text: str) -> bool:
        """Tell whether the page says something before patience ends; a page that was just opened fills from above."""
        for _ in range(PATIENCE // 500):
            if text in self.said():
                return True
            self.page.wait_for_timeout(500)
        return False

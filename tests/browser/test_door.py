"""The door in a real browser: who did not bring the token sees nothing, hears nothing."""

from playwright.sync_api import Browser

from tests.browser.conftest import Served

KNOCK = """url => new Promise(tell => {
    const socket = new WebSocket(url); socket.onopen = () => tell('open'); socket.onerror = () => tell('refused') })"""


def test_without_the_token_there_is_nothing_to_see(browser: Browser, server: Served) -> None:
    stranger = browser.new_context()
    page = stranger.new_page()
    for wrong in ("/", "/alerts", "/?token=guess"):
        answer = page.goto(server.home + wrong)
        assert answer is not None
        assert answer.status == 403
        assert page.locator("p[lang=zh]").count() == 1
    assert page.request.get(f"{server.home}/_stcore/health").status == 200
    assert page.evaluate(KNOCK, f"{server.home.replace('http', 'ws')}/_stcore/stream") == "refused"
    stranger.close()


def test_the_address_lets_in_and_leaves_the_token_behind(browser: Browser, server: Served) -> None:
    invited = browser.new_context()
    page = invited.new_page()
    answer = page.goto(server.address, wait_until="commit")
    assert answer is not None
    assert answer.status == 200
    assert "token" not in page.url
    invited.close()

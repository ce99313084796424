"""From nothing to the way out, in a real browser: upload, verdict, evidence, playbook; and nothing leaves the machine."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.simulator import PRESETS, simulate
from dashboard.i18n import words
from detect.casebook import Casebook
from ingest.ledger import Ledger
from ingest.text import visible
from tests.browser.watching import Watched
from tests.ingest.hostile import LINK, PICTURE, SAMPLE, SCRIPT, TWICE

SAYS = words("en")
ODD_NAME = (
    "![x](http-evil) <img src=x onerror=alert(1)> :red[y] $z$ :material:delete: -> a@evil.example www.evil.example.csv"
)
Serve = Callable[[Path], str]
TOO_WIDE = """() => [...document.querySelectorAll('[data-testid="stMain"] .ww, [data-testid="stMainBlockContainer"]')]
    .filter(part => part.getBoundingClientRect().right > innerWidth + 1).map(part => part.outerHTML.slice(0, 200))"""
KNOCK = """url => new Promise(tell => {
    const socket = new WebSocket(url); socket.onopen = () => tell('open'); socket.onerror = () => tell('refused') })"""


def at_peace(watched: Watched) -> bool:
    assert watched.elsewhere == []
    assert watched.dialogs == []
    assert watched.complaints == []
    assert any(address.startswith("ws://127.0.0.1:") for address in watched.addresses)
    return True


def home(address: str) -> str:
    return f"http://{urlsplit(address).netloc}"


def test_a_person_finds_what_is_wrong_and_what_to_do(watched: Watched, serve: Serve, tmp_path: Path) -> None:
    exports = simulate(3, preset=PRESETS["dense"], months=4).write(tmp_path / "exports")
    ledger = tmp_path / "home" / "ledger.db"
    watched.open(serve(ledger))
    assert SAYS("page.start.title") in watched.said()
    assert "token" not in watched.page.url

    watched.press("choose")
    watched.page.set_input_files("input[type=file]", exports)
    watched.page.wait_for_selector(".st-key-read button:enabled")
    watched.press("read")
    watched.page.wait_for_selector(".st-key-import button")
    watched.press("import")
    watched.page.wait_for_selector(".st-key-onwards button")
    watched.settle()
    read = watched.said()
    assert all(export.name in read for export in exports)
    assert SAYS("page.check.agrees") in read

    watched.press("onwards")
    with Ledger(ledger) as opened:
        alert = next(alert for alert in Casebook(opened).alerts("open") if alert.kind == "duplicate")
    watched.press(f"open-{alert.alert_id}")
    watched.page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first.wait_for()
    said = watched.said()
    assert SAYS("alert.duplicate.title") in said
    assert SAYS("alert.reason.gap_seconds", seconds="").strip() in said
    assert said.count(", line ") >= 2
    assert SAYS("page.playbook.title") in said
    assert f"alert={alert.alert_id}" in watched.page.url

    watched.press("answer-not_mine")
    assert watched.comes_to_say(SAYS("page.answer.given", answer=SAYS("page.answer.duplicate.not_mine")))
    watched.page.reload()
    watched.settle()
    assert watched.comes_to_say(SAYS("page.answer.given", answer=SAYS("page.answer.duplicate.not_mine")))
    assert at_peace(watched)


def test_no_page_is_wider_than_a_phone_or_a_laptop(watched: Watched, hostile: str) -> None:
    watched.open(hostile)
    for page in ("", "/upload", "/statements", "/playbooks"):
        watched.open(home(hostile) + page)
        for width in (390, 1280):
            watched.page.set_viewport_size({"width": width, "height": 800})
            watched.page.wait_for_timeout(300)
            assert watched.page.evaluate(TOO_WIDE) == [], (page, width)
    assert at_peace(watched)


def test_without_the_token_there_is_nothing_to_see(watched: Watched, hostile: str) -> None:
    server = home(hostile)
    for wrong in (f"{server}/", f"{server}/alerts", f"{server}/?token=guess"):
        answer = watched.page.goto(wrong)
        assert answer is not None
        assert answer.status == 403
        assert watched.page.locator("p[lang=zh]").count() == 1
    assert watched.page.request.get(f"{server}/_stcore/health").status == 200
    opened = watched.page.evaluate(KNOCK, f"{server.replace('http', 'ws')}/_stcore/stream")
    assert opened == "refused"


def test_a_hostile_statement_is_only_text(watched: Watched, serve: Serve, tmp_path: Path) -> None:
    odd = tmp_path / ODD_NAME
    odd.write_bytes(SAMPLE.read_bytes())
    address = serve(tmp_path / "home" / "ledger.db")
    watched.open(address)
    watched.open(f"{home(address)}/upload")
    watched.page.set_input_files("input[type=file]", [odd])
    watched.page.wait_for_selector(".st-key-read button:enabled")
    watched.press("read")
    watched.page.wait_for_selector(".st-key-import button")
    watched.press("import")
    watched.page.wait_for_selector(".st-key-onwards button")
    watched.settle()
    assert ODD_NAME in watched.said()

    watched.press("undo-1")  # Streamlit's own Markdown shows the name here
    watched.page.wait_for_selector(".st-key-undo-no-1 button")
    asked = watched.page.get_by_test_id("stAlert").last
    assert ODD_NAME in asked.inner_text().replace("\N{WORD JOINER}", "")
    assert asked.locator("img, a, code, em, .katex, .stMarkdownColoredText").count() == 0
    watched.press("undo-no-1")

    watched.press("onwards")
    with Ledger(tmp_path / "home" / "ledger.db") as ledger:
        alerts = Casebook(ledger).alerts("open")
        cells = set(ledger.frame()["counterparty"])
    assert alerts
    assert {SCRIPT, LINK} <= cells
    for alert in {alert.kind: alert for alert in alerts}.values():  # one of each kind
        watched.open(f"{home(address)}/alert?alert={alert.alert_id}")
        assert watched.page.evaluate(TOO_WIDE) == []
        body = watched.page.get_by_test_id("stMain")
        assert body.locator("script, img[src*=evil], a[href*=evil], iframe").count() == 0
        if alert.kind == "duplicate":
            assert watched.comes_to_say(visible(TWICE)[:60])
    assert not [address for address in watched.addresses if "evil" in address or PICTURE in address]
    assert at_peace(watched)

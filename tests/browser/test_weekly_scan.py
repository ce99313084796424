"""The quiet weekly scan beside an open page: a file in the inbox, one run, and what it found on page and disk."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from dashboard.i18n import words
from tests.browser.conftest import ALIPAY, BANK, CARD, ROOT, WECHAT, Served, Watch
from tests.browser.watching import Watched


def scheduled(ledger: Path, inbox: Path) -> dict[str, object]:
    """Run what the system's scheduler runs, and return its answer."""
    program = "from dashboard.cli.main import main; main()"
    command = ["--ledger", ledger, "--locale", "zh", "run-scheduled", "--inbox", inbox, "--format", "json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(inbox.parent)}
    ran = subprocess.run(
        [sys.executable, "-c", program, *map(str, command)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    answer: dict[str, object] = json.loads(ran.stdout)
    return answer


def tells_what_was_found(page: Watched, locale: str) -> None:
    says = words(locale)
    assert page.comes_to_say(says("alert.unauthorized.title"))
    assert page.comes_to_say(says("page.watched.title"))
    assert says("page.today.unchecked") not in page.said()
    watched = page.page.locator(".watched li", has_text=says.day("2026-06-30"))
    watched.nth(3).wait_for()  # the title may stand a moment before its list
    assert watched.count() == 4
    assert page.faults() == []


def test_a_run_beside_an_open_page_is_told_there_and_on_disk(watch: Watch, server: Served, tmp_path: Path) -> None:
    ledger, inbox = server.holds([ALIPAY, BANK, CARD]), tmp_path / "inbox"
    inbox.mkdir()
    os.utime(shutil.copy(WECHAT, inbox), (1e9, 1e9))  # lying there for a while
    page = watch("en", "dark", 390)
    page.open()
    assert page.comes_to_say(words("en")("page.today.unchecked"))

    run = scheduled(ledger, inbox)
    assert (run["imported"], run["failed"], run["exit"]) == (1, 0, 0)
    assert (inbox / "done" / WECHAT.name).exists()

    page.page.reload()
    tells_what_was_found(page, "en")
    page.page.set_viewport_size({"width": 1280, "height": 900})
    page.page.emulate_media(color_scheme="light")
    page.page.get_by_test_id("stSidebar").get_by_role("combobox").click()
    page.page.get_by_role("option", name="中文").click()
    tells_what_was_found(page, "zh")
    assert page.troubles() == []

    told = Path(str(run["digest"])).with_suffix(".txt").read_text("utf-8")
    assert words("zh")("alert.unauthorized.title") in told
    assert words("zh").day("2026-06-30") in told  # up to where it was covered

"""How long a person waits for the pages: from the command to the first page, and from each page to the next.

    python -m benchmarks.pages [--rows 10000,200000] [--turns 3]

A headless Chromium asks a dashboard started by the command line, both on this machine. "First" is a page's first visit, when the program
still has to read what it shows; "again" the middle of the later ones. A page counts as there once Streamlit has run to its end and nothing
old is left on the screen.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.large import HOUSEHOLD, Bench, calibrate
from benchmarks.scale import life, one_life

CHROMIUM: Final = "/usr/bin/chromium"
PAGES: Final = (
    "alerts", "cases", "review", "refunds", "subscriptions", "statements", "transactions", "playbooks", "settings", "upload", "",
)  # fmt: skip
_COMMAND: Final = "import sys; from dashboard.cli.main import main; sys.exit(main())"
_WATCH: Final = """
() => {
  window.ran = false;
  new MutationObserver(() => {
    const app = document.querySelector('[data-testid="stApp"]');
    if (app && app.dataset.testScriptState === "running") window.ran = true;
  }).observe(document.body, {attributes: true, subtree: true, attributeFilter: ["data-test-script-state"]});
}
"""
_THERE: Final = """
name => window.ran !== false && location.pathname.replaceAll("/", "") === name
  && document.querySelector('[data-test-script-state="notRunning"]')
  && !document.querySelector('[data-testid="stMain"] [data-stale="true"]')
  && document.querySelector('[data-testid="stMain"]').innerText.length > 40
"""


@contextmanager
def served(ledger: Path) -> Iterator[tuple[str, float]]:
    """Start the dashboard of a ledger; yield its address and the moment at which the command began."""
    command = [sys.executable, "-c", _COMMAND, "--ledger", str(ledger), "--locale", "en", "dashboard", "--no-browser"]
    began = time.perf_counter()
    with subprocess.Popen([*command, "--port", "8650"], stdout=subprocess.PIPE, text=True) as server:
        try:
            if server.stdout is None:
                raise RuntimeError("the dashboard says nothing")
            lines = (line.strip() for line in server.stdout)
            yield next(line for line in lines if line.startswith("http")), began
        finally:
            server.terminate()


def first_page(page: Page, address: str, began: float) -> float:
    """Open the first page and return the seconds since the command."""
    page.goto(address)
    page.wait_for_function(_THERE, arg="", polling="raf")
    return time.perf_counter() - began


def switch(page: Page, name: str) -> float:
    """Follow the navigation to a page and return the seconds until it is there."""
    page.evaluate(_WATCH)
    link = page.locator(f'[data-testid="stSidebarNav"] a[href$="/{name}"]').first
    start = time.perf_counter()
    link.click()
    page.wait_for_function(_THERE, arg=name, polling="raf")
    return time.perf_counter() - start


def measure(browser: Browser, ledger: Path, turns: int, rows: int) -> None:
    """Print what one ledger's pages take."""
    with served(ledger) as (address, began):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(120_000)
        print(f"| {rows:,} rows: from the command to the first page | {first_page(page, address, began):.2f} | |")
        waits = [[switch(page, name) for name in PAGES] for _ in range(turns + 1)]
        for name, (first, *again) in zip(PAGES, zip(*waits, strict=True), strict=True):
            print(f"| {rows:,} rows: {name or 'today'} | {first:.2f} | {statistics.median(again):.2f} |", flush=True)
        page.close()


def main() -> None:
    """Print a Markdown table a ledger."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", default="10000,200000")
    parser.add_argument("--turns", type=int, default=3)
    options = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for size in map(int, options.rows.split(",")):
            case = one_life(life(HOUSEHOLD), size)
            (folder := Path(name) / str(size)).mkdir()
            bench = Bench(folder)
            bench.run("", "import", bench.write("rows.csv", case, len(case.frame) - size, len(case.frame)))
            bench.run("", "scan", "--as-of", str(case.last))
            print("\n| page | first, s | again, s |\n|---|---:|---:|")
            measure(browser, folder / "ledger", options.turns, size)
        browser.close()
    calibrate()


if __name__ == "__main__":
    main()

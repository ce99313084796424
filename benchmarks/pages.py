"""How long a person waits for the pages: from the command to the first page, and from each page to the next.

    python -m benchmarks.pages [--rows 10000,200000] [--turns 3] [--pause 10] [--folder FOLDER]

A headless Chromium asks a dashboard started by the command line, both on this machine. "First" is a page's first visit, when the program
still has to read what it shows; "again" the middle of the later ones. Of starts, the first is the first one after an installation, which ends by
loading once what the pages load; nothing else is compiled before it. A page counts as there once Streamlit has run to its end and
nothing old is left on the screen. The first switch comes so many seconds after the first page as `--pause` says, for people read that page. "Processor" is what server and browser worked for the later ones, together: where others use the machine,
too, a wait grows much, and this little.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from benchmarks.large import HOUSEHOLD, Bench, calibrate
from benchmarks.scale import life, one_life

CHROMIUM: Final = "/usr/bin/chromium"
PAGES: Final = (
    "alerts", "cases", "review", "refunds", "subscriptions", "statements", "transactions", "playbooks", "settings", "upload", "",
)  # fmt: skip
SCREEN: Final[ViewportSize] = {"width": 1280, "height": 900}
PATIENCE: Final = 120_000  # milliseconds
_COMMAND: Final = "import sys; from dashboard.cli.main import main; sys.exit(main())"
_WATCH: Final = """
() => {
  window.ran = false;
  window.was = document.querySelector('[data-testid="stMain"]').innerText;  // a quick run may be over before the page shows that it runs
  new MutationObserver(() => {
    const app = document.querySelector('[data-testid="stApp"]');
    if (app && app.dataset.testScriptState === "running") window.ran = true;
  }).observe(document.body, {attributes: true, subtree: true, attributeFilter: ["data-test-script-state"]});
}
"""
_THERE: Final = """
name => (window.ran !== false || document.querySelector('[data-testid="stMain"]').innerText !== window.was) && location.pathname.replaceAll("/", "") === name
  && document.querySelector('[data-test-script-state="notRunning"]')
  && !document.querySelector('[data-testid="stMain"] [data-stale="true"]')
  && document.querySelector('[data-testid="stMain"]').innerText.length > 40
"""


@contextmanager
def served(ledger: Path, environment: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """Start the dashboard of a ledger; yield its address and the moment at which the command began."""
    command = [sys.executable, "-c", _COMMAND, "--ledger", str(ledger), "--locale", "en", "dashboard", "--no-browser"]
    began = time.perf_counter()
    with subprocess.Popen([*command, "--port", "8650"], stdout=subprocess.PIPE, text=True, env=environment) as server:
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


def starts(browser: Browser, ledger: Path, environment: Mapping[str, str], rows: int, turns: int) -> None:
    """Print what a start takes until the first page is there: the first one after an installation, and the middle of later ones."""
    taken = []
    for _ in range(turns + 1):
        before = processor()
        with served(ledger, environment) as (address, began):
            page = browser.new_page(viewport=SCREEN)
            page.set_default_timeout(PATIENCE)
            taken.append((first_page(page, address, began), processor() - before))
            page.close()
    line(rows, "from the command to the first page", taken)


def switches(browser: Browser, ledger: Path, environment: Mapping[str, str], rows: int, turns: int, pause: float) -> None:  # fmt: skip
    """Print what one ledger's pages take, from `pause` seconds after the first one."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in PAGES}
    with served(ledger, environment) as (address, began):
        page = browser.new_page(viewport=SCREEN)
        page.set_default_timeout(PATIENCE)
        first_page(page, address, began)
        time.sleep(pause)
        for _ in range(turns + 1):
            for name in PAGES:
                before = processor()
                taken[name].append((switch(page, name), processor() - before))
        page.close()
    for name, both in taken.items():
        line(rows, name or "today", both)


def line(rows: int, what: str, taken: Sequence[tuple[float, float]]) -> None:
    """Print one line of the table: the first wait, the middle of the later ones, and of the processor time behind those."""
    first, *again = taken
    wait, worked = (statistics.median(column) for column in zip(*again, strict=True))
    print(f"| {rows:,} rows: {what} | {first[0]:.2f} | {wait:.2f} | {worked:.2f} |", flush=True)


def processor() -> float:
    """Return the processor seconds that server, browser and its driver have used so far: all that this program started and still runs."""
    parents, used = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            cells = stat.read_text().rpartition(")")[2].split()
            number = int(stat.parent.name)
            parents[number], used[number] = int(cells[1]), int(cells[11]) + int(cells[12])
    ours = {os.getpid()}
    while more := {number for number, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(used[number] for number in ours - {os.getpid()}) / os.sysconf("SC_CLK_TCK")


def filled(folder: Path, size: int) -> Bench:
    """Return a ledger of so many rows, made and scanned unless the folder holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(folder)
    if not (folder / "ledger").exists():
        case = one_life(life(HOUSEHOLD), size)
        bench.run("", "import", bench.write("rows.csv", case, len(case.frame) - size, len(case.frame)))
        bench.run("", "scan", "--as-of", str(case.last))
    return bench


def main() -> None:
    """Print a Markdown table a ledger, with the machine's own speed above and below."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", default="10000,200000")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--pause", type=float, default=10)
    parser.add_argument("--folder", type=Path, help="where the ledgers stay for the next time; else they vanish")
    options = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for size in map(int, options.rows.split(",")):
            bench = filled((options.folder or Path(name)) / str(size), size)
            ledger = bench.folder / "ledger"
            calibrate()
            print("\n| page | first, s | again, s | processor, s |\n|---|---:|---:|---:|")
            with tempfile.TemporaryDirectory() as fresh:
                environment = {**bench.environment, "PYTHONPYCACHEPREFIX": fresh}
                installed = [sys.executable, "-m", "dashboard.web.ahead"]  # as `make run` ends an installation
                subprocess.run(installed, env=environment, check=True)
                starts(browser, ledger, environment, size, options.turns)
                switches(browser, ledger, environment, size, options.turns, options.pause)
            calibrate()
        browser.close()


if __name__ == "__main__":
    main()

"""The command as a whole: help that costs nothing, one sentence for every mistake, exit codes, no traceback."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.cli import files
from tests.dashboard.cli.calling import JUNE, call

HEAVY = (
    "pandas",
    "numpy",
    "sklearn",
    "pyod",
    "streamlit",
    "babel",
    "rich",
    "ingest.ledger",
    "detect.scan",
    "dashboard.i18n",
)
COMMANDS = (
    "import", "files", "statements", "accounts", "undo", "reread", "unread", "coverage", "formats", "scan", "alerts", "answer",
    "explain", "links", "playbooks", "playbook", "export", "dashboard", "demo", "doctor",
)  # fmt: skip
PROGRAM = "import sys; from dashboard.cli.main import main; code = main({argv!r}); print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr); sys.exit(code)"


def run(*argv: str, code: str = "") -> subprocess.CompletedProcess[str]:
    """Run a call in a process of its own."""
    program = code or "import sys; from dashboard.cli.main import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", program, *argv], capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("argv", [["--help"], ["import", "--help"], ["accounts", "set", "--help"], ["--version"], []])
def test_help_loads_nothing_heavy(argv: list[str]) -> None:
    done = run(code=PROGRAM.format(argv=argv, heavy=HEAVY))
    assert (done.returncode, done.stderr.strip()) == (0, "[]")
    assert done.stdout


def test_a_scan_loads_no_library_that_it_does_not_use(empty: Path) -> None:
    call("--ledger", empty, "import", JUNE)
    unused = ("pyod", "sklearn", "scipy.stats", "pyzipper", "ingest.guess.unknown", "streamlit")
    done = run(code=PROGRAM.format(argv=["--ledger", str(empty), "scan"], heavy=unused))
    assert (done.returncode, done.stderr.strip()) == (0, "[]")


def test_help_names_every_command_of_the_contract() -> None:
    said = call("--help").out
    for name in COMMANDS:
        assert f"\n  {name} " in said


def test_a_bare_call_shows_the_help() -> None:
    assert call().out == call("--help").out


def test_the_version_is_the_distribution_s() -> None:
    assert call("--version").out == "walletwatch 0.1.0\n"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["imprt"], "There is no command imprt; did you mean `walletwatch import`?"),
        (["frobnicate"], "There is no command frobnicate; `walletwatch --help` lists them."),
        (["alerts", "shw", "x"], "There is no command shw; did you mean `walletwatch alerts show`?"),
        (["files", "--bogus"], "There is no option --bogus here; `walletwatch files --help` lists them."),
        (["scan", "--ledger", "x"], "--ledger comes before the command: `walletwatch --ledger … COMMAND`."),
        (["import"], "PATH is missing; `walletwatch import --help` shows how to call it."),
        (["scan", "--as-of", "30.06.2026"], "30.06.2026 is not a day; write it like 2026-06-30."),
        (["scan", "--fail-on", "big"], "--fail-on takes one of these: high, medium, low."),
        (["--locale", "fr", "files"], "--locale takes one of these: zh, en, id."),
        (["scan", "--scores"], None),
        (["scan", "--budget", "much"], None),
        (["files", "too", "many"], None),
        (["undo", "seven"], None),
    ],
)
def test_a_wrong_call_is_one_sentence(argv: list[str], said: str | None) -> None:
    outcome = call(*argv)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.sentence == (said or outcome.sentence)
    assert outcome.sentence.endswith((".", "?"))


def test_mistakes_are_told_in_the_language_of_the_call() -> None:
    assert call("--locale", "zh", "undo").sentence == "缺少 FILE_ID；用法见 `walletwatch undo --help`。"
    assert call("--locale", "id", "imprt").sentence.startswith("Tidak ada perintah imprt")


def test_the_language_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, empty: Path) -> None:
    monkeypatch.setenv("WALLETWATCH_LOCALE", "zh_CN.UTF-8")
    assert "账本里还没有内容" in call("--ledger", empty, "files").out


def test_the_ledger_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, empty: Path) -> None:
    monkeypatch.setenv("WALLETWATCH_LEDGER", str(empty))
    call("import", JUNE)
    assert len(call("files", "--format", "json").json["files"]) == 1
    assert empty.exists()


def test_the_default_ledger_is_in_the_platform_s_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Path(call("doctor", "--format", "json").json["ledger"]).is_relative_to(tmp_path)


SECRET = "SECRET statement text"


def test_an_internal_error_tells_nothing_of_the_statements(
    monkeypatch: pytest.MonkeyPatch, empty: Path, tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        held = SECRET  # also what a local variable holds
        try:
            int(held)
        except ValueError as error:
            raise RuntimeError(held) from error

    monkeypatch.setattr("ingest.ledger.Ledger.files", broken)
    outcome = call("--ledger", empty, "files")
    assert (outcome.code, outcome.out) == (70, "")
    assert "RuntimeError" in outcome.sentence
    (report,) = tmp_path.glob("walletwatch-error-*.txt")
    assert str(report) in outcome.sentence
    said = report.read_text("utf-8")
    assert SECRET not in outcome.err + said
    assert "ValueError" in said
    assert ":broken" in said
    assert f"{Path(files.__file__).name}:" in said
    assert str(Path.home()) not in said or str(Path.home()) == "/"
    if os.name == "posix":
        assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_broken_words_still_end_in_one_sentence(monkeypatch: pytest.MonkeyPatch, empty: Path) -> None:
    monkeypatch.setattr("dashboard.i18n.words", lambda _: 1 / 0)
    outcome = call("--ledger", empty, "files")
    assert outcome.code == 70
    assert "ZeroDivisionError" in outcome.sentence


def test_ctrl_c_is_one_line(monkeypatch: pytest.MonkeyPatch, empty: Path) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ingest.ledger.Ledger.files", interrupted)
    outcome = call("--ledger", empty, "files")
    assert outcome.code == 130
    assert outcome.sentence.startswith("Stopped.")


def test_a_busy_ledger_is_exit_code_3(empty: Path) -> None:
    call("--ledger", empty, "import", JUNE)
    other = sqlite3.connect(empty, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    outcome = call("--ledger", empty, "--wait", "0", "undo", 1)
    other.close()
    assert outcome.code == 3
    assert "--wait" in outcome.sentence


def test_something_else_than_a_ledger_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("my notes, and more than a few bytes of them" * 50)
    outcome = call("--ledger", other, "files")
    assert outcome.code == 2
    assert "is not a Walletwatch ledger" in outcome.sentence


def test_a_ledger_damaged_inside_is_told_as_such(scanned: Path) -> None:
    content = bytearray(scanned.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    scanned.write_bytes(content)
    outcome = call("--ledger", scanned, "files")
    assert outcome.code == 2
    assert "is not a Walletwatch ledger" in outcome.sentence


@pytest.mark.skipif(os.name != "posix", reason="pipes close otherwise elsewhere")
def test_a_closed_pipe_is_quiet(scanned: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    program = "import sys; from dashboard.cli.main import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", program, "--ledger", str(scanned), "links"],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, b"")


def test_the_installed_command_runs(empty: Path) -> None:
    script = Path(sys.executable).with_name("walletwatch")
    done = subprocess.run(
        [script, "--ledger", empty, "--locale", "en", "files"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Nothing is in this ledger yet.")


def test_a_terminal_without_the_letters_gets_the_nearest(scanned: Path) -> None:
    outcome = call("--ledger", scanned, "alerts", encoding="ascii")
    assert outcome.code == 0
    outcome.stdout.decode("ascii")


def test_json_is_utf_8_whatever_the_terminal_speaks(scanned: Path) -> None:
    plain = call("--ledger", scanned, "files", "--format", "json")
    assert call("--ledger", scanned, "files", "--format", "json", encoding="ascii").stdout == plain.stdout
    assert "支付宝" in plain.out


def test_colours_only_on_a_terminal(scanned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    assert "\x1b[" not in call("--ledger", scanned, "alerts").out
    assert "\x1b[" in call("--ledger", scanned, "alerts", terminal=True).out
    monkeypatch.setenv("NO_COLOR", "1")
    shown = call("--ledger", scanned, "alerts", "show", first_alert(scanned), terminal=True).out
    assert "\x1b[3" not in shown
    assert "\x1b[1;3" not in shown


def first_alert(ledger: Path) -> str:
    return str(call("--ledger", ledger, "alerts", "--format", "json").json["alerts"][0]["id"])

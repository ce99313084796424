"""`walletwatch doctor`: is everything where it should be? Nothing of what statements say is shown."""

import platform
import stat
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from dashboard.cli.guard import WRONG
from dashboard.cli.options import AsFormat, Format
from dashboard.cli.state import State

if TYPE_CHECKING:
    from dashboard.i18n import Words
    from ingest.ledger import Ledger

app = typer.Typer()
_LIBRARIES = ("pandas", "numpy", "scikit-learn", "pyod", "streamlit", "typer", "rich", "babel")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@app.command()
def doctor(ctx: typer.Context, fmt: AsFormat = Format.TABLE) -> None:
    """Check the installation and the ledger. Shows nothing of your statements."""
    from importlib.metadata import version

    from detect.detector import ALIKE, likeness
    from ingest.importer import importers

    state = State.of(ctx)
    facts: dict[str, Any] = {
        "walletwatch": version("walletwatch"),
        "python": platform.python_version(),
        "platform": platform.platform(terse=True),
        "libraries": {name: version(name) for name in _LIBRARIES},
        "locale": state.words.locale,
        "encoding": sys.stdout.encoding,
        "forest": round(likeness(), 2),
        "importers": [importer.name for importer in importers()],
        "ledger": str(state.path),
        "exists": state.path.exists(),
    }
    if facts["exists"]:
        facts |= _ledger_facts(state)
    facts["problems"] = [*_problems(facts, state.path), *(["forest"] if facts["forest"] < ALIKE else [])]
    if fmt is Format.JSON:
        state.screen.json(**facts)
    else:
        _tell(state, facts)
    for problem in facts["problems"]:
        state.screen.complain(state.words(f"cli.doctor.problem_{problem}"))
    if facts["problems"]:
        raise typer.Exit(WRONG)


def _ledger_facts(state: State) -> dict[str, Any]:
    with state.ledger() as ledger, closing(ledger.connection.execute("PRAGMA integrity_check(1)")) as check:
        files = ledger.files()
        readable = [_original(ledger, name, sha) for name, sha in zip(files["name"], files["sha256"], strict=True)]
        return {
            "integrity": str(check.fetchone()[0]),
            "files": len(files),
            "transactions": int(ledger.accounts()["transactions"].sum()),
            "originals": {state: readable.count(state) for state in ("kept", "absent", "damaged")},
        }


def _original(ledger: "Ledger", name: str, sha256: str) -> str:
    """Say whether the upload is kept and still what it was."""
    if not (ledger.originals.folder / sha256).exists():
        return "absent"
    return "kept" if ledger.originals.read(name, sha256) is not None else "damaged"


def _problems(facts: dict[str, Any], path: Path) -> list[str]:
    """Return codes of what is wrong."""
    problems = []
    if facts.get("integrity", "ok") != "ok":
        problems.append("integrity")
    if facts.get("originals", {}).get("damaged"):
        problems.append("originals")
    if sys.platform != "win32" and any(
        part.exists() and part.stat().st_mode & _OTHERS for part in (path, *_beside(path))
    ):
        problems.append("permissions")
    return problems


def _beside(path: Path) -> list[Path]:
    return [path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm", ".originals")]


def _tell(state: State, facts: dict[str, Any]) -> None:
    words = state.words
    lines = [(name, _shown(name, value, words)) for name, value in facts.items() if name not in ("problems", "exists")]
    state.screen.table(("what", "value"), [(words(f"cli.doctor.{name}"), value) for name, value in lines])
    state.screen.line()
    if not facts["exists"]:
        state.screen.say("cli.doctor.no_ledger")
    if not facts["problems"]:
        state.screen.say("cli.doctor.well")


def _shown(name: str, value: object, words: "Words") -> str:
    if name == "integrity" and value == "ok":
        return words("cli.doctor.sound")
    if name == "originals" and isinstance(value, dict):
        return words("cli.counted.between").join(
            words(f"cli.doctor.originals_{state}", count=count) for state, count in value.items()
        )
    if isinstance(value, dict):
        return ", ".join(f"{name} {part}" for name, part in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

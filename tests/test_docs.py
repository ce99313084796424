"""The documents name what there is: every command, every importer, every JSON field of a scan."""

import json
import re
from pathlib import Path

import pytest
import typer.main

from dashboard.cli.main import app
from ingest.importer import Importer, importers

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "COMMANDS.md").read_text(encoding="utf-8")
NAMES = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def in_code(text: str, word: str) -> bool:
    return (
        re.search(rf"`[^`\n]*\b{re.escape(word)}\b[^`\n]*`|^    .*\b{re.escape(word)}\b", text, re.MULTILINE)
        is not None
    )


def test_there_are_commands() -> None:
    assert {"import", "scan", "alerts", "dashboard"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_documented(name: str) -> None:
    assert in_code(README, name)
    assert in_code(COMMANDS, name)


@pytest.mark.parametrize("name", [importer.name for importer in importers()])
def test_the_readme_names_every_importer(name: str) -> None:
    assert in_code(README, name)


@pytest.mark.parametrize("importer", importers(), ids=lambda importer: importer.name)
def test_the_readme_marks_what_nobody_has_confirmed(importer: Importer) -> None:
    assert (f"`{importer.name}`°" in README) is not importer.verified


def test_links_between_documents_lead_somewhere() -> None:
    for document in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_the_scan_answer_in_the_documents_is_json() -> None:
    block = re.search(r'(?m)^    (\{"contract": 1, "as_of".*?\]\}\]\})$', COMMANDS, re.DOTALL)
    assert block
    told = json.loads(re.sub(r"\n    ", "\n", block.group(1)))
    assert told["alerts"][0]["transactions"][0]["line"] == 412


def test_nothing_names_a_place_on_the_authors_machine() -> None:
    for document in (ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "Makefile", *(ROOT / "docs").glob("*.md")):
        assert not re.search(r"/home/|/root/|/work/|/tmp/|pypi|simple/", document.read_text(encoding="utf-8")), (
            document.name
        )

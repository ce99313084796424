"""The tables of the packs beside the gathered facts they were written from, where those are at hand."""

import csv
import re
from pathlib import Path
from typing import Final

import pytest

from dashboard.playbooks.library import library
from dashboard.playbooks.model import GENERIC, Clock, Pack, Proof, Way

PACKS: Final = [pytest.param(pack, id=pack.id) for pack in library().packs.values()]
UNITS: Final = {"BD": "business-day", "CD": "calendar-day", "now": "now"}
KINDS: Final = {"practice": "guideline"}  # what an office says it does, short of a rule
CLAIM: Final = re.compile(r"\| ([A-Z]{2,3}-\d+) \|.*\| ([HML])\b[^|]*\| (.*?) ?\|?$")
Row = dict[str, str]


@pytest.fixture(scope="module")
def facts(shared: Path) -> Path:
    """The folder of gathered facts."""
    return shared / "facts" / "law"


def table(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def gathered(row: Row) -> tuple[object, ...]:
    """Say a row of CLOCKS.tsv the way `packed` says a clock."""
    first, *others = row["situation"].split("|")
    family = first.rpartition(".")[0]
    situations = (first, *(other if "." in other or not family else f"{family}.{other}" for other in others))
    kind = re.split(r"[ (]", row["kind"])[0]
    return (
        row["who"],
        int(row["duration"]),
        UNITS.get(row["unit"], row["unit"].removesuffix("s")),
        KINDS.get(kind, kind),
        situations,
        row["fact_id"],
        row["valid_from"],
        row["valid_to"],
        row["confidence"],
    )


def packed(clock: Clock) -> tuple[object, ...]:
    return (
        clock.who,
        clock.length,
        clock.unit,
        clock.kind,
        clock.situations,
        clock.fact,
        str(clock.valid_from or ""),
        str(clock.valid_to or ""),
        clock.proof.confidence,
    )


@pytest.mark.parametrize("pack", PACKS)
def test_every_gathered_clock_of_the_place_is_in_its_pack_unchanged(facts: Path, pack: Pack) -> None:
    place = "*" if pack.id == GENERIC else pack.id
    rows = {row["clock_id"]: gathered(row) for row in table(facts / "CLOCKS.tsv") if row["jurisdiction"] == place}
    assert rows
    assert {name: packed(pack.clocks[name]) for name in rows if name in pack.clocks} == rows


def least_sure(proof: Proof) -> tuple[bool, int]:
    return (proof.status == "G", "HML".index(proof.confidence))


@pytest.mark.parametrize("pack", PACKS)
def test_no_point_of_law_is_surer_than_the_fact_it_rests_on(facts: Path, pack: Pack) -> None:
    lines = (facts / "FACTS.md").read_text("utf-8").splitlines()
    claims = {found[1]: (found[2], found[3]) for line in lines if (found := CLAIM.match(line))}
    for name, point in pack.law.items():
        if point.proof.status != "own" and not name.startswith("SAFE-"):  # those are rules in prose, without a mark
            confidence, status = claims["-".join(name.split("-")[:2])]  # a fact may be said article by article
            assert least_sure(point.proof) >= (status.startswith("G"), "HML".index(confidence)), name


@pytest.mark.parametrize("pack", PACKS)
def test_every_number_and_address_is_one_that_was_gathered(facts: Path, pack: Pack) -> None:
    rows = [" ".join(row[cell] or "" for cell in list(row)[2:5]) for row in table(facts / "CONTACTS.tsv")]
    claims = (facts / "FACTS.md").read_text("utf-8").splitlines()
    for contact in pack.contacts.values():
        for way in contact.ways:
            if way.value:
                held = mentions(way, rows) or mentions(way, claims)
                assert held, f"{contact.id}: {way.value}"
                doubted = all(re.match(r"[^;,/(]*\([^)]*\bG\b", rest) for rest in held)
                assert not doubted or not way.proof.verified, f"{contact.id}: {way.value} was never confirmed"


def mentions(way: Way, rows: list[str]) -> list[str]:
    """Return what follows the number or address in each row that has it."""
    pattern = re.compile(rf"(?<![\w.-]){re.escape(way.value)}(?![\w-])(.*)")
    return [found[1] for row in rows if (found := pattern.search(row))]

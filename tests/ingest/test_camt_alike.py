"""Entries filled in by their shape say what the XML parser alone says of them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.camt import xml
from ingest.camt.alike import INSTEAD, Alike, Said
from ingest.errors import BrokenFile

WANTED = frozenset(("Stmt", "Ntry", "TxDtls", "GrpHdr", "Bal"))
SAMPLES = sorted((Path(__file__).parent / "importers" / "samples" / "camt").glob("*.xml"))
NO_ELEMENT = "NoSuchElement"  # nothing is alike

PIECES = (
    "<Amt Ccy='EUR'>1.00</Amt>",
    '<Amt Ccy="CHF">2</Amt>',
    "<TxDtls><Refs><Id>7</Id></Refs><U>one</U><U>two</U></TxDtls>",
    "<TxDtls>\n  <U>more\nlines</U>\n  <U>x</U>\n</TxDtls>\n",
    "<U></U>",
    "<U/>",
    "<U> </U>",
    "<U>&amp; &#65;</U>",
    "<U>a > b</U>",
    "<U>5\n</U>",
    "<p:Nm>  blank  </p:Nm>",
    "<a>mixed<b>x</b>words</a>",
    '<a b="1>word">y</a>',
    "words",
    "\n",
    "<Ntry>",
    "</Ntry>",
    "<Ntry/>",
    "<Ntry x='y'>",
    "<?pi word</?>",
    "<![CDATA[<U>]]>",
    "<!-- </Ntry> -->",
    "</U>",
    "<",
    "\r\n",
    "\ue000",
    f"<?{INSTEAD} 0?>",
)


def told(text: str, usual: str) -> list[tuple[str, list[tuple[str, str]], int]] | str:
    found: list[tuple[str, list[tuple[str, str]], int]] = []

    def take(name: str, said: Said, line: int) -> None:
        found.append((name, list(said.items()), line))

    try:
        xml.read(text, WANTED, usual, take, "file")
    except BrokenFile as error:
        return str(error)
    return found


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.name)
def test_both_ways_read_the_same_from_every_sample(file: Path) -> None:
    text = file.read_text("utf-8", "replace")
    assert told(text, "Ntry") == told(text, NO_ELEMENT)


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=6), max_size=5))
def test_both_ways_read_the_same_from_any_entries(entries: list[list[str]]) -> None:
    inside = "\n".join(f"<Ntry>{''.join(entry)}</Ntry>" for entry in entries)
    text = f"<Document><Stmt><Id>1</Id>\n{inside}<Bal><Amt Ccy='EUR'>1</Amt></Bal></Stmt></Document>"
    assert told(text, "Ntry") == told(text, NO_ELEMENT)


def test_the_parser_reads_a_shape_once() -> None:
    learned: list[str] = []

    def learn(fragment: str) -> list[tuple[str, Said, int]]:
        learned.append(fragment)
        return [("Ntry", {}, 1)]

    entries = "".join(f"<p:Ntry><Amt>{n}</Amt></p:Ntry>" for n in range(1, 100))
    left, taken = Alike("Ntry", learn).take_out(f"<Stmt>{entries}</Stmt>")
    assert (len(learned), len(taken), "Amt" in left) == (1, 99, False)

"""A letter's template into the blocks of a document.

A template is text in which blank lines part paragraphs, `- ` begins a line of a list, and a line with `@` asks for a part
that is not text: `@rows`, `@law`, `@sign Yours faithfully,`. Whatever comes out of the facts is marked while a template is
filled, so that no cell of a statement can begin such a line. It is plain text, as everything in a document.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from dashboard.i18n import Words, words
from dashboard.letters.facts import LetterFacts
from dashboard.paper.document import (
    Block,
    Bullets,
    Document,
    Lines,
    Pairs,
    Paragraph,
    Signature,
    Table,
    Title,
    plain,
)

FOLDER: Final = Path(__file__).parent / "templates"
_FROM_FACTS: Final = "\0"  # stands before every value; no value can hold it
_UNSPACED: Final = frozenset({"zh"})  # languages whose lines are joined without a space


def render(name: str, facts: LetterFacts, made: dt.datetime) -> Document:
    """Return a letter as a document; `made` is the moment that the file says it was made."""
    said = words(facts.locale)
    blocks = tuple(_blocks(_filled(name, facts), facts, said))
    title = next(block.text for block in blocks if isinstance(block, Title))
    return Document(title, facts.locale, made, blocks)


@cache
def environment() -> SandboxedEnvironment:
    """Return what fills templates: in a sandbox, where an unknown name is an error and every value is marked."""
    return SandboxedEnvironment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        finalize=_marked,
        autoescape=False,  # the letter is plain text: `_blocks` and the writers of documents see to that
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _marked(value: object) -> str:
    return _FROM_FACTS + plain(str(value))


def _filled(name: str, facts: LetterFacts) -> str:
    return environment().get_template(f"{name}.{facts.locale}.j2").render(f=facts)


def _blocks(text: str, facts: LetterFacts, said: Words) -> Iterator[Block]:
    for part in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("@"):
            directive, _, rest = lines[0][1:].partition(" ")
            yield _PARTS[directive](facts, said, _unmarked(rest))
        elif lines[0].startswith("- "):
            yield Bullets(tuple(_unmarked(line.removeprefix("- ")) for line in lines))
        else:
            yield Paragraph(_unmarked(("" if said.locale in _UNSPACED else " ").join(lines)))


def _unmarked(text: str) -> str:
    return text.replace(_FROM_FACTS, "").strip()


def _rows(facts: LetterFacts, said: Words, _: str) -> Block:
    header = tuple(said(f"letter.column.{name}") for name in ("moment", "counterparty", "reference", "amount"))
    return Table(header, tuple((row.moment, row.counterparty, row.reference, row.amount) for row in facts.rows), "lllr")


def _matter(facts: LetterFacts, said: Words, _: str) -> Block:
    pairs = [("company", facts.company), ("account", facts.account), ("amount", facts.amount)]
    return Pairs(tuple((said(f"letter.pair.{name}"), value) for name, value in pairs if value))


def _signed(facts: LetterFacts, said: Words, closing: str) -> Block:
    """Return the end of a letter; in Chinese the address and the date stand there, too, all at the right."""
    chinese = said.locale == "zh"
    below = (facts.sender.address, facts.sender.reach, facts.today) if chinese else ()
    return Signature(closing, tuple(line for line in (facts.sender.name, *below) if line), right=chinese)


_PARTS: Final[Mapping[str, Callable[[LetterFacts, Words, str], Block]]] = {
    "subject": lambda _facts, _said, rest: Title(rest),
    "from": lambda facts, _, __: Lines(
        tuple(line for line in (facts.sender.name, facts.sender.address, facts.sender.reach) if line)
    ),
    "to": lambda facts, said, _: Lines((said("letter.to", addressee=facts.addressee),)),
    "date": lambda facts, _, __: Paragraph(facts.today, right=True),
    "rows": _rows,
    "matter": _matter,
    "contacts": lambda facts, _, __: Bullets(facts.contacts),
    "law": lambda facts, _, __: Bullets(facts.law),
    "sign": _signed,
}

"""Filling templates: in a sandbox, nothing unknown, and no value that could act as one of the template's own lines."""

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from dashboard.i18n import words
from dashboard.letters.facts import LetterFacts, Sender
from dashboard.letters.render import _blocks, environment
from dashboard.paper.document import Bullets, Paragraph, Title


def facts(addressee: str) -> LetterFacts:
    return LetterFacts(
        locale="en", party="provider", addressee=addressee, company="", you="", holds="", account="", today="", sender=Sender("", "", "")
    )  # fmt: skip


def blocks(template: str, addressee: str = "") -> list[object]:
    said = facts(addressee)
    return list(_blocks(environment().from_string(template).render(f=said), said, words("en")))


@pytest.mark.parametrize("name", ["@law", "- a", "@subject x", "\n\n@law\n\n", "a\n\n- b"])
def test_a_value_at_the_beginning_of_a_line_is_text(name: str) -> None:
    (block,) = blocks("{{ f.addressee }}", name)
    assert block == Paragraph(name.replace("\n", " ").strip())


def test_lines_of_the_template_are_what_they_say() -> None:
    assert blocks("@subject About {{ f.addressee }}\n\n- {{ f.addressee }}\n- b\n\none\ntwo", "@x") == [
        Title("About @x"), Bullets(("@x", "b")), Paragraph("one two"),
    ]  # fmt: skip


def test_a_template_reaches_nothing_but_the_facts() -> None:
    with pytest.raises(UndefinedError):
        blocks("{{ g }}")
    with pytest.raises(UndefinedError):
        blocks("{{ f.password }}")
    with pytest.raises(SecurityError):
        blocks("{{ f.__class__.__mro__ }}")

"""Blocks: whatever they are made of is plain text on one line."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.paper.document import Bullets, Document, Pairs, Paragraph, Table, plain


@given(st.text(alphabet=st.characters(codec=None, categories=("C", "Z", "L", "M", "S"))))
def test_plain_text_holds_nothing_that_is_hidden_or_that_a_file_cannot_hold(text: str) -> None:
    said = plain(text)
    said.encode()
    assert not any(sign in said for sign in "\n\r\t\0\x1b\u202e\u2066\u200b\ufeff\ufffe\U000e0041\ud800")
    assert plain(said) == said


def test_every_text_of_a_block_is_made_plain() -> None:
    assert Paragraph("a\u202eb").text == "a\\u202eb"
    assert Bullets(("a\nb",)).items == ("a b",)
    assert Pairs((("a\x1b", "\ud800"),)).pairs == (("a\\u001b", "\\ud800"),)
    assert Table(("a",), (("\x00",),)).rows == (("\\u0000",),)


def test_a_table_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="a cell for each column"):
        Table(("a", "b"), (("1",),))
    with pytest.raises(ValueError, match="a cell for each column"):
        Table(("a", "b"), (), "l")


def test_a_document_is_in_a_language_of_the_house() -> None:
    with pytest.raises(ValueError, match="fr"):
        Document("x", "fr", dt.datetime(2026, 1, 1, tzinfo=dt.UTC), ())

"""Text that strangers wrote shows as it is and does nothing."""

import html
import re
import string

from hypothesis import given
from hypothesis import strategies as st

from dashboard.views.plain import Html, in_markdown, joined, tag, text
from ingest.text import visible
from tests.dashboard.views.visiting import Words
from tests.ingest.hostile import ENTRIES

JOINER = "\N{WORD JOINER}"
HOSTILE = st.sampled_from([cell for entry in ENTRIES for cell in entry])
MARKUP = st.text(alphabet=st.one_of(st.sampled_from(string.punctuation + "\n\t\u202e "), st.characters()), max_size=60)
ANY = st.one_of(HOSTILE, MARKUP)


@given(ANY)
def test_text_becomes_html_that_reads_the_same_and_has_no_element(words: str) -> None:
    read = Words(text(words))
    assert read.elements == set()
    assert html.unescape(text(words)) == visible(words)


@given(ANY, ANY)
def test_an_element_holds_text_and_attributes_and_nothing_else(words: str, title: str) -> None:
    read = Words(tag("p", words, title=title, class_="x"))
    assert read.elements == {"p"}
    assert read.attributes == {"title", "class"}


@given(ANY)
def test_what_is_joined_to_html_is_still_text(words: str) -> None:
    assert Words(joined(tag("b", "x"), words, Html("<i>"))).elements == {"b", "i"}


@given(ANY)
def test_markdown_gets_every_sign_without_its_meaning_and_without_neighbours(words: str) -> None:
    said = in_markdown(words)
    bare = re.sub(rf"{JOINER}\\[{re.escape(string.punctuation)}]{JOINER}", "", said)
    assert not set(bare) & set(string.punctuation)


@given(ANY)
def test_markdown_gives_the_words_back(words: str) -> None:
    """What Markdown makes of a backslash before a sign is the sign."""
    waiting = iter(in_markdown(words))
    shown = "".join(next(waiting) if sign == "\\" else sign for sign in waiting)
    assert shown.replace(JOINER, "") == visible(words).replace(JOINER, "")


def test_none_is_nothing() -> None:
    assert tag("p", None, "a", None) == "<p>a</p>"
    assert tag("br", class_="x") == '<br class="x">'

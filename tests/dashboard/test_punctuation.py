"""Words that are put together stand as their language sets them."""

import doctest

from dashboard import punctuation
from dashboard.i18n import words


def test_the_examples_are_true() -> None:
    result = doctest.testmod(punctuation)
    assert (result.failed, result.attempted > 3) == (0, True)


def test_parts_of_a_sentence_are_kept_apart_by_more_than_a_comma() -> None:
    parts = ("a, b", "c")
    assert [punctuation.clauses(parts, words(locale)) for locale in ("en", "zh")] == ["a, b; c", "a, b；c"]

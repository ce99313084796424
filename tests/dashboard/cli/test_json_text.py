"""JSON of the contract: what the standard library writes, letter for letter, and nothing that a terminal obeys."""

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from dashboard.cli.json_text import dumps

LEAVES = some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False, allow_infinity=False)
SHOWN = some.text(some.characters(codec="utf-8", exclude_categories=("C", "Z")))
KEYS = SHOWN | some.integers() | some.booleans() | some.none()


def nested(inner: some.SearchStrategy[object]) -> some.SearchStrategy[object]:
    return some.lists(inner, max_size=4) | some.dictionaries(KEYS, inner, max_size=4) | some.tuples(inner, inner)


@settings(max_examples=60, deadline=None)
@given(some.recursive(LEAVES | SHOWN, nested, max_leaves=25))
def test_it_is_what_the_standard_library_writes(value: object) -> None:
    assert dumps(value) == json.dumps(value, ensure_ascii=False, indent=2)


@pytest.mark.parametrize("hostile", ["\u202e", "\u200b", "\x1b[2J", "\x7f", "\x85", "\u2028", "\u2029", "a\tb\nc"])
def test_what_a_terminal_might_obey_is_written_out_and_comes_back(hostile: str) -> None:
    written = dumps({"flat": hostile, hostile: [[hostile]]})
    assert json.loads(written) == {"flat": hostile, hostile: [[hostile]]}
    assert len(written.splitlines()) == 8
    assert all(sign.isprintable() for sign in written.replace("\n", ""))


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_what_json_cannot_hold_is_refused(number: float) -> None:
    for value in (number, {"flat": number}, [[number]]):
        with pytest.raises(ValueError, match="JSON compliant"):
            dumps(value)
    with pytest.raises(TypeError):
        dumps({"rows": [object()]})

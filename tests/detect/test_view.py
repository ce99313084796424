"""The view hands out columns as the frame has them, and holds each repeated text once."""

import pandas as pd
import pytest

from tests.detect.ledgers import row, scene_of, visits


def test_texts_come_out_as_the_frame_has_them() -> None:
    view = scene_of(
        [*visits(5, [-100, -200]), row("2026-01-01T10:00:00", -300, "", reference="r", category="餐饮")]
    ).view
    for name in view.frame.columns:
        expected = view.frame[name]
        told = pd.Series(view.column(name), index=expected.index, dtype=object)
        assert told.isna().tolist() == expected.isna().tolist()
        assert told.dropna().tolist() == expected.dropna().tolist()


@pytest.mark.parametrize("name", ["counterparty", "account", "currency", "person"])
def test_a_text_that_many_rows_have_is_one_object(name: str) -> None:
    view = scene_of(visits(50, [-100, -200])).view
    assert len({id(text) for text in view.column(name)}) == 1
    assert len({id(text) for text in view.words}) == 1


def test_words_are_payee_description_and_category() -> None:
    (words,) = scene_of([row("2026-01-01T10:00:00", -300, "店", description="货", category="餐饮")]).view.words
    assert words == "店 货 餐饮"

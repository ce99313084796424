"""Each distinct text is asked once, and every row gets the answer to its own."""

from collections import Counter

import numpy as np

from detect.texts import asked


def test_every_row_has_the_answer_to_its_own_text() -> None:
    texts = np.array(["tea", "rent", "tea", "", "rent"], dtype=object)
    assert asked(texts, len, np.int64).tolist() == [3, 4, 3, 0, 4]


def test_a_text_that_repeats_is_asked_once() -> None:
    times: Counter[str] = Counter()
    asked(np.array(["tea", "rent", "tea"], dtype=object), lambda text: bool(times.update([text])))
    assert times == {"tea": 1, "rent": 1}


def test_no_texts_have_no_answers() -> None:
    assert asked(np.array([], dtype=object), bool).tolist() == []

"""What is kept is taken, what is not is worked out, and what was not asked for is not kept on."""

import numpy as np
import pytest

from detect.memo import Memo

SCORES = np.array([0.4, 0.75])


def never() -> np.ndarray:
    raise AssertionError("worked out")


def test_scores_are_worked_out_once() -> None:
    first = Memo()
    assert first.scores(b"march", 2, lambda: SCORES).tolist() == [0.4, 0.75]
    later = Memo(first.used)
    assert later.scores(b"march", 2, never).tolist() == [0.4, 0.75]
    with pytest.raises(AssertionError, match="worked out"):
        later.scores(b"april", 2, never)


@pytest.mark.parametrize("damaged", [b"", b"torn", bytes(3 * 8)])
def test_what_cannot_be_the_scores_of_these_rows_is_worked_out(damaged: bytes) -> None:
    memo = Memo({b"march": damaged})
    assert memo.scores(b"march", 2, lambda: SCORES).tolist() == [0.4, 0.75]
    assert memo.used == {b"march": SCORES.tobytes()}


def test_what_a_scan_did_not_ask_for_is_not_kept_on() -> None:
    memo = Memo({b"march": SCORES.tobytes(), b"undone": SCORES.tobytes()})
    memo.scores(b"march", 2, never)
    assert list(memo.used) == [b"march"]


def test_no_rows_have_no_scores() -> None:
    assert Memo({b"none": b""}).scores(b"none", 0, never).tolist() == []

"""Machine code is the same function, compiled when it is first called."""

import subprocess
import sys

from detect.compiled import compiled

ALONE = """
import sys
import detect.scan
before = "numba" in sys.modules
from detect.counting import earlier_at_least
import numpy as np
ones = np.ones(3)
counts = earlier_at_least(ones, np.arange(3.0), ones, ones)
print(before, "numba" in sys.modules, counts.tolist())
"""


@compiled
def _twice(number: int) -> int:
    return number + number


@compiled
def _four_times(number: int) -> int:
    """Double it twice."""
    return _twice(_twice(number))


def test_a_compiled_function_may_call_another_that_was_not_called_yet() -> None:
    assert _four_times(3) == 12
    assert _twice(5) == 10


def test_it_keeps_its_name_and_what_is_said_of_it() -> None:
    assert getattr(_four_times, "__name__", "") == "_four_times"
    assert _four_times.__doc__ == "Double it twice."


def test_numba_is_loaded_by_the_first_call_and_not_by_an_import() -> None:
    ran = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True)
    assert ran.stdout.split(maxsplit=2) == ["False", "True", "[0.0, 1.0, 2.0]\n"]

"""Functions in machine code. Numba is loaded when the first of them is called: that takes as long as reading a small ledger, and many commands and pages call none."""

from collections.abc import Callable
from functools import cached_property, update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class compiled(Generic[P, T]):  # noqa: N801  (a decorator)
    """Decorates a function that numba compiles at its first call, and keeps for the next process beside the source."""

    def __init__(self, function: Callable[P, T]) -> None:
        self._function = function
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the machine code."""
        result: T = self._machine_code(*args, **kwargs)
        return result

    @cached_property
    def _machine_code(self) -> Any:  # noqa: ANN401  (numba has no types)
        from numba import njit  # noqa: PLC0415  (see above)

        known = self._function.__globals__
        for name in self._function.__code__.co_names:  # numba cannot look into what is not compiled yet
            if isinstance(called := known.get(name), compiled):
                known[name] = called._machine_code  # noqa: SLF001
        return njit(cache=True)(self._function)

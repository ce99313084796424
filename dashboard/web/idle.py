"""The moments in which no page is drawn: for work that may wait until then. A page tells that it is drawn, whoever works asks."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_REST: Final = 0.5  # seconds after a page was drawn in which the browser still lays it out


class Idle:
    """Knows whether pages are being drawn, in whatever threads."""

    def __init__(self, rest: float = _REST) -> None:
        self._rest = rest
        self._changed = threading.Condition()
        self._drawing = 0
        self._last: float | None = None  # when a page was drawn last

    @contextmanager
    def drawing(self) -> Iterator[None]:
        """Say that a page is drawn meanwhile."""
        with self._changed:
            self._drawing += 1
        try:
            yield
        finally:
            with self._changed:
                self._drawing -= 1
                self._last = time.monotonic()
                self._changed.notify_all()

    def wait(self) -> None:
        """Return once a page has been drawn and none is, nor was a moment ago."""
        with self._changed:
            while (left := self._left()) != 0:
                self._changed.wait(left)

    def _left(self) -> float | None:
        """Return the seconds to wait; None until something changes."""
        if self._drawing or self._last is None:
            return None
        return max(0.0, self._last + self._rest - time.monotonic())


PAGES: Final = Idle()

"""How much of a PDF may be unpacked, counted and drawn before it is no statement."""

import time
from typing import Final

from ingest import limits

_LOOK: Final = 256  # words or objects between two looks at the clock


class TooMuchError(Exception):
    """More work than any statement makes."""


class Budget:
    """What may still be done for one document. Time is the processor's, so that a busy machine refuses nothing."""

    def __init__(self) -> None:
        """Begin with everything."""
        self.objects = limits.PDF_OBJECTS
        self.page_objects = limits.PDF_PAGE_OBJECTS
        self.bytes = limits.PDF_STREAMS_BYTES
        self.codes = limits.PDF_CODES
        self.operators = limits.PDF_OPERATORS
        self.page_operators = limits.PDF_PAGE_OPERATORS
        self.seconds = limits.PDF_SECONDS
        self._looked = 0.0

    def turn(self) -> None:
        """Begin a page."""
        self.page_objects = limits.PDF_PAGE_OBJECTS
        self.page_operators = limits.PDF_PAGE_OPERATORS
        self._looked = 0.0

    def spend(self) -> None:
        """Pay for one object that is drawn.

        Raises:
            TooMuchError: nothing is left; likewise below.
        """
        self.objects -= 1
        self.page_objects -= 1
        if self.objects < 0 or self.page_objects < 0:
            raise TooMuchError

    def unpack(self, size: int) -> None:
        """Pay for the bytes that a filter gave."""
        self.bytes -= size
        if self.bytes < 0:
            raise TooMuchError

    def count(self, codes: int) -> None:
        """Pay for codes, or numbers of objects, that are walked one by one."""
        self.codes -= codes
        if self.codes < 0:
            raise TooMuchError

    def operate(self) -> None:
        """Pay for one word of a page."""
        self.operators -= 1
        self.page_operators -= 1
        if self.operators < 0 or self.page_operators < 0:
            raise TooMuchError
        if self.operators % _LOOK == 0:
            self._look()

    def _look(self) -> None:
        """Take the time since the last look at this page from what is left."""
        now = time.thread_time()
        if self._looked:
            self.seconds -= max(0.0, now - self._looked)  # another thread has another clock
        self._looked = now
        if self.seconds < 0:
            raise TooMuchError

"""How much of a PDF may be drawn before it is no statement."""

import time
from typing import Final

OBJECTS: Final = 3_000_000  # characters, lines and images of all pages together
SECONDS: Final = 300.0
_LOOK: Final = 256  # objects between two looks at the clock


class TooMuchError(Exception):
    """More work than any statement makes."""


class Budget:
    """What may still be drawn."""

    def __init__(self) -> None:
        """Begin with everything."""
        self.objects = OBJECTS
        self.until = time.monotonic() + SECONDS

    def spend(self) -> None:
        """Pay for one object.

        Raises:
            TooMuchError: nothing is left.
        """
        self.objects -= 1
        if self.objects < 0 or (self.objects % _LOOK == 0 and time.monotonic() > self.until):
            raise TooMuchError

"""Quiet hours: what would be sent in them waits for the next run."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quiet:
    """From one time of day to another, over midnight where the second is the earlier one."""

    begins: dt.time
    ends: dt.time

    @classmethod
    def read(cls, text: str) -> "Quiet":
        """Read `22:00-08:00`.

        Raises:
            ValueError: it is written otherwise, or begins when it ends.
        """
        begins, between, ends = text.partition("-")
        found = cls(*(dt.datetime.strptime(part.strip(), "%H:%M").time() for part in (begins, ends)))  # noqa: DTZ007
        if not between or found.begins == found.ends:
            raise ValueError(text)
        return found

    def holds(self, at: dt.time) -> bool:
        """Tell whether a time of day is quiet; the first minute is, the last is not.

        >>> quiet = Quiet.read("22:00-08:00")
        >>> [quiet.holds(dt.time(hour)) for hour in (21, 22, 3, 8)]
        [False, True, True, False]
        """
        if self.begins < self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends

    def __str__(self) -> str:
        return f"{self.begins:%H:%M}-{self.ends:%H:%M}"

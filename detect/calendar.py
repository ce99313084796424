"""Business days, with the country's holidays and make-up working days as an argument."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Workdays:
    """Which days a country works: weekdays but `holidays`, and the weekend days that make up for bridges (China)."""

    holidays: frozenset[dt.date] = frozenset()
    makeup: frozenset[dt.date] = frozenset()

    def works(self, day: dt.date) -> bool:
        """Tell whether banks work on a day."""
        return day in self.makeup or (day.weekday() < 5 and day not in self.holidays)


WEEKDAYS: Final = Workdays()


def add_business_days(day: dt.date, count: int, workdays: Workdays = WEEKDAYS) -> dt.date:
    """Return the day `count` business days after `day`.

    >>> add_business_days(dt.date(2026, 3, 6), 1)
    datetime.date(2026, 3, 9)
    """
    while count > 0:
        day += dt.timedelta(days=1)
        count -= workdays.works(day)
    return day


def business_days_between(first: dt.date, last: dt.date, workdays: Workdays = WEEKDAYS) -> int:
    """Return how many business days lie after `first` up to and including `last`.

    >>> business_days_between(dt.date(2026, 3, 6), dt.date(2026, 3, 13))
    5
    """
    return sum(workdays.works(first + dt.timedelta(days=n)) for n in range(1, (last - first).days + 1))


@lru_cache(maxsize=64)
def workdays_of(country: str, first: int, last: int) -> Workdays:
    """Return the working days of a country (ISO 3166) in the years `first` to `last`, as python-holidays knows them.

    A country it does not know works on all weekdays.
    """
    import holidays  # noqa: PLC0415  (reads its tables; help and mistakes need none)

    if country not in holidays.list_supported_countries():
        return WEEKDAYS
    table = holidays.country_holidays(country, years=range(first, last + 1))
    return Workdays(frozenset(table), frozenset(getattr(table, "weekend_workdays", ())))

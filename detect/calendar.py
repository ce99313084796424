"""Business days, with the country's holidays and make-up working days as an argument."""

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Workdays:
    """Which days a country works: weekdays but `holidays`, and the weekend days that make up for bridges (China).

    `unsure` are those of the holidays on which banks may be open after all.
    """

    holidays: frozenset[dt.date] = frozenset()
    makeup: frozenset[dt.date] = frozenset()
    unsure: frozenset[dt.date] = frozenset()

    def works(self, day: dt.date) -> bool:
        """Tell whether banks work on a day."""
        return day in self.makeup or (day.weekday() < 5 and day not in self.holidays)

    def surely(self) -> "Workdays":
        """Return the same days for whoever must not be late: a holiday that is not certain is worked."""
        return Workdays(self.holidays - self.unsure, self.makeup)


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


@lru_cache(maxsize=256)
def workdays_of(country: str, first: int, last: int) -> Workdays:
    """Return the working days of a country (ISO 3166) in the years `first` to `last`, as python-holidays knows them.

    A country it does not know works on all weekdays. Unsure are holidays that wait for the moon to be seen, those not
    everybody has, and Fridays off for a Saturday (the Federal Reserve's banks are open on them).
    """
    years = [_year(country, year) for year in range(first, last + 1)]
    return Workdays(
        frozenset().union(*(year.holidays for year in years)),
        frozenset().union(*(year.makeup for year in years)),
        frozenset().union(*(year.unsure for year in years)),
    )


@lru_cache(maxsize=512)  # deadlines ask for dozens of spans of a few years, and drawing up a year takes milliseconds
def _year(country: str, year: int) -> Workdays:
    import holidays  # noqa: PLC0415  (reads its tables; help and mistakes need none)

    if country not in holidays.list_supported_countries():
        return WEEKDAYS
    table = holidays.country_holidays(country, years=year, language="en_US")
    off = set(table)
    unsure = {day for day, name in table.items() if _unsure(day, name)}
    more: set[dt.date] = set()  # days off that python-holidays counts apart
    if country == "GB":  # England's beside the whole kingdom's
        more = set(holidays.country_holidays(country, subdiv="ENG", years=year)) - off
    if country == "ID":  # joint leave, cuti bersama
        more = set(holidays.country_holidays(country, categories="government", years=year)) - off
    off, unsure = off | more, unsure | more
    return Workdays(frozenset(off), frozenset(getattr(table, "weekend_workdays", ())), frozenset(unsure))


def _unsure(day: dt.date, name: str) -> bool:
    return "(estimated)" in name or ("(observed)" in name and day.weekday() == calendar.FRIDAY)

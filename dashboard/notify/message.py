"""What a notification says. Pure: counts and kinds, and merchants and amounts only where the person allowed it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.digest.compose import how_it_ran
from dashboard.digest.gather import Digest
from dashboard.digest.redacted import kinds, time_left, watched
from dashboard.i18n import Words
from dashboard.paper.as_html import as_html
from dashboard.paper.as_text import as_text
from dashboard.paper.document import Document
from dashboard.present import ShownAlert
from dashboard.schedule.plan import Timing
from dashboard.views.parts.said import counted

BANDS: Final = (0, 1, 3, 7)  # days before the last safe day; each is told once
_MOST: Final = 10  # alerts that are told one by one
_LINE: Final = 300  # characters of one of them
# Where an address that a stranger wrote could begin or go on: phones make links of addresses, and thieves write some.
_LINK: Final = re.compile(r"(?<=\w)([.@:])(?=/|[^\W\d_])")

_BETWEEN_TAGS: Final = re.compile(r">[^<]*<")


@dataclass(frozen=True, slots=True)
class News:
    """What there is to tell: alerts that are new or worse than last told, and those whose time runs out, by days left."""

    alerts: tuple[ShownAlert, ...] = ()
    deadlines: tuple[tuple[ShownAlert, int], ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.alerts or self.deadlines)


@dataclass(frozen=True, slots=True)
class Message:
    """Plain text; `html` says the same for channels that show pages, `short` less for those that take no long text. Empty: none."""

    title: str
    body: str
    html: str = ""
    short: str = ""


def band(days_left: int) -> int | None:
    """Return the band that so many days lie in, None beyond the widest and after the day itself.

    >>> band(8), band(5), band(3), band(0), band(-1)
    (None, 7, 3, 0, None)
    """
    return next((days for days in BANDS if 0 <= days_left <= days), None)


def news(digest: Digest, told_bands: Mapping[str, int]) -> News:
    """Return what was not told yet: by what the casebook knows to be told, and by the bands that were."""
    fresh = tuple(shown for shown in digest.alerts if shown.alert.is_news)
    running = tuple(
        (shown, left)
        for shown in digest.alerts
        if (left := days_left(digest, shown)) is not None
        and (now := band(left)) is not None
        and now < told_bands.get(shown.alert.alert_id, max(BANDS) + 1)
    )
    return News(fresh, running)


def days_left(digest: Digest, shown: ShownAlert) -> int | None:
    """Return the days to an alert's last safe day, None where no clock runs."""
    safe = digest.safe_day(shown)
    return (safe.day - digest.day).days if safe is not None else None


def message(digest: Digest, found: News, words: Words, timing: Timing, *, details: bool) -> Message:
    """Return what to send. Without news it says so, together with what was looked at."""
    return Message(_title(digest, found, words), "\n".join(_lines(digest, found, words, timing, details=details)))


def _title(digest: Digest, found: News, words: Words) -> str:
    if not digest.watched:
        return words("notify.title.blind")
    if found.alerts:
        return counted(words, "notify.title.new", len(found.alerts))
    return words("notify.title.deadline" if found.deadlines else "notify.title.calm")


def _lines(digest: Digest, found: News, words: Words, timing: Timing, *, details: bool) -> Iterator[str]:
    if details:
        yield from (_told(shown, words) for shown in found.alerts[:_MOST])
        if len(found.alerts) > _MOST:
            yield words("digest.more", count=len(found.alerts) - _MOST)
    else:
        yield from kinds(found.alerts, words)
    yield from time_left(Counter(left for _, left in found.deadlines), words)
    if digest.alerts:
        yield words("notify.open", count=len(digest.alerts))
    if digest.watched:
        yield watched(digest, words)
    yield from how_it_ran(timing, words)
    yield words("notify.look")


def _told(shown: ShownAlert, words: Words) -> str:
    alert = shown.alert
    stake = words.money(alert.amount, alert.currency) if alert.amount else ""
    line = " · ".join(part for part in (stake, shown.title, shown.verdict) if part)
    return unlinked(line if len(line) <= _LINE else f"{line[: _LINE - 1]}…")


def unlinked(text: str) -> str:
    r"""Return a text in which no program finds an address to link to; a joiner without width parts each.

    >>> unlinked("www.x.example 12.50 https://y").replace("\u2060", "|")
    'www.|x.|example 12.50 https:|//y'
    """
    return _LINK.sub("\\1\N{WORD JOINER}", text)


def with_digest(told: Message, document: Document) -> Message:
    """Return a message that brings a whole digest; what it would say without one goes where there is no room for it."""
    head, body, rest = as_html(document).partition("<body>")
    page = head + body + _BETWEEN_TAGS.sub(lambda found: unlinked(found[0]), rest)
    return Message(told.title, unlinked(as_text(document)), page, told.body)

"""The digest as it may leave the machine: kinds and counts, days and deadlines; no merchants, no amounts, no accounts. Pure."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from dashboard.digest.compose import how_it_ran, open_ends, verdict
from dashboard.digest.gather import Digest
from dashboard.i18n import Words
from dashboard.paper.document import Block, Bullets, Document, Heading, Paragraph, Title
from dashboard.present import ShownAlert
from dashboard.punctuation import sentences
from dashboard.schedule.plan import Timing
from detect.finding import SEVERITIES

_NEAR: Final = 31  # days; what ends later is no matter of this week's


def redacted(digest: Digest, words: Words, made: dt.datetime, timing: Timing) -> Document:
    """Return what `compose.document` tells, without anything that a stranger could not know."""
    title = words("digest.title", day=words.day(digest.day))
    fresh = [shown for shown in digest.alerts if shown.alert.alert_id in digest.news]
    older = [shown for shown in digest.alerts if shown.alert.alert_id not in digest.news]
    blocks = (
        Title(title),
        *(Paragraph(text) for text in how_it_ran(timing, words)),
        Paragraph(verdict(digest, words), strong=True),
        *_part("digest.new", kinds(fresh, words), words),
        *_part("digest.still", kinds(older, words), words),
        *_bullets(time_left(_left(digest), words)),
        *_part("digest.settled", kinds(digest.settled, words), words),
        *_covered(digest, words),
        *open_ends(digest, words),
        Paragraph(words("notify.look"), quiet=True),
    )
    return Document(title, words.locale, made, blocks, footer=words("digest.footer"))


def kinds(alerts: Iterable[ShownAlert], words: Words) -> Iterator[str]:
    """Say how many there are of each kind, the most pressing kinds first."""
    alerts = tuple(alerts)
    count = Counter(shown.title for shown in alerts)
    pressing = {shown.title: SEVERITIES.index(shown.alert.severity) for shown in reversed(alerts)}
    for title in sorted(count, key=lambda title: (-pressing[title], title)):
        yield words("notify.kind", kind=title, count=count[title])


def time_left(days: Mapping[int, int], words: Words) -> Iterator[str]:
    """Say how many last safe days are so many days away, given as counts by days."""
    for left, count in sorted(days.items()):
        yield words("notify.days", count=count, days=words.span(left, "day")) if left else words("notify.today", count=count)  # fmt: skip


def watched(digest: Digest, words: Words) -> str:
    """Say how many accounts the statements cover, up to which day at least, how many are too new to compare, and how many have holes."""
    oldest = min(one.until for one in digest.watched)
    told = {
        "too_new": sum(one.too_new for one in digest.watched),
        "holes": sum(bool(one.gaps) for one in digest.watched),
    }
    said = words("notify.watched", count=len(digest.watched), day=words.day(oldest))
    return sentences((said, *(words(f"notify.{name}", count=count) for name, count in told.items() if count)), words)


def _left(digest: Digest) -> Counter[int]:
    """Count the alerts by the days to their last safe day, for those whose day comes within a month."""
    safe = (digest.safe_day(shown) for shown in digest.alerts)
    days = ((one.day - digest.day).days for one in safe if one is not None)
    return Counter(left for left in days if 0 <= left <= _NEAR)


def _part(name: str, lines: Iterable[str], words: Words) -> tuple[Block, ...]:
    said = _bullets(lines)
    return (Heading(words(name)), *said) if said else ()


def _bullets(lines: Iterable[str]) -> tuple[Block, ...]:
    said = tuple(lines)
    return (Bullets(said),) if said else ()


def _covered(digest: Digest, words: Words) -> Iterator[Block]:
    if not digest.watched:
        return
    yield Heading(words("page.watched.title"))
    yield Paragraph(watched(digest, words))
    if digest.refunds:
        yield Paragraph(words("digest.refunds_count", count=len(digest.refunds)))
    if digest.overdue:
        yield Paragraph(words("digest.overdue_count", count=len(digest.overdue)))

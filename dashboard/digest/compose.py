"""A digest as a document. Pure: it depends on nothing but the digest, the language and how the run went."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from dashboard.account_name import account_name
from dashboard.digest.gather import Digest
from dashboard.i18n import Words, quoted
from dashboard.paper.document import Block, Bullets, Document, Heading, Paragraph, Table, Title
from dashboard.present import ShownAlert
from dashboard.punctuation import clauses, labelled, sentences
from dashboard.schedule.plan import Timing
from dashboard.timetable import timetable
from dashboard.urgency import urgency
from dashboard.views.parts.said import counted, sums
from dashboard.views.parts.watched import Watched, newcomers, said
from detect.promises.listing import Expected

_MOST: Final = 30  # alerts or refunds that are told one by one; the others are counted


def document(digest: Digest, words: Words, made: dt.datetime, timing: Timing) -> Document:
    """Return the digest; `made` is wall time, `timing` how the run stood to its plan."""
    title = words("digest.title", day=words.day(digest.day))
    blocks = (
        Title(title),
        *(Paragraph(text) for text in how_it_ran(timing, words)),
        Paragraph(verdict(digest, words), strong=True),
        *(
            Paragraph(text)
            for text in (newcomers((one.account for one in digest.watched if one.too_new), words),)
            if text
        ),
        *_money(digest, words),
        *_alerts(digest, words),
        *_settled(digest, words),
        *_refunds(digest, words),
        *_covered(digest, words),
        *open_ends(digest, words),
    )
    return Document(title, words.locale, made, blocks, footer=words("digest.footer"))


def how_it_ran(timing: Timing, words: Words) -> Iterator[str]:
    """Say that a run came late, and that others never came."""
    if timing.late and timing.due is not None:
        yield words("schedule.run.late", due=words.moment(timing.due.isoformat()))
    if timing.missed:
        yield words("schedule.run.missed", count=timing.missed)


def verdict(digest: Digest, words: Words) -> str:
    """Return the first sentence. That nothing was found is never said without what was looked at."""
    if not digest.watched:
        return words("digest.blind")
    if digest.alerts:
        return words("digest.needs", count=len(digest.alerts), new=len(digest.news))
    days = sorted(one.until for one in digest.watched)
    return words("digest.calm", accounts=len(digest.watched), first=words.day(days[0]), last=words.day(days[-1]))


def _money(digest: Digest, words: Words) -> Iterator[Block]:
    if digest.at_risk:
        yield Paragraph(words("digest.at_risk", sums=sums(words, digest.at_risk)))


def _alerts(digest: Digest, words: Words) -> Iterator[Block]:
    fresh = [shown for shown in digest.alerts if shown.alert.alert_id in digest.news]
    older = [shown for shown in digest.alerts if shown.alert.alert_id not in digest.news]
    for name, alerts in (("new", fresh), ("still", older)):
        if alerts:
            yield Heading(words(f"digest.{name}"))
            for shown in alerts[:_MOST]:
                yield from _alert(shown, digest, words)
            yield from _more(len(alerts), words)


def _alert(shown: ShownAlert, digest: Digest, words: Words) -> Iterator[Block]:
    alert = shown.alert
    stake = words.money(alert.amount, alert.currency) if alert.amount else ""
    headline = timetable(shown, words, digest.day).headline
    head = (words(f"page.urgency.{urgency(shown, headline)}"), stake, shown.title)
    yield Paragraph(" · ".join(part for part in head if part), strong=True)
    yield Paragraph(shown.verdict)
    if headline:
        yield Paragraph(words("deadline.line", when=headline.text, name=headline.told.name))
    yield Paragraph(words("digest.look", id=alert.alert_id), quiet=True)


def _settled(digest: Digest, words: Words) -> Iterator[Block]:
    if digest.settled:
        yield Heading(words("digest.settled"))
        yield Bullets(tuple(_ended(shown, words) for shown in digest.settled[:_MOST]))
        yield from _more(len(digest.settled), words)


def _ended(shown: ShownAlert, words: Words) -> str:
    by = words(f"digest.by.{shown.alert.closed_by or 'rows'}")
    return labelled(shown.title, sentences((shown.verdict, by), words), words)


def _refunds(digest: Digest, words: Words) -> Iterator[Block]:
    if digest.refunds:
        yield Heading(words("digest.refunds"))
        header = tuple(words(f"cli.column.{name}") for name in ("due", "of", "amount", "received", "state"))
        yield Table(header, tuple(_refund(one, words) for one in digest.refunds[:_MOST]), "llrrl")
        yield from _more(len(digest.refunds), words)


def _refund(one: Expected, words: Words) -> tuple[str, ...]:
    amounts = (words.money(amount, one.currency) for amount in (one.amount, one.received))
    return (words.day(one.due), quoted(one.merchant), *amounts, words(f"cli.promise.{one.state}"))


def _covered(digest: Digest, words: Words) -> Iterator[Block]:
    if not digest.watched:
        return
    yield Heading(words("page.watched.title"))
    yield Bullets(tuple(covered(one, words) for one in digest.watched))
    if digest.overdue:
        late = words.listed(account_name(one.account, words) for one in digest.overdue)
        yield Paragraph(words("digest.overdue", accounts=late))


def covered(one: Watched, words: Words) -> str:
    """Say up to which day an account was watched, how well, and which months were not."""
    until, *others = said(one, words)
    return clauses((f"{account_name(one.account, words)} {until}", *others), words)


def open_ends(digest: Digest, words: Words) -> Iterator[Block]:
    """Say how many questions wait, and how many lines could not be read."""
    told = {"questions": digest.questions, "unread": digest.unread}
    lines = tuple(counted(words, f"digest.{name}", count) for name, count in told.items() if count)
    if lines:
        yield Heading(words("digest.open_ends"))
        yield Bullets(lines)


def _more(count: int, words: Words) -> Iterable[Block]:
    return (Paragraph(words("digest.more", count=count - _MOST), quiet=True),) if count > _MOST else ()

"""Whether a run notifies, and what is remembered as told afterwards."""

import datetime as dt

from dashboard.digest.compose import document
from dashboard.digest.gather import Digest
from dashboard.digest.redacted import redacted
from dashboard.i18n import Words
from dashboard.notify.channels import Channels, NoKeyring
from dashboard.notify.message import News, band, days_left, message, news, with_digest
from dashboard.notify.wishes import Wishes
from dashboard.schedule.plan import Timing
from detect.casebook import Casebook


def tell(
    book: Casebook, channels: Channels, digest: Digest, words: Words, now: dt.datetime, timing: Timing, *, weekly: bool
) -> tuple[str, list[str]]:
    """Notify of what is new, where something is set up for it; with `weekly` send the whole digest, also of nothing new.

    What quiet hours hold, or no channel takes, is not remembered as told, so the next run tells it.

    Returns:
        what became of it, as `Run.told` says, and the names of channels that did not take it.
    """
    if not channels.any:
        return "", []
    wishes = Wishes(book.preferences)
    found = news(digest, wishes.bands)
    if not found and not weekly:
        return "nothing", []
    if wishes.quiet is not None and wishes.quiet.holds(now.time()):
        return "held", []
    from dashboard.notify.send import send  # noqa: PLC0415  (Apprise is loaded only to send)

    try:
        addresses = channels.addresses()
    except NoKeyring:
        return "failed", list(wishes.channels)
    told = message(digest, found, words, timing, details=wishes.details)
    if weekly:
        compose = document if wishes.details else redacted
        told = with_digest(told, compose(digest, words, now, timing))
    failed = send(addresses, told)
    if len(failed) == len(addresses):
        return "failed", failed
    _remember(book, wishes, digest, found)
    if weekly:
        wishes.keep_digest_sent(now)
    return "sent", failed


def _remember(book: Casebook, wishes: Wishes, digest: Digest, found: News) -> None:
    for shown in found.alerts:
        book.told(shown.alert)
    bands = {
        shown.alert.alert_id: now
        for shown in digest.alerts
        if (left := days_left(digest, shown)) is not None and (now := band(left)) is not None
    }
    wishes.keep_bands(bands)  # of open alerts alone: what is closed has no deadline

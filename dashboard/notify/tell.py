"""Whether a run notifies, and what is remembered as told afterwards."""

import datetime as dt

from dashboard.digest.gather import Digest
from dashboard.i18n import Words
from dashboard.notify.channels import Channels, NoKeyring
from dashboard.notify.message import News, band, days_left, message, news
from dashboard.notify.wishes import Wishes
from dashboard.schedule.plan import Timing
from detect.casebook import Casebook


def tell(
    book: Casebook, channels: Channels, digest: Digest, words: Words, now: dt.datetime, timing: Timing, *, calm: bool
) -> tuple[str, list[str]]:
    """Notify of what is new, where something is set up for it; with `calm` also of nothing new.

    What quiet hours hold, or no channel takes, is not remembered as told, so the next run tells it.

    Returns:
        what became of it, as `Run.told` says, and the names of channels that did not take it.
    """
    if not channels.any:
        return "", []
    wishes = Wishes(book.preferences)
    found = news(digest, wishes.bands)
    if not found and not calm:
        return "nothing", []
    if wishes.quiet is not None and wishes.quiet.holds(now.time()):
        return "held", []
    from dashboard.notify.send import send  # noqa: PLC0415  (Apprise is loaded only to send)

    try:
        addresses = channels.addresses()
    except NoKeyring:
        return "failed", list(wishes.channels)
    failed = send(addresses, message(digest, found, words, timing, details=wishes.details))
    if len(failed) == len(addresses):
        return "failed", failed
    _remember(book, wishes, digest, found)
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

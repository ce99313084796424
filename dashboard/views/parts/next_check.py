"""On the first page: when the next check comes by itself, and what the last one found."""

import datetime as dt

from dashboard.i18n import Words
from dashboard.punctuation import sentences
from dashboard.schedule.keep import kept
from dashboard.schedule.plan import timing
from dashboard.views.parts.said import counted
from dashboard.views.plain import Html, tag
from detect.casebook import Casebook


def told(book: Casebook, now: dt.datetime, words: Words) -> Html | None:
    """Return it as a paragraph; None where no checks are scheduled.

    Args:
        book: whose schedule and runs are told.
        now: this machine's wall time.
        words: the language.
    """
    scheduled, last = kept(book.preferences), book.runs.last_whole  # one that was cut short found nothing
    if scheduled is None:
        return None
    stands = timing(scheduled, last.started if last else "", now)
    said = [words("page.next_check.next", moment=words.moment(scheduled.plan.after(now).isoformat()))]
    if last is not None:
        said.append(counted(words, "page.next_check.found", last.new_alerts, day=words.day(last.started[:10])))
    if missed := (1 if stands.late else 0) + stands.missed:
        said.append(counted(words, "page.next_check.missed", missed))
    return tag("p", sentences(said, words), class_="quiet")

"""What a scheduled run does: takes the inbox in, looks at the ledger, writes the digest, notifies, and records what came of it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from dashboard.digest.compose import document
from dashboard.digest.file import write
from dashboard.digest.gather import Digest, gather, waits
from dashboard.digest.memory import Memory
from dashboard.i18n import Words
from dashboard.notify.channels import Channels
from dashboard.notify.tell import tell
from dashboard.notify.weekly import digest_due
from dashboard.notify.wishes import Wishes
from dashboard.present import Presenter
from dashboard.schedule.inbox import NoInbox, Taken, take_in
from dashboard.schedule.keep import kept
from dashboard.schedule.plan import Timing, timing
from detect.casebook import Casebook, ScanReport
from detect.runs import Run
from ingest.errors import WalletwatchError
from ingest.ledger import Ledger

_OURS: Final = 70  # the exit code of a mistake of ours


@dataclass(slots=True)
class Done:
    """A run as far as it went, and what went wrong on the way.

    no_inbox: the folder that could not be used. no_digest: why there is none. unreached: channels that took no message.
    """

    run: Run
    timing: Timing
    report: ScanReport | None = None
    no_inbox: str = ""
    digest: Path | None = None
    no_digest: str = ""
    unreached: tuple[str, ...] = ()

    def note(self, **facts: Any) -> None:  # noqa: ANN401  (fields of Run)
        """Add to what is recorded."""
        self.run = replace(self.run, **facts)


def wall_time() -> dt.datetime:
    """Return the time on this machine's clock, to the second, without a zone."""
    return dt.datetime.now().astimezone().replace(tzinfo=None, microsecond=0)


def timing_of(book: Casebook, now: dt.datetime) -> Timing:
    """Return how a run would stand to the schedule if it began now; one that was cut short does not count as made."""
    last = book.runs.last_whole
    return timing(kept(book.preferences), last.started if last else "", now)


@contextmanager
def recorded(book: Casebook, now: dt.datetime) -> Iterator[Done]:
    """Record a run from its begin to its end, also one that ends in an error; `now` is wall time."""
    stands = timing_of(book, now)
    done = Done(Run(book.runs.begin(now.isoformat()), now.isoformat()), stands)
    try:
        yield done
    except BaseException as error:
        done.note(exit=error.exit_code if isinstance(error, WalletwatchError) else _OURS)
        raise
    finally:
        done.note(ended=wall_time().isoformat())
        book.runs.end(done.run)


def run(ledger: Ledger, book: Casebook, words: Words, now: dt.datetime, inbox: Path | None, done: Done) -> None:
    """Import what waits in the inbox, if there is one, scan as of `now`, write the digest, notify; `done` tells what came of it.

    An inbox that cannot be used keeps nobody from being watched: it is told, and the rest is done.
    """
    taken = Taken()
    if inbox is not None:
        try:
            taken = take_in(ledger, inbox, words, now.timestamp())
        except NoInbox as error:
            done.no_inbox = str(error)
    done.note(imported=taken.imported, failed=taken.failed, left=taken.left)
    done.report = book.scan(now.date(), book.preferences.settings())
    done.note(new_alerts=sum(waits(alert, now.date()) for alert in done.report.new))
    memory = Memory(book.preferences)
    digest = gather(book, Presenter(ledger, words), memory, now.date())
    _write(ledger, memory, digest, words, now, done)
    _notify(ledger, book, digest, words, now, done)


def _write(ledger: Ledger, memory: Memory, digest: Digest, words: Words, now: dt.datetime, done: Done) -> None:
    """Write the digest down; what it told is remembered only once it is on disk."""
    try:
        done.digest = write(ledger.path, document(digest, words, now, done.timing), now)
    except OSError as error:
        done.no_digest = error.strerror or type(error).__name__
    else:
        memory.keep(shown.alert for shown in digest.alerts)


def _notify(ledger: Ledger, book: Casebook, digest: Digest, words: Words, now: dt.datetime, done: Done) -> None:
    """Notify; once a week with the whole digest, also of nothing new, because silence may mean that nothing runs any more."""
    wishes = Wishes(book.preferences)
    weekly = digest_due(kept(book.preferences), wishes.digest_sent, now)
    told, failed = tell(book, Channels(wishes, ledger.path), digest, words, now, done.timing, weekly=weekly)
    done.unreached = tuple(failed)
    done.note(told=told)

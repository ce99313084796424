"""Days and deadlines as a calendar file (RFC 5545) that any calendar program can take in.

Pure: what to write and the time of writing come in, text comes out. Deadlines without a minute are whole days; those
with one stand at the person's own wall time, wherever the calendar is. Words are plain text, escaped as the format
asks, and lines are folded at 75 octets without cutting a letter in two.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_OCTETS: Final = 75  # RFC 5545 section 3.1, without the line break
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_ESCAPED: Final = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a calendar. `key` stays the same for the same deadline, so that a second import moves it."""

    key: str
    when: dt.date | dt.datetime  # a datetime is wall time without a zone
    title: str
    text: str = ""


def calendar_text(entries: Iterable[Entry], written: dt.datetime) -> str:
    """Return a calendar file; `written` is a moment with its zone.

    >>> calendar_text([], dt.datetime(2026, 11, 29, tzinfo=dt.UTC)).split()[0]
    'BEGIN:VCALENDAR'
    """
    stamp = written.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Walletwatch//Deadlines//EN", "CALSCALE:GREGORIAN"]
    for entry in entries:
        lines += _event(entry, stamp)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _event(entry: Entry, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_plain(entry.key)}@walletwatch"
    yield f"DTSTAMP:{stamp}"
    if isinstance(entry.when, dt.datetime):
        yield f"DTSTART:{entry.when:%Y%m%dT%H%M%S}"
    else:
        yield f"DTSTART;VALUE=DATE:{entry.when:%Y%m%d}"
    yield f"SUMMARY:{_plain(entry.title)}"
    if entry.text:
        yield f"DESCRIPTION:{_plain(entry.text)}"
    yield "TRANSP:TRANSPARENT"  # a deadline keeps nobody from being free
    yield "END:VEVENT"


def _plain(text: str) -> str:
    """Escape text, and leave out letters that are not seen: control, bidirectional and separating ones."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (letter for letter in lines if letter == "\n" or unicodedata.category(letter) not in _UNSEEN)
    return "".join(kept).translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Cut a line into parts of at most 75 octets; every part but the first begins with a space."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part

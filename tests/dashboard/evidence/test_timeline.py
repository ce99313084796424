"""What happened, in the order in which it happened."""

from dashboard.case_shown import ShownLine
from dashboard.evidence.summary import _period
from dashboard.evidence.timeline import _timed
from dashboard.i18n import words
from detect.case import Event


def test_a_line_without_a_time_stands_where_it_was_written_among_those_of_its_day() -> None:
    written = ("2026-05-05", "2026-05-05T10:00", "2026-05-12T09:00", "2026-05-05", "2026-05-04")
    log = [ShownLine(Event(n, "noted", at, "", {}), "", "", struck=False) for n, at in enumerate(written, start=1)]
    ordered = sorted(_timed(log), key=lambda placed: (placed[0], placed[1].event.seq))
    assert [line.event.seq for _, line in ordered] == [5, 1, 2, 4, 3]  # opened, asked at ten, answered that day


def test_a_statement_of_one_day_says_that_day_once() -> None:
    said = words("en")
    assert _period(said, "2026-05-04 09:00:00", "2026-05-04 18:00:00") == "4 May 2026"
    assert _period(said, "2026-05-04", "2026-05-31") == "4 May 2026 to 31 May 2026"
    assert _period(said, "", "") == ""

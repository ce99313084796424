"""Which rows of a table are entries: what a guess at its columns rests on."""

from collections import Counter
from collections.abc import Sequence

from ingest.guess import dates
from ingest.guess.layout import Layout, is_amount, is_day, is_heading


def entries_of(layout: Layout) -> list[int]:
    """Return the rows that are entries: a day where most have theirs, and an amount."""
    if layout.pages is not None:
        return [n for n, row in enumerate(layout.rows) if row.line not in layout.asides and _dated_amount(row.cells)]
    found = [n for n, row in enumerate(layout.rows) if _entry(row.cells) and not is_heading(row, layout)]
    places = Counter(at for n in found for at, cell in enumerate(layout.rows[n].cells) if is_day(cell))
    if not places:
        return found
    usual = {at for at, count in places.items() if count * 2 >= max(places.values())}
    return [
        n for n in found if any(at < len(layout.rows[n].cells) and is_day(layout.rows[n].cells[at]) for at in usual)
    ]


def _dated_amount(cells: Sequence[str]) -> bool:
    days = [n for n, cell in enumerate(cells) if dates.taken_apart(cell) is not None]
    return any(n != days[0] and is_amount(cell) for n, cell in enumerate(cells) if days)


def _entry(cells: Sequence[str]) -> bool:
    days = [
        n
        for n, cell in enumerate(cells)
        if is_day(cell) or ((dates.taken_apart(cell) or None) is not None and not is_amount(cell))
    ]
    return bool(days) and any(n not in days[:1] and is_amount(cell) for n, cell in enumerate(cells))

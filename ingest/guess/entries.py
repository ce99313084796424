"""Which rows of a table are entries: what a guess at its columns rests on."""

from collections import Counter
from collections.abc import Sequence

from ingest.guess import dates
from ingest.guess.cells import has_amount, is_amount, is_day
from ingest.guess.layout import Layout, is_heading


def entries_of(layout: Layout) -> list[int]:
    """Return the rows that are entries: a day where most have theirs, and an amount."""
    if layout.pages is not None:
        return [n for n, row in enumerate(layout.rows) if row.line not in layout.asides and _on_page(row.cells)]
    found = [n for n, row in enumerate(layout.rows) if _is_entry(row.cells) and not is_heading(row, layout)]
    places = [{at for at, cell in enumerate(layout.rows[n].cells) if is_day(cell)} for n in found]
    counts = Counter(at for own in places for at in own)
    if not counts:
        return found
    usual = {at for at, count in counts.items() if count * 2 >= max(counts.values())}
    return [n for n, own in zip(found, places, strict=True) if own & usual]


def _on_page(cells: Sequence[str]) -> bool:
    """Tell whether a row of a PDF is an entry: there days were told from amounts by their place."""
    return has_amount(cells, [n for n, cell in enumerate(cells) if dates.taken_apart(cell) is not None])


def _is_entry(cells: Sequence[str]) -> bool:
    return has_amount(cells, [n for n, cell in enumerate(cells) if _may_be_day(cell)])


def _may_be_day(cell: str) -> bool:
    return is_day(cell) or (dates.taken_apart(cell) is not None and not is_amount(cell))

"""The column of the state of each row: booked, pending, refused."""

from typing import Final

from ingest.guess.columns import Column
from ingest.guess.inquiry import Inquiry
from ingest.guess.meanings import status_of
from ingest.notes import note

_FILLED: Final = 0.5
_QUOTED: Final = 3  # words of a doubt


def find_status(inquiry: Inquiry) -> None:
    """Find the status, and doubt words that are not known; one word on all rows is no status but a name of the table's."""
    used = inquiry.taken.union(*inquiry.roles.values())
    for column in inquiry.columns:
        if column.name in used or not column.means("status") or column.filled < _FILLED:
            continue
        unknown = _unknown(column)
        if unknown and column.distinct == 1:
            continue
        inquiry.give(status=column)
        if unknown:
            inquiry.doubt(note("doubt_status", value=", ".join(unknown[:_QUOTED])))
        return


def _unknown(column: Column) -> list[str]:
    return sorted({cell for cell in column.cells if not status_of(cell)})

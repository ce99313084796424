"""What the reading itself shows of a guess: lines that cannot be read, balances that do not follow."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from ingest.checks import AGREES, OFF, check
from ingest.guess import signs
from ingest.guess.layout import Layout
from ingest.guess.mapping import Mapping
from ingest.guess.meanings import status_of
from ingest.guess.reading import read
from ingest.notes import Note, note
from ingest.statement import Line, Statement

_UNREAD: Final = 0.1  # share of lines that may stay unread in a guess


def read_doubts(layout: Layout, mapping: Mapping) -> list[Note]:
    """Return what the reading itself shows: lines that cannot be read, a balance that does not follow."""
    statements = read(layout, mapping)
    rows, lines = sum(len(one.rows) for one in statements), [line for one in statements for line in one.unread]
    bare = [line for line in lines if line.note.code == "no_amount"]
    unread = [line for line in lines if not _awaits_its_day(line) and (len(bare) > rows or line not in bare)]
    doubts = []
    if unread and (layout.pages is not None or len(unread) > _UNREAD * (rows + len(unread))):
        doubts.append(note("doubt_unread", count=len(unread), line=unread[0].number))
    if mapping.sign == "by_balance" and any(line.note.code == "direction_unknown" for line in lines):
        doubts.append(note("doubt_sign"))
    if layout.pages is not None:
        return doubts + _page_doubts(statements, layout)
    for one in statements:
        if len(one.rows) > 2 and check(one).status == OFF and not _mostly_follows(one):
            doubts.append(note("doubt_balance"))
            break
    return doubts


def _awaits_its_day(line: Line) -> bool:
    """Tell whether a line says in place of its day that it is not booked yet."""
    return line.note.code == "date_unreadable" and status_of(str(line.note.facts["value"])) == "pending"


def _page_doubts(statements: Sequence[Statement], layout: Layout) -> list[Note]:
    """Return what the reading of a PDF shows: there a line can be taken for a row, or a row for a line."""
    verdicts = [check(one) for one in statements]
    off = next((verdict for verdict in verdicts if verdict.status == OFF), None)
    if off is not None:
        return [note("doubt_balance") if off.note.code == "balance_off" else note("doubt_closing")]
    proved = all(verdict.status == AGREES for verdict in verdicts)
    return [note("doubt_carried")] if layout.unsure and not proved else []


def _mostly_follows(one: Statement) -> bool:
    changes = (one.rows["amount"] + one.rows["fee"]).tolist()
    balances = [None if pd.isna(balance) else int(balance) for balance in one.rows["balance"]]  # some print one a day
    proof = signs.prove(changes, balances, days=one.rows["booked_at"].dt.date.tolist())
    return proof.sign != -1 or not proof.holds

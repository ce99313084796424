"""What a refused file leaves open, asked right under its refusal."""

from dashboard.i18n import Words
from dashboard.views.parts import ask_date_order, table_setup
from dashboard.views.parts.held import Held
from ingest.errors import OpenDates, UnclearTable, UnknownTable
from ingest.ledger import Ledger

ANSWERABLE = (OpenDates, UnknownTable, UnclearTable)


def question(held: Held, ledger: Ledger, words: Words) -> bool:
    """Ask; return whether the person has just answered, so that the file can be looked at again."""
    if held.source is None:
        return False
    match held.report.error:
        case OpenDates() as error:
            return ask_date_order.ask(error, held.source, held.key, words)
        case UnknownTable() | UnclearTable():
            return table_setup.setup(held.source, held.key, ledger, words)
    return False

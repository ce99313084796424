"""What a refused file leaves open, asked right under its refusal."""

from dashboard.i18n import Words
from dashboard.views.parts import ask_date_order, ask_format, table_setup
from dashboard.views.parts.held import Held
from ingest.errors import AmbiguousFormat, BrokenFile, OpenDates, UnclearTable, UnknownTable
from ingest.ledger import Ledger

_LIKE_A_TABLE = "broken_file.columns"  # nearly a known export: it can be set up as it is


def answerable(error: Exception | None) -> bool:
    """Tell whether what a refusal leaves open can be answered on the page."""
    own = isinstance(error, OpenDates | AmbiguousFormat | UnknownTable | UnclearTable)
    return own or (isinstance(error, BrokenFile) and error.code == _LIKE_A_TABLE)


def question(held: Held, ledger: Ledger, words: Words) -> bool:
    """Ask; return whether the person has just answered, so that the file can be looked at again."""
    if held.source is None:
        return False
    match held.report.error:
        case OpenDates() as error:
            return ask_date_order.ask(error, held.source, held.key, words)
        case AmbiguousFormat() as error:
            return ask_format.ask(error, held, ledger, words)
        case UnknownTable() | UnclearTable():
            return table_setup.setup(held.source, held.key, ledger, words)
        case BrokenFile(code=code) if code == _LIKE_A_TABLE:
            return table_setup.setup(held.source, held.key, ledger, words, opened=False)
    return False

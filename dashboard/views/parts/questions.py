"""What a file leaves open, asked right under what is known of it."""

from dashboard.i18n import Words
from dashboard.views.parts import ask_account, ask_date_order, ask_format, table_setup
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
    refused = held.report.error is not None
    if held.source is None or (refused and not answerable(held.report.error)):
        return False
    match held.report.error:
        case None:
            answered = bool(held.may_be) and ask_account.ask(held, ledger, words)
        case OpenDates() as error:
            answered = ask_date_order.ask(error, held.source, held.key, words)
        case AmbiguousFormat() as error:
            answered = ask_format.ask(error, held, ledger, words)
        case error:
            unknown = isinstance(error, UnknownTable | UnclearTable)
            answered = table_setup.setup(held.source, held.key, ledger, words, opened=unknown)
    return answered

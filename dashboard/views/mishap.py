"""When something of ours breaks on a page: one sentence, and a report that holds nothing of the statements."""

from dashboard.cli.fault import write_report
from dashboard.views import language, paint
from ingest.errors import WalletwatchError


def told(error: Exception) -> bool:
    """Tell an uncaught error in the page's language; True keeps Streamlit from showing it in its own way."""
    words = language.current()
    if isinstance(error, WalletwatchError):
        paint.trouble(paint.mistake(error, words))
    else:
        report = write_report(error, "dashboard")
        paint.trouble(words("cli.internal", kind=type(error).__name__, path=report))
    return True

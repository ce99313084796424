"""The first page: is something wrong, how much, and what was looked at. In this order."""

from dashboard.views import desk, language
from dashboard.views.parts import erased
from dashboard.views.parts.start import start


def page() -> None:
    """Show the page."""
    words = language.current()
    erased.told(words)
    with desk.open_ledger() as ledger:
        if ledger.files().empty:
            start(words)
        else:
            from dashboard.views.parts.standing import standing  # noqa: PLC0415  (a beginner need not wait for the scan's libraries)

            standing(ledger, words)


if __name__ == "__main__":  # so Streamlit runs a page
    page()

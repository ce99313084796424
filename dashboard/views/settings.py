"""What you prefer: language, country, how much Walletwatch should tell, when it checks by itself, whom it tells, whether amounts are shown, what your answers have taught it, and what is to be deleted."""

from dashboard.views import desk, language
from dashboard.views.paint import heading
from dashboard.views.parts import privacy
from dashboard.views.parts.erase import erase
from dashboard.views.parts.how_much import how_much
from dashboard.views.parts.notified import notified
from dashboard.views.parts.on_schedule import on_schedule
from dashboard.views.parts.taught import taught
from dashboard.views.parts.where_you_live import where_you_live
from dashboard.views.parts.which_language import which_language


def page() -> None:
    """Show the page."""
    words = language.current()
    heading(words("page.settings.title"))
    with desk.open_ledger() as ledger:
        which_language(ledger, words)
        where_you_live(ledger, words)
        how_much(ledger, words)
        on_schedule(ledger, words)
        notified(ledger, words)
        privacy.setting(words)
        taught(ledger, words)
        erase(ledger, words)


if __name__ == "__main__":  # so Streamlit runs a page
    page()

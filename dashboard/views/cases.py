"""The cases: what is being done about each trouble, the money in it, and the next day; and starts without a finding."""

from dashboard.case_shown import CasePresenter
from dashboard.views import desk, language, reading
from dashboard.views.paint import heading, part, put
from dashboard.views.parts import case_card, case_money, case_start
from dashboard.views.parts.said import counted
from detect.casebook import Casebook


def page() -> None:
    """Show the page."""
    words = language.current()
    with desk.open_ledger() as ledger:
        book = Casebook(ledger)
        presenter = CasePresenter(book, reading.presenter(ledger, words))
        cases = [presenter.case(case) for case in book.cases.list()]
        running = [shown for shown in cases if shown.case.status != "closed"]
        heading(counted(words, "casepage.title", len(running)), words("casepage.lead"))
        if running:
            put(case_money.total([shown.case for shown in running], words))
        case_card.cards(running, words, level="h2")
        case_start.without_alert(book, words)
        over = [shown for shown in cases if shown.case.status == "closed"]
        if over:
            part(words("casepage.over"))
            case_card.cards(over, words)


if __name__ == "__main__":  # so Streamlit runs a page
    page()

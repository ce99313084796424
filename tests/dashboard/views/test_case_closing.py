"""Before an account is closed: what its statements show as still open stands over the steps."""

from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.playbooks.model import LOCALES
from dashboard.views.parts.case_closing import TOPIC
from detect.casebook import Casebook
from detect.closure import open_ends
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import TODAY, read, visit


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_still_open_is_told_for_the_account_that_is_chosen(lived: Path, locale: str) -> None:
    with Ledger(lived) as ledger:
        book = Casebook(ledger)
        case = book.cases.open(TOPIC)
        frame, context = ledger.frame(), book.context()
        owners = list(zip(context.accounts["person"], context.accounts["label"], strict=True))
        found = {own: open_ends(frame, context, *own, TODAY) for own in owners}
    rich = max(owners, key=lambda own: len(found[own]))
    app = visit("case", locale, case=case.case_id)
    app.selectbox(key="closing").set_value(rich).run()
    assert not app.exception
    said, speaks = read(app), words(locale)
    assert len(found[rich]) > 1
    assert all(speaks.day(one.day) in said for one in found[rich])
    assert all(speaks.money(one.amount, one.currency) in said for one in found[rich] if one.currency)


def test_without_an_account_there_is_nothing_to_look_at(empty: Path) -> None:
    with Ledger(empty) as ledger:
        case = Casebook(ledger).cases.open(TOPIC)
    app = visit("case", "en", case=case.case_id)
    assert not app.exception
    assert words("en")("casepage.closing") not in read(app)

"""Amounts hidden: on every page, in every table and chart label, until the person switches it off."""

import re
from itertools import cycle
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import choices
from dashboard.i18n import VEIL, words
from dashboard.playbooks.model import LOCALES
from detect.casebook import Casebook
from ingest.ledger import Ledger
from tests.dashboard.views.visiting import PAGES, read, tables, visit

AMOUNT = re.compile(r"\d[\d,.]*[.,]\d{2}(?!\d)|[¥$]\s?\d")
PROSE = ("playbooks", "theft")  # rules and contacts name amounts of the law, which are nobody's own


@pytest.fixture
def veiled(lived: Path) -> Path:
    """A ledger whose amounts are hidden."""
    with Ledger(lived) as ledger:
        choices.hide_amounts(ledger, hidden=True)
    return lived


def shown(app: AppTest) -> str:
    cells = [str(cell) for table in tables(app) for cell in table.to_numpy().ravel()]
    charts = [str(chart.proto.spec) for chart in app.get("arrow_vega_lite_chart")]
    labels = [label for chart in charts for label in re.findall(r'labelExpr": *"(.*?)(?<!\\)"', chart)]
    return "\n".join([read(app), *cells, *labels])


@pytest.mark.parametrize(
    ("page", "locale"), list(zip([page for page in PAGES if page not in PROSE], cycle(LOCALES), strict=False))
)
def test_no_page_shows_an_amount(veiled: Path, page: str, locale: str) -> None:
    app = visit(page, locale)
    assert not app.exception
    assert AMOUNT.findall(shown(app)) == []


def test_a_finding_shows_its_evidence_without_amounts(veiled: Path) -> None:
    with Ledger(veiled) as ledger:
        kinds = {alert.kind: alert.alert_id for alert in Casebook(ledger).alerts() if alert.kind != "statement_gap"}
    for alert in kinds.values():
        said = shown(visit("alert", "zh", alert=alert))
        assert VEIL in said
        evidence = said.partition(words("zh")("page.playbook.title"))[0]
        assert AMOUNT.findall(evidence) == []


def test_the_settings_hold_the_same_switch(lived: Path) -> None:
    app = visit("settings", "zh")
    assert not app.toggle(key="hide-amounts-setting").value
    for hidden in (True, False):
        app = app.toggle(key="hide-amounts-setting").set_value(hidden).run()
        assert not app.exception
        assert (app.toggle(key="hide-amounts").value, app.toggle(key="hide-amounts-setting").value) == (hidden, hidden)
        with Ledger(lived) as ledger:
            assert choices.amounts_hidden(ledger) is hidden
    app = app.toggle(key="hide-amounts").set_value(True).run()
    assert app.toggle(key="hide-amounts-setting").value


def test_the_switch_is_kept_in_the_ledger_and_works_at_once(lived: Path) -> None:
    app = visit("refunds", "en")
    assert AMOUNT.search(shown(app))
    app = app.sidebar.toggle[0].set_value(True).run()
    assert not AMOUNT.search(shown(app))
    with Ledger(lived) as ledger:
        assert choices.amounts_hidden(ledger)
    app = visit("refunds", "en")
    assert not AMOUNT.search(shown(app))
    app = app.sidebar.toggle[0].set_value(False).run()
    assert AMOUNT.search(shown(app))


def test_a_ledger_that_holds_nothing_can_hide_amounts(empty: Path) -> None:
    with Ledger(empty) as ledger:
        assert not choices.amounts_hidden(ledger)
    app = visit("today", "en")
    app.sidebar.toggle[0].set_value(True).run()
    with Ledger(empty) as ledger:
        assert choices.amounts_hidden(ledger)

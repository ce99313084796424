"""The sample says on every page that it is one, and leads to the person's own ledger."""

from pathlib import Path

import pytest

from dashboard.i18n import words
from dashboard.web.served import LEDGER, OWN, announce_ledger, own_ledger, served_ledger
from tests.dashboard.views.visiting import copy_of, read, visit


@pytest.fixture
def sample(scanned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Serve a sample to somebody who has no ledger yet; return where theirs would be."""
    own = tmp_path / "own" / "ledger.db"
    monkeypatch.setenv(LEDGER, str(copy_of(scanned, tmp_path / "sample")))
    monkeypatch.setenv(OWN, str(own))
    return own


@pytest.mark.parametrize(("page", "locale"), [("today", "en"), ("upload", "zh"), ("settings", "id")])
@pytest.mark.usefixtures("sample")
def test_every_page_of_the_sample_says_that_it_is_one(page: str, locale: str) -> None:
    said = read(visit(page, locale))
    assert words(locale)("page.sample.what") in said
    assert words(locale)("page.sample.gone") in said.replace("\n", "")


@pytest.mark.usefixtures("looked_at")
def test_the_persons_own_pages_say_nothing_of_a_sample() -> None:
    assert words("en")("page.sample.what") not in read(visit("today", "en"))


def test_one_press_leads_to_the_persons_own_empty_ledger(sample: Path) -> None:
    app = visit("upload", "en").button(key="sample-leave").click().run()
    assert not app.exception
    assert served_ledger() == sample
    said = read(app)
    assert words("en")("page.start.title") in said
    assert words("en")("page.sample.what") not in said
    assert sample.exists()


def test_an_own_ledger_that_cannot_be_opened_leaves_the_sample_served(sample: Path) -> None:
    sample.parent.mkdir()
    sample.write_text("no ledger, but long enough to look like a file" * 50)
    app = visit("today", "en").button(key="sample-leave").click().run()
    assert words("en")("page.sample.what") in read(app)
    assert served_ledger() != sample


def test_serving_ones_own_ends_the_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LEDGER, "")
    monkeypatch.setenv(OWN, str(tmp_path / "before"))
    announce_ledger(tmp_path / "ledger.db")
    assert (served_ledger(), own_ledger()) == (tmp_path / "ledger.db", None)

"""The words of the pages: the same in every language, all there, none unused, in the house's tone."""

import ast
import re
from pathlib import Path

import pytest

from dashboard.i18n import FOLDER, words
from dashboard.institutions import institution
from dashboard.playbooks.model import LOCALES
from dashboard.playbooks.words import read_phrases
from dashboard.urgency import URGENCIES
from dashboard.views import paint, routes
from dashboard.views.parts import answers, file_told, grid
from detect.finding import KINDS
from ingest.importer import importers
from ingest.schema import STATUSES
from tests.dashboard.views.visiting import visit

SOURCES = [*Path(routes.FOLDER).rglob("*.py"), *(Path(routes.FOLDER).parent / "charts").glob("*.py"), *(Path(routes.FOLDER).parent / "web").glob("*.py"), Path(routes.FOLDER).parent / "app.py", *(Path(routes.FOLDER).parent / name for name in ("institutions.py", "account_name.py"))]  # fmt: skip
FILES = (
    "page",
    "hours",
    "refunds",
    "review",
    "settings",
    "spending",
    "statements",
    "subscriptions",
    "theft",
    "transactions",
)  # of the pages' own words
TITLES = {  # LOOK.md
    "unauthorized": ("A payment you may not have made", "可能不是您本人的付款", "Pembayaran yang mungkin bukan dari Anda"),
    "duplicate": ("You may have been charged twice", "可能被重复扣款", "Anda mungkin ditagih dua kali"),
    "missing_refund": ("A refund that has not arrived", "退款尚未到账", "Pengembalian dana belum masuk"),
    "failed_but_debited": ("Shown as failed, yet money left", "显示失败但已扣款", "Tertulis gagal, tetapi saldo terpotong"),
    "missing_top_up": ("A top-up that has not arrived", "充值未到账", "Isi saldo belum masuk"),
}  # fmt: skip
URGENCY = {"en": ("Act now", "Soon", "Watching"), "zh": ("立即处理", "尽快处理", "留意"), "id": ("Segera", "Dalam waktu dekat", "Pantau")}  # fmt: skip


def phrases(locale: str, file: str) -> dict[str, str]:
    return dict(read_phrases(FOLDER / locale / f"{file}.toml", locale, file).items())


@pytest.mark.parametrize("file", [*FILES, "alert"])
@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_the_same_phrases_with_the_same_facts(locale: str, file: str) -> None:
    ours, model = phrases(locale, file), phrases("en", file)
    assert set(ours) == set(model)
    facts = re.compile(r"\{(\w+)\}")
    assert {key: set(facts.findall(said)) for key, said in ours.items()} == {
        key: set(facts.findall(said)) for key, said in model.items()
    }


def test_every_phrase_the_pages_ask_for_is_there() -> None:
    ours = rf'"((?:{"|".join(FILES)})\.[a-z_.]+[a-z])"'
    asked = {key for path in SOURCES for key in re.findall(ours, path.read_text("utf-8"))}
    known = words("en").phrases
    assert len(asked) > 50
    assert [key for key in sorted(asked) if key not in known and f"{key}.many" not in known] == []


def test_no_phrase_is_left_over() -> None:
    source = "\n".join(path.read_text("utf-8") for path in SOURCES)
    families = set(re.findall(rf'"((?:{"|".join(FILES)})\.[a-z_.]*)[a-z]?\{{', source))
    left = [
        key
        for key in (key for file in FILES for key in phrases("en", file))
        if f'"{key}"' not in source
        and f'"{re.sub(r"[.](none|one|many)$", "", key)}"' not in source
        and not any(key.startswith(family) for family in families)
    ]
    assert left == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_status_and_state_has_its_words(locale: str) -> None:
    known = words(locale).phrases
    wanted = [f"alert.{kind}.title" for kind in KINDS]
    wanted += [f"page.status.{status}" for status in STATUSES]
    wanted += [f"page.urgency.{state}" for state in URGENCIES]
    wanted += [f"page.answer.other.{answer}" for answer in answers.CHOICES]
    wanted += [f"page.check.{status}" for status in file_told.CHECKS]
    wanted += [f"page.grid.{state}" for state in grid.SIGNS]
    wanted += [f"page.nav.{name}" for name in routes.PAGES]
    assert [key for key in wanted if key not in known] == []


@pytest.mark.parametrize(("place", "locale"), list(enumerate(("en", "zh", "id"))))
def test_titles_and_urgency_are_worded_as_agreed(place: int, locale: str) -> None:
    speaks = words(locale)
    assert {kind: speaks(f"alert.{kind}.title") for kind in TITLES} == {
        kind: said[place] for kind, said in TITLES.items()
    }
    assert tuple(speaks(f"page.urgency.{state}") for state in ("now", "soon", "watch")) == URGENCY[locale]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_word_in_the_style_sheet_cannot_break_out_of_it(locale: str) -> None:
    assert not set('"\\<>{}') & set(words(locale)("page.upload.browse"))
    assert paint.ICON.read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_export_is_called_by_a_name_of_the_language(locale: str) -> None:
    """A bank's PDF is called by the bank alone, which needs no translation."""
    ours = [importer.name for importer in importers() if not importer.name.startswith("pdf_")]
    names = {name: institution(name, words(locale)) for name in ours}
    known = words(locale)
    assert [name for name in ours if f"page.importer.{name}" not in known and f"guide.{name}.name" not in known] == []
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_ways_to_an_export_ask_for_nothing_typed_in_a_terminal(locale: str) -> None:
    guides = phrases(locale, "guide")
    assert [key for key, said in guides.items() if "--" in said or "walletwatch " in said.casefold()] == []


def test_the_ways_speak_to_the_reader_in_one_voice() -> None:
    assert [key for key, said in phrases("zh", "guide").items() if "你" in said or "「" in said] == []
    assert [
        key for key, said in phrases("id", "guide").items() if "surel" in said.casefold() or "e-mail" in said.casefold()
    ] == []


def test_every_field_for_a_day_has_the_order_of_the_language() -> None:
    calls = [
        node
        for path in sorted(Path(routes.FOLDER).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date_input"
    ]
    assert calls
    for call in calls:
        (given,) = (one.value for one in call.keywords if one.arg == "format")
        assert ast.unparse(given) == "words('page.day_format')"


def test_a_field_for_a_day_begins_with_the_day_in_indonesian(empty: Path) -> None:
    assert visit("theft", "id").date_input(key="theft-since").proto.format == "DD/MM/YYYY"

"""Words: the same keys and the same gaps in every language, and no key the code asks for is missing."""

import ast
import doctest
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import dashboard
import dashboard.errors  # its errors count when they are loaded
from dashboard import i18n
from dashboard.i18n import FOLDER, Words, nearest_locale, words
from dashboard.playbooks.model import LOCALES
from dashboard.playbooks.words import Phrases, read_phrases
from ingest.errors import BROKEN, BrokenFile, UnknownName, WalletwatchError
from ingest.notes import SENTENCES, note

FILES = sorted(path.name for path in (FOLDER / "en").glob("*.toml"))
KEY = re.compile(r"(?:cli|error|note|schedule|digest|notify|report)(?:\.[a-z_]*[a-z])+")
JARGON = re.compile(r"\b(?:anomal|contaminat|isolation|false positive|severity|fraud detected)", re.IGNORECASE)


def phrases(locale: str, file: str) -> Phrases:
    return read_phrases(FOLDER / locale / file, locale)


def gaps(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name is not None}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_the_same_files(locale: str) -> None:
    assert sorted(path.name for path in (FOLDER / locale).glob("*.toml")) == FILES


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "en"])
@pytest.mark.parametrize("file", FILES)
def test_every_language_has_the_same_keys_and_gaps(file: str, locale: str) -> None:
    english, other = dict(phrases("en", file).items()), dict(phrases(locale, file).items())
    assert other.keys() == english.keys()
    assert [key for key in english if gaps(other[key]) != gaps(english[key])] == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("file", FILES)
def test_no_phrase_is_jargon(file: str, locale: str) -> None:
    assert [key for key, phrase in phrases(locale, file).items() if JARGON.search(phrase)] == []


def errors(base: type[WalletwatchError] = WalletwatchError) -> Iterator[type[WalletwatchError]]:
    for kind in base.__subclasses__():
        yield kind
        yield from errors(kind)


def test_english_errors_are_the_sentences_of_their_classes() -> None:
    own = {kind.code: kind.sentence for kind in errors() if "sentence" in vars(kind)}
    own |= {f"broken_file.{what}": sentence for what, sentence in BROKEN.items()}
    told = dict(phrases("en", "error.toml").items())
    assert {key: told.get(key) for key in own} == own
    assert {key for key in told if not key.startswith("what.")} - own.keys() == {"unexpected"}


def test_english_notes_are_the_sentences_of_their_codes() -> None:
    told = dict(phrases("en", "note.toml").items())
    assert {key: told.get(key) for key in SENTENCES} == SENTENCES
    assert {key for key in told if not key.startswith("what.")} == SENTENCES.keys()


def literals(tree: ast.AST) -> Iterator[str]:
    """Yield the strings of a module that look like a whole key of ours."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
            yield node.value


def test_every_key_in_the_code_has_words() -> None:
    english = words("en")
    keys = {key for key, _ in english.phrases.items()}
    families = {key.rsplit(".", count)[0] for key in keys for count in (1, 2) if key.count(".") >= count}
    root = Path(dashboard.__file__).parent
    asked = {
        key
        for path in (
            *(root / "cli").glob("*.py"),
            *(root / "schedule").glob("*.py"),
            *(root / "digest").glob("*.py"),
            *(root / "notify").glob("*.py"),
            *(root / "report").glob("*.py"),
            root / "i18n.py",
        )
        for key in literals(ast.parse(path.read_text("utf-8")))
    }
    assert len(asked) > 60
    assert sorted(asked - keys - families) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_errors_and_notes_speak_the_language(locale: str) -> None:
    spoken = words(locale)
    assert "june.csv" in spoken.error(BrokenFile("empty", file="june.csv"))
    assert "RuntimeError" in spoken.error(RuntimeError("SECRET"))
    assert "SECRET" not in spoken.error(RuntimeError("SECRET"))
    assert "what" not in spoken.error(UnknownName(what="file", name="7", command="files")).replace("walletwatch", "")
    assert "inflow" not in spoken.note(note("totals_agree", what="inflow, outflow_count"))


@pytest.mark.parametrize("locale", LOCALES)
def test_whatever_can_be_missing_has_its_word(locale: str) -> None:
    """A code of ours must not stand in the middle of a sentence."""
    asked = what_can_be_missing()
    assert len(asked) > 10
    assert [name for name in sorted(asked) if f"error.what.{name}" not in words(locale)] == []


@cache
def what_can_be_missing() -> set[str]:
    root = Path(dashboard.__file__).parents[1]
    files = (path for package in ("ingest", "detect", "dashboard") for path in (root / package).rglob("*.py"))
    texts = [text for path in files if "UnknownName(" in (text := path.read_text("utf-8"))]
    return {
        value.value
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "UnknownName"
        for keyword in node.keywords
        if keyword.arg == "what"
        for value in ast.walk(keyword.value)
        if isinstance(value, ast.Constant) and isinstance(value.value, str)
    }


def test_statement_text_in_an_error_is_made_visible() -> None:
    assert "\x1b" not in words("en").error(BrokenFile("empty", file="a\x1b[31m\u202eb.csv"))
    assert "\u202e" not in words("zh").error(BrokenFile("empty", file="a\u202eb.csv"))


def test_an_unknown_code_falls_back_to_its_english_sentence() -> None:
    class Strange(WalletwatchError):
        code = "strange"
        sentence = "A strange thing happened to {file}."

    assert words("zh").error(Strange(file="a.csv")) == "A strange thing happened to a.csv."


@pytest.mark.parametrize(
    ("locale", "amount", "currency", "written"),
    [
        ("en", -12900, "CNY", "−¥129.00"), ("zh", -12900, "CNY", "−¥129.00"), ("id", 1250000, "IDR", "Rp12.500,00"),
        ("en", 1250, "JPY", "JP¥1,250"), ("en", 123456789, "EUR", "€1,234,567.89"), ("id", -5, "USD", "−US$0,05"),
    ],
)  # fmt: skip
def test_amounts_are_written_as_the_language_does(locale: str, amount: int, currency: str, written: str) -> None:
    assert words(locale).money(amount, currency) == written


@pytest.mark.parametrize(
    ("locale", "day", "month", "moment", "span"),
    [
        ("en", "30 Jun 2026", "Jun 2026", "30 Jun 2026, 09:05", "3 minutes"),
        ("zh", "2026年6月30日", "2026年6月", "2026年6月30日 09:05", "3分钟"),
        ("id", "30 Jun 2026", "Jun 2026", "30 Jun 2026, 09:05", "3 menit"),
    ],
)
def test_times_are_written_as_the_language_does(locale: str, day: str, month: str, moment: str, span: str) -> None:
    spoken = words(locale)
    assert (spoken.day("2026-06-30"), spoken.month("2026-06")) == (day, month)
    assert (spoken.moment("2026-06-30T09:05:07"), spoken.moment("2026-06-30")) == (moment, day)
    assert spoken.seconds(180) == span


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("unit", ["second", "minute", "hour", "day", "month"])
def test_every_span_has_a_word(unit: str, locale: str) -> None:
    assert "duration" not in words(locale).span(2, unit)


@pytest.mark.parametrize(
    ("wish", "got"),
    [("zh_CN.UTF-8", "zh"), ("zh-Hant-TW", "zh"), ("in_ID", "id"), ("ms", "id"), ("de", "en"), ("C", "en"), ("", "en")],
)
def test_the_nearest_language_is_found(wish: str, got: str) -> None:
    assert nearest_locale(wish) == got


def test_words_know_what_they_have() -> None:
    english: Words = words("en")
    assert "cli.interrupted" in english
    assert "cli.nonsense" not in english


def test_the_examples_are_true() -> None:
    result = doctest.testmod(i18n)
    assert (result.failed, result.attempted > 3) == (0, True)

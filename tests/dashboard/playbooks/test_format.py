from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.playbooks.compose import arrange
from dashboard.playbooks.library import library
from dashboard.playbooks.model import SECTIONS, Added, StepText, TopicText, Wiring
from dashboard.playbooks.read_topic import read_topic, step_text
from dashboard.playbooks.shelf import Shelf
from dashboard.playbooks.tables import BrokenPlaybook

Damage = Callable[[str, str, str], Path]

REFUND = "topics/refund-missing.id.md"
DAMAGES = {
    "front matter that does not close": (REFUND, "+++\n\n", "\n", "front matter"),
    "front matter nobody reads": (REFUND, "version = 1", "version = 1\nversoin = 2", "nobody reads `versoin`"),
    "a date that is text": (REFUND, "last_reviewed = 2026-11-22", 'last_reviewed = "soon"', "must be a date"),
    "a topic under another name": (REFUND, 'topic = "refund-missing"', 'topic = "refund"', "says it is refund in id"),
    "an unknown urgency": ("topics/refund-missing.en.md", '"routine"', '"whenever"', "urgency"),
    "a section out of order": (REFUND, "## week", "## weak", "sections must be"),
    "a heading without a title": (REFUND, "### trace | ", "### trace ", "must be `step-id | Title`"),
    "a step of one language only": (REFUND, "### trace |", "### track |", "steps of `week` differ"),
    "a reference one language lacks": (
        REFUND,
        "{clock:own-refund-ask} ",
        "",
        "differs in references: clock:own-refund",
    ),
    "front matter that differs": (REFUND, "version = 1", "version = 2", "front matter differs"),
    "words of one language only": ("packs/CN/id.toml", "[steps.cn-autopay]", "[steps.cn-auto]", "not in all languages"),
    "empty words": ("words/id.toml", 'mark = "belum diverifikasi"', 'mark = " "', "`mark` must be words"),
    "a clock without words": ("packs/ZZ/clocks.toml", '["own-hold"]', '["own-held"]', "`clocks.own-held.name` has no"),
    "a clock without a length": ("packs/ZZ/clocks.toml", "length = 5\n", "", "`length` is missing"),
    "a clock with an unknown event": ("packs/ZZ/clocks.toml", 'anchor = "noticed"', 'anchor = "x"', "`anchors.x`"),
    "a clock on no fact": ("packs/CN/clocks.toml", 'fact = "CN-27"', 'fact = "CN-99"', "rests on no fact: CN-99"),
    "a clock for nobody": ("packs/CN/clocks.toml", 'who = "user"', 'who = "dog"', "`who`"),
    "a contact without source": (
        "packs/CN/contacts.toml",
        'source = "https://www.dyd',
        'from = "https://www.dyd',
        "source",
    ),
    "a way that is two": ("packs/CN/contacts.toml", 'value = "95188"', 'value = "1"\nwords = "x"', "either"),
    "an unknown status": ("packs/CN/contacts.toml", 'status = "S2"', 'status = "sure"', "no proper source"),
    "a step nobody has": ("packs/CN/pack.toml", 'after = "tell-provider"', 'after = "x"', "has no step `x`"),
    "a topic nobody has": (
        "packs/CN/pack.toml",
        "[topics.refund-missing.show]",
        "[topics.refund.show]",
        "no topic refund",
    ),
    "a reference to nothing": (
        "packs/CN/pack.toml",
        '"law:CN-28"',
        '"law:CN-99"',
        "CN/pack.toml: step `cn-police` of account-theft: nothing answers to {law:CN-99}",
    ),
    "a ladder without a body": ("packs/ZZ/pack.toml", 'court = ["zz-court"]', "court = []", "a body for every kind"),
    "references hung below a step nobody has": (
        "packs/EU/pack.toml",
        "written-notice = [",
        "writen-notice = [",
        "has no step `writen-notice`",
    ),
    "broken TOML": ("packs/CN/pack.toml", "[ladder]", "[ladder", "CN/pack.toml"),
}


def test_the_shipped_library_fits_together() -> None:
    library().check()


@pytest.mark.parametrize(("file", "old", "new", "message"), DAMAGES.values(), ids=DAMAGES.keys())
def test_a_slip_in_the_data_is_refused_with_the_file_and_what_is_wrong(
    damaged: Damage, file: str, old: str, new: str, message: str
) -> None:
    with pytest.raises(BrokenPlaybook) as caught:
        Shelf(damaged(file, old, new)).check()
    assert message in str(caught.value)
    assert Path(caught.value.file).suffix in {".md", ".toml"}


def test_a_missing_language_is_refused(damaged: Damage) -> None:
    root = damaged(REFUND, "version", "version")
    (root / REFUND).unlink()
    with pytest.raises(BrokenPlaybook, match="has no words in id"):
        Shelf(root).check()


def test_a_new_place_needs_data_only(damaged: Damage) -> None:
    root = damaged("packs/CN/pack.toml", 'covers = ["CN"]', 'covers = ["CN", "MO"]')
    assert Shelf(root).playbook("account-theft", "MO", "zh", date(2026, 12, 1)).jurisdiction == "CN"


def test_a_figure_is_said_in_the_manner_of_the_language(damaged: Damage) -> None:
    figure = '[figures.cap]\namount = "85000"\nunit = "GBP"\nfact = "CN-02"\n\n[law.CN-01]'
    shelf = Shelf(damaged("packs/CN/pack.toml", "[law.CN-01]", figure))
    said = [shelf.speaker("CN", locale).text("{figure:cap}") for locale in ("zh", "en", "id")]
    assert said == ["85,000 GBP", "GBP 85,000", "GBP 85.000"]


def test_a_rule_that_ends_says_until_when(damaged: Damage) -> None:
    root = damaged("packs/CN/clocks.toml", "valid_from = 2019-01-01", "valid_from = 2019-01-01\nvalid_to = 2026-12-31")
    assert "for payments up to 31 December 2026" in Shelf(root).speaker("CN", "en").clock("cn-notify").text


def test_a_rule_that_has_not_begun_says_from_when(damaged: Damage) -> None:
    root = damaged("packs/CN/clocks.toml", "valid_from = 2019-01-01", "valid_from = 2027-01-01")
    assert "for payments from 1 January 2027" in Shelf(root).speaker("CN", "en").clock("cn-notify").text


def test_a_line_of_references_hangs_them_on_the_step_without_printing_them() -> None:
    step = step_text("x", "X", "Do {clock:a}.\n\n{clock:b} {contact:c.d/freeze}\n\nThen rest.")
    assert step.text == "Do {clock:a}.\n\nThen rest."
    assert step.refs == ("clock:b", "contact:c.d/freeze")


def topic(**sections: tuple[str, ...]) -> TopicText:
    steps = {name: tuple(StepText(step, step, step) for step in sections.get(name, (name,))) for name in SECTIONS}
    return TopicText("t", "en", "t.en.md", "T", "", "soon", 1, date(2026, 1, 1), 180, "", steps)


def own(step: str) -> StepText:
    return StepText(step, step, step, ("clock:mine",))


def test_a_pack_adds_moves_and_drops_steps() -> None:
    wiring = Wiring(
        added=(Added("new", "b", ("law:z",)), Added("first", "today", ())),
        moved=(Added("a", "week", ()),),
        dropped=("c",),
        shown={"b": ("contact:y",)},
    )
    plan = arrange(topic(now=("a", "b", "c")), wiring, own, "X/pack.toml")
    order = {section: [step.id for step in steps] for section, steps in plan.items()}
    assert order["now"] == ["b", "new"]
    assert order["today"] == ["first", "today"]
    assert order["week"] == ["a", "week"]
    assert plan["now"][0].refs == ("contact:y",)
    assert plan["now"][1].refs == ("law:z", "clock:mine")


def test_what_a_pack_hangs_below_comes_after_the_steps_own_references() -> None:
    wiring = Wiring(added=(Added("new", "now", ()),), shown={"new": ("law:a",)}, below={"new": ("clock:z",)})
    plan = arrange(topic(), wiring, own, "X/pack.toml")
    assert plan["now"][0].refs == ("law:a", "clock:mine", "clock:z")


def test_a_topic_file_that_is_not_there_is_named() -> None:
    with pytest.raises(BrokenPlaybook, match=r"nowhere/x\.en\.md"):
        read_topic(Path("nowhere/x.en.md"))

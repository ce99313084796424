"""What must hold before the library may speak: languages agree, references resolve, no fact is dressed up."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from dashboard.playbooks.compose import arrange
from dashboard.playbooks.model import (
    INSTITUTIONS,
    LOCALES,
    SECTIONS,
    STATUSES,
    URGENCIES,
    Clock,
    Pack,
    Proof,
    StepText,
    TopicText,
    Wiring,
)
from dashboard.playbooks.read_topic import references
from dashboard.playbooks.speak import Speaker
from dashboard.playbooks.tables import BrokenPlaybook
from dashboard.playbooks.words import Phrases
from detect.case_anchors import ACTS
from detect.case_ends import ENDS

_WHO: Final = ("user", "provider", "merchant", "regulator")


def check_topic(by_locale: Mapping[str, TopicText]) -> None:
    """Refuse a topic whose languages differ in anything but words."""
    model = by_locale.get("en") or next(iter(by_locale.values()))
    missing = sorted(set(LOCALES) - set(by_locale))
    if missing:
        raise BrokenPlaybook(model.file, f"topic {model.topic} has no words in {', '.join(missing)}")
    if model.urgency not in URGENCIES:
        raise BrokenPlaybook(model.file, f"urgency must be one of {', '.join(URGENCIES)}")
    for text in by_locale.values():
        for section in SECTIONS:
            _check_section(model, text, section)
        if _facts(text) != _facts(model):
            raise BrokenPlaybook(text.file, f"front matter differs from {model.file}")


def _facts(text: TopicText) -> tuple[object, ...]:
    return (text.urgency, text.version, text.last_reviewed, text.stale_after_days, text.reviewed_by)


def _check_section(model: TopicText, text: TopicText, section: str) -> None:
    ours, theirs = text.sections[section], model.sections[section]
    ids = [step.id for step in ours]
    if ids != [step.id for step in theirs]:
        raise BrokenPlaybook(text.file, f"steps of `{section}` differ from {model.file}: {', '.join(ids)}")
    for mine, other in zip(ours, theirs, strict=True):
        _same_references(text.file, mine.id, _carried(mine), _carried(other))


def _carried(step: StepText) -> set[str]:
    return {*references(step.title), *references(step.text), *step.refs}


def _same_references(file: str, where: str, found: set[str], expected: set[str]) -> None:
    """Every language must name the same deadlines and contacts, or one of them leaves a person without."""
    if found != expected:
        raise BrokenPlaybook(file, f"`{where}` differs in references: {', '.join(sorted(found ^ expected))}")


def check_phrases(by_locale: Mapping[str, Phrases]) -> None:
    """Refuse words that one language has and another lacks, and differing references."""
    model = dict(by_locale["en"].items())
    for phrases in by_locale.values():
        mine = dict(phrases.items())
        odd = sorted(set(mine) ^ set(model))
        if odd:
            raise BrokenPlaybook(phrases.file, f"not in all languages: {', '.join(odd)}")
        for key, phrase in mine.items():
            _same_references(phrases.file, key, set(references(phrase)), set(references(model[key])))


def check_pack(pack: Pack, generic: Pack, speaker: Speaker) -> None:
    """Refuse rows that cannot be said, are mistyped, or claim more than their fact."""
    for proof in _proofs(pack):
        if proof.status not in STATUSES or proof.confidence not in ("H", "M", "L") or not proof.source:
            raise BrokenPlaybook(pack.file, f"a row has no proper source: {proof}")
    for clock in pack.clocks.values():
        _check_clock(clock, pack, generic)
        speaker.clock(clock.id)
    for contact in pack.contacts.values():
        if contact.role not in (*INSTITUTIONS, "other"):
            raise BrokenPlaybook(pack.file, f"contact {contact.id} has no such role: {contact.role}")
        speaker.contact(contact.id)
    for point in pack.law:
        speaker.law(point)
    for figure in pack.figures:
        speaker.text(f"{{figure:{figure}}}")
    for kind in INSTITUTIONS:
        speaker.ladder(kind)


def _proofs(pack: Pack) -> Iterable[Proof]:
    yield from (clock.proof for clock in pack.clocks.values())
    yield from (point.proof for point in pack.law.values())
    for contact in pack.contacts.values():
        yield contact.proof
        yield from (way.proof for way in contact.ways)


def _check_clock(clock: Clock, pack: Pack, generic: Pack) -> None:
    fact = pack.law.get(clock.fact) or generic.law.get(clock.fact)
    if fact is None:
        raise BrokenPlaybook(pack.file, f"clock {clock.id} rests on no fact: {clock.fact}")
    if clock.proof.verified and not fact.proof.verified:
        raise BrokenPlaybook(pack.file, f"clock {clock.id} is surer than its fact {clock.fact}")
    if clock.who not in _WHO or clock.version_by not in ("transaction", "anchor"):
        raise BrokenPlaybook(pack.file, f"clock {clock.id}: `who` or `version_by` is mistyped")
    known = ACTS if clock.who == "user" else ENDS
    if any(act not in known and not (clock.who == "user" and act.startswith("step.")) for act in clock.met_by):
        raise BrokenPlaybook(pack.file, f"clock {clock.id}: nobody does {', '.join(clock.met_by)}")
    if clock.met_by and clock.bound != "latest":
        raise BrokenPlaybook(pack.file, f"clock {clock.id}: only what has to be done in time is met")
    if (clock.length == 0) != (clock.unit == "now"):
        raise BrokenPlaybook(pack.file, f"clock {clock.id}: only `now` has no length")
    if clock.valid_from and clock.valid_to and clock.valid_from > clock.valid_to:
        raise BrokenPlaybook(pack.file, f"clock {clock.id} ends before it begins")


def check_wiring(
    pack: Pack, topics: Iterable[TopicText], own_step: Callable[[str], StepText], speaker: Speaker
) -> None:
    """Refuse a topic that a pack cannot carry: unknown steps, steps without words, dangling references."""
    known = set()
    for topic in topics:
        known.add(topic.topic)
        plan = arrange(topic, pack.wiring.get(topic.topic, Wiring()), own_step, pack.file)
        for section, steps in plan.items():
            ids = {step.id for step in steps}
            if not ids or len(ids) != len(steps):
                raise BrokenPlaybook(pack.file, f"section `{section}` of {topic.topic} is empty or repeats a step")
            for step in steps:
                _check_step(step, topic, pack, speaker)
    if not known.issuperset(pack.wiring):
        raise BrokenPlaybook(pack.file, f"there is no topic {', '.join(sorted(set(pack.wiring) - known))}")


def _check_step(step: StepText, topic: TopicText, pack: Pack, speaker: Speaker) -> None:
    """Say a step for trial; a reference to nothing is the topic's slip or the pack's, whoever holds it."""
    try:
        speaker.step(step)
    except BrokenPlaybook as error:
        theirs = {ref for steps in topic.sections.values() for own in steps for ref in _carried(own)}
        file = topic.file if any(f"{{{ref}}}" in error.what for ref in theirs) else pack.file
        raise BrokenPlaybook(file, f"step `{step.id}` of {topic.topic}: {error.what}") from error

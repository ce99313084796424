"""The shelf: every topic, pack and word file below one folder.

Reading refuses what is no playbook; whether all of it fits together is asked by `check`, which the tests do for the shipped library:
it would take half a second of every command.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from dashboard.playbooks.check import check_pack, check_phrases, check_topic, check_wiring
from dashboard.playbooks.compose import arrange
from dashboard.playbooks.model import GENERIC, LOCALES, Pack, StepText, TopicText, Wiring
from dashboard.playbooks.read_pack import read_pack
from dashboard.playbooks.read_topic import read_topic, step_text
from dashboard.playbooks.shown import Playbook, Section
from dashboard.playbooks.speak import Speaker
from dashboard.playbooks.tables import BrokenPlaybook
from dashboard.playbooks.words import Phrases, read_phrases


class Shelf:
    """Everything below one folder."""

    def __init__(self, root: Path) -> None:
        self.topics = _read_topics(root / "topics")
        self.packs = {
            folder.name: read_pack(folder) for folder in sorted((root / "packs").iterdir()) if folder.is_dir()
        }
        if GENERIC not in self.packs:
            raise BrokenPlaybook("packs", f"the generic pack {GENERIC} is missing")
        self._base = {locale: read_phrases(root / "words" / f"{locale}.toml", locale) for locale in LOCALES}
        self._own = {
            pack: {locale: read_phrases(root / "packs" / pack / f"{locale}.toml", locale) for locale in LOCALES}
            for pack in self.packs
        }

    def playbook(self, topic: str, jurisdiction: str, locale: str, today: date) -> Playbook:
        """Lay topic and pack together and say them."""
        text, pack, words = self.topics[topic][locale], self.pack_for(jurisdiction), self._base[locale]
        speaker = self.speaker(pack.id, locale)
        plan = arrange(text, pack.wiring.get(topic, Wiring()), self._own_step(pack, locale), pack.file)
        sections = tuple(
            Section(name, words(f"sections.{name}"), tuple(speaker.step(step) for step in steps))
            for name, steps in plan.items()
        )
        sources = (text, pack, self.packs[GENERIC])
        stale = today > min(source.last_reviewed + timedelta(days=source.stale_after_days) for source in sources)
        reviewed = min(source.last_reviewed for source in sources)
        return Playbook(
            topic=topic,
            jurisdiction=pack.id,
            locale=locale,
            title=text.title,
            lead=speaker.text(text.lead),
            urgency=text.urgency,
            banner=_banner(words, reviewed, (text.reviewed_by, pack.reviewed_by), stale=stale),
            stale=stale,
            last_reviewed=reviewed,
            sections=sections,
        )

    def pack_for(self, jurisdiction: str) -> Pack:
        """Return the pack that speaks for a country, else the generic one."""
        place = jurisdiction.upper()
        if place in self.packs:
            return self.packs[place]
        return next((pack for pack in self.packs.values() if place in pack.covers), self.packs[GENERIC])

    def speaker(self, pack: str, locale: str) -> Speaker:
        """Return whoever says the facts of a pack in a language."""
        titles = {topic: texts[locale].title for topic, texts in self.topics.items()}
        words = self._own[pack][locale].beside(self._own[GENERIC][locale]).beside(self._base[locale])
        return Speaker(self.packs[pack], self.packs[GENERIC], words, titles)

    def words(self) -> tuple[Phrases, ...]:
        """Return every file of words, for those who proof-read."""
        return (*self._base.values(), *(phrases for own in self._own.values() for phrases in own.values()))

    def _own_step(self, pack: Pack, locale: str) -> Callable[[str], StepText]:
        """Return what makes a pack's own steps from its words."""
        words = self._own[pack.id][locale]
        return lambda step: step_text(step, words(f"steps.{step}.title"), words(f"steps.{step}.text"))

    def check(self) -> None:
        """Hold topics, packs, words and wiring against each other.

        Raises:
            BrokenPlaybook: something is missing, unknown, or told otherwise in another language.
        """
        for texts in self.topics.values():
            check_topic(texts)
        check_phrases(self._base)
        generic = self.packs[GENERIC]
        for name in sorted(self.packs, key=lambda name: name != GENERIC):  # the one all others lean on comes first
            check_phrases(self._own[name])
            for locale in LOCALES:
                check_pack(self.packs[name], generic, self.speaker(name, locale))
        topics = [texts["en"] for texts in self.topics.values()]  # languages agree by now: one of them is enough
        for name, pack in self.packs.items():
            check_wiring(pack, topics, self._own_step(pack, "en"), self.speaker(name, "en"))


def _read_topics(folder: Path) -> dict[str, dict[str, TopicText]]:
    topics: dict[str, dict[str, TopicText]] = {}
    for path in sorted(folder.glob("*.md")):
        text = read_topic(path)
        if text.locale not in LOCALES:
            raise BrokenPlaybook(text.file, f"`{text.locale}` is not a language of the library")
        topics.setdefault(text.topic, {})[text.locale] = text
    return topics


def _banner(words: Phrases, reviewed: date, reviewers: Iterable[str], *, stale: bool) -> str:
    """Say what a playbook is not, how old it is, and who has looked at it: a line each."""
    names = tuple(dict.fromkeys(reviewers))
    said = [words("banner.notice"), words("banner.gathered", day=words.day(reviewed))]
    said.append(words("banner.reviewed", names=", ".join(names)) if all(names) else words("banner.unreviewed"))
    if stale:
        said.append(words("banner.stale"))
    return "\n".join(said)

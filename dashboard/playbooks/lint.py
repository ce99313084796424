"""House rules for the words of the library; each function lists what breaks them, and an empty list is good."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from dashboard.playbooks.model import Contact, TopicText
from dashboard.playbooks.read_topic import REFERENCE
from dashboard.playbooks.shown import Playbook, Step
from dashboard.playbooks.words import Phrases

_SLOT: Final = re.compile(r"\{[a-z]*\}")  # {n}, {day}: filled from the tables
_ADDRESSES: Final = {
    "a link": re.compile(r"https?:|www\.", re.IGNORECASE),
    "an e-mail address": re.compile(r"\w@\w"),
    "a domain": re.compile(r"[A-Za-z0-9-]{2,}\.[A-Za-z]{2,}"),
}
# Markup beyond paragraphs, `- ` lists and `> ` quotes would show as signs in a terminal.
_MARKUP: Final = re.compile(r"[*_`#<|]|\]\(")
# A count of days written out is a count of days all the same.
_SPANS: Final = {
    "zh": re.compile(r"[一二两三四五六七八九十百千半]+个?(?:工作日|自然日|分钟|小时|星期|个月|天|日(?!子)|周|年)"),
    "en": re.compile(
        r"\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety|hundred)"
        r"[ -](?:business |working |calendar )?(?:minute|hour|day|week|month|year)s?\b",
        re.IGNORECASE,
    ),
    "id": re.compile(
        r"\b(?:(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|belas|puluh|ratus) "
        r"(?:menit|jam|hari|minggu|bulan|tahun)|se(?:jam|menit|minggu|bulan|tahun))\b",
        re.IGNORECASE,
    ),
}


def prose_problems(text: str, locale: str) -> list[str]:
    """List numbers, addresses, markup and written-out spans in prose: all of those come by reference."""
    prose = unicodedata.normalize("NFKC", _SLOT.sub("", REFERENCE.sub("", text)))
    problems = [f"a digit in `{line.strip()}`" for line in prose.splitlines() if any(sign.isdigit() for sign in line)]
    for what, pattern in _ADDRESSES.items():
        problems += [f"{what}: `{found[0]}`" for found in pattern.finditer(prose)]
    unquoted = re.sub(r"^[>-] ?", "", prose, flags=re.MULTILINE)
    problems += [f"markup `{found[0]}`" for found in _MARKUP.finditer(unquoted)]
    problems += [f"a span written out: `{found[0]}`" for found in _SPANS[locale].finditer(prose)]
    if "{" in prose or "}" in prose:
        problems.append(f"a broken reference near `{prose[max(0, prose.find('{')) :][:40]}`")
    return problems


def topic_problems(topic: TopicText) -> list[str]:
    """List what breaks the rules of prose in a topic."""
    texts = {"title": topic.title, "lead": topic.lead}
    for steps in topic.sections.values():
        texts |= {step.id: f"{step.title}\n{step.text}" for step in steps}
    return [
        f"{topic.file} {where}: {problem}"
        for where, text in texts.items()
        for problem in prose_problems(text, topic.locale)
    ]


def phrase_problems(phrases: Phrases) -> list[str]:
    """List what breaks the rules of prose in a file of words."""
    return [
        f"{phrases.file} {key}: {problem}"
        for key, phrase in phrases.items()
        for problem in prose_problems(phrase, phrases.locale)
    ]


def alone_problems(playbook: Playbook) -> list[str]:
    """List steps in which something unverified stands alone: the only contact, or the only deadline."""
    where = f"{playbook.topic} {playbook.jurisdiction}"
    return [
        f"{where} {step.id}: {problem}"
        for section in playbook.sections
        for step in section.steps
        for problem in _alone(step)
    ]


def _alone(step: Step) -> list[str]:
    problems = []
    if step.all_contacts() and not any(contact.verified for contact in step.all_contacts()):
        problems.append("only unverified contacts")
    clocks = [shown.verified for shown in step.all_clocks()]
    if clocks and not any(clocks):
        problems.append("only unverified deadlines")
    if any(shown.clock.bound == "earliest" and not shown.verified for shown in step.all_clocks()):
        problems.append("an unverified wait, which would move a date later")
    # what the person must meet may not rest on an unverified span, whatever else is shown
    own = [shown.verified for shown in step.all_clocks() if shown.clock.who == "user"]
    if own and not any(own):
        problems.append("only unverified deadlines for the person")
    return problems


def unmarked(playbook: Playbook, rendered: str, mark: str) -> list[str]:
    """List unverified facts whose line in the rendered text lacks the mark."""
    steps = [step for section in playbook.sections for step in section.steps]
    contacts = [contact for step in steps for contact in step.all_contacts()]
    lines = [clock.text for step in steps for clock in step.all_clocks() if not clock.verified]
    lines += [law.text for step in steps for law in step.laws if not law.verified]
    lines += [contact.text for contact in contacts if not contact.verified and not contact.ways]
    lines += [way.text for contact in contacts for way in contact.ways if not way.verified]
    return [line for line in lines if mark not in line or line not in rendered]


def contact_problems(contacts: Iterable[Contact]) -> list[str]:
    """List contacts whose row lacks something a reader needs to judge it."""
    return [
        f"{contact.id}: no {what}"
        for contact in contacts
        for what, held in (
            ("source", contact.proof.source and all(way.proof.source for way in contact.ways)),
            ("way", contact.ways or contact.proof.status in {"own", "G"}),
            ("check", contact.verify),
        )
        if not held
    ]

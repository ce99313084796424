"""What is said of a number, link or address that somebody gave: the same words on the pages and on the command line."""

from dataclasses import dataclass

from dashboard.i18n import Words, quoted
from dashboard.playbooks.contact_check import Checked, Verdict, check
from dashboard.playbooks.library import library
from dashboard.punctuation import sentences


@dataclass(frozen=True, slots=True)
class Told:
    """One finding in words; `state` is that of a chip."""

    checked: Checked
    state: str  # back, now, quiet
    head: str
    says: str


def told(text: str, words: Words) -> tuple[Told, ...]:
    """Check a text and say what can be said of each number and address in it."""
    return tuple(_told(one, words) for one in check(text))


def _told(one: Checked, words: Words) -> Told:
    head = words(f"contact.{one.verdict}.head", text=quoted(one.text))
    if one.doubt is not None:
        facts = {"address": quoted(one.doubt.address), "own": one.doubt.own}
        return Told(one, "now", head, words(f"contact.doubt.{one.doubt.code}", **facts))
    if one.verdict is Verdict.UNKNOWN:
        return Told(one, "quiet", head, words("contact.unknown.says"))
    name = library().speaker(one.pack, words.locale).contact(one.contact).name
    says = [words(f"contact.listed.{one.kind}", name=name)] + (
        [] if one.verified else [words("contact.listed.unverified")]
    )
    return Told(one, "back", head, sentences(says, words))

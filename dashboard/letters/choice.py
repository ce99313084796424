"""Which letters a case can have written, and what each still needs to hear from the person."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.i18n import Words
from dashboard.letters.confirm import spoken
from dashboard.letters.contacts import contacted
from dashboard.letters.kinds import Letter, fitting, usual_party
from detect.case import Case
from detect.finding import Fact


@dataclass(frozen=True, slots=True)
class Choice:
    """One letter that fits a case.

    Args:
        letter: the kind of letter.
        party: whom it usually goes to, or about whom it is.
        missing: groups of facts; one of each is still to be confirmed.
        open: facts it may state as well, which nobody has confirmed.
    """

    letter: Letter
    party: str
    missing: tuple[tuple[str, ...], ...]
    open: tuple[str, ...]


def choices(case: Case, confirmed: Mapping[str, Fact], said: Words) -> tuple[Choice, ...]:
    """Return the letters that fit a case, in the order in which they are sent.

    Args:
        case: the letters are about.
        confirmed: what the person stands by.
        said: any language; a fact without the day or number that it needs is not confirmed.
    """
    return tuple(_choice(letter, case, spoken(confirmed, said), said) for letter in fitting(case.topic))


def _choice(letter: Letter, case: Case, stands: Mapping[str, str], said: Words) -> Choice:
    party = usual_party(letter, case.topic)
    missing = letter.missing(stands, contacted=bool(contacted(case, party, said)))
    needed = {fact for group in letter.keys for fact in group}
    return Choice(letter, party, missing, tuple(fact for fact in letter.facts if fact not in needed | stands.keys()))

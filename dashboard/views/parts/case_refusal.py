"""What a case does not take, told on its page in one sentence; nothing was written then."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from dashboard.i18n import Words, quoted
from dashboard.views.paint import trouble
from detect.case import CaseRefused


@dataclass
class Attempt:
    """Whether a line was taken."""

    taken: bool = False


@contextmanager
def attempt(words: Words) -> Iterator[Attempt]:
    """Try to write a line; a refusal is shown as a sentence, and `taken` stays false."""
    tried = Attempt()
    try:
        yield tried
        tried.taken = True
    except CaseRefused as refused:
        own = f"casepage.refused.{refused.code}"
        facts = {name: quoted(str(value)) for name, value in refused.facts.items()}
        trouble(words(own if own in words else f"case.refused.{refused.code}", **facts))

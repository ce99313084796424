"""Where money is held, and by whom: the country whose rules apply, the kind of account, the institution."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dashboard.playbooks.library import library
from detect.preferences import home
from ingest.ledger import Ledger


class Place(NamedTuple):
    """Country (ISO 3166), kind and institution as accounts have them; empty where not known, or where accounts differ."""

    country: str = ""
    kind: str = ""
    institution: str = ""

    @property
    def jurisdiction(self) -> str:
        """The pack that speaks for the country, else the generic one."""
        return library().pack_for(self.country).id


class Places:
    """The accounts of a ledger by where they are held, read once."""

    def __init__(self, ledger: Ledger) -> None:
        self.home = home(ledger)  # where the person said that they live, empty where they did not
        accounts = ledger.described()
        keys = zip(accounts["person"], accounts["label"], strict=True)
        cells = zip(accounts["country"], accounts["kind"], accounts["institution"], strict=True)
        self._accounts = {key: Place(*map(str, own)) for key, own in zip(keys, cells, strict=True)}

    def of(self, person: str, accounts: Sequence[str]) -> Place:
        """Return where accounts (labels) of a person are held, the one that counts most first.

        Their country is that of the first whose country is known, else of where the person lives; what concerns no account
        yet falls under the country of most of the person's.
        """
        known = [self._accounts.get((person, label), Place()) for label in accounts]
        country = next((place.country for place in known if place.country), self.home)
        if not accounts and not country:
            country = self._mostly(person)
        return Place(country, _common(place.kind for place in known), _common(place.institution for place in known))

    def _mostly(self, person: str) -> str:
        """Return the country of more than half of a person's accounts; empty where there is no such."""
        countries = [place.country for (owner, _), place in self._accounts.items() if owner == person]
        most, count = next(iter(Counter(countries).most_common(1)), ("", 0))
        return most if 2 * count > len(countries) else ""


def _common(names: Iterable[str]) -> str:
    """Return what all say; empty where they differ."""
    found = set(names)
    return found.pop() if len(found) == 1 else ""

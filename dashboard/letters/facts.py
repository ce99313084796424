"""What a letter is made of. A template sees one `LetterFacts` and nothing else, everything in it already in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes, in the person's own words, or gaps such as `[your name]` that the person fills in. Never invented."""

    name: str
    address: str
    reach: str


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One transaction of the matter."""

    moment: str
    counterparty: str
    reference: str
    amount: str


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Everything a letter may say.

    Args:
        locale: of the letter: zh, en or id.
        party: provider, merchant or regulator: whom it goes to.
        addressee: their name.
        company: the institution that holds the account.
        you: how the letter addresses the institution: a bank not as other companies.
        holds: what the person holds there, as the language calls it: an account of a wallet, of a bank, of a card.
        account: its last four digits in words, never more of its number.
        today: the date of the letter.
        rows: what it is about; empty where no statement shows it.
        amount: the one amount that is asked for, with its currency; empty where none is.
        answer_by: the one day by which an answer is asked for; empty where none can be asked.
        office: whom the person can turn to next.
        contacts: earlier contacts, a line each, oldest first.
        law: the points it rests on, a line each; those that nobody could confirm are not among them.
        confirmed: what the person stands by, by the id of the fact: a value in words, `yes` for a plain statement.
        sender: who writes.
    """

    locale: str
    party: str
    addressee: str
    company: str
    you: str
    holds: str
    account: str
    today: str
    sender: Sender
    rows: tuple[LetterRow, ...] = ()
    amount: str = ""
    answer_by: str = ""
    office: str = ""
    contacts: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    confirmed: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def many(self) -> bool:
        """Tell whether the rows are several, for languages that care."""
        return len(self.rows) != 1

    def said(self, fact: str) -> str:
        """Return the value of a fact that the person confirmed, else nothing: templates assert under `{% if %}` only."""
        return self.confirmed.get(fact, "")

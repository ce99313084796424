"""The letters there are: whom each goes to, what troubles it fits, and which sentences of fact it may contain.

A letter's key facts are groups: of each group one must be confirmed, or the letter would assert what nobody said. The
question for each fact is `letter.ask.<fact>` in the languages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.errors import UnknownLetter

PLAIN: Final = frozenset(
    {
        "not_approved", "card_in_possession", "codes_kept", "one_order", "merchant_refused", "not_arrived", "not_agreed", "shown_as_failed",
        "shop_not_paid", "topup_not_arrived", "paid_again", "not_borrowed", "bill_wrong", "goods_dispute", "undisputed_paid", "no_answer",
        "holder", "misuse_seen", "balance_taken_out", "nothing_owed", "autopay_ended",
    }
)  # fmt: skip
DAYS: Final = frozenset(
    {
        "noticed_on", "frozen_at", "asked_merchant_on", "goods_returned_on", "cancelled_on", "promised_on", "refused_on", "taken_back_on", "promise_missed_on",
        "first_asked_on", "leak_heard_on",
    }
)  # fmt: skip
TEXTS: Final = frozenset({"police_report_no"})
FACTS: Final = PLAIN | DAYS | TEXTS

# What the trouble is, in one sentence each; letters that follow up say it again.
TROUBLES: Final = (
    "not_approved", "one_order", "not_arrived", "not_agreed", "cancelled_on", "shown_as_failed", "shop_not_paid", "topup_not_arrived",
    "not_borrowed", "bill_wrong", "goods_dispute",
)  # fmt: skip
_MONEY: Final = frozenset(
    {
        "account-theft", "unauthorised-charge", "duplicate-charge", "wrong-charge", "refund-missing", "payment-failed-debited",
        "topup-missing", "credit-line-dispute", "scam-payment",
    }
)  # fmt: skip
_ANY: Final = _MONEY | {"privacy-leak", "poor-service", "locked-out", "account-closure"}


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of letter.

    Args:
        name: as templates and the command line call it.
        topics: playbooks whose cases it fits.
        keys: groups of facts; one of each group must be confirmed.
        may: further facts it may state.
        parties: whom it can go to, or about whom it can be, the usual one first: provider, merchant.
        money: whether it asks for an amount: always, `if_any` or never.
        waits: the clock of the generic pack whose span it allows for an answer; empty where none can be asked.
        to_office: whether it goes to an office that supervises the party.
        follows: whether it needs an earlier contact, from the case's log or as `first_asked_on`.
    """

    name: str
    topics: frozenset[str]
    keys: tuple[tuple[str, ...], ...]
    may: tuple[str, ...] = ()
    parties: tuple[str, ...] = ("provider",)
    money: str = "always"
    waits: str = "own-supervisor"
    to_office: bool = False
    follows: bool = False

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact it may state, the needed ones first."""
        first = ("first_asked_on",) if self.follows else ()
        return tuple(dict.fromkeys((*(name for group in self.keys for name in group), *first, *self.may)))

    def missing(self, confirmed: Iterable[str], *, contacted: bool = False) -> tuple[tuple[str, ...], ...]:
        """Return the groups of which nothing is confirmed yet; `contacted` says that the log has an earlier contact."""
        groups = self.keys + ((("first_asked_on",),) if self.follows and not contacted else ())
        said = frozenset(confirmed)
        return tuple(group for group in groups if not said.intersection(group))


_ALL: Final = (
    Letter(
        "unauthorised-notice",
        frozenset({"account-theft", "unauthorised-charge"}),
        keys=(("not_approved",),),
        may=("noticed_on", "card_in_possession", "codes_kept", "frozen_at", "police_report_no"),
    ),
    Letter(
        "duplicate-charge",
        frozenset({"duplicate-charge"}),
        keys=(("one_order",),),
        may=("asked_merchant_on", "merchant_refused"),
        parties=("provider", "merchant"),
    ),
    Letter(
        "refund-demand",
        frozenset({"refund-missing", "wrong-charge"}),
        keys=(("not_arrived", "not_agreed", "cancelled_on"),),
        may=("goods_returned_on", "promised_on", "asked_merchant_on", "merchant_refused"),
        parties=("merchant", "provider"),
        waits="own-shop-answer",
    ),
    Letter(
        "failed-payment",
        frozenset({"payment-failed-debited", "topup-missing"}),
        keys=(("shown_as_failed", "shop_not_paid", "topup_not_arrived"),),
        may=("paid_again", "asked_merchant_on"),
        parties=("provider", "merchant"),
    ),
    Letter(
        "credit-line-dispute",
        frozenset({"credit-line-dispute", "account-theft"}),
        keys=(("not_borrowed", "bill_wrong", "goods_dispute"),),
        may=("undisputed_paid", "frozen_at", "police_report_no"),
    ),
    Letter(
        "reminder",
        _ANY,
        keys=(("no_answer",),),
        may=TROUBLES,
        parties=("provider", "merchant"),
        money="if_any",
        waits="own-shop-answer",
        follows=True,
    ),
    Letter(
        "final-demand",
        _ANY,
        keys=(("no_answer", "refused_on", "taken_back_on", "promise_missed_on"),),
        may=TROUBLES,
        parties=("provider", "merchant"),
        money="if_any",
        waits="own-shop-answer",
        follows=True,
    ),
    Letter(
        "regulator-complaint",
        _ANY,
        keys=(("no_answer", "refused_on", "taken_back_on", "promise_missed_on"),),
        may=(*TROUBLES, "police_report_no"),
        parties=("provider", "merchant"),
        money="if_any",
        waits="",
        to_office=True,
        follows=True,
    ),
    Letter(
        "data-request",
        frozenset({"privacy-leak", "account-closure", "account-theft"}),
        keys=(("holder",),),
        may=("leak_heard_on", "misuse_seen"),
        parties=("provider", "merchant"),
        money="never",
    ),
    Letter(
        "closure",
        frozenset({"account-closure"}),
        keys=(("holder",),),
        may=("balance_taken_out", "nothing_owed", "autopay_ended"),
        money="never",
    ),
)
LETTERS: Final[Mapping[str, Letter]] = {letter.name: letter for letter in _ALL}


def letter_named(name: str) -> Letter:
    """Return a kind of letter.

    Raises:
        UnknownLetter: there is none of this name.
    """
    if name not in LETTERS:
        raise UnknownLetter(name=name, names=", ".join(LETTERS))
    return LETTERS[name]


def fitting(topic: str) -> tuple[Letter, ...]:
    """Return the letters for a case of a topic, in the order in which they are sent."""
    return tuple(letter for letter in _ALL if topic in letter.topics)


def first_letter(topic: str) -> str:
    """Return the letter that opens a matter of this topic, empty where none is made for it."""
    return next((letter.name for letter in fitting(topic) if not letter.follows), "")


def asked(letter: Letter, topic: str) -> tuple[str, ...]:
    """Return the facts to ask about for a letter of a case: of the troubles, only those that a matter of this topic can be.

    A complaint that nobody answers can be about any of them.
    """
    if topic == "poor-service":
        return letter.facts
    own = {fact for one in fitting(topic) if not one.follows for fact in one.facts}
    return tuple(fact for fact in letter.facts if fact not in TROUBLES or fact in own)


def usual_party(letter: Letter, topic: str) -> str:
    """Return whom a letter usually goes to or is about: a letter that follows up, whoever got the first one."""
    first = LETTERS.get(first_letter(topic))
    wished = first.parties[0] if letter.follows and first else letter.parties[0]
    return wished if wished in letter.parties else letter.parties[0]

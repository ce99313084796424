"""What a scan says: findings, as kinds, severities and facts. Never prose; the sentences live in the dashboard."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

Fact = str | int | float | bool | None | list[str] | list[int]

# The closed list, by right of way: a row counts in one open alert, the others become facts of it.
KINDS: Final = (
    "duplicate",
    "failed_but_debited",
    "missing_top_up",
    "missing_refund",
    "unauthorized",
    "charged_after_cancel",
    "new_recurring",
    "price_rise",
    "unexpected_fee",
    "statement_gap",
)
SEVERITIES: Final = ("low", "medium", "high")


class Reason(NamedTuple):
    """One piece of evidence: a code with its own sentence in every language, and the numbers it speaks of."""

    code: str
    facts: dict[str, Fact]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that looks wrong.

    `score` is 0..1, higher is more suspicious (the opposite of scikit-learn's sign). `amount` is the money at stake
    in minor units, unsigned. `rows` are txn_ids, the primary ones first. `subject` names what the finding is about
    where that is not its rows: a promise, a subscription, an account-month.
    """

    kind: str
    severity: str
    score: float
    amount: int
    currency: str
    person: str
    account: str
    rows: tuple[str, ...]
    facts: dict[str, Fact] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    subject: str = ""

    def __post_init__(self) -> None:
        """Hold kind, severity and score to their closed lists."""
        if self.kind not in KINDS or self.severity not in SEVERITIES or not 0.0 <= self.score <= 1.0:
            raise ValueError(f"not a finding: {self.kind}, {self.severity}, {self.score}")

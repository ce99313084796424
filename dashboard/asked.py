"""Questions about debits for a wallet, made ready for a person: what is asked, why nobody else can tell, and what would settle it."""

from dataclasses import dataclass
from typing import Final

from dashboard.account_name import account_name
from dashboard.present import Presenter, ShownRow
from detect.debit_questions import DebitQuestion
from detect.debitbook import Asked

_ANOTHER: Final = ("several", "not_shown")  # reasons that another wallet may explain


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with its words. `said` begins with the question; `rows` are those that files here still show."""

    question: DebitQuestion
    unsure: bool
    said: str
    why: tuple[str, ...]
    settle: str
    rows: tuple[ShownRow, ...]


def shown(asked: Asked, presenter: Presenter) -> ShownQuestion:
    """Return a question in the presenter's language."""
    words, question = presenter.words, asked.question
    rows = tuple(row for identity in question.rows if (row := presenter.row(identity)) is not None)
    facts = {
        "account": account_name(question.account, words),
        "wallet": account_name(question.wallet, words),
        "amount": words.money(question.amount, question.currency),
        "first": words.day(rows[0].booked_at) if rows else "",
        "last": words.day(rows[-1].booked_at) if rows else "",
        "count": len(question.rows),
    }
    facts["days"] = words(f"question.days.{'one' if facts['first'] == facts['last'] else 'many'}", **facts)
    settle = "other" if set(question.why) <= set(_ANOTHER) else "days"
    return ShownQuestion(
        question=question,
        unsure=asked.unsure,
        said=words(f"question.debits.{'one' if len(question.rows) == 1 else 'many'}", **facts),
        why=tuple(words(f"question.why.{code}", **facts) for code in question.why),
        settle=words(f"question.settle.{settle}", **facts),
        rows=rows,
    )

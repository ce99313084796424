"""The scored payments as plain columns, with what several features ask of them."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from detect.causal import Past, codes, past
from detect.covered_days import covered_days
from detect.foreign import paid_currencies
from detect.payees import payee_kind
from detect.texts import asked
from detect.typical import typical_payment
from detect.view import DAY, View

SETTLED: Final = 3 * DAY


@dataclass(frozen=True, slots=True)
class Payments:
    """Columns of the scored rows, in their order, and the pasts that several features share."""

    country: np.ndarray
    person: np.ndarray
    account: np.ndarray
    purse: np.ndarray
    merchant: np.ndarray
    category: np.ndarray
    when: np.ndarray
    wall: np.ndarray
    has_time: np.ndarray
    amount: np.ndarray  # minor units, float64
    log: np.ndarray
    usual: np.ndarray  # log of the currency's usual payment
    usual_day: np.ndarray  # minor units a day that statements show, so far
    payee: list[str]
    currency: np.ndarray
    earlier: Past  # log amounts of the purse

    @classmethod
    def of(cls, view: View, positions: np.ndarray) -> "Payments":
        """Take the payments at `positions` of a view."""
        purse, when = view.purse[positions], view.when[positions]
        amount = np.maximum(-view.amount[positions].astype(np.float64), 1.0)
        usual = asked(view.column("currency")[positions], typical_payment, np.float64)
        spent = past(purse, when, amount)
        days = np.maximum(covered_days(view, positions, purse), 7.0)
        currency = paid_currencies(view, positions)
        payee = asked(view.words[positions], payee_kind, object)
        payee[(payee == "served") & (currency != view.column("currency")[positions])] = ""
        return cls(
            country=view.column("country")[positions],
            person=view.person[positions],
            account=view.account[positions],
            purse=purse,
            merchant=view.merchant[positions],
            category=codes(purse, view.column("importer")[positions], view.column("category")[positions]),
            when=when,
            wall=view.wall[positions],
            has_time=view.has_time[positions],
            amount=amount,
            log=np.log(amount),
            usual=np.log(usual),
            usual_day=(spent.total + 3 * usual) / (days + 3),
            payee=payee.tolist(),
            currency=currency,
            earlier=past(purse, when, np.log(amount), SETTLED),
        )

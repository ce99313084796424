"""A finding about an account whose statements have only begun: what is usual there cannot be known yet, and that is said."""

from typing import Final

import pandas as pd

from dashboard.account_name import account_name
from dashboard.present import Presenter, ShownAlert
from dashboard.views.paint import put
from dashboard.views.plain import tag

_MONTH: Final = pd.Timedelta(days=30)


def show(shown: ShownAlert, presenter: Presenter) -> None:
    """Say since when each young account of a payment that may not be the person's is known; nothing of older ones."""
    if shown.alert.kind != "unauthorized":
        return
    words, frame = presenter.words, presenter.frame
    for account in dict.fromkeys(row.account for row in shown.rows):
        known = frame.loc[frame["account"] == account, "booked_at"].min()
        first = min(pd.Timestamp(row.booked_at) for row in shown.rows if row.account == account)
        if first - known < _MONTH:
            said = words(
                "page.alert.young", account=account_name(account, words), day=words.day(known.date().isoformat())
            )
            put(tag("p", tag("bdi", said), class_="reading"))

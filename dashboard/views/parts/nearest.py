"""Ordinary payments nearest to an alert's oddest one, to compare it with."""

import pandas as pd

from dashboard.present import Presenter, ShownAlert
from dashboard.views.paint import put
from dashboard.views.parts.rows import line
from dashboard.views.plain import tag
from detect.casebook import Casebook
from detect.nearest import nearest_payments


def show(shown: ShownAlert, presenter: Presenter, links: pd.DataFrame, book: Casebook) -> None:
    """Show them, one a line; nothing where the alert has no oddest payment or nothing ordinary stands beside it."""
    words = presenter.words
    worst = next((row for row in shown.rows if row.txn_id == shown.alert.facts.get("worst")), None)
    if worst is None:
        return
    doubted = {row for alert in book.alerts() if alert.closed_by not in ("answer", "expected") for row in alert.rows}
    near = presenter.rows(nearest_payments(presenter.frame, links, worst.txn_id, doubted.union(shown.alert.rows)))
    if near:
        several = len(shown.rows) > 1
        said = words(f"page.nearest.{'of_several' if several else 'one'}", moment=words.moment(worst.booked_at))
        put(
            tag("p", said, class_="reading"),
            tag("ul", *(tag("li", line(row, words), class_="txn") for row in near), class_="near"),
        )

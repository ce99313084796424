"""At risk, claimed, provisionally back, back: the money of all trouble as a line with arrows, and as a bar where a case moves it."""

from collections.abc import Sequence

import pandas as pd

from dashboard.charts import harm
from dashboard.i18n import Words
from dashboard.punctuation import clauses
from dashboard.views.paint import part, put
from dashboard.views.parts.plot import dark, legend, plot
from detect.case import Money

_ARROW = " → "


def show(found: Sequence[Money], words: Words) -> None:
    """Show the flow of `harm.standing`; nothing as long as all of it is merely at risk, which the page says already."""
    if not any(money.claimed or money.provisional for money in found):
        return
    part(words("harm.title"))
    put(legend(*((state, "█", words(f"harm.stage.{stage}")) for stage, state in _STATES.items())))
    plot(
        harm.chart(found, words, dark=dark()), table(found, words), words, key="harm",
        sentence=clauses((flow(money, words) for money in found if money.claimed or money.provisional), words), alternative=words("harm.alt"),
    )  # fmt: skip


_STATES = {"at_risk": "now", "claimed": "soon", "provisional": "watch", "final": "back"}


def flow(money: Money, words: Words) -> str:
    """Return one currency as a line from where money is to where it should be; that nothing is back for now goes without saying."""
    stages = (stage for stage in harm.STAGES if stage != "provisional" or money.provisional)
    return _ARROW.join(
        f"{words(f'harm.stage.{stage}')} {words.money(getattr(money, stage), money.currency)}" for stage in stages
    )


def table(found: Sequence[Money], words: Words) -> pd.DataFrame:
    """Return the stages as a table, a currency a row."""
    rows = [[words.money(getattr(money, stage), money.currency) for stage in harm.STAGES] for money in found]
    return pd.DataFrame(rows, columns=[words(f"harm.stage.{stage}") for stage in harm.STAGES])

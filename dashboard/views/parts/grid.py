"""The grid of accounts and months: which days were seen, and whether they add up."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Final

import pandas as pd

from dashboard.account_name import account_name
from dashboard.i18n import Words
from dashboard.institutions import institution
from dashboard.views.parts.said import month
from dashboard.views.plain import Html, joined, tag
from detect.context import Context
from detect.coverage import coverage
from detect.links.twins import Reading
from detect.readings import Accounts

SIGNS: Final = {"agrees": "■", "unproven": "▣", "partly": "◧", "missing": "□", "off": "!"}


def states(context: Context, today: dt.date) -> pd.DataFrame:
    """Return coverage with `sign`: a covered month is `agrees` only where every statement in it adds up."""
    months, proven = coverage(context, today), _checked(context)
    return months.assign(
        sign=[
            _proof(proven[person, account], name) if state == "covered" else state
            for person, account, name, state in months[["person", "account", "month", "state"]].itertuples(index=False)
        ]
    )


def _checked(context: Context) -> dict[tuple[str, str], list[tuple[str, str, bool]]]:
    """Return the statements of each account: the months they begin and end in, and whether they add up."""
    found: dict[tuple[str, str], list[tuple[str, str, bool]]] = {}
    for row in context.statements.itertuples():
        checked = row.first[:7], row.last[:7], row.check_status == "agrees"
        found.setdefault((row.person, row.account), []).append(checked)
    return found


def _proof(statements: Iterable[tuple[str, str, bool]], name: str) -> str:
    touching = (agrees for first, last, agrees in statements if first <= name <= last)
    return "agrees" if all(touching) else "unproven"


def grid(once: Accounts, words: Words, today: dt.date, too_new: Collection[tuple[str, str]] = ()) -> Html:
    """Return the grid as a table, from the newest month that anything shows; on a phone it scrolls sideways.

    Args:
        once: what is known of the accounts.
        words: the language.
        today: the day up to which statements may be missed.
        too_new: persons and accounts in which only clear patterns are looked for.
    """
    table = states(once.context, today)
    newest = table.loc[table["sign"] != "missing", "month"].max()
    months = sorted((name for name in table["month"].unique() if name <= newest), reverse=True)
    heads = [
        tag("th", _head(words, name, first=name == newest), scope="col", title=month(words, name)) for name in months
    ]
    lines = []
    for (person, account), own in table.groupby(["person", "account"], sort=True):
        signs = dict(zip(own["month"], own["sign"], strict=True))
        cells = (_cell(signs.get(name, ""), name, words) for name in months)
        also = _also(str(account), once.others(person, account), words)
        new = tag("small", words("page.watched.too_new")) if (person, account) in too_new else None
        name = tag("th", tag("bdi", account_name(str(account), words)), also, new, scope="row")
        lines.append(tag("tr", name, *cells))
    head = tag("thead", tag("tr", tag("th", words("page.column.account"), scope="col"), *heads))
    return tag("div", tag("table", head, tag("tbody", *lines), class_="grid"), class_="scroll", tabindex="0")


def _also(account: str, others: Iterable[Reading], words: Words) -> Html | None:
    """Return in which other formats an account came, and under which other name."""
    said = [_named(account, one, words) for one in others]
    return tag("small", words("page.grid.also", readings=words.listed(said))) if said else None


def _named(account: str, one: Reading, words: Words) -> str:
    name = institution(one.importer, words)
    return (
        name
        if one.account == account
        else words("page.grid.reading", account=account_name(one.account, words), format=name)
    )


def _head(words: Words, name: str, *, first: bool) -> Html:
    year = tag("small", name[:4]) if first or name.endswith(("-01", "-12")) else None
    return joined(words(f"page.month_short.m{name[5:7]}"), year)


def _cell(sign: str, name: str, words: Words) -> Html:
    if not sign:
        return tag("td")
    said = words("page.grid.cell", month=month(words, name), state=words(f"page.grid.{sign}"))
    return tag("td", SIGNS[sign], title=said, aria_label=said, class_=sign)


def legend(words: Words) -> Html:
    """Return what the signs mean."""
    items = (
        tag("li", tag("span", sign, class_=name, aria_hidden="true"), " ", words(f"page.grid.{name}"))
        for name, sign in SIGNS.items()
    )
    return tag("ul", *items, class_="legend")

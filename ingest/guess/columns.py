"""What each column of a table is: by the words over it, and by what it holds. The content can overrule the words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ingest.guess import amounts, dates
from ingest.guess.layout import Layout, is_amount, is_day
from ingest.guess.vocabulary import plain, roles_of, values_of

_MOST: Final = 0.9
_DATE_ROLES: Final = ("transaction_date", "booking_date", "value_date", "other_date")
_MONEY_ROLES: Final = ("amount", "amount_in", "amount_out", "balance", "fee", "original_amount")
_IBAN: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{8,30}")
_SETTLED: Final = re.compile(  # the amount as the account was charged, where another is in a foreign currency
    r"实付|billing|account currency|in account|posted|settle|charged|入账|入帳|記帳|记账|结算|人民币|платежа|счета|рахунку|картки|rachunku|uctu|kontowahr|abrechnung|in eur\b|in chf\b|in gbp\b|in usd\b|in pln\b|konyvelt|bokfort"
)
_SPENT: Final = re.compile(
    r"利用金額|利用額|이용금액|사용금액|승인금액|消费金额|消費金額|刷卡金額|amount spent|purchase amount|charged amount|amount charged"
)
_CARD: Final = re.compile(
    r"(?<!\w)(?:card|cardholder|cardmember|merchant|karteninhaber|kartennummer|kortmedlem|kortnummer|kortinnehavare|kreditkarte|karte|carte|tarjeta|cartao|carta|kort|kortti|karta|карта|карты|kartu)(?!\w)|カード|卡号|卡號"
)
_CODE: Final = 3  # characters of a code
_TWO: Final = 2
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_EXACT: Final = 100  # the heading says nothing else
_LONG_NUMBER: Final = 11
_LEFT: Final = 3  # columns; further right an account beside a name is the other side's
_FEW_ACCOUNTS: Final = 12
_REFERENCE: Final = 6  # characters; shorter numbers count lines


@dataclass(slots=True)
class Column:
    """One column: its place, its cells in the rows that are entries, and shares of what they hold."""

    name: str
    place: int
    cells: Sequence[str]
    roles: dict[str, int] = field(default_factory=dict)
    filled: float = 0
    days: float = 0
    money: float = 0
    codes: float = 0
    words: float = 0
    distinct: int = 0

    def means(self, role: str) -> int:
        """Return how strongly the heading says a role; 0 where another is said more strongly by its exact words."""
        strongest = max(self.roles.values(), default=0)
        own = self.roles.get(role, 0)
        return own if own >= min(strongest, 100) else 0

    def best(self, *roles: str) -> str:
        """Return which of some roles the heading says most strongly, empty if none."""
        said = [(self.means(role), -n, role) for n, role in enumerate(roles) if self.means(role)]
        return max(said)[2] if said else ""


def profiled(layout: Layout, entries: Sequence[int]) -> list[Column]:
    """Measure every column of a table on its entries."""
    found = [_profile(layout, name, place, entries) for place, name in enumerate(layout.heading)]
    for unit, amount in pairwise(found):
        empty = not amount.roles and amount.money >= _MOST and amount.filled
        if empty and unit.codes >= _MOST and unit.filled and unit.best(*_MONEY_ROLES):
            unit.roles, amount.roles = {"currency": _EXACT}, unit.roles  # one heading over both: a code, and an amount
    return found


def _profile(layout: Layout, name: str, place: int, entries: Sequence[int]) -> Column:
    whole = layout.column(name)
    cells = [whole[n] for n in entries]
    filled = [cell for cell in cells if cell]
    heading = re.sub(r" \(\d+\)$", "", name) if layout.headed else ""
    known = heading and not heading.startswith("column ")
    roles = dict(roles_of(heading)) if known else {}
    if heading and not roles and amounts.currency_of(heading):
        roles = {"amount": _EXACT}  # "CAD$": a column of that currency
    column = Column(name, place, cells, roles, len(filled) / max(1, len(cells)))
    if filled:
        dated = any(column.roles.get(role) for role in _DATE_ROLES)
        column.days = _share(filled, lambda cell: is_day(cell) or (dated and dates.taken_apart(cell) is not None))
        column.money = _share(filled, is_amount)
        column.codes = _share(
            filled, lambda cell: len(cell) <= 8 and bool(amounts.currency_of(cell)) and not any(map(str.isdigit, cell))
        )
        column.words = _share(filled, lambda cell: _WORD.search(cell) is not None)
        column.distinct = len(set(filled))
    return column


def _share(cells: Sequence[str], test: object) -> float:
    return sum(bool(test(cell)) for cell in cells) / len(cells)  # type: ignore[operator]


def day_columns(columns: Sequence[Column]) -> list[Column]:
    """Return the columns of days, the one that rows are best dated by first."""
    found = [column for column in columns if column.days >= _MOST and column.filled >= 0.5 and not column.best("other_date") and not column.means("reference")]  # fmt: skip
    rank = {"transaction_date": 0, "booking_date": 1, "value_date": 3, "": 2}

    def order(column: Column) -> tuple[bool, float, int]:
        role = column.best(*rank)
        vague = 1.2 if role and column.means(role) < _EXACT else 0  # "date" and words that nobody knows
        return column.filled < 0.99, rank[role] + vague, column.place

    return sorted(found, key=order)


def time_column(columns: Sequence[Column], taken: set[str]) -> str:
    """Return the column that holds times of day."""
    for column in columns:
        if column.name in taken or column.filled < 0.5:
            continue
        filled = [cell for cell in column.cells if cell]
        if all(dates.clock(cell) for cell in filled) and (column.means("time") or all(":" in cell for cell in filled)):
            return column.name
    return ""


def money_columns(columns: Sequence[Column], taken: set[str]) -> list[Column]:
    """Return the columns that can be money: amounts that are neither references nor numbers of accounts."""
    return [column for column in columns if column.name not in taken and column.money >= _MOST and _is_money(column)]


def _is_money(column: Column) -> bool:
    if column.best(*_MONEY_ROLES):
        return True
    if column.roles:
        return False
    filled = [cell for cell in column.cells if cell]
    return not any(
        cell.isdigit() and (len(cell) >= _LONG_NUMBER or (cell.startswith("0") and len(cell) > 1)) for cell in filled
    )


def money_role(column: Column) -> str:
    """Return what kind of money the heading says."""
    return column.best("balance", "fee", "original_amount", "amount_out", "amount_in", "amount")


def preferred_amount(found: Sequence[Column]) -> Column | None:
    """Return the amount that the account was charged, among several."""
    full = [column for column in found if column.filled >= 0.98] or list(found)
    settled = [column for column in full if _SETTLED.search(plain(column.name))]
    strongest = sorted(full, key=lambda column: (-(column.means("amount") >= 100), column.place))
    return next(iter(settled or strongest), None)


def complementary(out: Column, into: Column) -> bool:
    """Tell whether every entry has money in one of two columns."""
    pairs = [(_nonzero(one), _nonzero(other)) for one, other in zip(out.cells, into.cells, strict=True)]
    told = [pair for pair in pairs if any(pair)]
    return bool(told) and sum(all(pair) for pair in told) * 20 <= len(told) and len(told) * 10 >= len(pairs) * 8


def is_rival(column: Column, other: Column) -> bool:
    """Tell whether another column has money exactly where this one has none: the other half of a pair."""
    return any(map(_nonzero, other.cells)) and complementary(column, other)


def is_spending(column: Column) -> bool:
    """Tell whether a heading says that its amounts were spent: 利用金額, the amount a card was used for."""
    return _SPENT.search(plain(column.name)) is not None


def is_card(heading: str) -> bool:
    """Tell whether a heading is one that statements of cards have."""
    return _CARD.search(plain(heading)) is not None


def has_iban(column: Column) -> bool:
    """Tell whether a column names accounts by their international numbers, which cards have not."""
    return any(_IBAN.fullmatch(cell.replace(" ", "")) for cell in column.cells)


def may_be_ways(column: Column) -> bool:
    """Tell whether a column holds a few short codes on every entry: they may say which way money went."""
    return column.filled >= _MOST and column.distinct == _TWO and all(len(cell) <= _CODE for cell in column.cells)


def _nonzero(cell: str) -> bool:
    return any(sign in "123456789" for sign in cell)


def direction_column(columns: Sequence[Column], taken: set[str], *, headed: bool, unsigned: bool = False) -> str:
    """Return the column whose words say which way money went: each of them known, and no other.

    Over `unsigned` amounts it need not be named so, if it says both ways.
    """
    known = values_of("direction")
    for column in columns:
        if column.name in taken or column.filled < 0.95 or column.distinct > 6:
            continue
        both = unsigned and {known.get(plain(cell)) for cell in column.cells} == {"in", "out"}
        if headed and not (column.best("direction") or column.means("description") or both):
            continue
        strange = sum(plain(cell) not in known for cell in column.cells if cell)
        if not strange or (column.means("direction") >= _EXACT and strange * 10 <= len(column.cells)):
            return column.name
    return ""


def currency_columns(
    columns: Sequence[Column], amount_places: Sequence[int], money: Sequence[Column]
) -> tuple[str, str]:
    """Return the columns of the currency and of the original currency: each belongs to the amount before it."""
    own = original = ""
    kinds = {
        column.place: "amount" if column.place in amount_places else money_role(column) or "other" for column in money
    }
    for column in columns:
        if column.codes < 0.95 or column.filled < 0.05 or column.money >= _MOST:
            continue
        before = next(
            (kinds[place] for place in range(column.place - 1, max(-1, column.place - 4), -1) if place in kinds), ""
        )
        after = kinds.get(column.place + 1, "")
        if before == "original_amount" or column.best("currency", "original_currency") == "original_currency":
            original = original or column.name
        elif column.filled >= 0.5 and (
            before == "amount" or (not before and not own) or (after == "amount" and before != "amount")
        ):
            own = column.name if before == "amount" or not own else own
        elif column.means("currency") >= 100 and not own and before != "balance":
            own = column.name
    return own, original


def text_columns(columns: Sequence[Column], taken: set[str], *, headed: bool) -> dict[str, tuple[str, ...]]:
    """Return the columns of words: who, what for, category, number, account."""
    roles: dict[str, tuple[str, ...]] = {}
    left = [column for column in columns if column.name not in taken and column.filled]
    account = _account(left)
    if account:
        roles["account"] = (account.name,)
        left.remove(account)
    for role in ("counterparty", "category"):
        found = max((column for column in left if column.words >= 0.5 and column.best(*_TEXTS) == role), key=lambda column: (column.means(role) >= 100, column.filled >= 0.5, column.means(role)), default=None)  # fmt: skip
        if found:
            roles[role] = (found.name,)
            left.remove(found)
    number = next(
        (
            column
            for column in left
            if column.best(*_TEXTS) in ("counterparty_account", "account") and any(map(_numbered, column.cells))
        ),
        None,
    )
    if number:
        roles["counterparty_account"] = (number.name,)
        left.remove(number)
    reference = _reference(left)
    if reference:
        roles["reference"] = (reference.name,)
        left.remove(reference)
    said = [column for column in left if column.best(*_TEXTS) in ("description", "counterparty") and column.words]
    if not said:
        told = "counterparty" in roles  # then only what nobody knows the heading of
        said = [
            column
            for column in left
            if column.words >= 0.5
            and not (column.roles if told else column.roles.get("ignored"))
            and not column.codes >= _MOST
        ]
    if not headed:
        said = [column for column in left if column.words and column.codes < _MOST]
    if said:
        roles["description"] = tuple(column.name for column in said)
    return roles


_TEXTS: Final = (
    "counterparty",
    "description",
    "category",
    "reference",
    "counterparty_account",
    "account",
    "ignored",
    "status",
)


def _numbered(cell: str) -> bool:
    return any(map(str.isdigit, cell))


def _account(left: Sequence[Column]) -> Column | None:
    """Return the column of the own account: few numbers, each on many rows."""
    for column in left:
        filled = [cell for cell in column.cells if cell]
        if not column.means("account") or not all(map(_numbered, filled)) or is_day(filled[0]):
            continue
        beside = {
            other.place - column.place for other in left if other.best("counterparty", "description") == "counterparty"
        }
        if (
            -1 in beside
            or (1 in beside and column.place > _LEFT)
            or (column.distinct > _FEW_ACCOUNTS or 1 < column.distinct > len(filled) / 2)
        ):
            continue  # the other side's account stands beside its name
        return column
    return None


def _reference(left: Sequence[Column]) -> Column | None:
    found = [column for column in left if column.best(*_TEXTS) == "reference" and column.filled >= 0.5]
    return max(
        found, key=lambda column: (is_unique(column.cells), column.distinct, column.means("reference")), default=None
    )


def is_unique(cells: Sequence[str]) -> bool:
    """Tell whether every row has a number of its own, long enough to be more than a count."""
    return len(set(cells)) == len(cells) and all(len(cell) >= _REFERENCE for cell in cells) and len(cells) > 1

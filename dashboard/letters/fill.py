"""A letter's facts out of a case and the ledger. Nothing is made up: what is not known is a gap in brackets."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.errors import LetterWithoutMoney, SeveralCurrencies, WrongParty
from dashboard.i18n import Words, quoted, words
from dashboard.letters.basis import Ground, cited, law_lines
from dashboard.letters.confirm import spoken
from dashboard.letters.contacts import contacted
from dashboard.letters.due import answer_by
from dashboard.letters.facts import LetterFacts, LetterRow, Sender
from dashboard.letters.kinds import Letter, usual_party
from dashboard.playbooks.library import library
from dashboard.present import Presenter, ShownRow
from detect.case import Case
from detect.finding import Fact
from ingest.errors import UnknownName

# What stands for an institution in a label that somebody made up; no name of a company.
_NO_NAMES: Final = frozenset({"", "wallet", "bank", "card", "account", "cash", "credit"})
_LADDERS: Final[Mapping[str, str]] = {
    "wallet": "wallet", "prepaid": "wallet", "debit": "bank", "savings": "bank", "credit_card": "bank", "credit_line": "lender", "": "wallet",
}  # fmt: skip
_HOME: Final = {
    "zh": "CNY",
    "id": "IDR",
}  # written with its sign; any other currency by its code, which no one mistakes


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person may decide about a letter; empty leaves it to what the case says.

    `party` is provider or merchant; `to`, `name`, `address` and `reach` are names in the person's own words.
    """

    locale: str
    party: str = ""
    currency: str = ""
    account: str = ""
    to: str = ""
    company: str = ""
    name: str = ""
    address: str = ""
    reach: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """The account a letter is about, as far as it is known."""

    label: str = ""
    country: str = ""
    kind: str = ""
    institution: str = ""
    last4: str = ""


def letter_facts(
    presenter: Presenter, accounts: pd.DataFrame, case: Case, letter: Letter, confirmed: Mapping[str, Fact], wish: Wish,
    today: dt.date,
) -> LetterFacts:  # fmt: skip
    """Return what a letter about a case may say.

    Args:
        presenter: shows the case's rows, in whatever language.
        accounts: of the ledger, as `Ledger.described` gives them.
        case: the letter is about.
        letter: the kind of letter.
        confirmed: what the person stands by; `confirm.require` checks that it is enough.
        wish: language, party and names.
        today: the letter's date.

    Raises:
        UnknownName: there is no account of the name that was wished for.
        WrongParty: the letter does not go to the party that was wished for.
        SeveralCurrencies: the letter asks for one amount, and nothing says which.
        LetterWithoutMoney: the letter asks for an amount, and none is left to ask for.
    """
    said = words(wish.locale)
    party = wish.party or usual_party(letter, case.topic)
    if party not in letter.parties:
        raise WrongParty(name=letter.name, names=", ".join(letter.parties))
    rows = _case_rows(presenter, case)
    account = _account(accounts, case, rows, wish.account)
    currency = _currency(case, letter, wish.currency)
    own = _own(rows, account, currency)
    amount = _amount(case, letter, currency, own, several=len({row.account for row in rows}) > 1)
    place = library().pack_for(account.country or presenter.places.home).id
    day = answer_by(letter, place, today)
    stands = spoken(confirmed, said)
    company = quoted(wish.company) or _company(account, said)
    other = _merchant(own, said) if party == "merchant" else company
    office = _office(place, "merchant" if party == "merchant" else _LADDERS[account.kind], wish.locale)
    paid_on = min((dt.date.fromisoformat(row.booked_at[:10]) for row in own), default=None)
    ground = Ground(place, case.topic, account.kind, party, paid_on, stands.keys())
    return LetterFacts(
        locale=wish.locale,
        party="regulator" if letter.to_office else party,
        addressee=quoted(wish.to) or (_opening(office) if letter.to_office else other),
        company=other if letter.to_office else company,
        you=said(f"letter.you.{'bank' if _LADDERS[account.kind] == 'bank' else 'company'}"),
        holds=said(f"letter.holds.{account.kind or 'wallet'}"),
        account=_tail(account, said, company if letter.to_office and party == "merchant" else ""),
        today=said.long_day(today),
        sender=_sender(wish, said),
        rows=tuple(_row(row, said) for row in own) if letter.money != "never" else (),
        amount=formal(amount, currency, said) if amount else "",
        answer_by=said.long_day(day) if day else "",
        office=office,
        contacts=contacted(case, party, said),
        law=law_lines(cited(letter, ground), place, wish.locale),
        confirmed=stands,
    )


def formal(amount: int, currency: str, said: Words) -> str:
    r"""Write minor units for a letter, where no currency may be mistaken for another.

    >>> formal(12900, "CNY", words("en")), formal(12900, "CNY", words("zh"))
    ('CNY\xa0129.00', '¥129.00')
    """
    if _HOME.get(said.locale) == currency:
        return said.money(amount, currency)
    return f"{currency}\N{NO-BREAK SPACE}{said.number(amount, currency)}"


def _case_rows(presenter: Presenter, case: Case) -> list[ShownRow]:
    rows = [row for txn_id in case.rows if (row := presenter.row(txn_id)) is not None]
    return sorted(rows, key=lambda row: (row.booked_at, row.txn_id))


def _account(accounts: pd.DataFrame, case: Case, rows: Sequence[ShownRow], wished: str) -> Account:
    """Return the account that was wished for, else the case's own, else the one that most money left."""
    out: dict[str, int] = {}
    for row in rows:
        out[row.account] = out.get(row.account, 0) - min(row.amount, 0)
    label = wished or case.account or max(out, key=lambda name: (out[name], name), default="")
    found = accounts[(accounts["label"] == label) & (accounts["person"] == case.person)]
    if found.empty and wished:
        raise UnknownName(what="account", name=wished, command="accounts")
    if found.empty:
        return Account(label)
    cells = found.iloc[0]
    return Account(label, *(str(cells[name] or "") for name in ("country", "kind", "institution", "last4")))


def _own(rows: Sequence[ShownRow], account: Account, currency: str) -> list[ShownRow]:
    """Return the account's rows; where it has none, those of others, as the bank's of a top-up that a wallet does not show."""
    fitting = [row for row in rows if currency in ("", row.currency)]
    return [row for row in fitting if row.account == account.label] or fitting


def _currency(case: Case, letter: Letter, wished: str) -> str:
    if letter.money == "never":
        return ""
    left = [money.currency for money in case.money if money.at_risk + money.claimed]
    if wished or len(left) < 2:
        return wished.upper() or next(iter(left), "")
    raise SeveralCurrencies(case=case.case_id, names=", ".join(left))


def _amount(case: Case, letter: Letter, currency: str, rows: Sequence[ShownRow], *, several: bool) -> int:
    """Return what is left to ask for, minor units; of a case about several accounts no more than left this one."""
    if letter.money == "never":
        return 0
    amount = sum(money.at_risk + money.claimed for money in case.money if money.currency == currency)
    if several:
        amount = min(amount, -sum(min(row.amount, 0) for row in rows))
    if not amount and letter.money == "always":
        raise LetterWithoutMoney(name=letter.name, case=case.case_id, currency=currency or "-")
    return amount


def _row(row: ShownRow, said: Words) -> LetterRow:
    amount = formal(abs(row.amount), row.currency, said)
    return LetterRow(
        moment=said.moment(row.booked_at),
        counterparty=quoted(row.counterparty or row.description),
        reference=quoted(row.reference or row.order_reference),
        amount=amount if row.amount < 0 else f"+{amount}",
    )


def _company(account: Account, said: Words) -> str:
    key = f"letter.company.{account.institution}"
    if key in said:
        return said(key)
    if account.institution.casefold() in _NO_NAMES:
        return said("letter.company_blank")
    return said("letter.company_unknown", institution=quoted(account.institution))


def _merchant(rows: Sequence[ShownRow], said: Words) -> str:
    names = {row.counterparty for row in rows if row.counterparty}
    return quoted(names.pop()) if len(names) == 1 else said("letter.merchant_unknown")


def _office(place: str, ladder: str, locale: str) -> str:
    """Return the office to turn to; where a pack can only describe it to the person, a gap for its name."""
    said, speaker = words(locale), library().speaker(place, locale)
    gap = f"letter.office.{speaker.body(ladder).id}"
    return said(gap) if gap in said else speaker.text(f"{{body:{ladder}}}")


def _opening(name: str) -> str:
    return name[:1].upper() + name[1:]


def lacks_company(presenter: Presenter, accounts: pd.DataFrame, case: Case) -> bool:
    """Tell whether a letter about a case would have a gap for the name of the company."""
    account = _account(accounts, case, _case_rows(presenter, case), "")
    return f"letter.company.{account.institution}" not in presenter.words


def _tail(account: Account, said: Words, company: str) -> str:
    tail = said("letter.account", last4=account.last4) if account.last4 else said("letter.account_unknown")
    return said.at(company, tail) if company else tail


def _sender(wish: Wish, said: Words) -> Sender:
    given = {"name": wish.name, "address": wish.address, "reach": wish.reach}
    return Sender(**{part: quoted(value) or said(f"letter.sender.{part}") for part, value in given.items()})

"""Accounts: from what a statement says about its account to the label the person sees.

Labels, kinds and persons are the user's to change; the printed numbers are kept as aliases, so a renamed or merged
account still receives its next statement.
"""

import re
import sqlite3
from collections.abc import Collection
from typing import Final, NamedTuple

from ingest import choices
from ingest.errors import NameTaken, UnknownName
from ingest.identity import DEFAULT_PERSON
from ingest.likeness import may_be_one
from ingest.notes import Note, note
from ingest.statement import AccountHint

KINDS: Final = ("wallet", "debit", "credit_card", "credit_line", "prepaid", "savings")
_CHANGEABLE: Final = frozenset(("label", "person", "kind", "country", "currency"))
_SHOWN_WHOLE: Final = 6  # characters


class Found(NamedTuple):
    """The account of a statement; where it had to be guessed, a remark and the labels of the accounts it may be."""

    account_id: int
    remark: Note | None = None
    may_be: tuple[str, ...] = ()


def resolve(
    connection: sqlite3.Connection,
    hint: AccountHint,
    label: str | None,
    person: str | None,
    beside: Collection[int] = (),
) -> Found:
    """Return the account of a statement, made if it is new.

    `label` and `person` are the user's own words; `beside` are the accounts of other statements of the same file. What the user
    said of an earlier file of its kind holds for a statement. One that prints less of its account than an earlier one goes to
    the only account it can be; where several could be meant it gets its own, and the remark asks.
    """
    owner = person or hint.person or DEFAULT_PERSON
    wanted = label or hint.label
    if wanted:
        known = _by_label(connection, wanted, owner)
        if known is None and not (hint.label or person or hint.person):
            known = _only_of_name(connection, wanted)
        return Found(known or _create(connection, hint, wanted, owner))
    alias = (hint.institution, hint.kind, hint.number, owner)
    found = connection.execute(
        "SELECT account_id, label FROM account_aliases JOIN accounts USING (account_id)"
        " WHERE (account_aliases.institution, account_aliases.kind, number, account_aliases.person) = (?, ?, ?, ?)",
        alias,
    ).fetchone()
    chosen = choices.chosen(connection, hint, owner)
    if not (chosen or found or person or hint.person):
        chosen = choices.chosen(connection, hint)
    if len(chosen) == 1:
        return Found(next(iter(chosen)))
    if found:
        return _undecided(int(found[0]), str(found[1]), tuple(chosen.values()))
    candidates = {account: (name, False) for account, name in chosen.items()} or _candidates(connection, hint, owner)
    candidates = {account: said for account, said in candidates.items() if account not in beside}
    names = tuple(name for name, _ in candidates.values())
    if len(candidates) == 1:
        ((account, (name, numbered)),) = candidates.items()
        result = Found(account) if numbered else Found(account, note("account_guessed", account=name), names)
    else:
        own = _free_label(connection, hint, owner)
        account = _create(connection, hint, own, owner)
        result = _undecided(account, own, names)
    connection.execute("INSERT INTO account_aliases VALUES (?, ?, ?, ?, ?)", (*alias, account))
    return result


def _undecided(account: int, label: str, names: tuple[str, ...]) -> Found:
    """Return the account where a statement is kept until the person says which of several it is of; with none, its own."""
    tie = note("account_tie", account=label, accounts=", ".join(names)) if names else None
    return Found(account, tie, names)


# What is known of accounts by number: what statements printed, and what the person said of statements.
_NUMBERS: Final = f"""
    SELECT institution, kind, number, person, account_id FROM account_aliases
    UNION SELECT institution, kind, number, person, account_id FROM ({choices.LIVE})
"""


def _candidates(connection: sqlite3.Connection, hint: AccountHint, person: str) -> dict[int, tuple[str, bool]]:
    """Return the accounts of the institution that this statement can be of, by kind, currency and number.

    By id: the label, and whether numbers on both sides say so.
    """
    numbers: dict[tuple[int, str], list[str]] = {}
    for account, label, number in connection.execute(
        f"""SELECT a.account_id, a.label, x.number FROM ({_NUMBERS}) x JOIN accounts a USING (account_id)
           WHERE (x.institution, x.person) = (:institution, :person) AND (x.kind = :kind OR '' IN (x.kind, :kind))
             AND (a.currency = :currency OR '' IN (a.currency, :currency)) ORDER BY a.account_id""",
        {"institution": hint.institution, "person": person, "kind": hint.kind, "currency": hint.currency},
    ):
        numbers.setdefault((account, label), []).append(number)
    return {
        account: (label, bool(hint.number) and any(known))
        for (account, label), known in numbers.items()
        if all(may_be_one(hint.number, number) for number in known) and (hint.number or any(known))
    }


def _by_label(connection: sqlite3.Connection, label: str, person: str) -> int | None:
    found = connection.execute(
        "SELECT account_id FROM accounts WHERE (label, person) = (?, ?)", (label, person)
    ).fetchone()
    return int(found[0]) if found else None


def _only_of_name(connection: sqlite3.Connection, label: str) -> int | None:
    """Return the account of a label that only one person has."""
    found = connection.execute("SELECT account_id FROM accounts WHERE label = ?", (label,)).fetchall()
    return int(found[0][0]) if len(found) == 1 else None


def _create(connection: sqlite3.Connection, hint: AccountHint, label: str, person: str) -> int:
    digits = re.sub(r"\D", "", hint.number)
    cursor = connection.execute(
        "INSERT INTO accounts (label, person, institution, kind, country, currency, last4) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (label, person, hint.institution, hint.kind, hint.country, hint.currency, digits[-4:]),
    )
    return int(cursor.lastrowid or 0)


def _free_label(connection: sqlite3.Connection, hint: AccountHint, person: str) -> str:
    """Return `cmb:8705`, with more of the number where two accounts share its tail."""
    if not hint.number:
        candidates = [hint.institution]
    elif _shown_whole(hint.number):
        candidates = [f"{hint.institution}:{hint.number}"]
    else:
        candidates = [f"{hint.institution}:{hint.number[-length:]}" for length in (4, 6, 8)]
    candidates += [f"{candidates[0]} {n}" for n in range(2, 100)]
    return next(label for label in candidates if _by_label(connection, label, person) is None)


def _shown_whole(number: str) -> bool:
    """Tell what needs no shortening: short or masked numbers, and what is no number at all (`Savings EUR`)."""
    return len(number) <= _SHOWN_WHOLE or "*" in number or "@" in number or not re.search(r"\d", number)


def find(connection: sqlite3.Connection, label: str, person: str | None = None) -> int:
    """Return the account a person names.

    Raises:
        UnknownName: no such account, or several people have one of that name and `person` does not say whose.
    """
    rows = connection.execute(
        "SELECT account_id FROM accounts WHERE label = ? AND (? IS NULL OR person = ?)", (label, person, person)
    ).fetchall()
    if len(rows) != 1:
        raise UnknownName(what="account", name=label, command="accounts")
    return int(rows[0][0])


def change(connection: sqlite3.Connection, account: int, values: dict[str, str]) -> None:
    """Set columns of an account; it counts as confirmed from then on.

    Raises:
        NameTaken: another account of that person bears the label.
    """
    if values.keys() - _CHANGEABLE or values.get("kind", KINDS[0]) not in KINDS:
        raise ValueError(f"not a property of an account: {values}")
    try:
        for column, value in values.items():
            connection.execute(
                f"UPDATE accounts SET {column} = ?, confirmed = 1 WHERE account_id = ?", (value, account)
            )
    except sqlite3.IntegrityError as error:
        raise NameTaken(name=values.get("label", "of this name")) from error


def merge(connection: sqlite3.Connection, source: int, target: int) -> None:
    """Make `source` another name of `target`; no transaction changes its id."""
    if source == target:
        return
    connection.execute("UPDATE statements SET account_id = ? WHERE account_id = ?", (target, source))
    connection.execute("UPDATE account_aliases SET account_id = ? WHERE account_id = ?", (target, source))
    choices.move(connection, source, target)
    connection.execute("DELETE FROM accounts WHERE account_id = ?", (source,))


def forget_unused(connection: sqlite3.Connection) -> None:
    """Drop accounts that no statement mentions and the person never touched."""
    connection.execute(
        "DELETE FROM accounts WHERE confirmed = 0 AND account_id NOT IN (SELECT account_id FROM statements)"
    )

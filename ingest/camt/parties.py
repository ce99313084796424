"""Who is on the other side of an entry: creditor or debtor by direction, as people, firms and banks are named."""

from typing import Final, NamedTuple

from ingest.camt.alike import Said

_NAMES: Final = ("Nm", "Pty/Nm", "Agt/FinInstnId/Nm", "FinInstnId/Nm", "Agt/FinInstnId/BICFI")
_ACCOUNTS: Final = ("Acct/Id/IBAN", "Acct/Id/Othr/Id", "Acct/Id/PrtryAcct/Id", "Acct/Id/BBAN", "Acct/Prxy/Id")
_COUNTRIES: Final = ("/PstlAdr/Ctry", "/Pty/PstlAdr/Ctry", "/Agt/FinInstnId/PstlAdr/Ctry")


class Party(NamedTuple):
    """A party as printed; empty where the bank does not say."""

    name: str = ""
    account: str = ""
    ultimate: str = ""
    country: str = ""


class _Side(NamedTuple):
    """Where a party stands in the details."""

    name: tuple[str, ...]
    account: tuple[str, ...]
    ultimate: tuple[str, ...]
    country: tuple[str, ...]


def _side(role: str) -> _Side:
    return _Side(
        (*(f"RltdPties/{role}/{path}" for path in _NAMES), f"RltdPties/{role}Acct/Nm"),
        tuple(f"RltdPties/{role}{path}" for path in _ACCOUNTS),
        tuple(f"RltdPties/Ultmt{role}/{path}" for path in _NAMES),
        tuple(f"RltdPties/{role}{path}" for path in _COUNTRIES),
    )


_DEBTOR: Final = _side("Dbtr")
_CREDITOR: Final = _side("Cdtr")
_NOBODY: Final = Party()


def counterparty(detail: Said, own: str, *, incoming: bool) -> Party:
    """Return the other side.

    A returned payment keeps the roles of the payment it returns, and some banks fill in only one side. So whoever
    holds this account, by its number, is never the counterparty.
    """
    if not detail:
        return _NOBODY
    for side in (_DEBTOR, _CREDITOR) if incoming else (_CREDITOR, _DEBTOR):
        name, account, ultimate = _first(detail, side.name), _first(detail, side.account), _first(detail, side.ultimate)
        if (name or account or ultimate) and not (own and account == own):
            return Party(name, account, ultimate, _first(detail, side.country))
    return _NOBODY


def _first(said: Said, paths: tuple[str, ...]) -> str:
    for path in paths:
        if path in said:
            return said[path]
    return ""

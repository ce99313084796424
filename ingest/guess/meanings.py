"""What the words of one cell mean: the state of a transaction, or a line that is none."""

from typing import Final

from ingest.guess.vocabulary import pattern_of, plain, values_of

_STATES: Final = ("failed", "closed", "reversed", "pending", "partly_refunded", "refunded", "posted")
_LINES: Final = ("balance", "turnover", "total")


def status_of(cell: str) -> str:
    """Return what a cell says of a transaction's state, empty if nothing that is known.

    >>> status_of("Completed"), status_of("Umsatz vorgemerkt"), status_of("")
    ('posted', 'pending', 'posted')
    """
    said = plain(cell).strip(". ")
    if not said:
        return "posted"
    if said in values_of("status"):
        return values_of("status")[said]
    return next((state for state in _STATES if pattern_of("status", state).search(said)), "")


def line_of(cell: str) -> str:
    """Return what a cell makes of its line: a balance, a total or a turnover; empty where nothing that is known.

    >>> line_of("Opening Balance: 1 May"), line_of("TOTAL"), line_of("Total Energies Station")
    ('balance', 'total', 'total')
    """
    said = plain(cell).rstrip(": ")
    known = values_of("lines")
    for whole in (said, said.split(":")[0].split("(")[0].strip()):
        if whole in known:
            return known[whole]
    return next((meaning for meaning in _LINES if _begins(said, meaning)), "")


def _begins(said: str, meaning: str) -> bool:
    found = pattern_of("lines", meaning).match(said)
    return found is not None and len(found.group()) > 2

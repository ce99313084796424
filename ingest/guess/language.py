"""Whether the headings of a table are English, or of another language: habits of writing go with it."""

from collections.abc import Mapping, Sequence
from typing import Final

from ingest.guess.vocabulary import WHOLE, bare, roles_of

EUROPEAN: Final = "european"
OTHER: Final = "other"
_BEYOND_EUROPE: Final = "\u0530"  # Latin, Greek and Cyrillic letters stand before it
_WORDS: Final = """
account activity address after amount amt and appears as at available bal balance bank beneficiary bic billing book
booking branch card category charge charges check cheque city client code comment completed contact counter counterparty
country cr credit credits currency customer daily date day debit debits deposit deposits description detail details dr
eff effective email end ending exchange extended fee fees foreign from fx gross group holder iban id identifier in
inflow institution invoice item key label last ledger local location main mandate member memo merchant message method
money month name narration narrative net no note notes number of operation order original originator other out outflow
owner paid particulars partner party payee payment phone points post posted posting price process processed product
purchase purpose rate reason receipt receiver recipient ref reference remarks reward rewards running sender sent serial
settlement share short slip sort source spend spending started state status store street sub subcategory swift tag tags
target tax the time timestamp tip to total tran trans transaction transactions transfer txn type unique unit user value
week withdrawal withdrawals year zip zone
"""
_ENGLISH: Final = frozenset(_WORDS.split())


def known(headings: Sequence[str]) -> Mapping[str, int]:
    """Return the headings that are known, as they are compared, and how strongly."""
    return {bare(name): max(said.values()) for name in headings if (said := roles_of(name))}


def spoken(headings: Sequence[str]) -> str:
    """Say which language most headings are: EUROPEAN but not English, OTHER, or empty where it is English or nothing tells.

    >>> spoken(["Fecha", "Concepto", "Importe"]), spoken(["Date", "Details", "Amount"]), spoken(["日付", "摘要", "残高"])
    ('european', '', 'other')
    """
    words = [said for said, strength in known(headings).items() if strength >= WHOLE]
    foreign = [said for said in words if not all(word in _ENGLISH for word in said.split())]
    if len(foreign) < 2 or len(foreign) * 2 <= len(words):
        return ""
    return EUROPEAN if all(sign < _BEYOND_EUROPE for said in words for sign in said) else OTHER

"""What the codes of ISO 20022 mean here: the status of an entry, its bank transaction code, the reason of a return.

External code sets of ISO 20022 (ExternalBankTransactionSubFamily1Code, ExternalReturnReason1Code, ExternalPurpose1Code).
"""

from typing import Final, NamedTuple

from ingest.camt.alike import Said


class Status(NamedTuple):
    """Our status, and whether money moved."""

    name: str
    moved: bool


STATUSES: Final = {
    "BOOK": Status("posted", moved=True),
    "": Status("posted", moved=True),  # a notification may leave it out
    "PDNG": Status("pending", moved=True),
    "FUTR": Status("pending", moved=False),
    "INFO": Status("pending", moved=False),  # told, but not booked
}
_SUB_FAMILIES: Final = {
    **dict.fromkeys(("CHRG", "FEES", "COMM", "COME", "COMI", "COMT"), "fee"),
    **dict.fromkeys(("INTR", "CRINT", "INTP"), "interest"),
    **dict.fromkeys(("RRTN", "RPCR", "UPDD", "PRDD", "RCDD", "UPCT", "RIMB", "UPCC", "CPRB"), "reversal"),
    "CWDL": "withdrawal",
    "ADJT": "adjustment",
    "BOOK": "transfer",
}
_DOMAIN: Final = ("BkTxCd/Domn/Cd", "BkTxCd/Domn/Fmly/Cd", "BkTxCd/Domn/Fmly/SubFmlyCd")
_PURPOSES: Final = {"SALA": "income", "PENS": "income", "BENE": "income", "INTE": "interest", "REFU": "refund"}
_ASKED_FOR: Final = ("MD06", "FOCR", "CUST", "DUPL")  # the money comes back because a customer wanted it
_OUT_ONLY: Final = ("withdrawal", "fee")
_IN_ONLY: Final = ("income", "refund")


def status_of(said: Said) -> str:
    """Return the status of an entry as printed, in upper case: text up to version 07, a code from 08."""
    return (said.get("Sts/Cd") or said.get("Sts/Prtry") or said.get("Sts") or "").upper()


def transaction_code(said: Said, detail: Said) -> str:
    """Return the bank transaction code as printed, of the entry, else of the detail: `PMNT/RDDT/ESDD`, or the bank's own."""
    for where in (said, detail):
        domain = [where[path] for path in _DOMAIN if path in where]
        if domain:
            return "/".join(domain)
        if own := where.get("BkTxCd/Prtry/Cd"):
            return own
    return ""


def kind(code: str, purpose: str, reason: str, told: str, amount: int, *, reversal: bool) -> str:
    """Return the kind of a row: a return by its reason, else by its code, its purpose, what its words have `told`."""
    if reason or reversal:
        return "refund" if amount > 0 and reason in _ASKED_FOR else "reversal"
    by_code = _SUB_FAMILIES.get(code.rpartition("/")[2] if "/" in code else "")
    if by_code and not (by_code in _OUT_ONLY and amount > 0):
        return told if by_code == "transfer" and told not in ("payment", "income") else by_code
    by_purpose = _PURPOSES.get(purpose)
    if by_purpose and not (by_purpose in _IN_ONLY and amount < 0):
        return by_purpose
    return told

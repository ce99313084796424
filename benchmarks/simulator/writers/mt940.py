"""MT940 with the German subfields of :86:, one message; capitals and no umlauts, as SWIFT's alphabet has it.

Days only, a balance before and after; the purpose is cut into pieces of 27 characters, the other side into two.
"""

from typing import Final

from benchmarks.simulator import days
from benchmarks.simulator.views import Row, View, decimal
from benchmarks.simulator.writers.written import Written

_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_CODES: Final = {
    "payment": ("105", "NDDT"), "refund": ("159", "NRTI"), "transfer": ("116", "NTRF"), "income": ("153", "NTRF"),
    "withdrawal": ("106", "NMSC"), "repayment": ("105", "NDDT"), "top_up": ("105", "NDDT"), "interest": ("814", "NINT"),
}  # fmt: skip
_PIECE: Final = 27
_LINE: Final = 65


def write(view: View) -> Written:
    """Write one statement, oldest row first."""
    currency = view.account.currency
    lines = [
        ":20:STARTUMS", f":25:{view.account.number[4:12]}/{view.account.number[12:]}", ":28C:00001/001",
        f":60F:{_balance(view.opening, view.period.first - 1, currency)}",
    ]  # fmt: skip
    places = {}
    for row in reversed(view.rows):
        places[row.id] = len(lines) + 1
        lines += [_movement(row), *_purpose(row)]
    lines += [f":62F:{_balance(view.closing, view.period.last, currency)}", "-"]
    return Written(("\r\n".join(lines) + "\r\n").encode("ascii"), places)


def _balance(amount: int, day: int, currency: str) -> str:
    return f"{'D' if amount < 0 else 'C'}{days.date(day):%y%m%d}{currency}{_comma(amount)}"


def _comma(amount: int) -> str:
    return decimal(abs(amount)).replace(".", ",")


def _movement(row: Row) -> str:
    day, mark = days.date_of(row.at), "D" if row.amount < 0 else "C"
    return f":61:{day:%y%m%d%m%d}{mark}{_comma(row.amount)}{_CODES[row.kind][1]}NONREF//{row.reference}"


def _purpose(row: Row) -> list[str]:
    """Return the lines of :86:, folded."""
    said, party = (text.translate(_UMLAUTS) for text in (f"SVWZ+{row.said}", row.party))
    pieces = [said[n : n + _PIECE] for n in range(0, len(said), _PIECE)]
    text = f":86:{_CODES[row.kind][0]}?00{row.word}?109310" + "".join(
        f"?{20 + n}{piece}" for n, piece in enumerate(pieces)
    )
    text += f"?32{party[:_PIECE]}" + (f"?33{party[_PIECE : 2 * _PIECE]}" if party[_PIECE:] else "")
    return [text[n : n + _LINE] for n in range(0, len(text), _LINE)]

"""QIF, as American banks offer it beside OFX: days as `03/04'2026`, no number of a transaction, no balance."""

from benchmarks.simulator import days
from benchmarks.simulator.views import View, decimal
from benchmarks.simulator.writers.written import Written


def write(view: View) -> Written:
    """Write one bank account, oldest row first."""
    lines, places = ["!Type:Bank"], {}
    for row in reversed(view.rows):
        places[row.id] = len(lines) + 1
        day = days.date_of(row.at)
        lines += [f"D{day:%m/%d}'{day:%Y}", f"T{decimal(row.amount, grouped=True)}", f"P{row.party}"]
        lines += [*([f"M{row.said}"] if row.said else []), "^"]
    return Written(("\r\n".join(lines) + "\r\n").encode("cp1252"), places)

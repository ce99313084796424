"""What a writer hands back, and the preamble facts that both wallets print."""

from collections import Counter
from dataclasses import dataclass

from benchmarks.simulator import days
from benchmarks.simulator.views import Row, RowId, View, decimal, stamp


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a file, and the line (from 1) of every row in it."""

    data: bytes
    lines: dict[RowId, int]


def numbered(rows: tuple[Row, ...], first: int) -> dict[RowId, int]:
    """Return the line of each row where they follow one another from line `first` on."""
    return {row.id: first + n for n, row in enumerate(rows)}


def totals(view: View, names: dict[str, str]) -> list[str]:
    """Return `共3笔记录` and one `收入：1笔 28.50元` line for each direction word in `names`."""
    counts, sums = Counter[str](), Counter[str]()
    for row in view.rows:
        counts[row.direction] += 1
        sums[row.direction] += abs(row.amount)
    said = [f"{name}：{counts[word]}笔 {decimal(sums[word])}元" for word, name in names.items()]
    return [f"共{len(view.rows)}笔记录", *said]


def span(view: View, sep: str) -> str:
    """Return `起始时间：[…] 终止时间：[…]`."""
    begin, end = stamp(view.period.begins), stamp((view.period.last + 1) * days.DAY - 1)
    return f"起始时间：[{begin}]{sep}终止时间：[{end}]"

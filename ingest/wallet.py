"""What the exports of Chinese wallets have in common: unsigned amounts, and a preamble that says a lot.

Period, export time, filter, counts and sums stand above the table.
"""

import datetime as dt
import re
from typing import Any, Final

import numpy as np

from ingest.draft import Draft
from ingest.money import minor_units
from ingest.statement import AccountHint, Printed
from ingest.table import TableImporter

_PERIOD: Final = re.compile(
    r"起始时间：\s*\[?\s*([\d\-/: ]+?)\s*\]?\s*终止时间：\s*\[?\s*([\d\-/: ]+?)\s*(?:\]|[,\n]|$)"
)
_EXPORTED: Final = re.compile(r"(?:导出|申请)时间：\s*\[?\s*([\d\-/: ]+?)\s*(?:\]|[,\n]|$)")
_FORMATS: Final = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%d", "%Y/%m/%d")


class WalletImporter(TableImporter):
    """A wallet's table: yuan, Chinese time to the second, a direction column instead of a sign."""

    encodings = ("gb18030",)
    currency = "CNY"
    zone = "Asia/Shanghai"
    dates = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%d")

    def keys(self, draft: Draft, values: dict[str, Any], account: AccountHint) -> list[str]:
        """Return each line's key, with the amount as printed: the direction, and our sign with it, may be rewritten."""
        return super().keys(draft, values | {"amount": np.abs(values["amount"])}, account)


def wallet_facts(said: str, filter_word: str) -> dict[str, Any]:
    """Return `first`, `last`, `exported_at` and `filtered`; what is not printed stays out."""
    facts: dict[str, Any] = {}
    period = _PERIOD.search(said)
    if period:
        first, last = moment(period.group(1)), moment(period.group(2))
        if first and last:
            whole_day = last.time() == dt.time() and last.date() != first.date()
            facts |= {"first": first, "last": last + dt.timedelta(days=1, seconds=-1) if whole_day else last}
    exported = _EXPORTED.search(said)
    if exported and (printed := moment(exported.group(1))):
        facts["exported_at"] = printed
    chosen = re.search(filter_word + r"：\s*\[?([^\]\n,]+)", said)
    if chosen:
        facts["filtered"] = chosen.group(1).strip() != "全部"
    return facts


def printed_totals(said: str, *, inflow: str, outflow: str, neutral: str) -> Printed:
    """Return the counts and sums of `共N笔记录`, `收入：N笔 X元` and its siblings."""
    count = re.search(r"共：?\s*(\d+)\s*笔", said)
    sums: dict[str, int] = {}
    for field, word in (("inflow", inflow), ("outflow", outflow), ("neutral", neutral)):
        found = re.search(rf"(?:^|[\n,]){word}：\s*(\d+)\s*笔[^\d\n]*([\d,.]+)\s*元", said)
        amount = minor_units(found.group(2), "CNY") if found else None
        if found and isinstance(amount, int):
            sums |= {field: amount, f"{field}_count": int(found.group(1))}
    return Printed(count=int(count.group(1)) if count else None, **sums)


def without_slash(cells: list[str]) -> list[str]:
    """Return cells with the wallets' sign for nothing, a slash, made empty."""
    return ["" if cell == "/" else cell for cell in cells]


def moment(text: str) -> dt.datetime | None:
    """Read a moment as preambles print it, or None."""
    for fmt in _FORMATS:
        try:
            return dt.datetime.strptime(text.strip(), fmt)  # noqa: DTZ007  (wall time, as printed)
        except ValueError:
            continue
    return None

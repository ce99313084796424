"""What the exports of Chinese wallets have in common: unsigned amounts, and a preamble that says a lot.

Period, export time, filter, counts and sums stand above the table (in Alipay's web export below it). A column says
income, expense or neither; what a row of the third kind is, and which way its money went, only its words tell.
"""

import datetime as dt
import re
from typing import Any, Final

import numpy as np
import pandas as pd

from ingest.draft import Draft, instants
from ingest.money import minor_units
from ingest.statement import INFLOW, NEUTRAL, OUTFLOW, AccountHint, Printed
from ingest.table import TableImporter

DIRECTIONS: Final = {"支出": OUTFLOW, "收入": INFLOW, "不计收支": NEUTRAL, "其他": NEUTRAL, "/": NEUTRAL, "": NEUTRAL}
CLOSED: Final = "交易关闭"
_UNPAID: Final = ("等待付款", "等待买家付款", "已取消")

# Rows that count as neither income nor expense: pattern in their words; kind; which way money went.
_NEUTRAL_KINDS: Final = tuple(
    (re.compile(pattern), kind, sign)
    for pattern, kind, sign in (
        (r"退款|退税", "refund", 1),
        (r"收益发放|利息", "interest", 1),
        (r"还款", "repayment", -1),
        (r"放款|借款到账", "loan", 1),
        (r"充值成功|余额充值|充值-", "top_up", 1),  # 充值缴费 is the category of phone and power bills
        (r"提现|提取", "withdrawal", -1),
        (r"解冻", "hold", 1),
        (r"冻结", "hold", -1),
        (r"转出|卖出|赎回|取出", "exchange", 1),
        (r"转入|买入|攒入|存入|申购|定投|余额宝|理财|基金", "exchange", -1),
        (r"转账", "transfer", -1),
    )
)
_MOMENT: Final = r"[\s\[]{0,40}(\d[\d\-/: ]{5,20}\d)[\s\]]{0,40}"
_PERIOD: Final = re.compile(
    rf"(?:起始(?:时间|日期)[：:]{_MOMENT}终止(?:时间|日期)[：:]|日期区间[：:]{_MOMENT}至){_MOMENT}"
)
_EXPORTED: Final = re.compile(rf"(?:导出|申请)时间[：:]{_MOMENT}")
_FORMATS: Final = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%d", "%Y/%m/%d")


class NetPrinted(Printed):
    """Totals whose sums leave out what came back and what never moved; the counts hold those rows too."""

    __slots__ = ()

    def summed(self, rows: pd.DataFrame) -> np.ndarray:
        """Return how much of each row stayed where it went."""
        kept = np.abs(rows["amount"].to_numpy()) - rows["refunded_amount"].to_numpy()
        return np.where(rows["moved"].to_numpy(), kept, 0)


class WalletImporter(TableImporter):
    """A wallet's table: yuan, Chinese time to the second, a direction column instead of a sign."""

    encodings = ("gb18030",)
    currency = "CNY"
    zone = "Asia/Shanghai"
    dates = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%d")

    def keys(self, draft: Draft, values: dict[str, Any], account: AccountHint) -> list[str]:
        """Return each line's key, with the amount as printed: the direction, and our sign with it, may be rewritten."""
        return super().keys(draft, values | {"amount": np.abs(values["amount"])}, account)

    def flow(self, draft: Draft, values: dict[str, Any]) -> np.ndarray:  # noqa: ARG002
        """Return the direction column, which is how the statement counts."""
        return np.array([DIRECTIONS.get(cell, NEUTRAL) for cell in draft.text("收/支")], dtype=np.int8)

    def moments(self, draft: Draft, heading: str) -> dict[str, Any]:
        """Return when rows were booked, in yuan and China; also at midnight, which a spreadsheet shows as a day."""
        stamps = draft.stamps(draft.text(heading), self.dates, serial=True)
        has_time = np.ones(len(draft), dtype=bool)
        return {
            "booked_at": stamps,
            "has_time": has_time,
            "instant": instants(stamps, self.zone, has_time),
            "currency": [self.currency] * len(draft),
            "country": "CN",
        }


def kind_and_sign(direction: int, words: str) -> tuple[str, int]:
    """Return the kind of a row and which way its money goes.

    >>> kind_and_sign(NEUTRAL, "退款成功 保温杯"), kind_and_sign(OUTFLOW, "交易成功 午餐")
    (('refund', 1), ('payment', -1))
    """
    if direction == NEUTRAL:
        found = ((kind, sign) for pattern, kind, sign in _NEUTRAL_KINDS if pattern.search(words))
        return next(found, ("payment", -1))
    if direction == INFLOW and ("退款" in words or "收益发放" in words):
        return ("refund" if "退款" in words else "interest"), 1
    between_people = "转账" in words or "红包" in words
    return ("transfer" if between_people else "payment" if direction == OUTFLOW else "income"), direction


def status_of(status: str) -> str:
    """Return the ledger's word for a printed status."""
    if "关闭" in status:
        return "closed"
    if "失败" in status:
        return "failed"
    return "pending" if status.startswith("等待") or "处理中" in status else "posted"


def purchase_of(reference: str, kind: str) -> str:
    """Return the order number of the purchase that a refund's own number begins with."""
    return reference.partition("_")[0] if kind == "refund" and "_" in reference else ""


def was_paid(status: str, method: str) -> bool:
    """Tell whether money moved: a closed order with a way of payment was paid first."""
    return status not in _UNPAID and not (status == CLOSED and not method)


def refund_status(promised: int, amount: int) -> str:
    """Return the status of a payment of which `promised` comes back."""
    if not promised:
        return "posted"
    return "refunded" if promised >= abs(amount) else "partly_refunded"


def wallet_facts(said: str, filter_word: str = "") -> dict[str, Any]:
    """Return `first`, `last`, `exported_at` and `filtered`; what is not printed stays out."""
    facts: dict[str, Any] = {}
    period = _PERIOD.search(said)
    if period:
        begin, end = period.group(1) or period.group(2), period.group(3)
        first, last = moment(begin), moment(end)
        if first and last:
            whole_day = ":" not in end
            facts |= {"first": first, "last": last + dt.timedelta(days=1, seconds=-1) if whole_day else last}
    exported = _EXPORTED.search(said)
    if exported and (printed := moment(exported.group(1))):
        facts["exported_at"] = printed
    chosen = re.findall(filter_word + r"：\s*\[?([^\]\n,]+)", said) if filter_word else []
    if chosen:
        facts["filtered"] = any(choice.strip() != "全部" for choice in chosen)
    return facts


def printed_totals(
    said: str, *, inflow: str, outflow: str, neutral: str = "", kind: type[Printed] = Printed
) -> Printed:
    """Return the counts and sums of `共N笔记录`, `收入：N笔 X元`, `支出：N笔(含M笔部分退款)，X元` and their siblings."""
    count = re.search(r"共：?\s*(\d+)\s*笔", said)
    sums: dict[str, int] = {}
    for field, word in (("inflow", inflow), ("outflow", outflow), ("neutral", neutral)):
        found = word and re.search(
            rf"(?:^|[\n,]){word}[：:]\s*(\d+)\s*笔(?:[(（][^)）\n]*[)）])?[^\d\n]*([\d,.]+)\s*元", said
        )
        amount = minor_units(found.group(2), "CNY") if found else None
        if found and isinstance(amount, int):
            sums |= {field: amount, f"{field}_count": int(found.group(1))}
    return kind(count=int(count.group(1)) if count else None, **sums)


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

"""Alipay 支付宝, the export of its web page (交易记录明细查询): sixteen columns in GB18030, CSV or TXT.

Read in excerpts that other people published, never in a whole export. It shows the payments that the app export
shows, under the same numbers; it lacks the way of payment and has three columns more:

* 资金状态 says where the money is: 已支出, 已收入, 资金转移 (between one's own pockets), 冻结, 待支出, or nothing.
* 成功退款（元） stands on the purchase: what came back of it. The refund is a row of its own too.
* The totals stand below the table, after a line of dashes: 已支出 is net of refunds, 待支出 is counted apart.
"""

import re
from typing import Any, Final

import numpy as np

from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.notes import Note, note
from ingest.source import Row, Source
from ingest.statement import INFLOW, NEUTRAL, OUTFLOW, AccountHint
from ingest.table import Table
from ingest.wallet import (
    DIRECTIONS,
    NetPrinted,
    WalletImporter,
    kind_and_sign,
    printed_totals,
    purchase_of,
    refund_status,
    status_of,
    wallet_facts,
    was_paid,
    without_slash,
)

_FUNDS: Final = {"已支出": OUTFLOW, "待支出": OUTFLOW, "已收入": INFLOW, "待收入": INFLOW}
_FOOTER: Final = (
    (re.compile(r"共：?\s?\d+\s?笔|[已待](?:收入|支出)[：:]"), "total"),
    (re.compile(r"-{8}|导出时间[：:]"), "remark"),
)


class AlipayWeb(WalletImporter):
    """The web export; of one family with the app export, so that a payment in both is one."""

    name = "alipay_web"
    family = "alipay"
    institution = "Alipay 支付宝"
    file_types = ("csv", "txt", "zip")
    verified = False
    required = ("交易号", "交易创建时间", "交易对方", "商品名称", "金额（元）", "收/支", "交易状态")
    aliases = {
        "商户订单号": "商家订单号",
        "金额(元)": "金额（元）",
        "服务费(元)": "服务费（元）",
        "成功退款(元)": "成功退款（元）",
    }
    key_cells = KeyCells("交易号", "金额（元）", "交易创建时间", texts=("交易对方", "商品名称"), scoped=False)

    def skipped(self, row: Row) -> Note | None:
        """Skip what stands below the table."""
        first, *others = (cell.strip() for cell in row.cells)
        if sum(map(bool, others)) > 1:  # a sum may hold a comma
            return None
        return next((note(code) for pattern, code in _FOOTER if pattern.match(first)), None)

    def account(self, table: Table, source: Source) -> AccountHint:  # noqa: ARG002
        """Return the wallet with its login."""
        login = re.search(r"账号[：:]\s?\[?([^\]\n,]*)", table.said)
        return AccountHint(
            "alipay", login.group(1).strip() if login else "", kind="wallet", currency="CNY", country="CN"
        )

    def facts(self, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Return period and export time, and the totals below the table."""
        below = [row for row in table.rows if self.skipped(row)]
        said = "\n".join([table.said, *(",".join(filter(None, row.cells)) for row in below)])
        printed = printed_totals(said, inflow="已收入", outflow="已支出", kind=NetPrinted)
        return {**wallet_facts(said), "printed": printed}

    def flow(self, draft: Draft, values: dict[str, Any]) -> np.ndarray:
        """Return the direction column where money moved: what is still to be paid or was cancelled is counted apart."""
        return np.where(values["moved"], super().flow(draft, values), NEUTRAL)

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Read the sixteen columns."""
        moments = self.moments(draft, "交易创建时间")
        directions = draft.words(draft.text("收/支"), DIRECTIONS, "direction_unknown")
        unsigned = np.abs(draft.amounts(draft.text("金额（元）"), "CNY"))
        returned = np.abs(draft.amounts(draft.text("成功退款（元）"), "CNY", optional=True))
        fees = np.abs(draft.amounts(draft.text("服务费（元）"), "CNY", optional=True))
        statuses, funds, goods = draft.text("交易状态"), draft.text("资金状态"), draft.text("商品名称")
        said = map(" ".join, zip(draft.text("类型"), statuses, goods, draft.text("交易对方"), strict=True))
        read = [_kind(direction, where, words) for direction, where, words in zip(directions, funds, said, strict=True)]
        kinds, signs = [kind for kind, _ in read], np.array([sign for _, sign in read], dtype=np.int64)
        refunded = np.where(signs < 0, np.minimum(returned, unsigned), 0)
        references = draft.numbers("交易号")
        return {
            **moments,
            "amount": unsigned * signs,
            "fee": -fees,
            "counterparty": without_slash(draft.text("交易对方")),
            "description": goods,
            "category": draft.text("类型"),
            "kind": kinds,
            "status": [
                _status(status, where, int(back), int(amount))
                for status, where, back, amount in zip(statuses, funds, refunded, unsigned, strict=True)
            ],
            "moved": [_moved(status, where) for status, where in zip(statuses, funds, strict=True)],
            "refunded_amount": refunded,
            "reference": references,
            "order_reference": without_slash(draft.numbers("商家订单号")),
            "related_reference": [
                purchase_of(reference, kind) for reference, kind in zip(references, kinds, strict=True)
            ],
        }


def _kind(direction: int, funds: str, words: str) -> tuple[str, int]:
    """Return kind and sign; where the direction is silent, the state of the money decides the sign."""
    kind, sign = kind_and_sign(direction, words)
    went = _FUNDS.get(funds, sign)
    if direction != NEUTRAL or went == sign:
        return kind, sign
    return ("income" if went == INFLOW else "payment"), went


def _moved(status: str, funds: str) -> bool:
    """Tell whether money moved; a closed row says nothing of the kind where the state of its money is empty."""
    word = status_of(status)
    lies = funds.startswith(("待", "未")) or (word == "closed" and not funds)
    return was_paid(status, funds) and word != "failed" and not lies


def _status(status: str, funds: str, refunded: int, amount: int) -> str:
    word = "pending" if funds.startswith("待") else status_of(status)
    return refund_status(refunded, amount) if refunded else word

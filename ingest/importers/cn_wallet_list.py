"""A list of payments of a Chinese wallet or shop that its table does not name.

Heading `交易时间,交易对方,商品,收/支,金额,支付方式,交易状态,交易分类,交易单号,商家订单号,备注`, in any order, as bookkeeping programs
and their test data have for JD and Meituan alike. The wallet is not named in the table; the file's name or a line above
may do. Known from test data of another program only.
"""

import re
from typing import Any, Final

import numpy as np

from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table
from ingest.wallet import DIRECTIONS, WalletImporter, kind_and_sign, status_of, was_paid, without_slash

_WALLETS: Final = {
    "京东": "jd",
    "美团": "meituan",
    "支付宝": "alipay",
    "微信": "wechat",
    "抖音": "douyin",
    "拼多多": "pinduoduo",
}
_UNPAID: Final = re.compile(r"待支付|待付款|未支付|等待付款|已取消")


class CnWalletList(WalletImporter):
    """The list of an unnamed wallet."""

    name = "cn_wallet_list"
    family = "cn_wallet_list"
    institution = "A Chinese wallet 国内钱包 (payment list)"
    file_types = ("csv", "xlsx")
    verified = False
    sheets = True
    required = ("交易时间", "交易对方", "商品", "收/支", "金额", "交易状态", "交易单号")
    forbidden = ("交易类型", "当前状态", "商品说明")
    key_cells = KeyCells("交易单号", "金额", "交易时间", texts=("交易对方", "商品"), scoped=False)

    def account(self, table: Table, source: Source) -> AccountHint:
        """Return the wallet that stands above the table or in the file's name."""
        named = next((name for word, name in _WALLETS.items() if word in table.said or word in source.name), "wallet")
        return AccountHint(named, kind="wallet", currency="CNY", country="CN")

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:  # noqa: ARG002
        """Read the columns."""
        directions = draft.words(draft.text("收/支"), DIRECTIONS, "direction_unknown")
        statuses, goods, methods = draft.text("交易状态"), draft.text("商品"), without_slash(draft.text("支付方式"))
        read = [
            kind_and_sign(direction, f"{status} {name}")
            for direction, status, name in zip(directions, statuses, goods, strict=True)
        ]
        unpaid = [_UNPAID.search(status) is not None for status in statuses]
        unsigned = np.abs(draft.amounts(draft.text("金额"), "CNY"))
        return {
            **self.moments(draft, "交易时间"),
            "amount": unsigned * np.array([sign for _, sign in read], dtype=np.int64),
            "counterparty": without_slash(draft.text("交易对方")),
            "description": goods,
            "category": draft.text("交易分类"),
            "kind": [kind for kind, _ in read],
            "status": [
                "pending" if open_ else status_of(status) for open_, status in zip(unpaid, statuses, strict=True)
            ],
            "moved": [
                not open_ and "失败" not in status and was_paid(status, method)
                for open_, status, method in zip(unpaid, statuses, methods, strict=True)
            ],
            "method": methods,
            "reference": draft.numbers("交易单号"),
            "order_reference": without_slash(draft.numbers("商家订单号")),
        }

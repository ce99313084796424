"""A list of a Chinese bank that its table does not name.

Heading `交易时间,交易对方,摘要,收/支,交易金额,交易状态,交易流水号,交易渠道,备注`. Unsigned amounts beside a direction; a status that says whether the money moved. The bank is not named in the table; its
file's name or a line above may do. Known from test data of another program only.
"""

from typing import Any, Final

import numpy as np

from ingest.cnbank import DIRECTIONS, ChineseBank
from ingest.draft import Draft
from ingest.importer import KeyCells
from ingest.source import Source
from ingest.statement import AccountHint
from ingest.table import Table

# What the status says -> our status, and whether money moved.
_STATUSES: Final = {
    "交易成功": ("posted", True),
    "成功": ("posted", True),
    "已入账": ("posted", True),
    "": ("posted", True),
    "处理中": ("pending", True),
    "交易失败": ("failed", False),
    "失败": ("failed", False),
    "已撤销": ("closed", False),
    "已关闭": ("closed", False),
    "已冲正": ("reversed", False),
}
_BANKS: Final = {
    "工商银行": "icbc", "建设银行": "ccb", "农业银行": "abc", "中国银行": "boc", "交通银行": "bocom", "招商银行": "cmb", "邮储": "psbc",
    "浦发": "spdb", "中信": "citic", "光大": "ceb", "民生": "cmbc", "广发": "cgb", "平安": "pab", "兴业": "cib", "华夏": "hxb",
}  # fmt: skip


class CnBankList(ChineseBank):
    """The list of an unnamed bank."""

    name = "cn_bank_list"
    family = "cn_bank_list"
    institution = "A Chinese bank 国内银行 (transaction list)"
    verified = False
    bank = "bank"
    direction = "收/支"
    required = ("交易时间", "交易对方", "收/支", "交易金额", "交易状态", "交易流水号")
    key_cells = KeyCells("交易流水号", "交易金额", "交易时间", texts=("交易对方", "摘要"))
    columns = {
        "booked_at": "交易时间",
        "amount": "交易金额",
        "currency": "币种",
        "balance": "余额",
        "counterparty": "交易对方",
        "category": "摘要",
        "description": "备注",
        "method": "交易渠道",
        "reference": "交易流水号",
    }
    words = ("摘要",)

    def account(self, table: Table, source: Source) -> AccountHint:
        """Return the account, of the bank that stands above the table or in the file's name."""
        hint = super().account(table, source)
        named = next((bank for name, bank in _BANKS.items() if name in table.said or name in source.name), self.bank)
        return AccountHint(named, hint.number, hint.kind, hint.currency, hint.country)

    def values(self, draft: Draft, table: Table, source: Source) -> dict[str, Any]:
        """Read the declared columns and the status."""
        values = super().values(draft, table, source)
        meanings = draft.words(draft.text("交易状态"), _STATUSES, "status_unknown")
        return values | {"status": [status for status, _ in meanings], "moved": [moved for _, moved in meanings]}

    def keys(self, draft: Draft, values: dict[str, Any], account: AccountHint) -> list[str]:
        """Return each line's key, with the amount as printed: without its direction."""
        return super().keys(draft, values | {"amount": np.abs(values["amount"])}, account)

    def flow(self, draft: Draft, values: dict[str, Any]) -> np.ndarray:  # noqa: ARG002
        """Return the direction column, which is how the list counts."""
        return np.array([DIRECTIONS.get("".join(cell.split()), 0) for cell in draft.text("收/支")], dtype=np.int8)

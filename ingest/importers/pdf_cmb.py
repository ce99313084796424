"""China Merchants Bank 招商银行 debit card: the transaction statement (交易流水) as PDF.

Heading `记账日期 货币 交易金额 联机余额 交易摘要 对手信息` with an English one below it, on later pages again; signed amounts; a long
counterparty stands on lines above and below its row. Layout as public parsers describe it.
"""

from ingest.pdf.layout import Layout
from ingest.pdf.statement import PdfImporter, keyed


class PdfCmb(PdfImporter):
    """China Merchants Bank."""

    name = "pdf_cmb"
    family = "pdf_cmb"
    institution = "China Merchants Bank 招商银行 (PDF)"
    bank = "cmb"
    country = "CN"
    verified = False
    key_cells = keyed("category", "party", also=("currency",))
    identifiers = (("招商银行交易流水",), ("Transaction Statement of China Merchants Bank",))
    layouts = (
        Layout(
            "debit",
            {
                "date": "记账日期",
                "currency": "货币",
                "amount": "交易金额",
                "balance": "联机余额|账户余额",
                "category": "交易摘要",
                "party": "对手信息",
                "text": "客户摘要",
            },
            "CNY",
            (r"(?P<first>\d{4}-\d\d-\d\d) *-- *(?P<last>\d{4}-\d\d-\d\d)",),
            optional=frozenset({"balance", "party", "text"}),
            around=True,
            zone="Asia/Shanghai",
            account=r"账号[:：]? *(\d[\d*]{6,}\d)",
            noise=r"^(?:Transaction|Amount|Date Currency|Counter Party|Customer Type|Date$)|Transaction Type|Counter Party$",
            ends=r"^合并统计|^Merged Counts|^[—\-_]{6,}",
        ),
    )

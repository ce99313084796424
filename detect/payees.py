"""What kind of payee a name is, as far as it tells whether a thief would gain by paying it.

Stolen money goes where it can be turned into money again: gift cards, game points, top-ups, crypto, strangers. Nobody
steals to pay another person's taxes, school, hospital, insurance or electricity.
"""

import re
from functools import lru_cache
from typing import Final

_USELESS: Final = re.compile(
    r"""国家金库|税务|社保|社会保险|公积金|保险|医院|诊所|学校|大学|幼儿园|学费|物业|电力|电网|供电|水务|自来水|燃气|供暖|热力|政务|法院|公安|车管|
        \btax(?:es)?\b|\birs\b|hmrc|finanzamt|insurance|versicherung|asuransi|hospital|clinic|\bklinik\b|school|university|tuition|\bpln\b|\bpdam\b|bpjs|pajak|
        electric|\bwater\b|\bgas\ bill|utilit|stadtwerke|krankenhaus|rumah\ sakit|council""",
    re.IGNORECASE | re.VERBOSE,
)
_LIQUID: Final = re.compile(
    r"""礼品卡|购物卡|卡券|卡密|充值中心|会员充值|点券|点卡|游戏币|代充|虚拟|数字藏品|USDT|比特币|直播充值|打赏|
        gift\ ?card|voucher|\bcrypto|bitcoin|coinbase|binance|\busdt\b|game\ ?(?:points|credits|top)|steam|roblox|razer\ gold|wallet\ ?top-?up|
        western\ union|moneygram|remit|wire\ transfer|voucher\ game|casino|betting|\bjudi\b""",
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(maxsize=65536)
def payee_kind(words: str) -> str:
    """Return `useless` or `liquid` for a thief, empty where the words do not tell.

    >>> payee_kind("测试财产保险公司"), payee_kind("Steam Gift Card"), payee_kind("海底捞火锅")
    ('useless', 'liquid', '')
    """
    if _LIQUID.search(words):
        return "liquid"
    return "useless" if _USELESS.search(words) else ""

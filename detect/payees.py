"""What kind of payee a name is, as far as it tells whether a thief would gain by paying it.

Stolen money goes where it can be turned into money again: gift cards, game points, top-ups, crypto, strangers. Nobody
steals to pay another person's taxes, school, hospital, rent or electricity; hardly anybody to eat, sleep, travel or
have a tooth filled at a place where he must show himself.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import numpy as np

_BRAND: Final = 2  # characters of a CJK name, words of a Latin one, that a brand keeps through companies and branches
_USELESS: Final = re.compile(
    r"""国家金库|税务|社保|社会保险|公积金|保险|医院|诊所|门诊|学校|大学$|幼儿园|学费|物业|房租|房东|租金|电力|电网|供电|水务|自来水|燃气|供暖|热力|政务|法院|公安|车管|
        \btax(?:es)?\b|\birs\b|hmrc|finanzamt|insurance|versicherung|asuransi|hospital|clinic|\bklinik\b|school|university|tuition|\bpln\b|\bpdam\b|bpjs|pajak|
        \brent\b|landlord|\bmiete\b|electric|\bwater\b|\bgas\ bill|utilit|stadtwerke|krankenhaus|rumah\ sakit|council""",
    re.IGNORECASE | re.VERBOSE,
)
_LIQUID: Final = re.compile(
    r"""礼品卡|购物卡|卡券|卡密|充值中心|会员充值|点券|点卡|游戏币|代充|虚拟|数字藏品|USDT|比特币|直播充值|打赏|
        gift\ ?card|voucher|\bcrypto|bitcoin|coinbase|binance|\busdt\b|game\ ?(?:points|credits|top)|steam|roblox|razer\ gold|wallet\ ?top-?up|
        western\ union|moneygram|remit|wire\ transfer|voucher\ game|casino|betting|\bjudi\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SERVED: Final = re.compile(
    r"""餐|饭|菜馆|小馆|火锅|烧烤|面馆|酸菜鱼|麻辣烫|米线|小吃|食堂|外卖|咖啡|茶饮|奶茶|茶庄|糕点|面包|酒店|民宿|宾馆|客栈|机票|航空|铁路|12306|高铁|景区|门票|影城|
        理发|美发|健身房|超市|菜市场|生鲜|水果|便利店|大卖场|药房|药店|母婴|奶粉|童装|家具|花店|洗车|加油|
        \bhotel|ryokan|hostel|\binn\b|\bstays\b|airline|restaurant|bistro|pizzeria|sushi|ramen|dental|dentist|\bsalon\b|barber|pharmacy|\bmuseum|
        penginapan|rumah\ makan|warung|apotek""",
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(maxsize=65536)
def payee_kind(words: str) -> str:
    """Return `useless`, `served` or `liquid` for a thief, empty where the words do not tell.

    >>> payee_kind("测试财产保险公司"), payee_kind("Steam Gift Card"), payee_kind("海底捞火锅"), payee_kind("优享商城")
    ('useless', 'liquid', 'served', '')
    """
    if _LIQUID.search(words):
        return "liquid"
    if _USELESS.search(words):
        return "useless"
    return "served" if _SERVED.search(words) else ""


def gains(words: Iterable[str]) -> np.ndarray:
    """Return for each payee (bool) whether a thief may gain by it: not where it is of no use to him, or where he must show himself.

    >>> gains(["Steam Gift Card", "海底捞火锅", "优享商城"]).tolist()
    [True, False, True]
    """
    return np.array([payee_kind(said) not in ("useless", "served") for said in words], dtype=bool)


@lru_cache(maxsize=65536)
def brand(name: str) -> str:
    """Return the beginning of a name that brands keep through companies and branches; CJK brands are short.

    >>> brand("南巷盖浇饭"), brand("blue bottle coffee")
    ('南巷', 'blue bottle')
    """
    if any("\u4e00" <= letter <= "\u9fff" for letter in name):
        return name[:_BRAND]
    return " ".join(name.split()[:_BRAND])

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
    r"""国家金库|税务|社保|社会保险|公积金|保险|医院|诊所|门诊|学校|大学$|幼儿园|学费|物业|房租|房东|租金|公寓|电力|电网|供电|水务|自来水|燃气|供暖|热力|政务|法院|公安|车管|
        \btax(?:es)?\b|\birs\b|hmrc|insurance|hospital|clinic|school|university|tuition|daycare|\brent\b|landlord|apartment|\bapts?\b|mortgage|property\ m(?:anagement|gmt)|electric\b|\bwater\b|\bgas\ bill|utilit|\bdmv\b|council|
        finanzamt|bundeskasse|versicherung|krankenkasse|krankenhaus|kindergarten|\bkita\b|\bmiete\b|wohnung|\bvermieter|hausverwaltung|stadtwerke|rundfunkbeitrag|
        pajak|penerimaan\ negara|asuransi|\bpremi\b|bpjs|rumah\ sakit|\bklinik\b|\bsekolah|\bkuliah\b|universitas|\bsewa\b|\bkontrakan\b|\bkos(?:t|an)?\b|\bpln\b|\bpdam\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LIQUID: Final = re.compile(
    r"""礼品卡|购物卡|卡券|卡密|充值中心|会员充值|点券|点卡|游戏币|代充|虚拟|数字藏品|USDT|比特币|直播充值|打赏|
        gift\ ?card|voucher|\bcrypto|bitcoin|coinbase|binance|\busdt\b|game\ ?(?:points|credits|top)|steam|roblox|razer\ gold|wallet\ ?top-?up|
        western\ union|moneygram|remit|wire\ transfer|voucher\ game|casino|betting|\bjudi\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Card readers on a counter (Toast, Square, Zettle, SumUp, Clover) put their mark before the shop's name.
_SERVED: Final = re.compile(
    r"""餐|饭|菜馆|小馆|火锅|烤|烧腊|烧鹅|面馆|酸菜鱼|麻辣烫|米线|小吃|食堂|外卖|海鲜|串串|粥|饺子|包子|早点|酒楼|酒家|酒馆|茶楼|咖啡|茶饮|奶茶|茶庄|甜品|蛋糕|糕点|面包|食品|超市|菜市场|生鲜|水果|便利店|大卖场|
        酒店|民宿|宾馆|客栈|度假|机票|航空|铁路|12306|高铁|地铁|公交|乘车|打车|停车|高速公路|加油|洗车|景区|门票|影城|电影|剧场|剧院|博物馆|游乐|乐园|
        理发|美发|美容|美甲|足浴|按摩|健身房|药房|药店|体检|口腔|牙科|眼镜|母婴|奶粉|童装|玩具|礼品店|宠物|家具|五金|装修|家政|搬家|维修|洗衣|干洗|花店|书店|文具店|
        (?:^|\s)(?:tst|sq|zettle|sumup|clv|toast)\s?\*|
        restaurant|bistro|pizz|sushi|ramen|noodle|burger|\btacos?\b|burrito|\bsteak|\bgrill|\bbbq\b|smokeho|\bkitchen|\bfoods?\b|\bdiner\b|\bdeli\b|eatery|cantina|tavern|\bpub\b|brewery|brewing|\bbar\b|coffee|\bcaf[eé]\b|espresso|\btea\b|bakery|bagel|donut|ice\ cream|juice|smoothie|konbini|
        \bhotel|\bmotel|ryokan|hostel|\binn\b|\bstays\b|\blodge\b|resort|homestay|guest\s?house|camp(?:site|ground)|airline|\bairwa|\bairport|\brail|\btrains?\b|\bferry\b|\btaxi|\btoll\b|parking|\bfuel\b|gas\ stat|car\ wash|cinema|theat(?:re|er)\b|\bmuseum|\bzoo\b|aquarium|
        dental|dentist|\bsalon\b|barber|\bhair\b|\bnails?\b|\bspa\b|pharmacy|drugstore|optic(?:al|ian)|\bvet(?:erinary|s)?\b|laundr|dry\ clean|hardware|garden\ c|florist|\btoys?\b|souvenir|gift\ shop|furnitur|\bmov(?:ing|ers)\b|
        gastha?[ou]|gaststätte|wirtshaus|imbiss|d(?:ö|oe?)ner|brotzeit|b(?:ä|ae?)cker|brotladen|konditor|metzger|fleischer|kantine|kaffee|r(?:ö|oe?)sterei|lebensmittel|getr(?:ä|ae?)nke|wochenmarkt|hofladen|\bpension\b|\bbahn\b|fernverkehr|verkehrsbetriebe|fahr(?:karte|schein)|tankstelle|parkhaus|\bkino\b|
        apotheke|drogerie|zahnarzt|\barzt|arztpraxis|optiker|fris(?:eu|ö|oe)r|schwimmbad|w(?:ä|ae?)scherei|baumarkt|gartencenter|blumen|m(?:ö|oe?)bel|geschenk|spielwaren|umzug|
        rumah\ makan|warung|\bmakan|seafood|\bsate\b|\bayam|\bnasi\b|\bmie\b|bakso|\bsoto\b|\bkopi|\broti\b|\bkue\b|restoran|\bresto\b|\bkedai|\bpasar\b|swalayan|minimarket|penginapan|\bkereta|maskapai|\bspbu\b|\bparkir|\btol\b|\bkrl\b|\bmrt\b|bioskop|apotek|bengkel|mebel|mainan|\bparsel|\bhadiah|oleh-oleh|toko\ bunga""",
    re.IGNORECASE | re.VERBOSE,
)
NO_GAIN: Final = ("useless", "served")


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
    return np.array([payee_kind(said) not in NO_GAIN for said in words], dtype=bool)


@lru_cache(maxsize=65536)
def brand(name: str) -> str:
    """Return the beginning of a name that brands keep through companies and branches; CJK brands are short.

    >>> brand("南巷盖浇饭"), brand("blue bottle coffee")
    ('南巷', 'blue bottle')
    """
    if any("\u4e00" <= letter <= "\u9fff" for letter in name):
        return name[:_BRAND]
    return " ".join(name.split()[:_BRAND])

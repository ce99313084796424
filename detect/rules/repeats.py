"""Where people really do pay the same amount again within minutes."""

import re
from functools import lru_cache
from typing import Final

# Fares, parking, vending, tolls, laundries, arcades, top-ups of phones and games, tickets: words in the languages of the exports.
_PRONE: Final = re.compile(
    r"""地铁|公交|轨道|一卡通|乘车|交通卡|出行|停车|泊车|售货|贩卖|自助机|洗衣|充电|高速|ETC|通行费|话费|充值|点券|点卡|游戏|影城|影院|电影票|门票|票务|景区|
        verkehr(?:s)?(?:betriebe|verbund|gesellschaft)|nahverkehr|stadtbus|\bbvg\b|\bmvg\b|\bhvv\b|\brmv\b|\bvrr\b|\bvbb\b|[su]-bahn|stra(?:ß|ss)enbahn|fahr(?:karte|schein|ausweis)|
        \bkino\b|lichtspiel|theat|filmpalast|eintritt|\bkarten\b|parkhaus|parkplatz|\bmaut|parkschein|waschsalon|automat(?:en)?\b|bioskop|\bxxi\b|\bcgv\b|gobis|busway|angkot|commuter|
        \bmetro\b|\btransit\b|subway\b(?!\s*sandwich)|\bbus(?:es)?\b|\btram\b|\bmta\b|\btfl\b|oyster|\bparking\b|\bpark(?:ing)?\ ?meter|vending|laundr|\btoll\b|e-?toll|
        mesin\b|arcade|\bgame|\bticket|cinema|\bkrl\b|\bmrt\b|transjakarta|parkir|\btol\b|pulsa|tiket""",
    re.IGNORECASE | re.VERBOSE,
)
# Cups, buns and canteens: nobody buys the second one within two minutes, but many do within the hour.
_HELPINGS: Final = re.compile(
    r"""咖啡|奶茶|茶饮|早餐|早点|包子|豆浆|煎饼|面包|食堂|快餐|小吃|便利|烧烤|酒吧|单车|骑行|
        coffee|\bcoff\b|\bcafe|caf[eé]\b|boba|espresso|r(?:ö|oe?)sterei|kaffee|kantine|brotladen|b(?:ä|ae?)cker|imbiss|d(?:ö|oe?)ner|donut|juice|\btea\b|bakery|canteen|\bbar\b|\bpub\b|kiosk|kopi|warung|\bsoto\b|\bnasi\b|\broti\b|bakso|\bmie\b|sarapan|minuman|rumah\ makan|\bdeli\b|diner\b|burrito|\btaco|bagel|sandwich|smoothie|\bkedai""",
    re.IGNORECASE | re.VERBOSE,
)


# There and back by rail or air, each a ticket of its own; and presents, one for each who gets one. Banks cut names short.
_ONE_EACH: Final = re.compile(
    r"""铁路|火车|高铁|航空|机票|12306|礼品|礼物|伴手礼|特产|玩具|
        \brail(?:way|road)?s?\b|\btrains?\b|\bairlin|\bairwa|\bflights?\b|\b(?:deutsche\ )?bahn\b|flug(?:ges|hafen|ticket)|\bkereta\b|penerbangan|maskapai|
        \bgifts?\b|\btoys?\b|souvenirs?\b|\bcandles?\b|\bparsel?\b|\bhadiah\b|oleh-?oleh|\bmainan\b|geschenk|spiel(?:waren|zeug|e\b)|blumen""",
    re.IGNORECASE | re.VERBOSE,
)
# What wallets and banks call money to people, where they name nobody.
_TO_PEOPLE: Final = re.compile(r"红包|转账|\btransfers?\b|\bkirim\ uang\b|ihre\ zahlung\ an|überweisung", re.IGNORECASE)


@lru_cache(maxsize=65536)
def to_people(words: str) -> bool:
    """Tell whether words name money sent to people rather than a shop.

    >>> to_people("财付通-微信红包"), to_people("GOPAY TRANSFER"), to_people("Transferware Pottery")
    (True, True, False)
    """
    return _TO_PEOPLE.search(words) is not None


@lru_cache(maxsize=65536)
def repeat_prone(words: str) -> bool:
    """Tell whether words name a place where equal charges in a row are ordinary.

    >>> repeat_prone("城市地铁 乘车"), repeat_prone("City Parking"), repeat_prone("海底捞火锅")
    (True, True, False)
    """
    return _PRONE.search(words) is not None


@lru_cache(maxsize=65536)
def one_each(words: str) -> bool:
    """Tell whether words name a place where people buy the same for others too: a ticket or a present each.

    >>> one_each("铁路购票"), one_each("MERIDIAN AIRWA"), one_each("Corner Toy Shop"), one_each("Strainer Supply")
    (True, True, True, False)
    """
    return _ONE_EACH.search(words) is not None


@lru_cache(maxsize=65536)
def second_helping(words: str) -> bool:
    """Tell whether words name a place where people often buy the same again a little later.

    >>> second_helping("橘子巷手冲咖啡"), second_helping("Corner Bakery"), second_helping("迪卡侬")
    (True, True, False)
    """
    return _HELPINGS.search(words) is not None

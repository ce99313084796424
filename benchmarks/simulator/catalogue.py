"""Invented shops. Names are plain category words behind made-up signs; no real brand, and friends are placeholders."""

from typing import Final

from benchmarks.simulator.person import Party, Shop
from benchmarks.simulator.streams import Stream, rounded
from benchmarks.simulator.worlds import Habit

_SIGNS: Final = (
    "晨光里", "禾下", "南巷", "拾间", "小满家", "木棉", "半山", "十里", "麦田边", "海棠湾", "山月", "云上", "青石桥", "槐树下", "柳岸", "北渡",
    "竹里", "白鹭洲", "稻香渡", "橘子巷", "大榕树", "长亭外", "望江", "石库", "溪口", "杏花村口", "东篱", "鹿角", "桐花", "荷塘", "雨前", "星野",
)  # fmt: skip
_BRANCHES: Final = ("人民路店", "解放路店", "建设路店", "中山路店", "文化广场店", "火车站店", "科技园店", "大学城店")
_LEGAL: Final = ("餐饮管理有限公司", "商贸有限公司", "食品有限公司", "信息科技有限公司")

# Category: words after the sign, what the bill says was bought, how shops of it are paid (scan: the vendor's own code).
_CN: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...], bool]]] = {
    "breakfast": (("便民早餐店", "包子铺", "豆浆油条", "煎饼摊"), ("收款方备注:二维码收款", "早餐"), True),
    "lunch": (("面馆", "盖浇饭", "牛肉粉", "快餐", "麻辣烫", "职工食堂"), ("收款方备注:二维码收款", "午餐", "堂食"), True),
    "restaurant": (("家常菜馆", "火锅店", "烧烤", "小馆", "酸菜鱼"), ("堂食", "餐饮消费"), False),
    "coffee": (("咖啡", "手冲咖啡", "咖啡馆"), ("美式咖啡", "拿铁", "门店消费"), False),
    "tea": (("奶茶铺", "茶饮", "烘焙坊"), ("茉莉奶茶", "柠檬茶", "门店消费"), False),
    "convenience": (("便利店", "24小时便利店", "烟酒副食"), ("便利店消费", "日用百货"), False),
    "vending": (("自动售货机", "无人零售柜"), ("饮料", "自助购买"), False),
    "fruit": (("水果店", "鲜果园"), ("水果", "收款方备注:二维码收款"), True),
    "groceries": (("生鲜超市", "菜市场摊位", "社区超市"), ("生鲜", "超市购物"), False),
    "delivery": (("外卖-黄焖鸡", "外卖-轻食", "外卖-炒饭", "外卖-粥铺", "外卖-炸鸡"), ("外卖订单",), False),
    "online": (("旗舰店", "优品店", "家居店", "数码专营店"), ("收纳盒", "数据线", "床上四件套", "台灯", "保温杯", "耳机"), False),
    "clothes": (("服饰旗舰店", "鞋靴店", "童装店"), ("短袖T恤", "运动鞋", "牛仔裤", "外套"), False),
    "parking": (("停车场", "智慧停车"), ("停车费",), False),
    "fuel": (("加油站",), ("92号汽油",), False),
    "laundry": (("自助洗衣",), ("洗衣机标准洗",), False),
    "pharmacy": (("大药房", "医药连锁"), ("药品", "门店消费"), False),
    "hair": (("理发店", "造型"), ("剪发",), True),
    "cinema": (("影城",), ("电影票",), False),
    "scenic": (("景区", "博物馆", "古镇"), ("门票",), False),
    "games": (("游戏充值", "互娱", "网络科技"), ("点券充值", "月卡"), False),
    "hospital": (("社区医院", "口腔门诊"), ("门诊缴费",), False),
    "supermarket": (("大卖场", "仓储超市"), ("超市购物",), False),
    "hotel": (("酒店", "民宿", "客栈"), ("房费",), False),
    "local_food": (("特色小吃", "老字号饭庄", "夜市摊"), ("堂食", "小吃"), True),
    "furniture": (("家具城", "家电商场", "窗帘布艺"), ("家具", "家电"), False),
    "baby": (("母婴店", "奶粉专营店"), ("奶粉", "纸尿裤", "婴儿用品"), False),
    "gift": (("礼品店", "糕点铺", "茶庄"), ("礼盒",), False),
    "toll": (("高速收费站",), ("通行费",), False),
}  # fmt: skip

# Categories in which everybody has the same counterparty.
_PLATFORMS: Final = {
    "taxi": (("顺途出行", "打车费"), ("城市出租车", "车费")),
    "bike": (("小蓝鸟单车", "骑行费"),),
}

# Shops on the foreign card, by category; the country follows the @, the card's own where there is none.
_ABROAD: Final[dict[str, tuple[str, ...]]] = {
    "app_store": ("APPMARKET.EXAMPLE BILL", "PLAYLOFT *GAMES"),
    "foreign_online": ("NORTHWIND BOOKS", "PAYPAL *HARBORTOYS", "MAPLE & PINE OUTDOOR", "SQ *CERAMIC BARN", "LUMENPRINT ONLINE", "BLUEFERN SUPPLY", "OAKDESK STUDIO@DE", "PAYPAL *TINYGEARS@DE", "PAPIERHAUS VERSAND@DE"),
    "foreign_subscription": ("CLOUDLOFT STORAGE", "STREAMHOLLOW.EXAMPLE", "INKWELL NOTES PRO", "TUNEHARBOR PREMIUM", "CODEBENCH SUBSCR"),
    "foreign_booking": ("GRANDVIEW STAYS ONLINE", "HARBOR CAR RENTAL", "ROOMFINDER RESERVATION"),
    "abroad_food": ("SQ *KISSATEN MOMIJI@JP", "SUSHI YAMABIKO@JP", "RAMEN KOTORI@JP", "KONBINI 0412@JP", "BAKERY HIBARI@JP", "IZAKAYA TSUBAME@JP"),
    "abroad_transit": ("CITY METRO IC CHARGE@JP",),
    "abroad_shop": ("DEPATO HANAZONO@JP", "ZAKKA KOMOREBI@JP", "MUSEUM TICKET DESK@JP", "CAMERA IROHA@JP"),
    "abroad_hotel": ("HOTEL AOZORA@JP", "RYOKAN MINAMO@JP"),
    "unknown_online": ("QX DIGITAL GOODS@GB", "WEBPAY*NLVQ", "FASTKEYS4U", "ZETA ONLINE MKT", "GOODSTREAM LTD@GB", "PIXELDROP INTL@GB"),
    "unknown_place": ("ELECTRO PLANETA@BR", "GALERIA NORTE@BR", "TELEFONIA SUR@BR", "SUPERMERC LA ROSA@BR"),
    "trap": ("SLIMWELL TRIAL", "VITALGLOW CLUB", "FITPASS *MEMBER"),
}  # fmt: skip
# Currency, how many of its minor units make a dollar, and its digits.
_RATES: Final = {"JP": ("JPY", 155, 0), "DE": ("EUR", 88, 2), "GB": ("GBP", 76, 2), "BR": ("BRL", 540, 2)}

FRIENDS: Final = ("*小明", "*小红", "*小华", "*小丽", "*小强", "*小芳", "*小军", "*小燕", "*小东", "*小雨")
STRANGERS: Final = ("*某某", "**甲", "**乙", "*先生", "**丙")
UNKNOWN_CN: Final = ("速达网络科技", "鼎讯数娱", "优享商城", "汇通优品", "极速卡券", "星瀚网络", "闪购会员")


def shop(stream: Stream, habit: Habit, city: str, legal_name: float) -> Shop:
    """Open a shop of the habit's category with its own price list."""
    points = habit.ticket.points
    count = min(len(points), stream.whole(5, 12))
    prices = tuple(stream.bulk.choice(points, count, replace=False).tolist()) if count else ()
    scale = stream.lognormal(1.0, 0.15)
    return Shop(party(stream, habit.category, city, legal_name), prices, rounded(habit.ticket.median * scale, 1))


def party(stream: Stream, category: str, city: str = "", legal_name: float = 0.0) -> Party:
    """Return an invented merchant of a category."""
    if category in _ABROAD:
        name, _, country = stream.pick(_ABROAD[category]).partition("@")
        if stream.chance(0.3):
            name = f"{name} #{stream.whole(10, 4999):04d}"
        return Party(name, category, country=country or "US")
    if category in _PLATFORMS:
        name, goods = stream.pick(_PLATFORMS[category])
        return Party(name, category, goods=goods)
    words, goods_said, scan = _CN[category]
    sign = stream.pick(_SIGNS)
    name = f"{sign}{stream.pick(words)}"
    if stream.chance(0.25) and not scan:
        name = f"{name}({stream.pick(_BRANCHES)})"
    legal = f"{city}{sign}{stream.pick(_LEGAL)}" if stream.chance(legal_name) else ""
    return Party(name, category, legal, handle(stream), goods=stream.pick(goods_said), scan=scan)


def abroad(merchant: Party, cents: int) -> str:
    """Return what a purchase on the foreign card cost before conversion; empty where nothing was converted.

    >>> abroad(Party("RAMEN KOTORI", "abroad_food", country="JP"), 1200)
    'JPY 1860'
    """
    if merchant.country not in _RATES:
        return ""
    currency, per_dollar, digits = _RATES[merchant.country]
    amount = cents * per_dollar // 100
    return f"{currency} {amount // 100}.{amount % 100:02d}" if digits else f"{currency} {amount}"


def person_party(name: str, stream: Stream) -> Party:
    """Return somebody money goes to or comes from."""
    masked = f"{stream.whole(130, 199)}******{stream.whole(10, 99)}"
    return Party(name, "person", handle=masked)


def handle(stream: Stream) -> str:
    """Return the masked login that Alipay prints of a merchant, often only a slash."""
    if stream.chance(0.55):
        return "/"
    letters = "".join(stream.pick("abcdefghijklmnopqrstuvwxyz") for _ in range(3))
    return f"{letters}***@example.com"

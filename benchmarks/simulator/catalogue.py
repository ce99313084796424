"""Invented shops: their names, price lists, and how cards print them. No real brand; friends are placeholders."""

from typing import Final

from benchmarks.simulator.names.book import Names
from benchmarks.simulator.person import Party, Shop
from benchmarks.simulator.streams import Stream, rounded
from benchmarks.simulator.worlds import Habit

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
_RATES: Final = {
    "JP": ("JPY", 155, 0), "DE": ("EUR", 88, 2), "GB": ("GBP", 76, 2), "BR": ("BRL", 540, 2), "US": ("USD", 100, 2),
}  # fmt: skip
_HOME_RATES: Final = {"USD": 100, "EUR": 88, "IDR": 1_600_000, "CNY": 720}  # minor units to a dollar


def shop(names: Names, stream: Stream, habit: Habit, city: str, legal_name: float) -> Shop:
    """Open a shop of the habit's category with its own price list."""
    points = habit.ticket.points
    count = min(len(points), stream.whole(5, 12))
    prices = tuple(stream.bulk.choice(points, count, replace=False).tolist()) if count else ()
    scale = stream.lognormal(1.0, 0.15)
    return Shop(party(names, stream, habit.category, city, legal_name), prices, rounded(habit.ticket.median * scale, 1))


def party(names: Names, stream: Stream, category: str, city: str = "", legal_name: float = 0.0) -> Party:
    """Return an invented merchant of a category."""
    if category in _ABROAD:
        name, _, country = stream.pick(_ABROAD[category]).partition("@")
        if stream.chance(0.3):
            name = f"{name} #{stream.whole(10, 4999):04d}"
        if names.bank_prefixes:  # who has such a wallet would see the payment there
            name = name.removeprefix("PAYPAL *")
        return Party(name, category, country=country or "US")
    if category in names.platforms:
        name, goods = stream.pick(names.platforms[category])
        return Party(name, category, goods=goods)
    words, goods_said, scan = names.shops[category]
    sign = stream.pick(names.signs)
    name = f"{sign}{names.between}{stream.pick(words)}"
    if stream.chance(0.25) and not scan:
        name = f"{name}({stream.pick(names.branches)})"
    if names.bank_prefixes:
        return Party(name, category, _on_terminals(names, stream, name), "", goods=stream.pick(goods_said))
    legal = f"{city}{sign}{stream.pick(names.legal)}" if stream.chance(legal_name) else ""
    return Party(name, category, legal, handle(stream), goods=stream.pick(goods_said), scan=scan)


def _on_terminals(names: Names, stream: Stream, name: str) -> str:
    """Return a shop's name as its card terminal sends it: capitals, the terminal's maker before it, a number behind it."""
    number = f" #{stream.whole(1, 4999):04d}" if stream.chance(0.35) else ""
    return f"{stream.pick(names.bank_prefixes)}{name.partition('(')[0].upper()}{number}"


def abroad(merchant: Party, amount: int, currency: str = "USD") -> str:
    """Return what a card's purchase cost before conversion; empty where nothing was converted.

    >>> abroad(Party("RAMEN KOTORI", "abroad_food", country="JP"), 1200)
    'JPY 1860'
    >>> abroad(Party("NORTHWIND BOOKS", "foreign_online", country="US"), 880, "EUR")
    'USD 10.00'
    """
    foreign, per_dollar, digits = _RATES.get(merchant.country, ("", 0, 0))
    if foreign in ("", currency):
        return ""
    converted = amount * per_dollar // _HOME_RATES[currency]
    return f"{foreign} {converted // 100}.{converted % 100:02d}" if digits else f"{foreign} {converted}"


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

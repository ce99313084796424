"""What the two wallets print of each kind of event (FORMATS §1.1 and §2)."""

import zlib
from typing import Final, NamedTuple

from benchmarks.simulator.diary import BALANCE, CREDIT, FUND, Event
from benchmarks.simulator.numbers import Numbers
from benchmarks.simulator.person import WALLET, Account, Party, Person
from benchmarks.simulator.views import Period, Row, RowId, View, decimal, promised

_OUT, _IN = "支出", "收入"


class _Words(NamedTuple):
    """Category or type, direction, status, and the kind of the ledger frame."""

    word: str
    direction: str
    status: str
    kind: str


_NEUTRAL: Final = "不计收支"
_ALIPAY: Final = {
    "purchase": _Words("", _OUT, "交易成功", "payment"),
    "unpaid": _Words("", _NEUTRAL, "交易关闭", "payment"),
    "refund": _Words("退款", _NEUTRAL, "退款成功", "refund"),
    "send": _Words("转账红包", _OUT, "交易成功", "transfer"),
    "receive": _Words("转账红包", _IN, "交易成功", "income"),
    "to_fund": _Words("投资理财", _NEUTRAL, "交易成功", "exchange"),
    "from_fund": _Words("投资理财", _NEUTRAL, "交易成功", "exchange"),
    "interest": _Words("投资理财", _NEUTRAL, "交易成功", "interest"),
    "repayment": _Words("信用借还", _NEUTRAL, "还款成功", "repayment"),
    "loan": _Words("信用借还", _NEUTRAL, "交易成功", "loan"),
    "hold": _Words("生活服务", _NEUTRAL, "冻结成功", "hold"),
    "release": _Words("生活服务", _NEUTRAL, "解冻成功", "hold"),
}
_WECHAT: Final = {
    "purchase": _Words("商户消费", _OUT, "支付成功", "payment"),
    "refund": _Words("-退款", _IN, "已退款", "refund"),
    "send": _Words("转账", _OUT, "对方已收钱", "transfer"),
    "receive": _Words("转账", _IN, "已存入零钱", "transfer"),
    "packet_out": _Words("微信红包（单发）", _OUT, "支付成功", "transfer"),
    "packet_in": _Words("微信红包", _IN, "已存入零钱", "transfer"),
    "withdrawal": _Words("零钱提现", "/", "提现已到账", "withdrawal"),
    "top_up": _Words("零钱充值", "/", "充值完成", "top_up"),
}
_SCANNED_GOODS: Final = "收款方备注:二维码收款"  # what WeChat prints; Alipay has its own words
_SCANNED: Final = _Words("扫二维码付款", _OUT, "已转账", "payment")

_CATEGORIES: Final = {
    "餐饮美食": ("breakfast", "lunch", "restaurant", "coffee", "tea", "delivery", "fruit", "local_food"),
    "日用百货": ("convenience", "vending", "groceries", "supermarket", "gift"),
    "服饰装扮": ("clothes",),
    "交通出行": ("transit", "taxi", "bike", "parking", "toll", "rail", "flight", "fuel"),
    "充值缴费": ("bill",),
    "文化休闲": ("subscription", "cinema", "games", "scenic"),
    "医疗健康": ("pharmacy", "hospital"),
    "生活服务": ("laundry", "hair", "rental", "moving", "tax"),
    "酒店旅游": ("hotel",),
    "家居家装": ("furniture",),
    "母婴亲子": ("baby",),
    "保险": ("insurance",),
}
_CATEGORY_OF: Final = {category: words for words, group in _CATEGORIES.items() for category in group}
# Online shops fall into many categories; strangers who are paid with stolen money into the same ones.
_ONLINE: Final = ("日用百货", "数码电器", "家居家装", "文化休闲", "商业服务")
_ALIPAY_SOURCES: Final = {BALANCE: "余额", FUND: "余额宝", CREDIT: "花呗"}


def wallet_view(
    person: Person, account: Account, events: list[Event], numbers: Numbers, period: Period, income: float
) -> View:
    """Return what the wallet exports for a period; `income` is the share of Alipay refunds that are printed as income."""
    by = period.exported_at
    seen = sorted(
        (
            event
            for event in events
            if event.account == account.key and not event.unseen and period.begins <= event.at <= period.ends
        ),
        key=lambda event: (-event.at, -event.number),
    )
    if account.institution == "alipay":
        return View(
            account, period, tuple(_alipay_row(person, event, numbers, by, income) for event in seen), person.name
        )
    return View(account, period, tuple(_wechat_row(person, event, numbers, by) for event in seen), person.nickname)


def _alipay_row(person: Person, event: Event, numbers: Numbers, by: int, income: float) -> Row:
    words, back = _ALIPAY[event.kind], promised(event, by)
    closed = back >= -event.amount > 0 and event.kind == "purchase"
    as_income = event.kind == "refund" and numbers.chance(event) < income
    party, goods = event.party, "收钱码收款" if event.goods == _SCANNED_GOODS else event.goods
    return Row(
        id=RowId(WALLET, event.number),
        at=event.at,
        amount=event.amount,
        kind=words.kind,
        word=words.word or _category(party),
        party=party.name,
        said=f"退款-{goods}" if event.kind == "refund" else goods,
        reference=numbers.reference(event),
        direction=_IN if as_income else words.direction,
        method="" if event.kind == "unpaid" else _ALIPAY_SOURCES.get(event.source) or _card_name(person, event.source),
        status="交易关闭" if closed else words.status,
        state="closed" if closed or event.kind == "unpaid" else "posted",
        order=numbers.order(event),
        handle=party.handle,
        related=numbers.reference(event).partition("_")[0] if event.kind == "refund" else "",
        refunded=-event.amount if closed else 0,
        moved=event.kind != "unpaid",
    )


def _category(party: Party) -> str:
    return _CATEGORY_OF.get(party.category) or _ONLINE[zlib.crc32(party.name.encode()) % len(_ONLINE)]


def _wechat_row(person: Person, event: Event, numbers: Numbers, by: int) -> Row:
    words = _SCANNED if event.kind == "purchase" and event.party.scan else _WECHAT[event.kind]
    back, party = promised(event, by), event.party
    status, state, word, name, order = words.status, "posted", words.word, party.name.lstrip("*"), numbers.order(event)
    if event.kind == "refund":
        word, name = (f"{name}-退款", name) if party.shop else ("转账-退款", "/")
        status = "已全额退款" if numbers.in_full(event) else f"已退款￥{decimal(event.amount)}"
    elif back:
        whole = back >= -event.amount
        status = ("对方已退还" if event.kind == "send" else "已全额退款") if whole else f"已退款(￥{decimal(back)})"
        state = "refunded" if whole else "partly_refunded"
    return Row(
        id=RowId(event.account, event.number),
        at=event.at,
        amount=event.amount,
        kind=words.kind,
        word=word,
        party=_card_name(person, event.source) if party.category == "pocket" else name,
        said="/" if event.kind in ("packet_out", "packet_in", "withdrawal", "top_up") else _wechat_goods(event),
        reference=numbers.reference(event),
        direction=words.direction,
        method="/" if event.kind in ("receive", "packet_in") else _wechat_method(person, event),
        status=status,
        state=state,
        order=order or "/",
        remark=f"服务费¥{decimal(event.fee)}" if event.kind == "withdrawal" else "/",
        refunded=min(back, -event.amount) if event.amount < 0 else 0,
    )


def _wechat_goods(event: Event) -> str:
    return "转账备注:微信转账" if event.goods == "转账" else event.goods


def _wechat_method(person: Person, event: Event) -> str:
    return "零钱" if event.source == BALANCE else _card_name(person, event.source)


def _card_name(person: Person, source: str) -> str:
    return person.account(source).name if source in person.cards else ""

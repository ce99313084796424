"""The numbers institutions give out, in the shapes their exports print (FORMATS §1 and §2). All drawn once per life."""

from benchmarks.simulator import days
from benchmarks.simulator.diary import NO_ORDER, Event
from benchmarks.simulator.person import Person
from benchmarks.simulator.streams import Stream

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARKET = ("online", "clothes", "furniture", "gift", "baby")


class Numbers:
    """References and order numbers of every event."""

    def __init__(self, events: list[Event], stream: Stream, person: Person) -> None:
        self._events = events
        self._institutions = {account.key: account.institution for account in person.accounts}
        self._high = stream.bulk.integers(10**9, 10**10, len(events)).tolist()
        self._low = stream.bulk.integers(0, 10**10, len(events)).tolist()
        self._text = stream.bulk.random(len(events)).tolist()

    def chance(self, event: Event) -> float:
        """Return the event's own draw, for texts that vary from row to row."""
        number: float = self._text[event.number]
        return number

    def in_full(self, refund: Event) -> bool:
        """Tell whether a refund gives back the whole purchase."""
        return refund.amount >= -self._events[refund.refund_of].amount

    def reference(self, event: Event) -> str:
        """Return the wallet's own number of an event."""
        institution = self._institutions[event.account]
        if institution == "alipay":
            return self._alipay(event)
        return self._wechat(event) if institution == "wechat" else self._elsewhere(institution, event)

    def purchase(self, refund: Event) -> str:
        """Return the number of the purchase that a refund belongs to."""
        return self.reference(self._events[refund.refund_of])

    def order(self, event: Event) -> str:
        """Return the merchant's order number, the same for every event that carries it; empty where none is printed."""
        if event.order == NO_ORDER:
            return ""
        first = self._events[event.order]
        institution = self._institutions[first.account]
        if institution not in ("alipay", "wechat"):
            return f"{self._digits(first)[:10]}" if event.kind in ("purchase", "refund", "unpaid") else ""
        if event.kind == "refund" and institution == "wechat":  # its refund rows share no number with the purchase
            return ""
        return self._alipay_order(first) if institution == "alipay" else self._wechat_order(first)

    def _elsewhere(self, institution: str, event: Event, leg: int = 0) -> str:
        """Return PayPal's 17 capitals and digits, Venmo's 19 digits, or the day and digits of an Indonesian wallet."""
        digits = self._digits(event)
        if institution == "paypal":
            return f"{digits[:1]}{_LETTERS[int(digits[1:3]) % 26]}{digits[3:17]}{_LETTERS[int(digits[17:19]) % 26]}{leg or ''}"[
                -17:
            ]
        return f"4{digits[:18]}" if institution == "venmo" else f"RB-{self._day(event)}-{digits[:12]}"

    def funding(self, event: Event) -> str:
        """Return PayPal's number of the row that says what paid, or was paid."""
        return self._elsewhere("paypal", event, 1)

    def _digits(self, event: Event) -> str:
        return f"{self._high[event.number]}{self._low[event.number]:010d}"

    def _alipay(self, event: Event) -> str:
        """Return 28 digits that begin with the day; a refund's number is the purchase's plus `_` and a suffix."""
        if event.refund_of >= 0:
            return f"{self._alipay(self._events[event.refund_of])}_{self._day(event)}{self._digits(event)[:12]}"
        block = "20004" if event.kind in ("send", "receive") else "22001"
        return f"{self._day(event)}{block}{self._digits(event)[:15]}"

    def _alipay_order(self, event: Event) -> str:
        if event.kind not in ("purchase", "refund", "unpaid"):
            return ""
        if event.party.category in _MARKET:
            return f"T200P{self._digits(event)[1:20]}"
        return f"{self._day(event)}{self._digits(event)[2:18]}"

    def _wechat(self, event: Event) -> str:
        """Return 28 digits from 4200 for shops, 29 from 503 for refunds, and the longer ones of scans and transfers."""
        day, digits = self._day(event), self._digits(event)
        if event.kind == "refund":
            if not event.party.shop:  # sent back by a person: the number that the sent row carries as the merchant's
                return self._wechat_order(self._events[event.refund_of])
            return f"5030{digits[:6]}{day}{digits[6:17]}"
        if event.kind == "purchase" and not event.party.scan:
            return f"4200{digits[:6]}{day}{digits[6:16]}"
        block = {
            "purchase": "100004990",
            "send": "100005000",
            "packet_out": "100003980",
            "withdrawal": "2072",
            "top_up": "1101",
        }
        return f"{block.get(event.kind, '100005000')}{day[2:]}{digits}"

    def _wechat_order(self, event: Event) -> str:
        day, digits = self._day(event), self._digits(event)
        if event.kind == "purchase":
            return f"10000499{day}{digits[2:16]}" if event.party.scan else f"{digits[3:9]}{day}{digits[9:19]}"
        return {"send": f"1000050001{day}{digits[:13]}", "packet_out": f"1000039801{day}{digits[:13]}"}.get(
            event.kind, ""
        )

    def _day(self, event: Event) -> str:
        return days.compact(days.day_of(event.at))

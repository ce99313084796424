"""Deadlines worked out by hand from the fact rows and the printed holiday lists, each with its arithmetic.

2026 begins on a Thursday, 2027 on a Friday, 2028 on a Saturday.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from detect.clocks import Instrument
from detect.spans import Moment

DEBIT: Final = Instrument("debit")
CREDIT: Final = Instrument("credit_card")
WALLET: Final = Instrument("wallet")
VISA: Final = Instrument("credit_card", "visa")
MASTERCARD: Final = Instrument("credit_card", "mastercard")


@dataclass(frozen=True, slots=True)
class Case:
    """A clock of a pack, what is known, and what must come out; `days` map anchors to ISO days or moments."""

    clock: str
    country: str
    trouble: str
    instrument: Instrument
    days: Mapping[str, str]
    due: str
    now: str = ""
    state: str = "running"

    def events(self) -> dict[str, Moment]:
        """Return the anchors as dates, or datetimes where a time is given."""
        return {
            name: dt.datetime.fromisoformat(day) if "T" in day else dt.date.fromisoformat(day)
            for name, day in self.days.items()
        }


# fmt: off
CASES: Final = (
    # --- United States -------------------------------------------------------------------------------------------
    # Wed 25 Nov; Thu 26 Thanksgiving; Fri 27 = 1; Mon 30 = 2
    Case("us-ree-2bd", "US", "unauthorised", DEBIT, {"loss-learned": "2026-11-25"}, "2026-11-30"),
    # the day after its last day
    Case("us-ree-2bd", "US", "unauthorised", DEBIT, {"loss-learned": "2026-11-25"}, "2026-11-30", "2026-12-01", "lapsed"),
    # Thu 2 Jul; Fri 3 stands in for Sat 4, but banks may be open: Fri = 1, Mon 6 = 2
    Case("us-ree-2bd", "US", "unauthorised", DEBIT, {"loss-learned": "2026-07-02"}, "2026-07-06"),
    # the same Friday does not count for the bank: Mon 6 = 1, Tue 7 = 2, Wed 8 = 3
    Case("us-issuer-credit", "US", "refund", CREDIT, {"credit-received": "2026-07-02"}, "2026-07-08"),
    # 16 days to 31 Jan, 28 in Feb = 44, 16 more
    Case("us-ree-60", "US", "unauthorised", DEBIT, {"statement-sent": "2026-01-15"}, "2026-03-16"),
    # leap year: 16 to 31 Jan, 29 in Feb = 45, 15 more
    Case("us-ree-60", "US", "error", DEBIT, {"statement-sent": "2028-01-15"}, "2028-03-15"),
    # no statement known, so from the payment: 27 to 30 Nov, 31 in Dec = 58, 2 more
    Case("us-ree-60", "US", "error", DEBIT, {"payment": "2026-11-03"}, "2027-01-02"),
    # 21 to 31 Dec, 31 in Jan = 52, 8 more
    Case("us-regz-60", "US", "error", CREDIT, {"first-statement-sent": "2026-12-10"}, "2027-02-08"),
    # Fri 18 Dec; 21-24 = 4, Christmas, 28-31 = 8, New Year, Mon 4 = 9, Tue 5 = 10
    Case("us-ree-prov", "US", "error", DEBIT, {"notice-received": "2026-12-18"}, "2027-01-05"),
    # 13 to 31 Dec, 31 in Jan = 44, 1 more
    Case("us-ree-45", "US", "error", DEBIT, {"notice-received": "2026-12-18"}, "2027-02-01"),
    # 13 to 31 Dec, 31 in Jan = 44, 28 in Feb = 72, 18 more
    Case("us-ree-90", "US", "error", Instrument("debit", more=frozenset({"foreign"})), {"notice-received": "2026-12-18"}, "2027-03-18"),
    # Thu 12 Nov; Fri 13 = 1, 16-20 = 6, Mon 23 = 7
    Case("us-seller-credit", "US", "refund", CREDIT, {"return-accepted": "2026-11-12"}, "2026-11-23"),
    # --- European Union ------------------------------------------------------------------------------------------
    # a year and a month on there is no 31 Feb
    Case("eu-13m", "DE", "unauthorised", DEBIT, {"payment": "2026-01-31"}, "2027-02-28"),
    # and in a leap year there is a 29th
    Case("eu-13m", "DE", "unauthorised", DEBIT, {"payment": "2027-01-31"}, "2028-02-29"),
    # the day after
    Case("eu-13m", "DE", "unauthorised", DEBIT, {"payment": "2025-10-28"}, "2026-11-28", "2026-11-29", "lapsed"),
    # 56 days: 30 to 31 Dec, 26 more
    Case("eu-dd-8w", "DE", "direct-debit", DEBIT, {"payment": "2026-12-01"}, "2027-01-26"),
    # Thu 24 Dec; Fri 25 and Sat 26 off, Sunday, Mon 28 = 1
    Case("eu-d1", "DE", "unauthorised", DEBIT, {"provider-told": "2026-12-24"}, "2026-12-28"),
    # Mon 23 Mar; 24-27 = 4, 30 Mar-2 Apr = 8, Good Friday, Easter Monday, 7-10 Apr = 12, 13-15 = 15
    Case("eu-complaint", "DE", "complaint", DEBIT, {"complaint-received": "2026-03-23"}, "2026-04-15"),
    # 8 to 28 Feb, 6 more
    Case("eu-withdraw", "DE", "refund", Instrument("debit", more=frozenset({"online"})), {"goods-received": "2026-02-20"}, "2026-03-06"),
    # --- United Kingdom ------------------------------------------------------------------------------------------
    # from a leap day the same number
    Case("uk-13m", "GB", "unauthorised", DEBIT, {"payment": "2024-02-29"}, "2025-03-29"),
    # Thu 24 Dec; Fri 25 off, Sat 26 off and made good on Mon 28, Tue 29 = 1
    Case("uk-d1", "GB", "unauthorised", DEBIT, {"provider-told": "2026-12-24"}, "2026-12-29"),
    # Wed 1 Apr; Thu 2 = 1, Good Friday, Easter Monday, 7-10 = 5
    Case("uk-app-5bd", "GB", "scam", Instrument("debit", more=frozenset({"faster-payments"})), {"claim-made": "2026-04-01"}, "2026-04-10"),
    # Fri 21 Aug; 24-28 = 5, Mon 31 bank holiday in England, 1-4 Sep = 9, 7-11 = 14, Mon 14 = 15
    Case("uk-complaint", "GB", "complaint", DEBIT, {"complaint-received": "2026-08-21"}, "2026-09-14"),
    # six months after 31 Aug there is no 31 Feb
    Case("uk-fos", "GB", "complaint", DEBIT, {"final-answer": "2026-08-31"}, "2027-02-28"),
    # --- mainland China ------------------------------------------------------------------------------------------
    # Thu 24 Sep; Fri 25 off, 28-30 = 3, 1-7 Oct off, Thu 8 = 4, Fri 9 = 5, Sat 10 make-up = 6, Mon 12 = 7
    Case("cn-12315-accept", "CN", "complaint", Instrument(more=frozenset({"merchant"})), {"regulator-received": "2026-09-24"}, "2026-10-12"),
    # Fri 13 Feb; Sat 14 make-up = 1, Spring Festival to Mon 23, 24-27 = 5, Sat 28 make-up = 6, Mon 2 Mar = 7
    Case("cn-12315-accept", "CN", "complaint", Instrument(more=frozenset({"merchant"})), {"regulator-received": "2026-02-13"}, "2026-03-02"),
    # Mon 5 Jan; 6-9 = 4, three weeks to 30 Jan = 19, two to 13 Feb = 29, Sat 14 = 30, 24-27 = 34, Sat 28 = 35,
    # two weeks to 13 Mar = 45
    Case("cn-12315-mediate", "CN", "complaint", Instrument(more=frozenset({"merchant"})), {"regulator-accepted": "2026-01-05"}, "2026-03-13"),
    # Wed 30 Sep; Thu 8 Oct = 1, Fri 9 = 2, Sat 10 make-up = 3
    Case("cn-wechat-card", "CN", "refund", Instrument("wallet", more=frozenset({"wechat"})), {"refund-accepted": "2026-09-30"}, "2026-10-10"),
    # 11 to 31 Dec, 4 more
    Case("cn-bank-reply", "CN", "complaint", DEBIT, {"complaint-received": "2026-12-20"}, "2027-01-04"),
    # 11 to 31 Dec, 31 in Jan = 42, 18 more
    Case("cn-bank-reply-max", "CN", "complaint", DEBIT, {"complaint-received": "2026-12-20"}, "2027-02-18"),
    # 3 to 28 Feb, 4 more
    Case("cn-refund-7d", "CN", "refund", Instrument("wallet", more=frozenset({"return"})), {"goods-returned": "2026-02-25"}, "2026-03-04"),
    # three years after a leap day the last day of February
    Case("cn-limitation", "CN", "duplicate", WALLET, {"loss-and-party-known": "2028-02-29"}, "2031-02-28"),
    # "promptly" is due today as long as nobody was told
    Case("cn-notify", "CN", "unauthorised", WALLET, {"noticed": "2026-11-20"}, "2026-11-29", "2026-11-29"),
    # what holds for three years still holds on its last day
    Case("cn-records", "CN", "duplicate", WALLET, {"payment": "2023-11-29"}, "2026-11-29", "2026-11-29"),
    # --- Indonesia -----------------------------------------------------------------------------------------------
    # Thu 12 Mar; 13 = 1, 16-17 = 3, 18 joint leave, 19 Nyepi, 20 and 23-24 joint leave for Eid, 25-27 = 6,
    # 30 Mar-2 Apr = 10
    Case("id-appk", "ID", "complaint", DEBIT, {"supervisor-complaint-sent": "2026-03-12"}, "2026-04-02"),
    # Mon 5 Jan, joint leave counts for the person: 6-9 = 4, 12-15 = 8 (16 off), 19-30 = 18, 2-13 Feb = 28,
    # 16 and 18-20 = 32 (17 off), 23-27 = 37, 2-13 Mar = 47, 16-18 and 20 = 51 (19 off), 23-27 = 56, 30 Mar-2 Apr = 60
    Case("id-bi-escalate", "ID", "complaint", WALLET, {"provider-answered": "2026-01-05"}, "2026-04-02"),
    # twelve hours from a day without a time may have begun at midnight
    Case("id-iasc", "ID", "stolen", WALLET, {"noticed": "2026-11-29"}, "2026-11-29"),
    # from half past nine in the evening they end in the morning
    Case("id-iasc", "ID", "stolen", WALLET, {"noticed": "2026-11-29T21:30"}, "2026-11-30", "2026-11-30T09:31", "lapsed"),
    # 72 hours of the provider's may have begun in the last minute of the 27th
    Case("id-breach-notice", "ID", "privacy", WALLET, {"data-breach": "2026-11-27"}, "2026-11-30"),
    # --- India ---------------------------------------------------------------------------------------------------
    # Thu 24 Dec; Christmas, 28-30 = 3
    Case("in-3wd", "IN", "unauthorised", DEBIT, {"payment": "2026-12-24", "bank-message": "2026-12-24"}, "2026-12-30"),
    # paid on the last day of the old rules: Fri 1 Jan = 1, Mon 4 = 2, Tue 5 = 3
    Case("in-3wd", "IN", "unauthorised", DEBIT, {"payment": "2026-12-31"}, "2027-01-05"),
    # paid on the first day of the new ones: five days
    Case("in-5cd", "IN", "fraud", DEBIT, {"payment": "2027-01-01"}, "2027-01-06"),
    # the bank told in January of a payment in December: old rules. Mon 4 Jan; 5-8 = 4, 11-15 = 9, Mon 18 = 10
    Case("in-shadow", "IN", "unauthorised", DEBIT, {"payment": "2026-12-28", "provider-told": "2027-01-04"}, "2027-01-18"),
    # 27 to 31 Jan, 18 more
    Case("in-45", "IN", "fraud", DEBIT, {"payment": "2027-01-01", "complaint-received": "2027-01-04"}, "2027-02-18"),
    # 2 to 30 Nov, 3 more
    Case("in-tat-t5", "IN", "failed", Instrument("debit", more=frozenset({"upi-p2m"})), {"payment": "2026-11-28"}, "2026-12-03"),
    # 20 to 30 Nov, 10 more; nobody confirmed the wait, so it holds nobody back
    Case("in-ombud", "IN", "complaint", DEBIT, {"complaint-received": "2026-11-10"}, "2026-12-10", "2026-11-29"),
    # --- Singapore -----------------------------------------------------------------------------------------------
    # Fri 7 Aug; Mon 10 for National Day, 11-14 = 4, 17-28 = 14, 31 Aug-4 Sep = 19, 7-8 = 21
    Case("sg-21", "SG", "unauthorised", DEBIT, {"claim-made": "2026-08-07"}, "2026-09-08"),
    # 28 in Feb, 2 more
    Case("sg-30", "SG", "unauthorised", DEBIT, {"bank-message": "2026-01-31"}, "2026-03-02"),
    # --- everywhere ----------------------------------------------------------------------------------------------
    # 29 to 30 Sep, Oct = 60, Nov = 90, 30 more
    Case("net-visa-126", "KE", "duplicate", VISA, {"processing": "2026-09-01"}, "2026-12-30"),
    # the shorter of two windows that sources name: 29 to 30 Sep, Oct = 60, 30 more
    Case("net-mc-4834", "KE", "duplicate", MASTERCARD, {"processing": "2026-09-01"}, "2026-11-30"),
    # 10 to 30 Nov, 5 more: on the 5th it is still too early
    Case("net-visa-136-wait", "KE", "refund", VISA, {"refund-note": "2026-11-20"}, "2026-12-05", "2026-12-05", "too_early"),
    # and on the 6th the way is open
    Case("net-visa-136-wait", "KE", "refund", VISA, {"refund-note": "2026-11-20"}, "2026-12-05", "2026-12-06"),
    # 15 to 30 Nov, 5 more
    Case("paypal-escalate", "KE", "dispute", Instrument("wallet", more=frozenset({"paypal"})), {"dispute-opened": "2026-11-15"}, "2026-12-05"),
    # 29 to 30 Nov, 31 in Dec = 60
    Case("own-card", "KE", "duplicate", DEBIT, {"payment": "2026-11-01"}, "2026-12-31"),
    # over the year's end: 3 to 31 Dec, 4 more
    Case("own-hold", "KE", "duplicate", DEBIT, {"payment": "2026-12-28"}, "2027-01-04"),
)

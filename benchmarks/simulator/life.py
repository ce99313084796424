"""One invented life: events first, then what each institution shows of them, then files."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from benchmarks.simulator import between, days, funding, hard_negatives, lookalikes, purchases, recurring, transit
from benchmarks.simulator.balance_view import balance_view
from benchmarks.simulator.bank_view import bank_view
from benchmarks.simulator.diary import Diary, Event
from benchmarks.simulator.formats import FORMATS, usual
from benchmarks.simulator.incidents import duplicates, refunds, unauthorized, unseen
from benchmarks.simulator.invent import invent
from benchmarks.simulator.numbers import Numbers
from benchmarks.simulator.parameters import NATURAL, Parameters
from benchmarks.simulator.person import Account, Person
from benchmarks.simulator.plan import make_plan
from benchmarks.simulator.streams import Streams
from benchmarks.simulator.truth import Truth, WrittenFile, save
from benchmarks.simulator.views import Period, View
from benchmarks.simulator.wallet_view import wallet_view
from benchmarks.simulator.worlds import WORLDS

FIRST_DAY: Final = dt.date(2025, 7, 1)
_EXPORT_HOUR: Final = 9  # exports are made the morning after their last day
SPLITS: Final = ("whole", "monthly", "overlapping")
_WINDOW, _STEP = 100, 80  # days of an overlapping export, and days to the next one


class Life:
    """What happened to one person in a period, and the exports of it."""

    def __init__(self, diary: Diary) -> None:
        self._diary = diary
        self.person: Person = diary.person
        self.events: tuple[Event, ...] = tuple(diary.events)
        self.truth = Truth(diary)
        self._numbers = Numbers(diary.events, diary.stream("numbers"), diary.person)
        self._booked = {card: funding.bookings(diary, card) for card in diary.person.cards}

    @property
    def first(self) -> dt.date:
        """Return the first day."""
        return days.date(self._diary.first)

    @property
    def last(self) -> dt.date:
        """Return the last day."""
        return days.date(self._diary.last)

    def periods(self, split: str = "whole") -> list[Period]:
        """Return the exports somebody makes: one, one a month, or long ones that overlap."""
        first, last = self._diary.first, self._diary.last
        if split == "monthly":
            starts = days.month_starts(first, last)
            return [_period(start, end - 1) for start, end in zip(starts, [*starts[1:], last + 1], strict=True)]
        if split == "overlapping":
            starts = list(range(first, max(first + 1, last - _WINDOW + _STEP + 1), _STEP))
            return [_period(start, min(start + _WINDOW - 1, last)) for start in starts]
        if split != "whole":
            raise ValueError(f"{split} is not one of {', '.join(SPLITS)}")
        return [_period(first, last)]

    def view(self, account: str, period: Period) -> View:
        """Return what the institution shows of an account."""
        wallets, shown = self._diary.parameters.wallets, self.person.account(account)
        if shown.kind == "wallet":
            if shown.institution not in ("alipay", "wechat"):
                return balance_view(self.person, shown, self._diary.events, self._numbers, period)
            return wallet_view(self.person, shown, self._diary.events, self._numbers, period, wallets.refund_as_income)
        return bank_view(self.person, shown, self._diary.events, self._booked[account], self._numbers, period, wallets)

    def written(self, formats: Sequence[str] = (), split: str = "whole") -> tuple[dict[str, bytes], dict[str, Any]]:
        """Return the exports by file name, and the truth about them. An account without rows has no file.

        formats: names of FORMATS; the usual ones of the person's institutions where none is named.
        """
        formats = formats or usual(self.person)
        owned = {account.key for account in self.person.accounts}
        files: list[WrittenFile] = []
        exports: dict[str, bytes] = {}
        for period in self.periods(split):
            wanted = owned & {account for name in formats for account in FORMATS[name].accounts}
            views = {account: self.view(account, period) for account in wanted}
            for name in formats:
                shown = [views[a] for a in FORMATS[name].accounts if a in owned and views[a].rows]
                if not shown:
                    continue
                made = FORMATS[name].write(shown)
                file = _file_name(FORMATS[name].name, shown[0].account, period)
                exports[file] = made.data
                files.append(WrittenFile(file, name, made.lines, period.first, period.last, period.exported_at))
        return exports, self.truth.document(files)

    def write(self, folder: Path, *, formats: Sequence[str] = (), split: str = "whole") -> list[Path]:
        """Write the exports and `truth.json` into a folder; return the exports."""
        folder.mkdir(parents=True, exist_ok=True)
        exports, truth = self.written(formats, split)
        for name, data in exports.items():
            (folder / name).write_bytes(data)
        save(truth, folder / "truth.json")
        return [folder / name for name in exports]


def simulate(
    seed: int, *, months: int = 12, preset: Parameters = NATURAL, first: dt.date = FIRST_DAY, country: str = ""
) -> Life:
    """Invent a person and let them live for some months. The same arguments give the same life, byte for byte.

    country: key of WORLDS, in place of the world of the preset.
    """
    preset = replace(preset, world=WORLDS[country]) if country else preset
    streams = Streams(seed)
    person = invent(streams, preset)
    begin = days.number(first)
    end = begin
    for _ in range(months):
        end = days.month_starts(end, end + 40)[1]
    diary = Diary(person, preset, streams, begin, end - 1)
    plan = make_plan(diary.stream("plan"), preset.hard_negatives, person.world, begin, end - 1)
    transit.commute(diary, plan)
    purchases.shop_as_usual(diary, plan)
    recurring.pay_and_be_paid(diary, plan)
    friends = between.send_and_receive(diary)
    between.own_pockets(diary)
    hard_negatives.live_through(diary, plan, friends)
    funding.choose(diary)
    funding.settle(diary)
    lookalikes.plant(diary, friends)
    funding.settle(diary)
    refunds.plant(diary)
    duplicates.plant(diary)
    unauthorized.plant(diary)
    unseen.plant(diary)
    funding.settle(diary)
    funding.balance_the_books(diary)
    return Life(diary)


def _period(first: int, last: int) -> Period:
    return Period(first, last, (last + 1) * days.DAY + _EXPORT_HOUR * days.HOUR + 17 * days.MINUTE + 42)


def _file_name(template: str, account: Account, period: Period) -> str:
    return template.format(first=days.compact(period.first), last=days.compact(period.last), tail=account.tail)

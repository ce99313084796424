"""The guess: a mapping for a table nobody described, the evidence for each of its parts, and what remains unclear.

Being wrong is worse than asking, so every part that does not follow from the table is a doubt, and a guess with a doubt
is not read unattended.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from ingest.guess import amounts, columns, dates, order, signs
from ingest.guess import proof as proofs
from ingest.guess.columns import Column
from ingest.guess.currency import NONE, named_currency
from ingest.guess.doubts import read_doubts
from ingest.guess.entries import entries_of
from ingest.guess.layout import Layout, layouts
from ingest.guess.mapping import SIGNS, Mapping, fingerprint
from ingest.guess.pages import Pages
from ingest.guess.reading import read, status_of
from ingest.guess.vocabulary import plain, values_of
from ingest.money import DIGITS, minor_units
from ingest.notes import Note, note
from ingest.source import Source


@dataclass(slots=True)
class Guess:
    """A mapping, why it is that, and what is unclear about it."""

    layout: Layout
    mapping: Mapping
    evidence: list[Note] = field(default_factory=list)
    doubts: list[Note] = field(default_factory=list)

    @property
    def strong(self) -> bool:
        """Tell whether the guess may be read unattended."""
        return not self.doubts


def guess(source: Source) -> Guess | None:
    """Guess what the table of a file is; None where the file holds none."""
    found = [guess_table(layout) for layout in layouts(source)]
    return next((one for one in found if one.strong), next(iter(found), None))


def guess_table(layout: Layout) -> Guess:
    """Guess what a table is."""
    return _Guessing(layout).done()


def with_choice(layout: Layout, mapping: Mapping) -> list[Note]:
    """Return what is unclear about a mapping that a person made: only what its reading shows."""
    return read_doubts(read(layout, mapping), layout)


class _Guessing:
    """One table while it is guessed at."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        entries = entries_of(layout)
        self.columns = columns.profiled(layout, entries)
        self.count = len(entries)
        self.roles: dict[str, tuple[str, ...]] = {}
        self.evidence: list[Note] = []
        self.doubts: list[Note] = []
        mark = fingerprint(layout.heading, layout.headed)
        self.mapping = Mapping(mark, {}, encoding=layout.encoding, delimiter=layout.delimiter, sheet=layout.sheet)

    def done(self) -> Guess:
        """Decide part after part; a later part may rest on an earlier one."""
        days = columns.day_columns(self.columns)
        if not days or not self.count:
            return self._given_up("doubt_date")
        self.roles["booked_at"] = (days[0].name,)
        taken = {column.name for column in self.columns if column.days >= 0.9 and column.filled}
        time = columns.time_column(self.columns, taken)
        if time:
            self.roles["time"] = (time,)
            taken.add(time)
        self._value_day(days)
        money = columns.money_columns(self.columns, taken)
        if not money:
            return self._given_up("doubt_amount")
        self._mark(money)
        self._order(days)
        self._amounts(money, taken)
        if not self.roles.get("amount") and not self.roles.get("amount_in") and not self.roles.get("amount_out"):
            return self._given_up("doubt_amount")
        self._texts(taken | {column.name for column in money})
        if self.roles.get("amount") and not self.roles.get("direction"):
            self._sign()
        self._drop_balance_before()
        self.mapping = replace(self.mapping, columns=self.roles)
        self.doubts += read_doubts(read(self.layout, self.mapping), self.layout)
        return Guess(self.layout, self.mapping, self.evidence, self.doubts)

    def _given_up(self, code: str) -> Guess:
        return Guess(self.layout, replace(self.mapping, columns=self.roles), self.evidence, [*self.doubts, note(code)])

    def _column(self, role: str) -> Column:
        return next(column for column in self.columns if column.name == self.roles[role][0])

    # -- days ----------------------------------------------------------------------------------------------------

    def _value_day(self, days: Sequence[Column]) -> None:
        value = next((column for column in days[1:] if column.best("value_date")), None)
        if value is None and days[0].best("transaction_date", "booking_date") == "transaction_date":
            value = next((column for column in days[1:] if column.best("booking_date")), None)
        if value is not None:
            self.roles["value_on"] = (value.name,)

    def _order(self, days: Sequence[Column]) -> None:
        printed = dates.only_days(days[0].cells)
        others = [dates.only_days(column.cells) for column in days[1:]]
        found = order.decide([one for one in printed if one], others, self.layout.heading if self.layout.headed else (), self.layout.said, self.layout.file, self.mapping.currency, self.mapping.mark, self.layout.pages) if all(printed) else None  # fmt: skip
        if found is None:
            readable = [one for one in printed if one]
            found = order.decide(
                readable, [], (), self.layout.said, self.layout.file, "", self.mapping.mark, self.layout.pages
            )
        if found is None:
            self.doubts.append(note("doubt_order", example=days[0].cells[0]))
            return
        self.mapping = replace(self.mapping, order=found.order)
        self.evidence.append(found.why)
        if found.doubt:
            self.doubts.append(found.doubt)

    # -- money ---------------------------------------------------------------------------------------------------

    def _mark(self, money: Sequence[Column]) -> None:
        printed = [one for column in money for cell in column.cells if (one := amounts.taken_apart(cell))]
        counts = amounts.marks(printed)
        currency = self._currency_beside(money)
        self.mapping = replace(self.mapping, currency=currency)
        sure = {mark: count for mark, count in counts.items() if mark and count}
        if len(sure) == 2 and self.layout.encoding:
            self.doubts += [note("doubt_mark")] if min(sure.values()) * 10 > max(sure.values()) else []
        if sure:
            mark = max(sure, key=lambda name: sure[name])
            self.evidence.append(note("mark_seen", mark=mark, count=sure[mark]))
        elif counts[""]:
            mark = self._mark_by_thousands(printed, currency)
        else:
            mark = "."
        self.mapping = replace(self.mapping, mark=mark)

    def _mark_by_thousands(self, printed: Sequence[amounts.Printed], currency: str) -> str:
        """Decide what a mark before three digits is, where nothing else is seen: thousands, where they make sense."""
        separator = next(sign for one in printed for sign in one.body if sign in ".,")
        other = "," if separator == "." else "."
        plain_numbers = [int(one.body) for one in printed if one.body.isdigit()]
        small = all(number < 1000 for number in plain_numbers)
        if (
            (DIGITS.get(currency, 2) == 0 or currency in ("IDR", "COP", "HUF"))
            or (plain_numbers and small)
            or (currency != NONE and DIGITS[currency] != 3)
        ):
            self.evidence.append(note("mark_thousands", mark=separator))
            return other
        self.doubts.append(note("doubt_mark"))
        return other

    def _currency_beside(self, money: Sequence[Column]) -> str:
        """Return the currency that headings, cells, the preamble, the file's name or the language name."""
        for column in money:
            if columns.money_role(column) in ("fee", "original_amount"):
                continue
            found = {one.currency for cell in column.cells if (one := amounts.taken_apart(cell)) and one.currency}
            if len(found) == 1 and columns.money_role(column) != "":
                return found.pop()
        if self.layout.pages is not None:
            figures = self.layout.pages.figures
            found = {one.currency for said in figures if (one := amounts.taken_apart(said.text)) and one.currency}
            if len(found) == 1:
                return found.pop()
        return named_currency(
            self.layout,
            [column.name for column in money if columns.money_role(column) not in ("fee", "original_amount")],
        )

    def _amounts(self, money: Sequence[Column], taken: set[str]) -> None:
        by_role: dict[str, list[Column]] = {}
        for column in money:
            by_role.setdefault(columns.money_role(column) if self.layout.headed else "", []).append(column)
        pair = self._pair(by_role)
        single = columns.preferred_amount(by_role.get("amount", []))
        if single is not None and pair is not None and not self._signed(single):
            single = None
        if single is not None:
            self.roles["amount"] = (single.name,)
            self._doubt_half(single, [*by_role.get("", []), *by_role.get("amount", [])])
        elif pair is not None:
            self.roles |= {"amount_out": (pair[0].name,), "amount_in": (pair[1].name,)}
        elif by_role.get("") or by_role.get("amount_out") or by_role.get("amount_in"):
            self._unnamed(
                [*by_role.get("", []), *by_role.get("amount_out", []), *by_role.get("amount_in", [])],
                by_role.get("balance", []),
            )
        if "balance" not in self.roles and (balances := by_role.get("balance")):
            self.roles["balance"] = (self._best_balance(balances).name,)
        places = [
            column.place
            for column in money
            if column.name
            in {name for role in ("amount", "amount_in", "amount_out") for name in self.roles.get(role, ())}
        ]
        own, original = columns.currency_columns(self.columns, places, money)
        for role, name in (("currency", own), ("original_currency", original)):
            if name:
                self.roles[role] = (name,)
                taken.add(name)
        if original and (foreign := by_role.get("original_amount")):
            self.roles["original_amount"] = (foreign[0].name,)
        self._direction(taken)
        self._fee(by_role)

    def _doubt_half(self, single: Column, others: Sequence[Column]) -> None:
        """Doubt an unsigned amount beside a column that has money exactly where it has none."""
        if not self._signed(single) and any(columns.is_rival(single, other) for other in others):
            self.doubts.append(note("doubt_amounts", columns=", ".join(column.name for column in others)))

    def _pair(self, by_role: dict[str, list[Column]]) -> tuple[Column, Column] | None:
        outs, ins = by_role.get("amount_out", []), by_role.get("amount_in", [])
        for out in outs:
            for into in ins:
                if columns.complementary(out, into) or (
                    out.filled + into.filled <= 1.1 and out.filled + into.filled >= 0.8
                ):
                    return out, into
        if outs and ins and not by_role.get("amount"):
            return outs[0], ins[0]
        empty_in = next((column for column in self.columns if column.best("amount_in") and not column.filled), None)
        empty_out = next((column for column in self.columns if column.best("amount_out") and not column.filled), None)
        if outs and empty_in and not by_role.get("amount"):
            return outs[0], empty_in
        return (empty_out, ins[0]) if ins and empty_out and not by_role.get("amount") else None

    def _signed(self, column: Column) -> bool:
        printed = [one for cell in column.cells if (one := amounts.taken_apart(cell))]
        return any(one.sign for one in printed)

    def _unnamed(self, money: Sequence[Column], balances: Sequence[Column]) -> None:
        """Find amounts and balance among columns without known headings: by what follows from what."""
        for balance in [*balances, *reversed(money)]:
            for amount in money:
                if (
                    amount is not balance
                    and amount.filled >= 0.9
                    and (proof := self._proof([amount], balance)).holds
                    and proof.steps
                ):
                    self.roles |= {"amount": (amount.name,), "balance": (balance.name,)}
                    return
            for out, into in combinations(money, 2):
                if balance in (out, into) or not columns.complementary(out, into):
                    continue
                proof = self._proof([out, into], balance)
                if proof.holds and proof.steps > 1:
                    one, other = (out, into) if proof.sign > 0 else (into, out)
                    self._take_pair(one, other, note("sign_balance", hits=proof.hits, steps=proof.steps))
                    self.roles["balance"] = (balance.name,)
                    return
        if self._told_pair(money):
            return
        full = [column for column in money if column.filled >= 0.9]
        bearing = [column for column in full if self._signed(column)]
        full = bearing if len(bearing) == 1 else full  # balances without signs beside it
        if len(full) > 1:
            self.doubts.append(note("doubt_amounts", columns=", ".join(column.name for column in full)))
        if full or money:
            self.roles["amount"] = (next(iter(full or money)).name,)

    def _take_pair(self, out: Column, into: Column, why: Note) -> None:
        self.roles |= {"amount_out": (out.name,), "amount_in": (into.name,)}
        self.evidence.append(why)

    def _told_pair(self, money: Sequence[Column]) -> bool:
        """Take two columns, of which each line fills one, where the lines' words say which of them is money out."""
        for one, other in combinations(money, 2):
            if not columns.complementary(one, other):
                continue
            changes = [abs(into or 0) - abs(out or 0) for out, into in zip(self._minor(one), self._minor(other), strict=True)]  # fmt: skip
            agree, against = signs.told(changes, self._words(one, other))
            if signs.is_clear(agree, against, len(changes)):
                out, into = (one, other) if agree > against else (other, one)
                self._take_pair(out, into, note("sign_words", count=max(agree, against)))
                return True
        return False

    def _words(self, *but: Column) -> list[str]:
        """Return what each entry says, in all its columns of words."""
        texts = [one.cells for one in self.columns if one.words and one not in but]
        return [" ; ".join(cells) for cells in zip(*texts, strict=True)] if texts else [""] * self.count

    def _best_balance(self, found: Sequence[Column]) -> Column:
        def proof(column: Column) -> float:
            used = [self._column(role) for role in ("amount", "amount_out", "amount_in") if role in self.roles]
            shown = self._proof(used, column) if used else signs.Proof(0, 0, 0)
            return shown.hits / max(1, shown.steps)

        return max(found, key=lambda column: (proof(column), column.filled, -column.place))

    def _direction(self, taken: set[str]) -> None:
        if "amount" not in self.roles:
            return
        amount = self._column("amount")
        unsigned = not self._signed(amount)
        name = columns.direction_column(
            self.columns, taken | {amount.name}, headed=self.layout.headed, unsigned=unsigned
        )
        if not name:
            return
        ways = [
            values_of("direction").get(plain(cell), "")
            for cell in next(column for column in self.columns if column.name == name).cells
        ]
        printed = [amounts.taken_apart(cell) for cell in amount.cells]
        negative = [bool(one and one.sign < 0) for one in printed]
        agree = sum(minus == (way == "out") for minus, way in zip(negative, ways, strict=True))
        if any(negative) and not all(negative) and agree < 0.95 * len(ways):
            self.doubts.append(note("doubt_sign"))
            return
        self.roles["direction"] = (name,)
        self.evidence.append(note("sign_direction", column=name))

    def _fee(self, by_role: dict[str, list[Column]]) -> None:
        """Take a fee where the balance, or a net amount, shows that the amount is without it."""
        fees = by_role.get("fee", [])
        if not fees or "amount" not in self.roles:
            return
        amount, fee = self._minor(self._column("amount")), self._minor(fees[0])
        if not any(fee):
            return
        cost = 1 if any(value and value < 0 for value in fee) else -1
        both = [one + cost * (other or 0) if one is not None else None for one, other in zip(amount, fee, strict=True)]
        net = next(
            (self._minor(column) for column in by_role.get("amount", []) if column.name != self.roles["amount"][0]),
            None,
        )
        balances = self._minor(self._column("balance")) if "balance" in self.roles else None
        follows = balances is not None and signs.prove(both, balances).hits > signs.prove(amount, balances).hits
        if follows or net == both:
            self.roles["fee"] = (fees[0].name,)

    # -- words ---------------------------------------------------------------------------------------------------

    def _texts(self, taken: set[str]) -> None:
        used = taken | {name for names in self.roles.values() for name in names}
        self._status(used)
        found = columns.text_columns(self.columns, used, headed=self.layout.headed)
        self.roles |= found
        reference = next((column for column in self.columns if column.name in found.get("reference", ())), None)
        self.mapping = replace(self.mapping, unique=reference is not None and columns.is_unique(reference.cells))
        if "currency" in self.roles:
            codes = {amounts.currency_of(cell) for cell in self._column("currency").cells}
            self.mapping = replace(self.mapping, currency=codes.pop() if len(codes) == 1 else self.mapping.currency)

    def _status(self, used: set[str]) -> None:
        for column in self.columns:
            if column.name in used or not column.means("status") or column.filled < 0.5:
                continue
            unknown = sorted({cell for cell in column.cells if not status_of(cell)})
            if unknown and column.distinct == 1:
                continue  # all rows are of one state, whatever its name
            self.roles["status"] = (column.name,)
            used.add(column.name)
            if unknown:
                self.doubts.append(note("doubt_status", value=", ".join(unknown[:3])))
            return

    # -- signs ---------------------------------------------------------------------------------------------------

    def _minor(self, column: Column) -> list[int | None]:
        read = []
        digits = DIGITS[self.mapping.currency]
        for cell in column.cells:
            printed = amounts.taken_apart(cell)
            text = amounts.decimal(printed, self.mapping.mark, digits) if printed else None
            if text is None and printed and not self.layout.encoding:
                text = amounts.decimal(printed, "," if self.mapping.mark == "." else ".", digits)
            amount = minor_units(text, self.mapping.currency) if text is not None else None
            read.append(amount if isinstance(amount, int) else None)
        return read

    def _proof(self, used: Sequence[Column], balance: Column) -> signs.Proof:
        values = [self._minor(column) for column in used]
        if len(values) == 1:
            changes = values[0]
        else:
            changes = [abs(into or 0) - abs(out or 0) for out, into in zip(*values, strict=True)]
        proof = signs.prove(changes, self._minor(balance), self._groups(), self._days())
        if proof.before:  # rare: what the lines say must not speak against it
            turned = [change * proof.sign if change is not None else None for change in changes]
            agree, against = signs.told(turned, self._words(*used))
            return proof._replace(sign=-proof.sign, before=False) if against > agree else proof
        return proof

    def _days(self) -> list[dt.date | None]:
        printed = dates.only_days(self._column("booked_at").cells)
        return [dates.ordered(one, self.mapping.order) if one else None for one in printed]

    def _groups(self) -> list[tuple[str, ...]]:
        names = [self.roles[role][0] for role in ("account", "currency") if role in self.roles]
        cells = [column.cells for column in self.columns if column.name in names]
        return list(zip(*cells, strict=True)) if cells else [()] * self.count

    def _sign(self) -> None:
        column = self._column("amount")
        values = self._minor(column)
        marked = [bool((one := amounts.taken_apart(cell)) and one.sign) for cell in column.cells]
        words = self._words(column)
        proof = self._proof([column], self._column("balance")) if "balance" in self.roles else signs.Proof(0, 0, 0)
        found = signs.decide(values, marked, words, proof, self._hints(column))
        if found.doubt and found.sign == "in_marked" and "balance" in self.roles:
            meant = signs.turned(values, marked, found.sign)
            shown = signs.prove(meant, self._minor(self._column("balance")), self._groups())
            if shown.sign > 0 and shown.holds:
                found = signs.Sign(found.sign, note("sign_balance", hits=shown.hits, steps=shown.steps))
        if self.layout.pages is not None and not proof.speaks:
            found = self._sign_on_pages(self.layout.pages, values, marked, words, found)
        only = columns.money_role(column) if self.layout.headed else ""
        both = {one.sign for cell in column.cells if (one := amounts.taken_apart(cell))} >= {1, -1}
        if only in ("amount_out", "amount_in") and not proof.holds and not both:
            found = signs.Sign("out_positive" if only == "amount_out" else "out_negative", found.why, found.doubt)
        self.mapping = replace(self.mapping, sign=found.sign)
        self.evidence.append(found.why)
        if found.doubt:
            self.doubts.append(found.doubt)

    def _sign_on_pages(
        self,
        pages: Pages,
        values: Sequence[int | None],
        marked: Sequence[bool],
        words: Sequence[str],
        usual: signs.Sign,
    ) -> signs.Sign:
        """Decide by what the pages of a PDF print: the sign that makes opening balance and lines the closing one."""
        ways = proofs.readers(pages, self.mapping.mark, self.mapping.currency, running="balance" in self.roles)
        meant = {sign: signs.turned(values, marked, sign) for sign in SIGNS}
        if all(marked) or not any(marked):
            del meant["in_marked"]
        fitting = {sign: changes for sign, changes in meant.items() if proofs.fits(pages, ways, changes)}
        if fitting and len({tuple(changes) for changes in fitting.values()}) == 1:
            return signs.Sign(next(iter(fitting)), note("sign_closing"))
        if usual.sign == "in_marked":
            return signs.Sign(usual.sign, usual.why) if pages.owed else usual
        if usual.doubt and len({value > 0 for value in values if value}) < 2 and signs.told(values, words)[0]:
            return usual  # all are printed alike, and some seem to be money in
        plus = any(value and value > 0 and sign for value, sign in zip(values, marked, strict=True))
        weight = signs.weigh(values, words, plus=plus, owed=pages.owed)
        sign = "out_negative" if weight > 0 else "out_positive"
        why = note("sign_card") if pages.owed and weight < 0 else usual.why
        return signs.Sign(sign, why, None if abs(weight) > 1 else note("doubt_sign"))

    def _hints(self, amount: Column) -> signs.Hints:
        """Return what headings and accounts say of the sign, where nothing stronger does."""
        headings = self.layout.heading if self.layout.headed else ()
        used = {name for role in ("amount", "status", "currency", "account") for name in self.roles.get(role, ())}
        return signs.Hints(
            spent=self.layout.headed
            and (columns.is_spending(amount) or ("balance" not in self.roles and any(map(columns.is_card, headings)))),
            account=bool(self.roles.keys() & {"balance", "value_on"}) or any(map(columns.has_iban, self.columns)),
            ways=any(map(columns.may_be_ways, (one for one in self.columns if one.name not in used))),
        )

    def _drop_balance_before(self) -> None:
        """Leave out a balance printed as it stood before each line: it is no running balance of the rows."""
        used = [self._column(role) for role in ("amount", "amount_out", "amount_in") if role in self.roles]
        if "balance" in self.roles and self._proof(used, self._column("balance")).before:
            del self.roles["balance"]

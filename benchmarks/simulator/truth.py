"""The hidden truth of a life, and where it stands in the files that were written."""

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Final

from benchmarks.simulator import days
from benchmarks.simulator.diary import Diary, Event, Label
from benchmarks.simulator.funding import on_card
from benchmarks.simulator.promises import promises
from benchmarks.simulator.ties import by_file, same_rows, ties
from benchmarks.simulator.views import RowId

VERSION: Final = 1  # of truth.json

Seen = defaultdict[RowId, list[tuple[str, int]]]  # file and line of every sighting of a row


@dataclass(frozen=True, slots=True)
class Trace:
    """A row that some export can show: its moment and signed amount on that account."""

    row: RowId
    at: int
    amount: int


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of statements and the line of every row in it."""

    name: str
    format: str
    lines: dict[RowId, int]
    first: int
    last: int
    exported_at: int


class Truth:
    """Labels, mirror pairs, and every row an event left behind."""

    def __init__(self, diary: Diary) -> None:
        self.labels: tuple[Label, ...] = tuple(diary.labels)
        self._diary = diary
        self._traces = [self._traced(event) for event in diary.events]
        self.mirrors: tuple[tuple[RowId, RowId], ...] = tuple(self._mirrors())

    def families(self) -> Counter[str]:
        """Count labels by family; every mirrored payment counts as one N12."""
        counts = Counter(label.family for label in self.labels)
        counts["N12"] = len(self.mirrors)
        return counts

    def traces(self, event: int) -> list[Trace]:
        """Return the rows of an event: on the wallet, on the card, on both or, where only words were given, nowhere."""
        return self._traces[event]

    def event(self, number: int) -> Event:
        """Return an event by its number."""
        return self._diary.events[number]

    def knowable_on(self, label: Label) -> dt.date:
        """Return the first day on which an export can show it: both rows of a pair, the first row of a theft."""
        seen = [min(trace.at for trace in traces) for _, n in label.members if (traces := self._traces[n])]
        if label.knowable or not seen:
            return days.date(label.knowable or self._diary.last)
        return days.date_of(min(seen) if label.kind == "unauthorized" else max(seen))

    def _traced(self, event: Event) -> list[Trace]:
        card, traces = self._diary.card_of(event), []
        if event.account != card and not event.unseen:
            traces.append(Trace(RowId(event.account, event.number), event.at, event.amount))
        for leg, posting in enumerate(event.postings or ()):
            traces.append(Trace(RowId(card, event.number, leg), posting.at, posting.amount))
        return traces

    def _mirrors(self) -> Iterable[tuple[RowId, RowId]]:
        """Pair a wallet's row with the booking of the same money on the card."""
        for event, traces in zip(self._diary.events, self._traces, strict=True):
            if (
                len(traces) > 1
                and traces[0].row.account == event.account
                and traces[0].row.account != traces[1].row.account
            ):
                equal = [trace.row for trace in traces[1:] if trace.amount == on_card(event)]
                if equal:
                    yield traces[0].row, equal[0]

    def document(self, files: Iterable[WrittenFile]) -> dict[str, Any]:
        """Return the truth about these files, ready for JSON. Amounts are minor units."""
        files = list(files)
        seen: Seen = defaultdict(list)
        for file in files:
            for row, line in file.lines.items():
                seen[row].append((file.name, line))
        person, diary = self._diary.person, self._diary
        return {
            "version": VERSION,
            "seed": person.seed,
            "parameters": diary.parameters.fingerprint(),
            "country": person.world.country,
            "first": days.date(diary.first).isoformat(),
            "last": days.date(diary.last).isoformat(),
            "files": [_file(file) for file in files],
            "families": self._counted(seen),
            "labels": [self._label(label, seen) for label in self.labels],
            "mirrors": self._mirrored(seen),
            "links": [*by_file(ties(self._diary, self), seen), *same_rows(files)],
            "promises": promises(self._diary, seen),
        }

    def _counted(self, seen: Seen) -> dict[str, int]:
        """Count the families, with N13 for every row that more than one file shows."""
        repeated = sum(len(sightings) > 1 for sightings in seen.values())
        return dict(sorted((self.families() + Counter(N13=repeated)).items()))

    def _mirrored(self, seen: Seen) -> list[dict[str, Any]]:
        """Return the mirror pairs by pair of files, as (line in the wallet's, line in the bank's)."""
        pairs: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for wallet, bank in self.mirrors:
            for (wallet_file, wallet_line), (bank_file, bank_line) in product(seen[wallet], seen[bank]):
                pairs[wallet_file, bank_file].append((wallet_line, bank_line))
        return [
            {"wallet_file": wallet_file, "bank_file": bank_file, "lines": lines}
            for (wallet_file, bank_file), lines in sorted(pairs.items())
        ]

    def _label(self, label: Label, seen: Seen) -> dict[str, Any]:
        return {
            "id": label.id,
            "kind": label.kind,
            "family": label.family,
            "also": list(label.also),
            "at_stake": label.stake,
            "currency": label.currency,
            "knowable_on": self.knowable_on(label).isoformat(),
            "promised_by": label.promised_by,
            "rows": [
                {
                    "role": role,
                    "event": number,
                    "account": trace.row.account,
                    "at": days.moment(trace.at).isoformat(),
                    "amount": trace.amount,
                    "seen": seen[trace.row],
                }
                for role, number in label.members
                for trace in self._traces[number]
            ],
        }


def _file(file: WrittenFile) -> dict[str, Any]:
    return {
        "file": file.name,
        "format": file.format,
        "accounts": sorted({row.account for row in file.lines}),
        "rows": len(file.lines),
        "first": days.date(file.first).isoformat(),
        "last": days.date(file.last).isoformat(),
        "exported_at": days.moment(file.exported_at).isoformat(),
    }


def save(document: dict[str, Any], path: Path) -> None:
    """Write the truth beside the statements."""
    path.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")

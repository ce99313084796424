"""The first page of a pack: what happened, the money, the rows, where they come from, and what was done."""

from collections.abc import Iterator
from importlib.metadata import version
from typing import Final

from dashboard.evidence.matter import Matter
from dashboard.evidence.proofs import check_detail
from dashboard.evidence.timeline import moments
from dashboard.i18n import Words, quoted
from dashboard.paper.document import Block, Bullets, Document, Heading, Pairs, Paragraph, Table, Title
from dashboard.punctuation import labelled, strung

_FIGURES: Final = ("stake", "at_risk", "claimed", "provisional", "final")
_LONGEST: Final = 300  # characters of what happened; timeline.csv has all of them


def summary(matter: Matter, names: tuple[str, ...]) -> Document:
    """Return the summary of a case; `names` are the other files of the pack."""
    words, case = matter.words, matter.case
    title = words("evidence.title", topic=matter.shown.title)
    blocks = (
        Title(title),
        Pairs(tuple(_about(matter))),
        *_reasons(matter),
        *_money(matter),
        *_rows(matter),
        *_statements(matter),
        *_timeline(matter),
        *_contents(matter, names),
    )
    footer = words("evidence.footer", case=case.case_id, day=words.day(matter.as_of))
    return Document(title, words.locale, matter.made, blocks, footer=footer)


def _about(matter: Matter) -> Iterator[tuple[str, str]]:
    words, case = matter.words, matter.case
    status = words(f"evidence.status.{case.status}")
    labels = [label for label in dict.fromkeys((case.account, *(row.account for row in matter.rows))) if label]
    yield words("evidence.about.case"), case.case_id
    yield words("evidence.about.opened"), words.day(case.opened_on)
    yield (
        words("evidence.about.status"),
        labelled(status, words(f"case.outcome.{case.outcome}"), words) if case.outcome else status,
    )
    if labels:
        yield words("evidence.about.accounts"), words.listed(matter.account(label) for label in labels)
    yield words("evidence.about.as_of"), words.day(matter.as_of)  # fmt: skip


def _reasons(matter: Matter) -> Iterator[Block]:
    """Yield why the case was opened: what the program told the person, or that the person opened it."""
    words = matter.words
    yield Heading(words("evidence.heading.why"))
    if not matter.alerts:
        yield Paragraph(words("evidence.no_alert"))
        return
    yield Paragraph(words("evidence.told"), quiet=True)
    for shown in matter.alerts:
        yield Paragraph(words("evidence.alert", title=shown.title, told=matter.said(shown.verdict)))
        if shown.reasons:
            yield Bullets(tuple(matter.said(reason) for reason in shown.reasons))


def _money(matter: Matter) -> Iterator[Block]:
    words = matter.words
    yield Heading(words("evidence.heading.money"))
    if not matter.case.money:
        yield Paragraph(words("case.no_money"))
        return
    header = (words("evidence.column.currency"), *(words(f"evidence.money.{name}") for name in _FIGURES))
    rows = tuple(
        (money.currency, *(words.number(getattr(money, name), money.currency) for name in _FIGURES))
        for money in matter.case.money
    )
    yield Table(header, rows, "l" + "r" * len(_FIGURES))
    yield Paragraph(words("evidence.money_note"), quiet=True)


def _rows(matter: Matter) -> Iterator[Block]:
    words = matter.words
    if matter.rows or matter.gone:
        yield Heading(words("evidence.heading.rows"))
    if matter.rows:
        header = tuple(
            words(f"evidence.column.{name}") for name in ("when", "counterparty", "reference", "account", "amount")
        )
        yield Table(
            header,
            tuple(
                (
                    words.moment(row.booked_at), matter.said(row.counterparty or row.description),
                    matter.said(row.reference or row.order_reference), matter.account(row.account), words.money(row.amount, row.currency),
                )
                for row in matter.rows
            ),
            "llllr",
        )  # fmt: skip
    if matter.gone:
        yield Paragraph(words("evidence.gone", count=len(matter.gone), ids=strung(matter.gone, words)))


def _statements(matter: Matter) -> Iterator[Block]:
    words = matter.words
    if not matter.statements:
        return
    yield Heading(words("evidence.heading.statements"))
    header = tuple(words(f"evidence.column.{name}") for name in ("file", "account", "period", "check"))
    rows = tuple(
        (
            matter.said(one["file"]),
            matter.account(one["account"]),
            _period(words, one["first"], one["last"]),
            check_detail(matter, one["check_note"]),
        )
        for one in matter.statements
    )  # fmt: skip
    yield Table(header, rows)
    yield Paragraph(words("evidence.statements_note"), quiet=True)


def _period(words: Words, first: str, last: str) -> str:
    if not first or first[:10] == last[:10]:
        return words.day(first) if first else ""
    return words("evidence.period", first=words.day(first), last=words.day(last))


def _timeline(matter: Matter) -> Iterator[Block]:
    words = matter.words
    yield Heading(words("evidence.heading.timeline"))
    header = tuple(words(f"evidence.column.{name}") for name in ("when", "what", "details", "amount"))
    rows = tuple(
        (
            words.moment(one.at),
            one.what,
            quoted(one.details, _LONGEST),
            words.money(one.minor, one.currency) if one.minor else "",
        )
        for one in moments(matter)
    )
    yield Table(header, rows, "lllr")


def _contents(matter: Matter, names: tuple[str, ...]) -> Iterator[Block]:
    """Yield what else is in the pack, what is left out of it, and what it can show."""
    words = matter.words
    yield Heading(words("evidence.heading.contents"))
    kinds = dict.fromkeys(name.partition("/")[0].replace(".", "_") for name in names)
    yield Bullets(tuple(words(f"evidence.file.{kind}") for kind in kinds))
    yield Paragraph(words("evidence.originals" if "originals" in kinds else "evidence.redacted"))
    yield Paragraph(words("evidence.proves", version=version("walletwatch")))

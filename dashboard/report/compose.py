"""A month's report as a document. Pure: it depends on nothing but the report and the language."""

import datetime as dt
from collections.abc import Iterator, Sequence

from dashboard.account_name import account_name
from dashboard.i18n import Words, quoted
from dashboard.paper.document import Bars, Block, Bullets, Document, Heading, Paragraph, Table, Title
from dashboard.present import ShownAlert
from dashboard.punctuation import aside, labelled, sentences
from dashboard.report.flows import Share
from dashboard.report.gather import MonthReport
from dashboard.views.parts.said import sums
from dashboard.views.parts.watched import newcomers
from detect.promises.listing import Expected
from detect.subscriptions import Subscription


def document(report: MonthReport, words: Words, made: dt.datetime) -> Document:
    """Return the report; `made` is the moment of writing, with its zone."""
    month = words.month(f"{report.first:%Y-%m}")
    title = words("report.title", month=month)
    blocks = (
        Title(title),
        *_covered(report, words),
        *_flows(report, words),
        *_shares(report.payees, "payees", words),
        *_shares(report.categories, "categories", words),
        *_alerts(report, words),
        *_refunds(report, words),
        *_subscriptions(report, words),
        *_fees(report, words),
    )
    footer = words("report.footer", day=words.day(made.date()))
    return Document(title, words.locale, made, blocks, footer=footer)


def _covered(report: MonthReport, words: Words) -> Iterator[Block]:
    """Say first what the sums below rest on."""
    yield Paragraph(words("report.rows", rows=words.decimal(report.rows)))
    several = len({person for person, _, _ in report.states}) > 1
    yield Bullets(
        tuple(
            labelled(aside(name, quoted(person), words) if several else name, words(f"cli.state.{state}"), words)
            for person, account, state in report.states
            for name in (account_name(account, words),)
        )
    )
    checks = [words(f"report.check.{name}", count=report.checks[name]) for name in ("agrees", "off", "not_checkable") if report.checks.get(name)]  # fmt: skip
    if checks:
        yield Paragraph(sentences(checks, words), quiet=True)
    if new := newcomers(report.too_new, words):
        yield Paragraph(new, quiet=True)


def _flows(report: MonthReport, words: Words) -> Iterator[Block]:
    yield Heading(words("report.flows"))
    header = tuple(words(f"report.column.{name}") for name in ("account", "money_in", "money_out", "own"))
    rows = tuple(
        (
            account_name(flow.account, words), words.money(flow.money_in, flow.currency), words.money(-flow.money_out, flow.currency),
            words.money(flow.own_in - flow.own_out, flow.currency) if flow.own_in or flow.own_out else "",
        )
        for flow in report.flows
    )  # fmt: skip
    yield Table(header, rows, "lrrr")
    if report.spent:
        yield Paragraph(words("report.spent", sums=sums(words, report.spent)), strong=True)
    yield Paragraph(words("report.once"), quiet=True)


def _shares(found: Sequence[Share], name: str, words: Words) -> Iterator[Block]:
    """Show shares as bars, currency by currency; where nothing has a name there is nothing to show."""
    if not any(share.name for share in found):
        return
    yield Heading(words(f"report.{name}"))
    for currency in dict.fromkeys(share.currency for share in found):
        own = [share for share in found if share.currency == currency]
        most = max(share.amount for share in own) or 1
        header = (words(f"report.column.{name}"), words("report.column.count"), words("report.column.amount"))
        rows = tuple(
            (
                quoted(share.name) or words("report.others"),
                words.decimal(share.count),
                words.money(share.amount, currency),
            )
            for share in own
        )
        yield Bars(Table(header, rows, "lrr"), tuple(share.amount / most for share in own))


def _alerts(report: MonthReport, words: Words) -> Iterator[Block]:
    yield Heading(words("report.alerts"))
    if not report.alerts:
        yield Paragraph(words("report.no_alerts"))
        return
    header = tuple(words(f"report.column.{name}") for name in ("what", "amount", "became"))
    rows = tuple((shown.verdict, _stake(shown, words), _became(report, shown, words)) for shown in report.alerts)
    yield Table(header, rows, "lrl")


def _stake(shown: ShownAlert, words: Words) -> str:
    return words.money(shown.alert.amount, shown.alert.currency) if shown.alert.amount else ""


def _became(report: MonthReport, shown: ShownAlert, words: Words) -> str:
    said = report.answers.get(shown.alert.alert_id)
    if said:
        return words("report.answered", answer=words(f"cli.answer.{said}"))
    return words(f"digest.by.{shown.alert.closed_by or 'rows'}" if shown.alert.state == "closed" else "report.open")


def _refunds(report: MonthReport, words: Words) -> Iterator[Block]:
    if report.refunds:
        yield Heading(words("report.refunds"))
        header = tuple(words(f"cli.column.{name}") for name in ("promised", "of", "amount", "received", "due", "state"))
        yield Table(header, tuple(_refund(one, words) for one in report.refunds), "llrrll")


def _refund(one: Expected, words: Words) -> tuple[str, ...]:
    amount, received = (words.money(amount, one.currency) for amount in (one.amount, one.received))
    return (words.day(one.made), quoted(one.merchant), amount, received, words.day(one.due), words(f"cli.promise.{one.state}"))  # fmt: skip


def _subscriptions(report: MonthReport, words: Words) -> Iterator[Block]:
    if report.subscriptions:
        yield Heading(words("report.subscriptions"))
        header = tuple(words(f"report.column.{name}") for name in ("payees", "amount", "a_year", "step"))
        yield Table(
            header, tuple(_subscription(report, one, paid, words) for one, paid in report.subscriptions), "lrrl"
        )


def _subscription(report: MonthReport, one: Subscription, paid: int, words: Words) -> tuple[str, ...]:
    return (
        quoted(one.name),
        words.money(paid, one.currency),
        words.money(one.a_year, one.currency),
        _step(report, one, words),
    )


def _step(report: MonthReport, one: Subscription, words: Words) -> str:
    """Say which price came before, where the price changed in this month; what is metered has no price that changes."""
    if one.metered:
        return ""
    for (_, before), (since, price) in zip(one.steps, one.steps[1:], strict=False):
        if report.first <= since <= report.last:
            return words("report.step", before=words.money(before, one.currency), price=words.money(price, one.currency), day=words.day(since))  # fmt: skip
    return ""


def _fees(report: MonthReport, words: Words) -> Iterator[Block]:
    if report.fees:
        yield Heading(words("report.fees"))
        header = tuple(words(f"report.column.{name}") for name in ("account", "count", "amount"))
        rows = tuple(
            (account_name(fee.name, words), words.decimal(fee.count), words.money(fee.amount, fee.currency))
            for fee in report.fees
        )
        yield Table(header, rows, "lrr")

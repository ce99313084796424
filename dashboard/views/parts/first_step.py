"""The step that cannot wait, at the top of an alert: what to do first and whom to reach, before any question or evidence.

Only where the way here promised it: a card whose button says "Freeze first" leads to a page that begins with freezing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from dashboard.i18n import Words
from dashboard.places import Place, Places
from dashboard.playbooks.library import playbook
from dashboard.playbooks.shown import Playbook, ShownContact, Step
from dashboard.present import Presenter, ShownAlert
from dashboard.views import desk
from dashboard.views.paint import put
from dashboard.views.parts import playbook_step
from dashboard.views.parts.playbook_panel import IN_ORDER, STEPS
from dashboard.views.parts.prose import prose
from dashboard.views.plain import tag

_WAYS: Final = 3  # to reach one of them; on a phone the answers should not stand a screen further down
_CARD, _APP = "own.card", "own.app"  # how to reach a company that the place's list does not have


def show(shown: ShownAlert, presenter: Presenter) -> None:
    """Show the first step of an open alert's playbook with those to reach; nothing once it is done."""
    words = presenter.words
    if shown.alert.state != "open" or shown.doubtful or f"page.step.{shown.topic}" not in words:
        return
    book = playbook(str(shown.topic), shown.jurisdiction, words.locale, today=desk.today())
    now = [step for section in book.sections if section.id == IN_ORDER[0] for step in section.steps]
    done = shown.in_hand.steps_done if shown.in_hand else ()
    if not now or now[0].id in done:
        return
    put(_told(now[0], tuple(whom(book, shown, presenter.places)), words))


def whom(book: Playbook, shown: ShownAlert, places: Places) -> Iterator[ShownContact]:
    """Yield those who hold the accounts that money left, each once."""
    known = at_once(book)
    accounts = dict.fromkeys(row.account for row in shown.rows if row.amount < 0) or {shown.alert.account: None}
    found: dict[str, ShownContact] = {}
    for account in accounts:
        one = keeper(places.of(shown.alert.person, (account,) if account else ()), known)
        if one is not None:
            found[one.id] = one
    yield from found.values()


def at_once(book: Playbook) -> dict[str, ShownContact]:
    """Return whom a playbook names in what cannot wait, by id."""
    steps = (step for section in book.sections if section.id == IN_ORDER[0] for step in section.steps)
    return {contact.id: contact for step in steps for contact in step.contacts}


def keeper(place: Place, known: Mapping[str, ShownContact]) -> ShownContact | None:
    """Return who holds an account: by name where it is listed, else by what the person has of it, a card or an app."""
    return known.get(_listed(place.institution, known) or (_APP if place.kind == "wallet" else _CARD))


def _listed(institution: str, known: Iterable[str]) -> str:
    """Return the contact of an institution: `alipay` is `cn.alipay`, `wechat` is `cn.wechatpay`; empty where none is listed.

    A name that merely begins alike is another company: nobody is sent to `cn.unionpay` for an account at a bank called Uni.
    """
    name = institution.casefold().replace("_", "").replace("-", "")
    return next((one for one in known if name and one.rpartition(".")[2] in (name, f"{name}pay")), "")


def _told(step: Step, contacts: tuple[ShownContact, ...], words: Words) -> str:
    first = "\n".join(step.text.strip().splitlines()[:1])
    jump = tag("a", words("page.alert.all_steps"), href=f"#{STEPS}")
    return tag(
        "section",
        tag("h2", step.title),
        prose(first),
        playbook_step.contacts(replace(one, lines=one.lines[:_WAYS]) for one in contacts),
        tag("p", jump, class_="to"),
        class_="step first-step",
    )

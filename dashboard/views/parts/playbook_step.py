"""One step of a playbook as HTML: what to do, by when, whom to turn to, which rule says so."""

from collections.abc import Iterable

from dashboard.i18n import Words
from dashboard.playbooks.shown import Ladder, ShownClock, ShownContact, ShownLaw, Step
from dashboard.views.parts.prose import prose
from dashboard.views.plain import Html, joined, tag


def body(step: Step, words: Words) -> Html:
    """Return everything of a step but its title. What nobody could confirm carries its mark."""
    seen = {clock.id for clock in step.clocks} | {contact.id for contact in step.contacts}
    return joined(
        prose(step.text),
        clocks(step.clocks, words),
        contacts(step.contacts),
        laws(step.laws, words),
        *(ladder(own, seen, words) for own in step.ladders),
    )


def clocks(shown: Iterable[ShownClock], words: Words) -> Html | None:
    """Return deadlines, each with what is lost when it passes."""
    lines = [
        tag(
            "li",
            tag("strong", clock.name),
            tag("span", clock.when, class_="when"),
            tag("span", clock.valid, class_="valid") if clock.valid else None,
            tag("span", clock.kind, class_="kind"),
            mark(words, verified=clock.verified),
            tag("p", clock.effect),
            class_="clock",
        )
        for clock in shown
    ]
    return tag("ul", *lines, class_="clocks") if lines else None


def contacts(shown: Iterable[ShownContact]) -> Html | None:
    """Return whom to turn to; then, once, how to see that it is really them."""
    known = tuple(shown)
    if not known:
        return None
    lines = (
        tag("li", contact.text, tag("ul", *(tag("li", way) for way in contact.lines)) if contact.lines else None)
        for contact in known
    )
    verify = dict.fromkeys(contact.verify for contact in known if contact.ways)
    return joined(tag("ul", *lines, class_="contacts"), *(tag("p", line, class_="verify") for line in verify))


def laws(shown: Iterable[ShownLaw], words: Words) -> Html | None:
    """Return points of law."""
    lines = [
        tag("li", tag("strong", law.title), mark(words, verified=law.verified), tag("p", law.says)) for law in shown
    ]
    return tag("ul", *lines, class_="laws") if lines else None


def ladder(shown: Ladder, seen: set[str], words: Words) -> Html:
    """Return offices, nearest first; what stands further up in the step is not said again."""
    bodies = []
    for office in shown.bodies:
        people = [contact for contact in office.contacts if contact.id not in seen]
        deadlines = [clock for clock in office.clocks if clock.id not in seen]
        seen |= {clock.id for clock in office.clocks} | {contact.id for contact in office.contacts}
        bodies.append(tag("li", office.text, contacts(people), clocks(deadlines, words)))
    return tag("div", tag("h5", shown.title), tag("ol", *bodies), class_="ladder")


def mark(words: Words, *, verified: bool) -> Html | None:
    """Return the mark of a fact that nobody could confirm."""
    return None if verified else tag("span", words("page.playbook.unverified"), class_="unverified")

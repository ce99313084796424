"""References into words: what a clock, a contact, a law point or a body is called in one language and one pack."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar

from dashboard.playbooks.model import GENERIC, HELP, INSTITUTIONS, Body, Clock, Contact, LawPoint, Pack, StepText, Way
from dashboard.playbooks.read_topic import REFERENCE, references
from dashboard.playbooks.shown import Ladder, ShownBody, ShownClock, ShownContact, ShownLaw, ShownWay, Step
from dashboard.playbooks.tables import BrokenPlaybook
from dashboard.playbooks.words import Phrases

KINDS: Final = ("clock", "contact", "law", "body", "ladder", "figure", "topic")
_Row = TypeVar("_Row")


class Speaker:
    """Says everything one pack holds in one language; what the pack lacks it takes from the generic one."""

    def __init__(self, pack: Pack, generic: Pack, words: Phrases, titles: Mapping[str, str]) -> None:
        self._pack = pack
        self._generic = generic
        self._words = words
        self._titles = titles

    def step(self, step: StepText) -> Step:
        """Resolve a step: its text, and everything the text and the pack refer to."""
        refs = tuple(dict.fromkeys(step.refs + references(step.text)))
        named = {kind: [ref.partition(":")[2] for ref in refs if ref.startswith(f"{kind}:")] for kind in KINDS}
        through_bodies = [contact for body in named["body"] for contact in self._body_row(body).contacts]
        contacts = dict.fromkeys(named["contact"] + through_bodies)
        return Step(
            id=step.id,
            title=self.text(step.title),
            text=self.text(step.text),
            contacts=tuple(self.contact(name) for name in contacts),
            clocks=tuple(self.clock(name) for name in named["clock"]),
            laws=tuple(self.law(name) for name in named["law"]),
            ladders=tuple(self.ladder(kind) for kind in named["ladder"]),
        )

    def text(self, text: str) -> str:
        """Put words in the place of every reference."""
        return REFERENCE.sub(lambda found: self._inline(found[1], found[2]), text)

    def clock(self, name: str) -> ShownClock:
        """Say a deadline."""
        clock = self._row("clock", name, self._pack.clocks, self._generic.clocks)
        title, effect = self._words(f"clocks.{name}.name"), self.text(self._words(f"clocks.{name}.effect"))
        kind, when = self._words(f"kinds.{clock.kind}"), self._when(clock)
        valid, verified = self._validity(clock.valid_from, clock.valid_to), clock.proof.verified
        tags = self._words("line.and").join(
            tag for tag in (kind, valid, "" if verified else self._words("mark")) if tag
        )
        line = self._words("line.clock", name=title, when=when, tags=tags, effect=effect)
        return ShownClock(name, clock, title, when, kind, valid, effect, verified, line)

    def contact(self, reference: str) -> ShownContact:
        """Say whom to turn to; `cn.alipay/freeze` asks for the ways to freeze."""
        name, _, purpose = reference.partition("/")
        contact = self._row("contact", name, self._pack.contacts, self._generic.contacts)
        called = self._words(f"contacts.{name}.name")
        note = self.text(self._words(f"contacts.{name}.note"))
        verify = self._words("line.verify", verify=self._words(f"verify.{contact.verify}"))
        ways = tuple(self._way(contact, way) for way in contact.ways if way.purpose in {"", purpose or HELP})
        marked = called if ways else self._mark(called, contact.proof.verified)  # else each way carries its own mark
        line = self._words("line.contact", name=marked, note=note)
        verified = any(way.verified for way in ways) if ways else contact.proof.verified
        return ShownContact(name, called, note, verify, ways, verified, line, self._way_lines(ways))

    def law(self, name: str, place: str = "") -> ShownLaw:
        """Say a point of law; `place` says where it stands, instead of everything that the point rests on."""
        point = self._row("law", name, self._pack.law, self._generic.law)
        point = replace(point, place=place or point.place)
        title, says = self._cite(point), self.text(self._words(f"law.{name}"))
        if valid := self._validity(point.valid_from, point.valid_to):
            title = self._words("line.marked", said=title, mark=valid)
        line = self._words("line.law", title=self._mark(title, point.proof.verified), says=says)
        return ShownLaw(name, title, says, point.proof.verified, line)

    def ladder(self, kind: str) -> Ladder:
        """Say the offices for one kind of institution."""
        if kind not in INSTITUTIONS:
            raise BrokenPlaybook(self._pack.file, f"there is no ladder `{kind}`")
        return Ladder(kind, self._words(f"ladder.{kind}"), tuple(self.body(name) for name in self._rungs(kind)))

    def _rungs(self, kind: str) -> tuple[str, ...]:
        return self._pack.ladder[kind] or self._generic.ladder[kind]

    def _body_row(self, name: str) -> Body:
        first = self._rungs(name)[0] if name in INSTITUTIONS else name
        return self._row("body", first, self._pack.bodies, self._generic.bodies)

    def body(self, name: str) -> ShownBody:
        """Say an office."""
        body = self._body_row(name)
        called, role = self._words(f"bodies.{body.id}.name"), self.text(self._words(f"bodies.{body.id}.role"))
        called = called[:1].upper() + called[1:]  # it opens a line here; inside a sentence it does not
        contacts = tuple(self.contact(contact) for contact in body.contacts)
        clocks = tuple(self.clock(clock) for clock in body.clocks)
        return ShownBody(body.id, called, role, contacts, clocks, self._words("line.role", name=called, role=role))

    def _inline(self, kind: str, name: str) -> str:
        if kind == "clock":
            clock = self._row(kind, name, self._pack.clocks, self._generic.clocks)
            return self._mark(self._length(clock), clock.proof.verified)
        if kind == "contact":
            return self._called(self.contact(name))
        if kind == "law":
            point = self._row(kind, name, self._pack.law, self._generic.law)
            return self._mark(self._cite(point), point.proof.verified)
        if kind == "body":
            return self._words(f"bodies.{self._body_row(name).id}.name")
        if kind == "figure":
            return self._figure(name)
        if kind == "topic" and name in self._titles:
            return self._words("line.quoted", title=self._titles[name])
        raise BrokenPlaybook(self._words.file, f"nothing answers to {{{kind}:{name}}}")

    def _called(self, contact: ShownContact) -> str:
        """Name a contact with its number, where it has one."""
        numbers = [self._mark(way.value, way.verified) for way in contact.ways if way.kind == "phone"]
        return self._words("line.called", name=contact.name, number=numbers[0]) if numbers else contact.name

    def _way(self, contact: Contact, way: Way) -> ShownWay:
        value = way.value or self._words(f"contacts.{contact.id}.{way.words}")
        label, verified = self._words(f"ways.{way.kind}"), way.proof.verified
        return ShownWay(way.kind, label, value, verified, self._mark(value, verified))

    def _way_lines(self, ways: tuple[ShownWay, ...]) -> tuple[str, ...]:
        """Write a line a way; sites share one, since nobody needs them first."""
        lines = [(way.label, way.text) for way in ways if way.kind != "site"]
        sites = [way for way in ways if way.kind == "site"]
        if sites:
            lines.append((sites[0].label, self._words("line.and").join(site.text for site in sites)))
        return tuple(self._words("line.way", label=label, value=value) for label, value in lines)

    def _figure(self, name: str) -> str:
        figure = self._row("figure", name, self._pack.figures, self._generic.figures)
        point = self._row("law", figure.fact, self._pack.law, self._generic.law)
        key = f"figures.{figure.unit}" if f"figures.{figure.unit}" in self._words else "figures.money"
        said = self._words(key, n=self._words.number(figure.amount), unit=figure.unit)
        return self._mark(said, point.proof.verified)

    def _cite(self, point: LawPoint) -> str:
        title, place = self._words(f"titles.{point.title}"), point.place.replace(" / ", self._words("line.between"))
        return self._words(f"cite.{point.cite}", title=title, place=place, number=point.number)

    def _length(self, clock: Clock) -> str:
        form = "one" if clock.length == 1 else "many"
        return self._words(f"units.{clock.unit}.{form}", n=clock.length)

    def _when(self, clock: Clock) -> str:
        anchor = self._words(f"anchors.{clock.anchor}")
        if clock.unit == "now":
            return self._words("when.now", anchor=anchor)
        return self._words(f"when.{clock.bound}", length=self._length(clock), anchor=anchor)

    def _validity(self, begins: date | None, ends: date | None) -> str:
        """Say from when and until when a rule holds, where that could matter to a payment made lately."""
        said = []
        if begins and begins > self._pack.last_reviewed:
            said.append(self._words("valid.from", day=self._words.day(begins)))
        if ends:
            said.append(self._words("valid.to", day=self._words.day(ends)))
        return self._words("line.and").join(said)

    def _mark(self, said: str, verified: bool) -> str:  # noqa: FBT001  (the one thing it turns on)
        return said if verified else self._words("line.marked", said=said, mark=self._words("mark"))

    def _row(self, kind: str, name: str, own: Mapping[str, _Row], generic: Mapping[str, _Row]) -> _Row:
        if name in own:
            return own[name]
        if name in generic:
            return generic[name]
        where = self._pack.id if self._pack.id == GENERIC else f"{self._pack.id} and {GENERIC}"
        raise BrokenPlaybook(self._words.file, f"nothing answers to {{{kind}:{name}}} in {where}")

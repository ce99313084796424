"""Packs: what one jurisdiction adds to the topics. A folder of TOML tables, and one file of words a language.

    packs/CN/pack.toml       ladder of bodies, facts of law, figures, and what happens to each topic
    packs/CN/contacts.toml   whom to reach, each way with its own source
    packs/CN/clocks.toml     how long something may take, and what is lost
    packs/CN/zh.toml         words: contacts, bodies, clocks, law, titles, own steps; the same keys in every language

In `pack.toml` a topic is changed by references, spelled as in prose but without braces:

    [topics.account-theft]
    drop = ["police"]                            # steps valid elsewhere that this pack says better

    [[topics.account-theft.add]]
    step = "cn-police"                           # its words: [steps.cn-police] in zh.toml, en.toml, id.toml
    after = "tell-provider"                      # or the name of a section, to come first in it
    show = ["clock:own-police", "law:CN-28"]     # what it carries

    [[topics.account-theft.move]]
    step = "sim"
    after = "cards"

    [topics.account-theft.show]
    freeze = ["contact:cn.alipay/freeze"]        # hung on a step of the topic, before what it carries

    [topics.account-theft.below]
    written-notice = ["clock:eu-13m"]            # after it: outer limits, and what others owe, never stand first

A pack sees its own tables and those of ZZ, nothing else. `covers` lists the countries it speaks for.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from dashboard.playbooks.model import (
    GENERIC,
    INSTITUTIONS,
    Added,
    Body,
    Clock,
    Contact,
    Figure,
    LawPoint,
    Pack,
    Proof,
    Way,
    Wiring,
)
from dashboard.playbooks.tables import Row, parse, read


def read_pack(folder: Path) -> Pack:
    """Read the tables of one jurisdiction; its words are `words.read_phrases`."""
    pack, contacts, clocks = (_table(folder / f"{name}.toml") for name in ("pack", "contacts", "clocks"))
    read = Pack(
        id=folder.name,
        file=pack.file,
        covers=pack.names("covers"),
        last_reviewed=pack.day("last_reviewed"),
        stale_after_days=pack.number("stale_after_days"),
        reviewed_by=pack.text("reviewed_by", ""),
        ladder=_ladder(pack),
        bodies={name: _body(name, row) for name, row in pack.row("bodies").children()},
        law={name: _law(name, row) for name, row in pack.row("law").children()},
        figures={name: _figure(name, row) for name, row in pack.row("figures").children()},
        clocks={name: _clock(name, row) for name, row in clocks.children()},
        contacts={name: _contact(name, row) for name, row in contacts.children()},
        wiring={name: _wiring(row) for name, row in pack.row("topics").children()},
    )
    pack.finish()
    return read


def _ladder(pack: Row) -> Mapping[str, tuple[str, ...]]:
    table = pack.row("ladder")
    ladder = {kind: table.names(kind) for kind in INSTITUTIONS}
    table.finish()
    if pack.file.startswith(f"{GENERIC}/") and not all(ladder.values()):
        raise table.broken("the generic pack must name a body for every kind of institution")
    return ladder


def _body(name: str, row: Row) -> Body:
    body = Body(name, row.names("contacts"), row.names("clocks"), row.names("after"))
    row.finish()
    return body


def _law(name: str, row: Row) -> LawPoint:
    point = LawPoint(
        id=name,
        title=row.text("title"),
        proof=_proof(row),
        cite=row.text("cite", "plain"),
        place=row.text("place", ""),
        number=row.text("number", ""),
        valid_from=row.day_or_none("valid_from"),
        valid_to=row.day_or_none("valid_to"),
    )
    row.finish()
    return point


def _figure(name: str, row: Row) -> Figure:
    figure = Figure(name, row.text("amount"), row.text("unit"), row.text("fact"))
    row.finish()
    return figure


def _clock(name: str, row: Row) -> Clock:
    clock = Clock(
        id=name,
        who=row.text("who"),
        anchor=row.text("anchor"),
        length=row.number("length"),
        unit=row.text("unit"),
        bound=row.text("bound", "latest"),
        kind=row.text("kind"),
        situations=row.names("situations"),
        fact=row.text("fact"),
        version_by=row.text("version_by"),
        proof=_proof(row),
        valid_from=row.day_or_none("valid_from"),
        valid_to=row.day_or_none("valid_to"),
        met_by=row.names("met_by"),
    )
    row.finish()
    return clock


def _contact(name: str, row: Row) -> Contact:
    proof = _proof(row)
    ways = tuple(_way(way, proof) for way in row.rows("ways"))
    contact = Contact(name, row.text("role"), row.text("verify"), proof, ways, row.text("supervisor", ""))
    row.finish()
    return contact


def _way(row: Row, whole: Proof) -> Way:
    """Read a way; what it leaves out about its source it shares with the contact."""
    proof = Proof(
        row.text("status", whole.status),
        row.text("confidence", whole.confidence),
        row.text("source", whole.source),
        row.day_or_none("checked") or whole.checked,
        row.text("conflict", ""),
    )
    way = Way(row.text("kind"), proof, row.text("value", ""), row.text("words", ""), row.text("purpose", ""))
    row.finish()
    if bool(way.value) == bool(way.words):
        raise row.broken("a way has either a `value` or `words`")
    return way


def _proof(row: Row) -> Proof:
    return Proof(
        row.text("status"), row.text("confidence"), row.text("source"), row.day("checked"), row.text("conflict", "")
    )


def _wiring(row: Row) -> Wiring:
    wiring = Wiring(
        _added(row.rows("add")), _added(row.rows("move")), row.names("drop"), _hung(row, "show"), _hung(row, "below")
    )
    row.finish()
    return wiring


def _hung(row: Row, key: str) -> Mapping[str, tuple[str, ...]]:
    table = row.row(key)
    return {step: table.names(step) for step in table.keys()}  # noqa: SIM118  (a Row is no mapping)


def _added(rows: Iterable[Row]) -> tuple[Added, ...]:
    steps = []
    for row in rows:
        steps.append(Added(row.text("step"), row.text("after"), row.names("show")))
        row.finish()
    return tuple(steps)


def _table(path: Path) -> Row:
    file = f"{path.parent.name}/{path.name}"
    return Row(file, parse(read(path, file), file))

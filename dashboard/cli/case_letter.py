"""`walletwatch case letter`: a letter about a case, as a file to send yourself."""

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.cli.case_options import CaseId
from dashboard.cli.case_refused import told
from dashboard.cli.guard import Refused
from dashboard.cli.options import AsFormat, Format, Locale, today
from dashboard.cli.state import State
from dashboard.punctuation import aside, labelled, sentences

if TYPE_CHECKING:
    from dashboard.letters.choice import Choice
    from dashboard.letters.facts import LetterFacts
    from dashboard.letters.fill import Wish
    from detect.case import Case
    from detect.casebook import Casebook
    from detect.finding import Fact

app = typer.Typer()


class About(StrEnum):
    """Whom a letter goes to, or about whom it is."""

    PROVIDER = "provider"
    MERCHANT = "merchant"


@app.command()
def letter(
    ctx: typer.Context,
    case_id: CaseId,
    template: Annotated[str, typer.Option(metavar="NAME", help="Which letter; without it, lists those that fit the case and what each needs.")] = "",
    locale: Annotated[Locale | None, typer.Option(help="The language of the letter.")] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="The file to write: its ending .pdf, .docx or .md says what.")] = None,
    confirm: Annotated[list[str] | None, typer.Option(metavar="FACT[=VALUE]", help="A fact that you stand by; letters say only these. May be repeated, and is kept with the case.")] = None,
    party: Annotated[About | None, typer.Option(help="Whom it goes to, or about whom it is; default: what fits the case.")] = None,
    currency: Annotated[str, typer.Option(metavar="CNY", help="Which money it asks for, where the case has several.")] = "",
    account: Annotated[str, typer.Option(metavar="LABEL", help="Which account it is about, where the case has several.")] = "",
    to: Annotated[str, typer.Option(metavar="TEXT", help="The name of whom it goes to.")] = "",
    company: Annotated[str, typer.Option(metavar="TEXT", help="The full name of the company that keeps the account.")] = "",
    name: Annotated[str, typer.Option(metavar="TEXT", help="Your name; it is kept nowhere but in the letter, as the next two.")] = "",
    address: Annotated[str, typer.Option(metavar="TEXT", help="Your address.")] = "",
    reach: Annotated[str, typer.Option(metavar="TEXT", help="Your phone or e-mail, as registered with the account.")] = "",
    fmt: AsFormat = Format.TABLE,
) -> None:  # fmt: skip
    """Write a letter about a case: you read it, sign it and send it yourself."""
    from dashboard.letters.confirm import read_confirmed
    from dashboard.letters.fill import Wish
    from detect.casebook import Casebook

    state = State.of(ctx)
    if bool(template) != bool(out):
        raise Refused("letter.cli.incomplete", missing="-o FILE" if template else "--template NAME")
    fresh = read_confirmed(confirm or (), today())
    with state.ledger() as ledger, told():
        casebook = Casebook(ledger)
        case = casebook.cases.get(case_id)
        stands: dict[str, Fact] = {**case.confirmed, **fresh}
        if out is None:
            _tell_choices(state, case, stands, fmt)
            return
        wish = Wish(
            locale.value if locale else state.words.locale, party.value if party else "", currency, account, to, company, name, address, reach
        )  # fmt: skip
        facts = _write(state, casebook, case, template, stands, wish, out)
        new = {fact: value for fact, value in fresh.items() if str(case.confirmed.get(fact)) != value}
        if new:
            casebook.cases.log(case.case_id, "confirmed", {fact: {"yes": True, "no": False}.get(value, value) for fact, value in new.items()})  # fmt: skip
    _tell_written(state, case, template, facts, out, fmt)


def _write(
    state: State, casebook: "Casebook", case: "Case", template: str, stands: "dict[str, Fact]", wish: "Wish", out: Path
) -> "LetterFacts":
    """Write the letter and return what it says."""
    from dashboard.cli.output import write_private
    from dashboard.letters.confirm import require
    from dashboard.letters.fill import letter_facts
    from dashboard.letters.kinds import letter_named
    from dashboard.letters.render import render
    from dashboard.paper.write import written
    from dashboard.present import Presenter

    kind, ledger = letter_named(template), casebook.ledger
    facts = letter_facts(Presenter(ledger, state.words), ledger.accounts(), case, kind, stands, wish, today())
    require(kind, facts.confirmed, state.words, contacted=bool(facts.contacts))
    made = dt.datetime.combine(
        today(), dt.time(12), tzinfo=dt.UTC
    )  # the day is the letter's own; the minute is nobody's business
    write_private(out, written(render(kind.name, facts, made), out))
    return facts


def _tell_written(state: State, case: "Case", template: str, facts: "LetterFacts", out: Path, fmt: Format) -> None:
    if fmt is Format.JSON:
        state.screen.json(
            file=str(out), case=case.case_id, letter=template, locale=facts.locale, to=facts.addressee, party=facts.party,
            amount=facts.amount or None, answer_by=facts.answer_by or None, law=list(facts.law), confirmed=sorted(facts.confirmed),
        )  # fmt: skip
        return
    say = state.screen.say
    say("letter.cli.written", path=out)
    say("letter.cli.check")
    if any(part.startswith("[") for part in (facts.addressee, facts.company, facts.sender.name, facts.sender.reach)):
        say("letter.cli.gaps")
    state.screen.line()
    say("letter.cli.sent", command=state.call(f"case log {case.case_id}"), party=facts.party, name=template)


def _tell_choices(state: State, case: "Case", stands: "dict[str, Fact]", fmt: Format) -> None:
    from dashboard.letters.choice import choices

    found = choices(case, stands, state.words)
    if fmt is Format.JSON:
        state.screen.json(case=case.case_id, letters=[_choice(state, choice) for choice in found])
        return
    if not found:
        state.screen.say("letter.cli.none")
        return
    state.screen.say("letter.cli.heading", style="bold", id=case.case_id)
    for choice in found:
        title = state.words(f"letter.name.{choice.letter.name}")
        state.screen.hanging(
            f"- {labelled(aside(choice.letter.name, title, state.words), _needs(state, choice), state.words)}"
        )
    state.screen.line()
    state.screen.say("letter.cli.write", command=state.call(f"case letter {case.case_id}"))


def _needs(state: State, choice: "Choice") -> str:
    """Return what a letter still needs to hear, question by question."""
    from dashboard.letters.confirm import flag

    if not choice.missing:
        return state.words("letter.cli.ready")
    either = state.words("letter.or")
    asked = [
        either.join(aside(state.words(f"letter.ask.{fact}"), flag(fact), state.words) for fact in group)
        for group in choice.missing
    ]
    return state.words("letter.cli.needs", questions=sentences(asked, state.words))


def _choice(state: State, choice: "Choice") -> dict[str, Any]:
    """Return one letter for programs."""
    from dashboard.letters.confirm import flag

    def asked(fact: str) -> dict[str, str]:
        return {"fact": fact, "question": state.words(f"letter.ask.{fact}"), "flag": flag(fact)}

    return {
        "name": choice.letter.name, "title": state.words(f"letter.name.{choice.letter.name}"), "party": choice.party,
        "parties": list(choice.letter.parties), "ready": not choice.missing,
        "missing": [[asked(fact) for fact in group] for group in choice.missing], "may": [asked(fact) for fact in choice.open],
    }  # fmt: skip

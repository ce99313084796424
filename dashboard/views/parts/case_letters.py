"""Letters of a case: what the person stands by is asked first, and a letter says nothing else. Sending it is theirs."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dashboard.errors import MissingFont
from dashboard.i18n import Words
from dashboard.letters.confirm import read_confirmed
from dashboard.letters.contacts import contacted
from dashboard.letters.fill import Wish, lacks_company, letter_facts
from dashboard.letters.kinds import DAYS, TEXTS, Letter, asked, fitting, usual_party
from dashboard.letters.render import render
from dashboard.paper.as_text import as_text
from dashboard.paper.write import written
from dashboard.playbooks.model import LOCALES
from dashboard.present import Presenter
from dashboard.views import desk
from dashboard.views.language import NAMES
from dashboard.views.paint import mistake, part, put, trouble
from dashboard.views.parts.case_refusal import attempt
from dashboard.views.plain import tag
from detect.case import Case
from detect.casebook import Casebook
from detect.finding import Fact
from ingest.errors import WalletwatchError

_MADE = "letter-made"  # what was last written; a reload forgets it, and it is written again at once
_BLANK = re.compile(r"\[[^\[\]]{1,60}\]")  # what a letter leaves to the person
_FORMATS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class Made:
    """A letter as it was written: of which case and kind, its words, and its files by ending."""

    case_id: str
    letter: str
    locale: str
    text: str
    files: dict[str, bytes]


def letters(case: Case, book: Casebook, presenter: Presenter) -> None:
    """Show the letters that fit a running case; nothing where none does."""
    fit, words = fitting(case.topic), presenter.words
    if not fit or case.status == "closed":
        return
    part(words("casepage.letters"))
    put(tag("p", words("casepage.letters_lead"), class_="quiet"))
    letter = st.selectbox(
        words("casepage.letter"), fit, format_func=lambda one: words(f"letter.name.{one.name}"), key="letter"
    )
    with st.expander(words("casepage.confirm"), expanded=bool(_missing(letter, case, words))):
        _confirm(letter, case, book, words)
    missing = _missing(letter, case, words)
    if missing:
        put(tag("p", words("casepage.letter_needs")), tag("ul", *(tag("li", question) for question in missing)))
        return
    _write(letter, case, book, presenter)


def _missing(letter: Letter, case: Case, words: Words) -> Sequence[str]:
    """Return the questions of which one must be answered before the letter can be written."""
    told = bool(contacted(case, usual_party(letter, case.topic), words))
    stands = [name for name, value in case.confirmed.items() if value not in (False, "no", "")]
    return [
        words("letter.or").join(words(f"letter.ask.{one}") for one in group)
        for group in letter.missing(stands, contacted=told)
    ]


def _confirm(letter: Letter, case: Case, book: Casebook, words: Words) -> None:
    """Ask for every fact the letter may state; only what is ticked or filled in is ever said."""
    with st.form(f"confirm-{letter.name}", border=False):
        put(tag("p", words("casepage.confirm_lead"), class_="quiet"))
        facts = dict.fromkeys((*asked(letter, case.topic), *(one for one in letter.facts if _held(one, case) != "no")))
        said = {fact: _asked(fact, case, words) for fact in facts}
        if not st.form_submit_button(words("casepage.confirmed"), key="confirm-save"):
            return
        with attempt(words) as tried:
            pairs = [f"{fact}={value}" for fact, value in said.items() if value != _held(fact, case)]
            confirmed: dict[str, Fact] = dict(read_confirmed(pairs, desk.today()))
            if confirmed:
                book.cases.log(case.case_id, "confirmed", confirmed)
        if tried.taken:
            st.rerun()


def _held(fact: str, case: Case) -> str:
    value = case.confirmed.get(fact)
    return "no" if value in (None, False, "no", "") else "yes" if value is True else str(value)


def _asked(fact: str, case: Case, words: Words) -> str:
    """Ask for one fact; return `yes`, `no`, a day or a text."""
    question, held, key = words(f"letter.ask.{fact}"), _held(fact, case), f"fact-{fact}"
    if fact in DAYS:
        before = dt.date.fromisoformat(held[:10]) if held != "no" else None
        day = st.date_input(question, before, max_value=desk.today(), format=words("page.day_format"), key=key)
        return held if before and day == before else day.isoformat() if day else "no"
    if fact in TEXTS:
        return st.text_input(question, "" if held == "no" else held, max_chars=60, key=key).strip() or "no"
    return "yes" if st.checkbox(question, value=held != "no", key=key, wrap=True) else "no"


def _write(letter: Letter, case: Case, book: Casebook, presenter: Presenter) -> None:
    words = presenter.words
    locale = st.selectbox(
        words("casepage.letter_language"), LOCALES, LOCALES.index(words.locale), format_func=lambda one: NAMES[one], key="letter-locale"
    )  # fmt: skip
    nameless = lacks_company(presenter, book.ledger.described(), case)
    wish = Wish(
        locale,
        company=st.text_input(words("casepage.letter_company"), key="letter-company") if nameless else "",
        name=st.text_input(words("casepage.letter_name"), key="letter-name"),
        address=st.text_input(words("casepage.letter_address"), key="letter-address"),
        reach=st.text_input(words("casepage.letter_reach"), key="letter-reach"),
    )
    if st.button(words("casepage.letter_write"), key="letter-write"):
        try:
            st.session_state[_MADE] = _made(letter, case, wish, presenter, book)
        except WalletwatchError as error:
            trouble(mistake(error, words))
            return
    made = st.session_state.get(_MADE)
    if isinstance(made, Made) and (made.case_id, made.letter) == (case.case_id, letter.name):
        _offer(made, letter, case, book, words)


def _made(letter: Letter, case: Case, wish: Wish, presenter: Presenter, book: Casebook) -> Made:
    facts = letter_facts(presenter, book.ledger.described(), case, letter, case.confirmed, wish, desk.today())
    document = render(letter.name, facts, dt.datetime.now().astimezone())
    files: dict[str, bytes] = {}
    for ending in _FORMATS:
        try:
            files[ending] = written(document, Path(f"letter{ending}"))
        except MissingFont:  # the other format brings none of its own
            continue
    return Made(case.case_id, letter.name, wish.locale, as_text(document), files)


def _offer(made: Made, letter: Letter, case: Case, book: Casebook, words: Words) -> None:
    put(tag("div", *(tag("p", line) for line in made.text.splitlines()), class_="letter"))
    if blanks := dict.fromkeys(_BLANK.findall(made.text)):
        put(tag("p", words("casepage.letter_blanks", blanks=words.listed(blanks))))
    put(tag("p", words("casepage.letter_how_office" if letter.to_office else "casepage.letter_how"), class_="quiet"))
    with st.container(horizontal=True, key="letter-files"):
        for ending, data in made.files.items():
            st.download_button(
                words("casepage.letter_get", ending=ending.strip(".").upper()), data, f"{made.letter}{ending}", _FORMATS[ending],
                key=f"letter-get{ending}", on_click="ignore",
            )  # fmt: skip
    if ".pdf" not in made.files:
        put(tag("p", words("casepage.letter_no_font"), class_="quiet"))
    if st.button(words("casepage.letter_sent"), key="letter-sent", type="tertiary"):
        party = "regulator" if letter.to_office else usual_party(letter, case.topic)
        sent: dict[str, Fact] = {"party": party, "template": made.letter, "locale": made.locale}
        sent |= {"as": "request"} if letter.money == "never" else {}
        with attempt(words) as tried:
            book.cases.log(case.case_id, "sent", sent)
        if tried.taken:
            del st.session_state[_MADE]
            st.rerun()

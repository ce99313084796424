"""How a page puts things on the screen: the style sheet, fragments of HTML, headings, notices."""

from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.i18n import Words
from dashboard.views import language
from dashboard.views.plain import Html, tag
from dashboard.web.palette import css_variables
from ingest.errors import WalletwatchError

ICON: Final = Path(__file__).with_name("icon.svg")
_SHEET: Final = Path(__file__).with_name("look.css")
_LANG: Final = {"zh": "zh-Hans", "en": "en", "id": "id"}


def dress(words: Words) -> None:
    """Bring the style sheet, and our words in the place of the few that Streamlit only has in English."""
    browse = words("page.upload.browse").replace("\\", "").replace('"', "")
    st.html(f'<style>{css_variables()} :root {{ --ww-browse: "{browse}"; }} {_SHEET.read_text("utf-8")}</style>')


def put(*parts: str | None) -> None:
    """Show a fragment; what is not Html in it is text. The language helps readers aloud and picks Chinese letterforms."""
    st.html(tag("div", *parts, class_="ww", lang=_LANG[language.current().locale]))


def heading(words: str, lead: str | None = None) -> None:
    """Show the page's first line, and a sentence under it."""
    put(tag("h1", words), tag("p", lead, class_="lead") if lead else None)


def part(words: str) -> None:
    """Show the heading of a part of a page."""
    put(tag("h2", words))


def chip(state: str, words: str, *, sign: str = "") -> Html:
    """Return a state as sign and word; the colour only repeats it. `sign` names another sign than the state's own."""
    return tag("span", tag("span", _SIGNS[sign or state], aria_hidden="true"), " ", words, class_=f"chip {state}")


_SIGNS: Final = {"now": "●", "soon": "◐", "watch": "○", "back": "✓", "new": "✦", "quiet": "·", "clock": "◷"}


def trouble(sentence: str) -> None:
    """Say what went wrong, in one sentence that may quote a file's name, and from which that name can be copied."""
    put(tag("p", sentence, class_="trouble", role="alert"))


def mistake(error: BaseException, words: Words) -> str:
    """Return an error's sentence; where the usual one advises on the command line, a page has its own."""
    if not isinstance(error, WalletwatchError):
        return words("page.error.unexpected", kind=type(error).__name__)
    own = f"page.error.{error.code}"
    return words(own, **error.facts) if own in words else words.error(error)

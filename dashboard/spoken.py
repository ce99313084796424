"""The language of what nobody watches being made: scheduled runs, digests, notifications. Kept with the ledger."""

from typing import Final

from dashboard.i18n import Words, system_locale, words
from dashboard.playbooks.model import LOCALES
from detect.preferences import Preferences

_LANGUAGE: Final = "language"


def chosen(preferences: Preferences) -> str:
    """Return the language that was chosen, empty where none was."""
    language = preferences.text(_LANGUAGE)
    return language if language in LOCALES else ""


def choose(preferences: Preferences, language: str) -> None:
    """Speak this language from now on; an empty one leaves it to the system."""
    preferences.keep_text(_LANGUAGE, language)


def spoken(preferences: Preferences, asked: str = "") -> Words:
    """Return the language asked for this once, else the one that was chosen, else the system's."""
    return words(asked or chosen(preferences) or system_locale())

"""The language that was chosen for everything: pages, commands, scheduled runs, digests, notifications. Kept with the ledger."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from dashboard.i18n import Words, nearest_locale, system_locale, words
from dashboard.kept import kept_text
from dashboard.playbooks.model import LOCALES

if TYPE_CHECKING:
    from detect.preferences import Preferences

_LANGUAGE: Final = "language"
_HEARD: Final = "language-heard"


def chosen(preferences: "Preferences") -> str:
    """Return the language that was chosen, empty where none was."""
    return _known(preferences.text(_LANGUAGE))


def chosen_in(ledger: Path) -> str:
    """Return the language that was chosen in a ledger's file, without opening it as a ledger; empty where none was."""
    return _known(kept_text(ledger, _LANGUAGE))


def wished(asked: str, ledger: Path | None, browser: str) -> str:
    """Return the language of a page: what the address says, what was chosen in the ledger, what the browser asks for, the system's.

    >>> wished("id", None, "zh-CN"), wished("", None, "zh-CN")
    ('id', 'zh')
    """
    return (
        _known(asked)
        or (chosen_in(ledger) if ledger else "")
        or (nearest_locale(browser) if browser else system_locale())
    )


def choose(preferences: "Preferences", language: str) -> None:
    """Speak this language from now on; an empty one leaves it to browser and system."""
    preferences.keep_text(_LANGUAGE, language)


def hear(preferences: "Preferences", language: str) -> None:
    """Remember in which language a schedule was set: its runs speak it where none was chosen, because no system tells them one."""
    preferences.keep_text(_HEARD, language)


def spoken(preferences: "Preferences", asked: str = "") -> Words:
    """Return the language of a run: asked for this once, else chosen, else that in which it was set up, else the system's."""
    return words(asked or chosen(preferences) or _known(preferences.text(_HEARD)) or system_locale())


def _known(language: str) -> str:
    return language if language in LOCALES else ""

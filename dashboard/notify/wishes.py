"""How the person wants to be notified, kept with the ledger; addresses are not, because they hold secrets."""

import datetime as dt
import json
from typing import Final

from dashboard.notify.quiet import Quiet
from detect.preferences import Preferences

_CHANNELS: Final = "notify-channels"
_DETAILS: Final = "notify-details"
_QUIET: Final = "notify-quiet"
_BANDS: Final = "notify-bands"
_SENT: Final = "notify-digest"


class Wishes:
    """Names of channels, quiet hours, whether merchants and amounts may be told, which deadlines were told, and when a digest was."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    @property
    def channels(self) -> tuple[str, ...]:
        """Names of the channels whose addresses are in the keyring."""
        return tuple(json.loads(self._preferences.text(_CHANNELS) or "[]"))

    def keep_channels(self, names: tuple[str, ...]) -> None:
        """Remember which channels there are."""
        self._preferences.keep_text(_CHANNELS, json.dumps(names, ensure_ascii=False) if names else "")

    @property
    def details(self) -> bool:
        """Whether merchants and amounts may leave the machine."""
        return bool(self._preferences.text(_DETAILS))

    def keep_details(self, *, wanted: bool) -> None:
        """Let merchants and amounts be told, or no longer."""
        self._preferences.keep_text(_DETAILS, "on" if wanted else "")

    @property
    def quiet(self) -> Quiet | None:
        """The quiet hours, None where there are none."""
        text = self._preferences.text(_QUIET)
        return Quiet.read(text) if text else None

    def keep_quiet(self, quiet: Quiet | None) -> None:
        """Set the quiet hours."""
        self._preferences.keep_text(_QUIET, str(quiet) if quiet else "")

    @property
    def bands(self) -> dict[str, int]:
        """The nearest band of days before its last safe day in which each alert was told, by alert id."""
        return {str(key): int(value) for key, value in json.loads(self._preferences.text(_BANDS) or "{}").items()}

    def keep_bands(self, bands: dict[str, int]) -> None:
        """Remember which deadlines were told."""
        self._preferences.keep_text(_BANDS, json.dumps(bands) if bands else "")

    @property
    def digest_sent(self) -> dt.datetime | None:
        """When a digest was sent last (wall time), None where none ever was."""
        text = self._preferences.text(_SENT)
        return dt.datetime.fromisoformat(text) if text else None

    def keep_digest_sent(self, now: dt.datetime) -> None:
        """Remember when a digest was sent."""
        self._preferences.keep_text(_SENT, now.isoformat())

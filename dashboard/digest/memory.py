"""What the last digest told, kept with the ledger's preferences; apart from what the person was told elsewhere."""

import json
from collections.abc import Iterable
from typing import Final

from detect.alert import Alert
from detect.finding import Fact
from detect.preferences import Preferences

_KEPT: Final = "digest-told"


class Memory:
    """Alerts as the last digest told them."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._told: dict[str, dict[str, Fact]] = json.loads(preferences.text(_KEPT) or "{}")

    def told(self, alert_id: str) -> dict[str, Fact] | None:
        """Return what was told of an alert, None where nothing was."""
        return self._told.get(alert_id)

    def was_open(self, alert_id: str) -> bool:
        """Tell whether an alert was told as open."""
        return alert_id in self._told

    def keep(self, alerts: Iterable[Alert]) -> None:
        """Remember the open alerts that a digest told; those it told as settled are forgotten with that."""
        self._told = {alert.alert_id: alert.news for alert in alerts}
        self._preferences.keep_text(_KEPT, json.dumps(self._told, ensure_ascii=False))

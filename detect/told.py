"""What earlier scans told of payments that may not be the person's own: it stays told, whatever threshold, window or mode a later one has.

Only evidence takes a payment out of its alert: it is called the person's own, or one like it is, it came back in full, turned out to be no payment to
somebody else, left the ledger, or stands in an alert that has right of way.
"""

from dataclasses import dataclass

import numpy as np

from detect.finding import Reason
from detect.scene import Resolution, Scene


@dataclass(frozen=True, slots=True)
class Told:
    """What may still be told, as places among a person's scored rows.

    stories: of each alert.
    grave: bool, which rows stand in an alert that was called severe.
    """

    stories: tuple[np.ndarray, ...]
    grave: np.ndarray

    @classmethod
    def of(cls, scene: Scene, rows: np.ndarray, may: np.ndarray) -> "Told":
        """Read it for rows (positions) that answers and the like still let be told."""
        stories, grave = [], np.zeros(len(rows), dtype=bool)
        may = may & ~np.isin(rows, list(scene.given_back))
        position = scene.view.position
        for _, alert in scene.view.context.told.groupby("alert_id", sort=True):
            at = [position[row] for row in alert["txn_id"] if row in position]
            stories.append(np.flatnonzero(np.isin(rows, at) & may))
            grave[stories[-1]] |= bool(alert["severe"].iloc[0])
        return cls(tuple(stories), grave)


def settled(scene: Scene, mine: np.ndarray) -> list[Resolution]:
    """Return what closes the alerts of which every row is the person's own or like it (`mine`, bool, of the view's rows)."""
    position, found = scene.view.position, []
    for _, alert in scene.view.context.told.groupby("alert_id", sort=True):
        rows = tuple(alert["txn_id"])
        if all(row in position and mine[position[row]] for row in rows):
            found.append(Resolution("unauthorized", rows[:1], Reason("expected", {}), closes="expected"))
    return found

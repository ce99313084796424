"""Called stolen: one more payment to whoever took money that the person said was not theirs.

It needs no history, and nearly no size: with the little that is odd about a payee nobody calls their own, it is more than most thresholds ask for. It does not
outweigh all else, because a thief uses shops where anybody may buy.
"""

from typing import Final

import numpy as np

from detect.finding import Reason
from detect.scene import Scene, Signal

_NATS: Final = 24.0  # enough to press, and for an alert without a history


def signals(scene: Scene) -> list[Signal]:
    """Return a signal for each payment to a payee that was called stolen from."""
    names = scene.view.column("counterparty")
    return [
        Signal((row,), _NATS, Reason("called_stolen", {"merchant": str(names[row])}))
        for row in np.flatnonzero(scene.taken_again).tolist()
    ]

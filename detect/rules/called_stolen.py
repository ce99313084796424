"""Called stolen: one more payment to whoever took money that the person said was not theirs.

It needs no size and no history: by itself it is more than any threshold asks for.
"""

from typing import Final

import numpy as np

from detect.finding import Reason
from detect.scene import Scene, Signal
from detect.stolen import taken_again

_NATS: Final = 120.0  # beyond the highest threshold and all that could speak for the person


def signals(scene: Scene) -> list[Signal]:
    """Return a signal for each payment to a payee that was called stolen from."""
    names = scene.view.column("counterparty")
    return [
        Signal((row,), _NATS, Reason("called_stolen", {"merchant": str(names[row])}))
        for row in np.flatnonzero(taken_again(scene)).tolist()
    ]

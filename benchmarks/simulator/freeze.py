"""Write the frozen parameter file: every number of every country, and what of each family an export can show.

    python -m benchmarks.simulator.freeze

Figures are comparable only where this file is the same: a test holds its hash. Who changes a number writes the file anew
and says so beside the figures.
"""

import dataclasses
import hashlib
import json
from pathlib import Path
from typing import Any, Final

from benchmarks.simulator.observable import DUPLICATES, TOLD
from benchmarks.simulator.parameters import NATURAL
from benchmarks.simulator.worlds import WORLDS

FILE: Final = Path(__file__).with_name("frozen.json")


def document() -> dict[str, Any]:
    """Return the whole tree as plain data."""
    rates = dataclasses.asdict(NATURAL)
    del rates["world"]
    return {
        "rates": rates,
        "worlds": {country: dataclasses.asdict(world) for country, world in sorted(WORLDS.items())},
        "observable": {
            "duplicates": [dataclasses.asdict(family) for family in DUPLICATES],
            "told": [dataclasses.asdict(family) for family in TOLD],
        },
    }


def text() -> str:
    """Return the file's content."""
    return json.dumps(document(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def fingerprint() -> str:
    """Return the hash of the file as it should be."""
    return hashlib.sha256(text().encode()).hexdigest()[:16]


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
    print(fingerprint())

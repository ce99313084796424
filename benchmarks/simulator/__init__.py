"""A seeded simulator of personal statements: an invented life, written in the export formats of real institutions.

    life = simulate(7, preset=DENSE)
    life.write(folder)        # statements and truth.json
    person = make(7, "DE", "twins")
    person.exports, person.truth  # the same as bytes and a dictionary

Events (what really happened, with hidden truth) come first, then views (what each institution's export shows of
them), then writers (bytes of each format).

What is simpler than the world: holidays without make-up working days; a credit line's bill does not
follow refunds and thefts that are planted after it is drawn up; a card's pending rows are never printed, so a reversed
payment is simply absent; banks book wallet payments one by one, in the order of their moments.
"""

from benchmarks.simulator.formats import FORMATS, USUAL
from benchmarks.simulator.life import SPLITS, Life, simulate
from benchmarks.simulator.make import KINDS, Made, make
from benchmarks.simulator.parameters import DENSE, NATURAL, PRESETS, Parameters
from benchmarks.simulator.truth import Truth
from benchmarks.simulator.worlds import WORLDS

__all__ = [
    "DENSE",
    "FORMATS",
    "KINDS",
    "NATURAL",
    "PRESETS",
    "SPLITS",
    "USUAL",
    "WORLDS",
    "Life",
    "Made",
    "Parameters",
    "Truth",
    "make",
    "simulate",
]

"""Money promised back: who promised it, when it is due, and what became of it.

A promise comes from the wallet's own words, from a refund row that was sent to a card, or from the person. It is followed until
the statement that must show the money shows it; one credit keeps one promise. Nothing is said of days that this
statement does not cover. `detect.rules.missing_refund` tells of the promises that were not kept.
"""

from detect.promises.follow import follow
from detect.promises.promise import Followed, Promise

__all__ = ["Followed", "Promise", "follow"]

"""What an ordinary life costs and how it is paid for, country by country."""

from typing import Final

from benchmarks.simulator.worlds.cn import CN
from benchmarks.simulator.worlds.de import DE
from benchmarks.simulator.worlds.id import ID
from benchmarks.simulator.worlds.us import US
from benchmarks.simulator.worlds.world import Habit, Ticket, World

__all__ = ["CN", "DE", "ID", "US", "WORLDS", "Habit", "Ticket", "World"]

WORLDS: Final[dict[str, World]] = {world.country: world for world in (CN, US, ID, DE)}

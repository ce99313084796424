"""Write one life: `python -m benchmarks.simulator SEED FOLDER [--preset dense]`."""

import argparse
from pathlib import Path

from benchmarks.simulator import FORMATS, PRESETS, SPLITS, WORLDS, simulate


def main() -> None:
    """Read the command line and write the files."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.simulator", description=__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--preset", choices=sorted(PRESETS), default="natural")
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--formats", nargs="+", choices=sorted(FORMATS), default=[], metavar="FORMAT")
    parser.add_argument("--country", choices=sorted(WORLDS), default="CN")
    parser.add_argument("--split", choices=SPLITS, default="whole")
    chosen = parser.parse_args()
    life = simulate(chosen.seed, months=chosen.months, preset=PRESETS[chosen.preset], country=chosen.country)
    for path in life.write(chosen.folder, formats=chosen.formats, split=chosen.split):
        print(path)


if __name__ == "__main__":
    main()

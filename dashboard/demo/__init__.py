"""Invented statements that show what the program does."""

from pathlib import Path
from typing import Final

STATEMENTS: Final = Path(__file__).parent / "statements"

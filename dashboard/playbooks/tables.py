"""One TOML table, read key by key, so that a slip in the data is an error that names the file and the cell."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import cast


class BrokenPlaybook(ValueError):
    """The shipped playbook data does not hold together; a slip of ours, never of the person using it."""

    def __init__(self, file: str, what: str) -> None:
        self.file = file
        self.what = what
        super().__init__(f"{file}: {what}")


def read(path: Path, file: str) -> str:
    """Read a text file of the library."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenPlaybook(file, f"cannot be read: {error}") from error


def parse(text: str, file: str) -> dict[str, object]:
    """Parse TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BrokenPlaybook(file, str(error)) from error


class Row:
    """A table whose keys must be asked for; what is missing, mistyped or left over is refused."""

    def __init__(self, file: str, cells: Mapping[str, object], where: str = "") -> None:
        self.file = file
        self.where = where
        self._cells = cells
        self._asked: set[str] = set()

    def text(self, key: str, default: str | None = None) -> str:
        """Return a string; required unless there is a default."""
        return cast("str", self._cell(key, str, default))

    def number(self, key: str) -> int:
        """Return a whole number."""
        return cast("int", self._cell(key, int, None))

    def day(self, key: str) -> date:
        """Return a date."""
        return cast("date", self._cell(key, date, None))

    def day_or_none(self, key: str) -> date | None:
        """Return a date, or None where the table leaves it open."""
        return self.day(key) if key in self._cells else None

    def names(self, key: str) -> tuple[str, ...]:
        """Return a list of strings, empty where there is none."""
        listed = cast("list[object]", self._cell(key, list, []))
        if not all(isinstance(name, str) for name in listed):
            raise self.broken(f"`{key}` must list strings")
        return tuple(cast("list[str]", listed))

    def row(self, key: str) -> "Row":
        """Return the table under `key`, empty where there is none."""
        return self._child(key, cast("Mapping[str, object]", self._cell(key, dict, {})))

    def rows(self, key: str) -> list["Row"]:
        """Return the tables of a list of tables."""
        listed = cast("list[Mapping[str, object]]", self._cell(key, list, []))
        return [self._child(f"{key}[{n}]", cells) for n, cells in enumerate(listed)]

    def children(self) -> Iterator[tuple[str, "Row"]]:
        """Yield every table in this one with its name."""
        for key in self._cells:
            yield key, self.row(key)

    def keys(self) -> tuple[str, ...]:
        """Return the names of all cells."""
        return tuple(self._cells)

    def finish(self) -> None:
        """Refuse keys that nobody asked for: most are misspelt."""
        left = sorted(set(self._cells) - self._asked)
        if left:
            raise self.broken(f"nobody reads {', '.join(f'`{key}`' for key in left)}")

    def broken(self, what: str) -> BrokenPlaybook:
        """Return the error that names this table."""
        return BrokenPlaybook(self.file, f"[{self.where}] {what}" if self.where else what)

    def _child(self, key: str, cells: Mapping[str, object]) -> "Row":
        if not isinstance(cells, dict):
            raise self.broken(f"`{key}` must be a table")
        return Row(self.file, cells, f"{self.where}.{key}" if self.where else key)

    def _cell(self, key: str, kind: type, default: object) -> object:
        self._asked.add(key)
        value = self._cells.get(key, default)
        if value is None:
            raise self.broken(f"`{key}` is missing")
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self.broken(f"`{key}` must be {_NAMES[kind]}, got {value!r}")
        return value


_NAMES = {str: "text", int: "a whole number", date: "a date", list: "a list", dict: "a table"}

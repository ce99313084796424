"""Printing: everything shown to a person goes through here, so that statement text is shown and never obeyed.

Nothing is read as markup; control and bidirectional characters are written out. Where standard output is no terminal,
tables are neither cut nor coloured, and JSON is UTF-8 whatever the terminal speaks.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, TextIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.status import Status
from rich.table import Table
from rich.text import Text

from dashboard.cli.json_text import dumps
from dashboard.i18n import Words
from ingest.text import visible

CONTRACT: Final = 1
_WHOLE: Final = ("id", "number")  # columns whose cells people copy: never broken over two lines
_BULLET: Final = re.compile(r" *(?:[-*] |\d+\. )?")
_WIDE: Final = 100_000  # columns of a console that is no terminal: nothing wraps, nothing is cut


class Screen:
    """Standard output for answers, standard error for everything else, in one language."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.out = _console(sys.stdout)
        self.err = _console(sys.stderr)
        self._status: Status | None = None

    # -- for people ----------------------------------------------------------------------------------------------

    def say(self, key: str, /, *, style: str = "", **facts: Any) -> None:  # noqa: ANN401  (whatever prints)
        """Print a phrase; facts may be statement text."""
        self.line(self.phrase(key, **facts), style=style)

    def phrase(self, key: str, **facts: object) -> str:
        """Return a phrase with facts that cannot act on the terminal."""
        return self.words(key, **{name: visible(str(fact)) for name, fact in facts.items()})

    def named(self, family: str, code: str) -> str:
        """Return the word for a code of ours; one that has none yet is shown as it is."""
        key = f"{family}.{code}"
        return self.words(key) if key in self.words else visible(code.replace("_", " "))

    def line(self, text: str = "", *, style: str = "", indent: int = 0) -> None:
        """Print one paragraph or several lines, wrapped with a hanging indent."""
        for part in text.split("\n"):
            self.draw(Text(visible(part), style=style), indent=indent)

    def hanging(self, text: str) -> None:
        """Print a line of a list: what wraps is indented like the text after its bullet or number."""
        bullet = _BULLET.match(text)
        if bullet is None or not bullet.group() or not self.out.is_terminal:
            self.line(text)
            return
        grid = Table.grid()
        grid.add_row(Text(bullet.group()), Text(visible(text[bullet.end() :])))
        self.draw(grid)

    def draw(self, renderable: Any, *, indent: int = 0) -> None:  # noqa: ANN401  (whatever rich draws)
        """Print something of rich."""
        if indent:
            renderable = Padding(renderable, (0, 0, 0, indent), expand=False)
        if self.out.is_terminal:
            self.out.print(renderable)
            return
        with self.out.capture() as drawn:
            self.out.print(renderable)
        self.out.file.write("".join(f"{line.rstrip()}\n" for line in drawn.get().splitlines()))

    def verbatim(self, text: str) -> None:
        """Print our own text as it is: a URL that must stay on one line, a playbook for a file."""
        self.out.file.write(f"{text}\n")
        self.out.file.flush()

    def complain(self, text: str) -> None:
        """Print one sentence on standard error."""
        self.err.print(Text(visible(" ".join(text.split()))), soft_wrap=True)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str | Text]], *, right: Iterable[str] = ()) -> None:
        """Print a table; `columns` are keys under `cli.column` or finished headings, `right` those with numbers."""
        table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False, header_style="bold")
        numbers = set(right)
        for name in columns:
            key = f"cli.column.{name}"
            heading = self.words(key) if key in self.words else visible(name)
            table.add_column(
                Text(heading), justify="right" if name in numbers else "left", overflow="fold", no_wrap=name in _WHOLE
            )
        for row in rows:
            table.add_row(*(cell if isinstance(cell, Text) else Text(visible(cell)) for cell in row))
        self.draw(table)

    @contextmanager
    def working(self, text: str) -> Iterator[Callable[[str], None]]:
        """Show that something long goes on, on a terminal only; yields a function that changes what is said."""
        if not self.err.is_terminal:
            yield lambda _: None
            return
        with self.err.status(Text(text)) as status:
            self._status = status
            try:
                yield lambda said: status.update(Text(visible(said)))
            finally:
                self._status = None

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Hold the moving line still while a person types."""
        status = self._status
        if status is not None:
            status.stop()
        yield
        if status is not None:
            status.start()

    # -- for programs --------------------------------------------------------------------------------------------

    def json(self, **answer: Any) -> None:  # noqa: ANN401  (whatever JSON holds)
        """Print an answer of the contract."""
        sys.stdout.flush()
        sys.stdout.buffer.write(dumps({"contract": CONTRACT, **answer}).encode(errors="backslashreplace") + b"\n")
        sys.stdout.buffer.flush()


def _console(file: TextIO) -> Console:
    terminal = file.isatty()
    return Console(
        file=file,
        force_terminal=terminal,
        color_system="auto" if terminal else None,
        width=None if terminal else _WIDE,
        markup=False,
        highlight=False,
        emoji=False,
    )

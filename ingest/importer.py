"""The importer contract, and how the importer of a file is found.

An importer is one module in `ingest/importers`, or a class named by the entry-point group `walletwatch.importers`.
It is found by being there; nothing is registered. Exactly one importer may claim a file.
"""

import importlib
import inspect
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import entry_points
from typing import ClassVar, NamedTuple

from ingest.errors import AmbiguousFormat, BrokenFile, UnknownFormat, UnknownTable
from ingest.pdf.document import is_pdf, refuse_pictures
from ingest.source import Source
from ingest.statement import Statement

ENTRY_POINTS = "walletwatch.importers"


class KeyCells(NamedTuple):
    """The cells that identity rests on, by heading or tag: cells the institution never rewrites.

    A row with a `reference` is keyed by reference, row type and unsigned amount; one without by date, signed amount
    and `texts`. `scoped` references are unique only inside one account.
    """

    reference: str
    amount: str
    date: str
    row_type: str = ""
    texts: tuple[str, ...] = ()
    scoped: bool = True
    also: tuple[
        str, ...
    ] = ()  # further cells that amount, date or scope are read from: a column for times, for money in


class Nearly(NamedTuple):
    """A heading that an importer would know, were it complete."""

    line: int
    missing: tuple[str, ...]


class Importer(ABC):
    """Reads one export format.

    A subclass says what it reads in class attributes, recognises its files by content in `detect`, and turns a file
    into statements in `parse`. `family` names the identity space: importers of one family that read the same payment
    give it the same key, so its app and web exports are not two payments.
    """

    name: ClassVar[str]
    family: ClassVar[str]
    institution: ClassVar[str]  # whose export, for people: "Alipay 支付宝"
    file_types: ClassVar[tuple[str, ...]]
    key_cells: ClassVar[KeyCells]
    may_be_empty: ClassVar[bool] = False  # a file without a line is an answer: nothing happened in its period
    guide: ClassVar[str] = ""  # whose way to the export is the same; empty: its own, under its name
    verified: ClassVar[bool] = True  # false while the layout rests on facts nobody has confirmed with a real export

    @abstractmethod
    def detect(self, source: Source) -> bool:
        """Tell by content whether this importer reads `source`. Never raises."""

    @abstractmethod
    def parse(self, source: Source) -> list[Statement]:
        """Read every line of `source` as a transaction, a skipped line or an unread line.

        Raises:
            InputError: naming file, line, what is wrong and what to do.
        """

    def resembles(self, source: Source) -> bool:  # noqa: ARG002
        """Tell whether this importer reads `source`, saved by another program, where none claims it. Never raises."""
        return False

    def nearly(self, source: Source) -> Nearly | None:  # noqa: ARG002
        """Say which columns keep a file from being this export, where it is most of one. Never raises."""
        return None


@cache
def importers() -> tuple[Importer, ...]:
    """Return one instance of every importer, by name."""
    found: dict[str, Importer] = {}
    for importer_class in (*_own(), *_foreign()):
        found[importer_class.name] = importer_class()
    return tuple(found[name] for name in sorted(found))


def _own() -> Iterable[type[Importer]]:
    from ingest import importers as package  # noqa: PLC0415  (the package's modules import this one)

    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        loaded = importlib.import_module(module.name)
        for _, member in inspect.getmembers(loaded, inspect.isclass):
            if issubclass(member, Importer) and not inspect.isabstract(member) and member.__module__ == loaded.__name__:
                yield member


def _foreign() -> Iterable[type[Importer]]:
    for point in entry_points(group=ENTRY_POINTS):
        yield point.load()


def choose(
    source: Source, format_name: str | None = None, unknown: Callable[[Source], Importer | None] = lambda _: None
) -> Importer:
    """Return the importer of `source`: the named one, or the only one that claims it, or what `unknown` knows of it.

    Raises:
        UnknownFormat, AmbiguousFormat: no importer or several claim the file.
        BrokenFile: no importer claims it, and it is empty, a web page, binary, or a known table without a column.
    """
    if format_name is not None:
        for importer in importers():
            if importer.name == format_name:
                return importer
        raise UnknownFormat(file=source.name)
    claims = [importer for importer in importers() if importer.detect(source)]
    claims = claims or [importer for importer in importers() if importer.resembles(source)]
    if len(claims) > 1:
        raise AmbiguousFormat(file=source.name, names=[claim.name for claim in claims])
    if not claims and (found := unknown(source)) is not None:
        return found
    if not claims:
        source.refuse_hopeless()
        if is_pdf(source):
            refuse_pictures(source)
        _refuse_incomplete(source)
        from ingest.guess.unknown import is_table  # noqa: PLC0415  (slow to load, and a reader of tables is an importer too)

        raise UnknownTable(file=source.name) if is_table(source) else UnknownFormat(file=source.name)
    return claims[0]


def _refuse_incomplete(source: Source) -> None:
    """Name the missing columns of the export that this table comes closest to."""
    near = [(nearly, importer) for importer in importers() if (nearly := importer.nearly(source)) is not None]
    if near:
        (line, missing), importer = min(near, key=lambda found: len(found[0].missing))
        columns = ", ".join(missing)
        raise BrokenFile("columns", file=source.name, line=line, columns=columns, format=importer.institution)

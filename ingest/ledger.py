"""The ledger: every statement a person ever imported, as one clean table of transactions in one SQLite file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ingest import intake, renamed
from ingest.archive import Password
from ingest.collection import no_collection
from ingest.contents import Contents
from ingest.errors import BrokenFile, InputError, LedgerError, UnknownName
from ingest.guess.mapping import GUESSED, NAMES, Mapping, Shelf
from ingest.importer import Importer, choose
from ingest.originals import Originals
from ingest.report import FileReport
from ingest.source import Source, open_sources
from ingest.statement import Statement
from ingest.store import WAIT, writing
from ingest.tables import opened
from ingest.told import Told


class Ledger(Contents, Told):
    """Files in, the ledger frame out. A context manager; one object serves one thread."""

    def __init__(self, path: Path, *, wait: float = WAIT, keep_originals: bool = True, rehearsal: bool = False) -> None:
        """Open or create the ledger; for a `rehearsal`, a copy of it that is nowhere and vanishes.

        Raises:
            LedgerBusy, LedgerTooNew, LedgerUnreachable, NotALedger: see ingest.errors.
        """
        self.path = path
        self.connection = opened(path, wait, rehearsal=rehearsal)
        self.originals = Originals(path)
        self.shelf = Shelf(path)
        self._keep = keep_originals
        self._newest: int | None = None  # the newest file that is stored, while others are only rehearsed

    def __enter__(self) -> Self:
        """Return the open ledger."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    # -- files in ------------------------------------------------------------------------------------------------

    def import_path(
        self, path: Path, password: Password = lambda _: None, *, format_name: str | None = None,
        label: str | None = None, person: str | None = None, date_order: str = "", dry_run: bool = False, guess: bool = False,
    ) -> Iterator[FileReport]:  # fmt: skip
        """Import a file, a ZIP or a folder; yield what became of each file as it is done.

        Each file goes in whole or not at all; an error becomes a report with status `failed` and stops no other file.
        `date_order` (dmy, mdy or ymd) is for formats that do not print it.
        """
        for source in open_sources(path, password):
            if isinstance(source, Source):
                source.date_order = date_order
                try:
                    yield self.import_source(
                        source, format_name=format_name, label=label, person=person, dry_run=dry_run, guess=guess
                    )
                except LedgerError:
                    raise
                except Exception as slip:  # noqa: BLE001  (ours, in one file; it must not cost the others)
                    yield FileReport(source.name, source.sha256, error=slip)
            else:
                yield FileReport(source.name, error=source.error)

    def import_source(
        self,
        source: Source,
        *,
        format_name: str | None = None,
        label: str | None = None,
        person: str | None = None,
        dry_run: bool = False,
        guess: bool = False,
    ) -> FileReport:
        """Import one source; a file already in the ledger changes nothing, unless its guessed reading was confirmed since.

        With `guess`, a table that no importer and no saved mapping knows is read where a guess leaves no doubt.
        """
        known = self._file_of(source.sha256)
        if known is not None:
            return self._unchanged(source, known) if dry_run else self._confirmed(source, known)
        with no_collection():
            try:
                importer = choose(source, format_name, lambda table: self._mapped(table, guess=guess))
                statements = _parsed(importer, source)
            except InputError as error:
                return FileReport(source.name, source.sha256, error=error)
            return self._store(source, importer, statements, label, person, dry_run=dry_run)

    @contextmanager
    def rehearsing(self) -> Iterator[None]:
        """Hold a block in which dry runs see what the ones before them would have stored; none of it stays.

        The ids of what is only rehearsed mean nothing afterwards, so no report of a rehearsal bears them.
        """
        with writing(self.connection, keep=False):
            (self._newest,) = self.connection.execute("SELECT coalesce(max(file_id), 0) FROM files").fetchone()
            try:
                yield
            finally:
                self._newest = None

    def _store(
        self,
        source: Source,
        importer: Importer,
        statements: list[Statement],
        label: str | None,
        person: str | None,
        *,
        dry_run: bool,
    ) -> FileReport:
        with writing(self.connection, keep=not dry_run):
            change = self._change("import")
            report = intake.add(
                self.connection, source, importer.name, statements, change_id=change, label=label, person=person
            )
            self._keep_mapping(report.file_id, importer)
            if self._keep and not dry_run:
                self.originals.keep(source)
        if dry_run:
            report.status, report.file_id = "would_import", None
        return report

    def _mapped(self, source: Source, *, guess: bool) -> Importer | None:
        from ingest.guess import unknown  # noqa: PLC0415  (slow to load; only files that no importer knows need it)

        return unknown.saved(source, self.shelf) or (unknown.guessed(source) if guess else None)

    def _keep_mapping(self, file_id: int | None, importer: Importer) -> None:
        from ingest.guess.reading import MappedImporter  # noqa: PLC0415

        if isinstance(importer, MappedImporter):
            told = file_id, importer.mapping.fingerprint, importer.mapping.dumps()
            self.connection.execute("INSERT INTO mappings VALUES (?, ?, ?)", told)

    def _mapping_of(self, file_id: int) -> Mapping:
        """Return what a file that no importer knows was read with."""
        (told,) = self.connection.execute("SELECT mapping FROM mappings WHERE file_id = ?", (file_id,)).fetchone()
        return Mapping.loads(told)

    def _confirmed(self, source: Source, file_id: int) -> FileReport:
        """Read a guessed file again where its mapping was confirmed since; else nothing changes."""
        name, label, person = self.connection.execute(
            "SELECT importer, label, person FROM files WHERE file_id = ?", (file_id,)
        ).fetchone()
        if name != GUESSED or self.shelf.find(self._mapping_of(file_id).fingerprint) is None:
            return self._unchanged(source, file_id)
        with writing(self.connection):
            renaming = renamed.Renaming(self.connection)
            report = self._read_again(source, file_id, name, label, person, self._change("reread"), renaming)
            renaming.settle()
        return report

    def _change(self, kind: str) -> int:
        return int(self.connection.execute("INSERT INTO changes (kind) VALUES (?)", (kind,)).lastrowid or 0)

    def _file_of(self, sha256: str) -> int | None:
        found = self.connection.execute(
            "SELECT file_id FROM files WHERE sha256 = ? AND retired_by IS NULL", (sha256,)
        ).fetchone()
        return int(found[0]) if found else None

    def _unchanged(self, source: Source, file_id: int) -> FileReport:
        """Report a file that is already here: its lines count as known."""
        importer, lines = self.connection.execute(
            "SELECT importer, lines FROM files WHERE file_id = ?", (file_id,)
        ).fetchone()
        report = FileReport(source.name, source.sha256, importer, status="unchanged", file_id=file_id, lines=lines)
        intake.describe(self.connection, report)
        if self._newest is not None and file_id > self._newest:
            report.file_id = None
        return report

    # -- and out again -------------------------------------------------------------------------------------------

    def undo(self, file_id: int) -> str:
        """Take one file out of the ledger and return its name. Answers and cases are never touched.

        Raises:
            UnknownName: no such file.
        """
        with writing(self.connection):
            found = self.connection.execute(
                "SELECT name, sha256 FROM files WHERE file_id = ? AND retired_by IS NULL", (file_id,)
            ).fetchone()
            if found is None:
                raise UnknownName(what="file", name=file_id, command="files")
            name, sha256 = found
            for (reading,) in self.connection.execute(
                "SELECT file_id FROM files WHERE sha256 = ?", (sha256,)
            ).fetchall():
                intake.remove(self.connection, reading)  # also what earlier importers read of it
        self.originals.drop(sha256)
        return str(name)

    def reread(self) -> list[FileReport]:
        """Read every kept original again with today's importers, as one change that `undo_reread` takes back."""
        reports = []
        with writing(self.connection):
            change, renaming = self._change("reread"), renamed.Renaming(self.connection)
            for file_id, name, sha256, importer, label, person, date_order in self._live_files():
                source = self.originals.read(name, sha256)
                report = FileReport(name, sha256, importer)
                if source is None:
                    report.status = "unchanged"
                else:
                    source.date_order = date_order
                    report = self._read_again(source, file_id, importer, label, person, change, renaming)
                reports.append(report)
            renaming.settle()
        return reports

    def _read_again(
        self, source: Source, file_id: int, importer: str, label: str | None, person: str | None, change: int, renaming: renamed.Renaming
    ) -> FileReport:  # fmt: skip
        from ingest.guess import unknown  # noqa: PLC0415

        try:
            mapped = importer in NAMES
            reader = unknown.again(self._mapping_of(file_id), self.shelf) if mapped else choose(source, importer)
            statements = _parsed(reader, source)
        except InputError as error:
            return FileReport(source.name, source.sha256, importer, error=error)
        intake.retire(self.connection, file_id, change)
        report = intake.add(
            self.connection, source, reader.name, statements, change_id=change, label=label, person=person
        )
        self._keep_mapping(report.file_id, reader)
        if report.file_id is not None:
            renaming.match(file_id, report.file_id)
        return report

    def undo_reread(self) -> None:
        """Go back to the readings before the newest `reread`.

        Raises:
            UnknownName: nothing was re-read.
        """
        with writing(self.connection):
            found = self.connection.execute("SELECT max(change_id) FROM changes WHERE kind = 'reread'").fetchone()[0]
            if found is None:
                raise UnknownName(what="re-reading", name="to take back", command="reread")
            renaming = renamed.Renaming(self.connection)
            renaming.match_back(found)
            for (file_id,) in self.connection.execute(
                "SELECT file_id FROM files WHERE change_id = ?", (found,)
            ).fetchall():
                intake.remove(self.connection, file_id)
            for (file_id,) in self.connection.execute(
                "SELECT file_id FROM files WHERE retired_by = ?", (found,)
            ).fetchall():
                intake.restore(self.connection, file_id)
            renaming.settle()
            self.connection.execute("DELETE FROM changes WHERE change_id = ?", (found,))

    def renamed(self) -> dict[str, str]:
        """Return the ids that transactions had before their file was read again, each with the id it has now."""
        return renamed.renamed(self.connection)

    def _live_files(self) -> list[tuple[Any, ...]]:
        return self.connection.execute(
            "SELECT file_id, name, sha256, importer, label, person, date_order FROM files WHERE retired_by IS NULL ORDER BY file_id"
        ).fetchall()


def _parsed(importer: Importer, source: Source) -> list[Statement]:
    """Parse, and refuse a file of which nothing could be read, or that says nothing at all: not even a table's heading."""
    statements = importer.parse(source)
    if any(len(statement.rows) for statement in statements):
        return statements
    unread = [line for statement in statements for line in statement.unread]
    silent = not (importer.may_be_empty or any(statement.first or statement.skipped for statement in statements))
    if silent and not unread:
        raise BrokenFile("no_rows", file=source.name)
    if unread:
        raise BrokenFile(
            "all_unread", file=source.name, lines=len(unread), line=unread[0].number, reason=unread[0].note
        )
    return statements

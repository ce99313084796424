"""The ledger: every statement a person ever imported, as one clean table of transactions in one SQLite file."""

import gc
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pandas as pd

from ingest import accounts, checks, choices, intake, tables
from ingest.archive import Password
from ingest.checks import Check
from ingest.errors import BrokenFile, InputError, LedgerError, UnknownName
from ingest.frame import read_frame
from ingest.guess import unknown
from ingest.guess.mapping import Mapping, Shelf
from ingest.guess.reading import GUESSED, NAMES, MappedImporter
from ingest.importer import Importer, choose
from ingest.originals import Originals
from ingest.report import FileReport
from ingest.resolve import resolve
from ingest.schema import validate
from ingest.source import Source, open_sources
from ingest.statement import Statement
from ingest.store import WAIT, connect, migrate, writing


class Ledger:
    """Files in, the ledger frame out. A context manager; one object serves one thread."""

    def __init__(self, path: Path, *, wait: float = WAIT, keep_originals: bool = True) -> None:
        """Open or create the ledger.

        Raises:
            LedgerBusy, LedgerTooNew, LedgerUnreachable, NotALedger: see ingest.errors.
        """
        self.path = path
        self.connection = connect(path, wait)
        self.originals = Originals(path)
        self.shelf = Shelf(path)
        self._keep = keep_originals
        self._newest: int | None = None  # the newest file that is stored, while others are only rehearsed
        try:
            migrate(self.connection, "ingest", tables.MIGRATIONS)
        except BaseException:
            self.close()
            raise

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
        with _no_collection():
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
        return unknown.saved(source, self.shelf) or (unknown.guessed(source) if guess else None)

    def _keep_mapping(self, file_id: int | None, importer: Importer) -> None:
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
            return self._read_again(source, file_id, name, label, person, self._change("reread"))

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
            change = self._change("reread")
            for file_id, name, sha256, importer, label, person, date_order in self._live_files():
                source = self.originals.read(name, sha256)
                report = FileReport(name, sha256, importer)
                if source is None:
                    report.status = "unchanged"
                else:
                    source.date_order = date_order
                    report = self._read_again(source, file_id, importer, label, person, change)
                reports.append(report)
        return reports

    def _read_again(
        self, source: Source, file_id: int, importer: str, label: str | None, person: str | None, change: int
    ) -> FileReport:
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
            for (file_id,) in self.connection.execute(
                "SELECT file_id FROM files WHERE change_id = ?", (found,)
            ).fetchall():
                intake.remove(self.connection, file_id)
            for (file_id,) in self.connection.execute(
                "SELECT file_id FROM files WHERE retired_by = ?", (found,)
            ).fetchall():
                intake.restore(self.connection, file_id)
            self.connection.execute("DELETE FROM changes WHERE change_id = ?", (found,))

    def _live_files(self) -> list[tuple[Any, ...]]:
        return self.connection.execute(
            "SELECT file_id, name, sha256, importer, label, person, date_order FROM files WHERE retired_by IS NULL ORDER BY file_id"
        ).fetchall()

    # -- reading -------------------------------------------------------------------------------------------------

    def frame(self) -> pd.DataFrame:
        """Return the ledger frame (see ingest.schema), by booked_at and txn_id."""
        return validate(read_frame(self.connection))

    def files(self) -> pd.DataFrame:
        """Return the live files: file_id, name, sha256, size, importer, imported_at, lines."""
        return self._query(
            "SELECT file_id, name, sha256, size, importer, imported_at, lines FROM files WHERE retired_by IS NULL ORDER BY file_id"
        )

    def statements(self) -> pd.DataFrame:
        """Return the statements of live files with account, period, coverage and check; times are ISO text, empty where unknown."""
        return self._query(
            """SELECT st.statement_id, f.name AS file, f.importer, a.label AS account, a.person, a.kind AS account_kind, st.currency,
                      coalesce(st.first, st.first_row, '') AS first, coalesce(st.last, st.last_row, '') AS last,
                      st.first IS NOT NULL AS printed_period, st.opening, st.closing, coalesce(st.exported_at, '') AS exported_at, st.filtered,
                      st.transactions, st.check_status, st.check_note, st.file_id,
                      (SELECT count(*) FROM set_aside x WHERE x.statement_id = st.statement_id AND x.state = 'unread') AS unread
               FROM statements st JOIN files f USING (file_id) JOIN accounts a USING (account_id)
               WHERE f.retired_by IS NULL ORDER BY st.statement_id"""
        )

    def comparisons(self) -> dict[int, tuple[Check, ...]]:
        """Return every comparison of each live statement with what it prints about itself, by statement_id."""
        found = self._query(
            "SELECT statement_id, checks FROM statements JOIN files USING (file_id) WHERE retired_by IS NULL"
        )
        return {int(key): checks.loads(text) for key, text in found.itertuples(index=False)}

    def accounts(self) -> pd.DataFrame:
        """Return label, person, institution, kind, country, currency, last4, confirmed, transactions of every account."""
        return self._query(
            """SELECT a.label, a.person, a.institution, a.kind, a.country, a.currency, a.last4, a.confirmed,
                      (SELECT count(*) FROM transactions t JOIN sightings s USING (sighting_id) JOIN statements st USING (statement_id)
                       WHERE st.account_id = a.account_id) AS transactions
               FROM accounts a ORDER BY a.person, a.label"""
        )

    def remembered(self) -> pd.DataFrame:
        """Return what the person said of statements that name no account, or too little of it, with the account each goes to.

        Returns:
            id, institution, kind, number (as printed, empty where none is), account, person, file (the first it was said of).
        """
        return self._query(
            f"""SELECT min(choice_id) AS id, c.institution, c.kind, c.number, c.label AS account, c.person, f.name AS file
                FROM ({choices.LIVE}) c JOIN files f USING (file_id) GROUP BY c.institution, c.kind, c.number, c.account_id
                ORDER BY c.institution, c.number, id"""
        )

    def set_aside(self, state: str) -> pd.DataFrame:
        """Return lines that are no transactions, `skipped` or `unread`: file, line, note (JSON), text."""
        return self._query(
            """SELECT f.name AS file, f.file_id, x.line, x.note, x.text FROM set_aside x JOIN statements st USING (statement_id)
               JOIN files f USING (file_id) WHERE x.state = ? AND f.retired_by IS NULL ORDER BY f.file_id, x.line""",
            (state,),
        )

    def overlaps(self) -> pd.DataFrame:
        """Return pairs of rows that two files may both show: txn_id and overlap_of."""
        return self._query("SELECT txn_id, overlap_of FROM transactions WHERE overlap_of IS NOT NULL ORDER BY txn_id")

    def sightings(self, txn_id: str) -> pd.DataFrame:
        """Return every live reading of a transaction, newest first: file, sha256, importer, line, cells (JSON)."""
        seen = self._query(
            """SELECT f.name AS file, f.sha256, f.importer, s.line, s.cells FROM sightings s JOIN statements st USING (statement_id)
               JOIN files f USING (file_id) WHERE s.txn_id = ? AND s.live ORDER BY st.age DESC, s.sighting_id DESC""",
            (txn_id,),
        )
        seen["cells"] = [json.dumps(tables.parted(cells), ensure_ascii=False) for cells in seen["cells"]]
        return seen

    def _query(self, sql: str, parameters: Iterable[Any] = ()) -> pd.DataFrame:
        cursor = self.connection.execute(sql, tuple(parameters))
        return pd.DataFrame(cursor.fetchall(), columns=[column[0] for column in cursor.description])

    # -- the person's words --------------------------------------------------------------------------------------

    def set_account(self, name: str, owner: str | None = None, /, **values: str) -> None:
        """Change label, person, kind, country or currency of an account; `owner` says whose, if several have its name.

        Raises:
            UnknownName, NameTaken: no such account, or the new label is in use.
        """
        with writing(self.connection):
            account = accounts.find(self.connection, name, owner)
            accounts.change(self.connection, account, values)
            if "person" in values:
                intake.reassign(self.connection, account)

    def forget_choice(self, choice: int) -> None:
        """Forget what the person said of such statements, by its id in `remembered`; those in the ledger stay where they are.

        Raises:
            UnknownName: nothing is remembered under that id.
        """
        with writing(self.connection):
            choices.forget(self.connection, choice)

    def answer_overlap(self, identity: str, *, same: bool) -> tuple[str, ...]:
        """Store what the person says of a row that two files may both show: it is the same payment, or another one.

        Returns what takes the answer back.

        Raises:
            UnknownName: no such row is in doubt.
        """
        with writing(self.connection):
            found = self.connection.execute(
                """SELECT DISTINCT s.key FROM transactions t JOIN sightings s USING (txn_id)
                   WHERE ? IN (t.txn_id, t.overlap_of) AND t.overlap_of IS NOT NULL AND s.live""",
                (identity,),
            ).fetchall()
            keys = tuple(str(key) for (key,) in found)
            if not keys:
                raise UnknownName(what="overlap", name=identity, command="overlaps")
            self.connection.executemany("INSERT OR REPLACE INTO told VALUES (?, ?)", [(key, same) for key in keys])
            resolve(self.connection, keys, [])
        return keys

    def take_back_overlap(self, keys: Sequence[str]) -> None:
        """Forget what the person said of rows, given what `answer_overlap` returned: they are in doubt again."""
        with writing(self.connection):
            self.connection.executemany("DELETE FROM told WHERE key = ?", [(key,) for key in keys])
            resolve(self.connection, keys, [])

    def merge_accounts(self, source: str, target: str) -> None:
        """Make the account `source` another name of `target`."""
        with writing(self.connection):
            kept = accounts.find(self.connection, target)
            accounts.merge(self.connection, accounts.find(self.connection, source), kept)
            intake.reassign(self.connection, kept)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pause the cycle collector: a large file makes millions of small objects, no cycles, and is a fifth slower with it."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


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

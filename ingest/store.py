"""The SQLite file under ledger and casebook: opening, locking, and migrations in named sets.

Several packages own tables in one file, each with its own ordered set of migrations. A migration is a function; its
name is recorded in the transaction that runs it, so it runs once or not at all. Before a set changes a file that
already holds data, the file is copied beside itself.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from ingest.errors import LedgerBusy, LedgerError, LedgerTooNew, LedgerUnreachable, NotALedger

Migration = Callable[[sqlite3.Connection], None]

WAIT: Final = 30.0  # seconds
_APPLICATION: Final = 0x57575F31  # "WW_1", in the file's header
_PRIMARY: Final = 0xFF  # the part of an SQLite error code that names its class


def connect(path: Path, wait: float = WAIT) -> sqlite3.Connection:
    """Open or create the store: WAL, foreign keys, deleted rows overwritten, readable by its owner only.

    Raises:
        NotALedger: the file is something else.
        LedgerBusy: another process keeps it locked for longer than `wait` seconds.
        LedgerUnreachable: the system does not let it be opened.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        if os.name == "posix":
            path.chmod(0o600)  # the side files take their rights from it
        connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise LedgerUnreachable(path=path, reason=getattr(error, "strerror", None) or error) from error
    try:
        _prepare(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise translated(error, path) from error
    except LedgerError:
        connection.close()
        raise
    return connection


def copied(path: Path, wait: float = WAIT) -> sqlite3.Connection:
    """Open a private copy of the store that vanishes when it is closed; an empty one where there is no store yet.

    No lock on the store outlives the copying, and nothing beside it is made.

    Raises:
        NotALedger, LedgerBusy, LedgerUnreachable: as `connect`.
    """
    copy = sqlite3.connect("", isolation_level=None)  # SQLite's own temporary file, which has no name to open it by
    try:
        if path.exists():
            with closing(connect(path, wait)) as connection:
                connection.backup(copy)
        _prepare(copy, path)
    except sqlite3.Error as error:
        copy.close()
        raise translated(error, path) from error
    except LedgerError:
        copy.close()
        raise
    return copy


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN")  # both answers from one moment: another program may be making the tables right now
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    connection.execute("COMMIT")
    if application not in (0, _APPLICATION) or (application == 0 and tables):
        raise NotALedger(path=path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -65536")  # KiB; a large import stays in memory until it is whole
    if application == 0:
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")


def translated(error: sqlite3.Error, path: Path) -> LedgerError:
    """Return what an error of SQLite means to the person."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LedgerBusy(path=path)
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return NotALedger(path=path)
    return LedgerUnreachable(path=path, reason=error)


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold one state of the file for a block of several reads, whatever others store meanwhile; nobody waits for it.

    Inside another block the state is that one's.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("COMMIT")


@contextmanager
def writing(connection: sqlite3.Connection, *, keep: bool = True) -> Iterator[None]:
    """Hold the write lock for a block: all of it is stored, or none; nothing either for a rehearsal (not `keep`).

    Inside another such block, that one decides whether to keep; what fails inside is taken back alone.

    Raises:
        LedgerBusy: another process holds the lock for longer than the connection waits.
        LedgerUnreachable: the file cannot be written.
    """
    if connection.in_transaction:
        begin, store, undo = "SAVEPOINT inner", "RELEASE inner", "ROLLBACK TO inner"
    else:
        begin, store, undo = "BEGIN IMMEDIATE", "COMMIT" if keep else "ROLLBACK", "ROLLBACK"
    try:
        connection.execute(begin)
    except sqlite3.OperationalError as error:
        raise translated(error, _path(connection)) from error
    try:
        yield
        connection.execute(store)
    except BaseException:
        if connection.in_transaction:  # a full disk may have ended it
            connection.execute(undo)
        raise


def migrate(connection: sqlite3.Connection, set_name: str, migrations: Sequence[Migration]) -> None:
    """Bring one set of tables up to date.

    Raises:
        LedgerTooNew: the file records migrations of this set that this program does not have.
    """
    done = _done(connection, set_name)
    if done - {migration.__name__ for migration in migrations}:
        raise LedgerTooNew(path=_path(connection))
    pending = [migration for migration in migrations if migration.__name__ not in done]
    if pending and done:
        _copy(connection, f"before-{set_name}-{pending[0].__name__}")
    for migration in pending:
        with writing(connection):
            connection.execute(_MIGRATIONS)
            if migration.__name__ in _done(connection, set_name):
                continue  # another process was faster
            migration(connection)
            connection.execute("INSERT INTO migrations (set_name, name) VALUES (?, ?)", (set_name, migration.__name__))


_MIGRATIONS: Final = """
    CREATE TABLE IF NOT EXISTS migrations (
        set_name TEXT, name TEXT, applied_at TEXT DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (set_name, name))
"""


def _done(connection: sqlite3.Connection, set_name: str) -> set[str]:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").fetchone():
        return set()
    return {name for (name,) in connection.execute("SELECT name FROM migrations WHERE set_name = ?", (set_name,))}


def _copy(connection: sqlite3.Connection, label: str) -> None:
    """Copy the store beside itself with SQLite's own backup, which sees a consistent state; what is a copy needs none."""
    if not (path := _path(connection)).name:
        return
    target = path.with_name(f"{path.name}.{label}")
    target.touch(mode=0o600)
    copy = sqlite3.connect(target)
    try:
        connection.backup(copy)
    finally:
        copy.close()


def _path(connection: sqlite3.Connection) -> Path:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])

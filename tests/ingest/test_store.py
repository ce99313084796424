import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from ingest.errors import LedgerBusy, LedgerTooNew, LedgerUnreachable, NotALedger
from ingest.ledger import Ledger
from ingest.store import connect, copied, migrate, writing

posix = pytest.mark.skipif(os.name != "posix", reason="rights of this kind are a POSIX matter")


def create_things(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE things (name TEXT)")


def add_colour(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE things ADD COLUMN colour TEXT")


def break_things(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO things (name) VALUES ('half')")
    raise RuntimeError("halfway")


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM migrations ORDER BY rowid")]


@posix
def test_only_the_owner_can_read_what_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "new" / "ledger.db"
    connection = connect(path)
    migrate(connection, "test", [create_things])
    assert rights(path.parent) == 0o700
    assert {rights(file) for file in path.parent.iterdir()} == {0o600}
    assert len(list(path.parent.iterdir())) == 3  # the side files of WAL too
    connection.close()


@posix
def test_a_ledger_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    connect(path).close()
    path.chmod(0o644)
    connect(path).close()
    assert rights(path) == 0o600


@posix
def test_a_folder_that_was_there_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    connect(tmp_path / "ledger.db").close()
    assert rights(tmp_path) == 0o755


def test_the_store_writes_ahead_and_overwrites_what_it_deletes(tmp_path: Path) -> None:
    connection = connect(tmp_path / "ledger.db")
    pragmas = [
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "secure_delete", "foreign_keys")
    ]
    assert pragmas == ["wal", 1, 1]
    connection.close()


def test_a_migration_runs_once(tmp_path: Path) -> None:
    for _ in range(3):
        connection = connect(tmp_path / "ledger.db")
        migrate(connection, "test", [create_things, add_colour])
        assert names(connection) == ["create_things", "add_colour"]
        connection.close()


def test_each_set_of_tables_has_its_own_migrations(tmp_path: Path) -> None:
    connection = connect(tmp_path / "ledger.db")
    migrate(connection, "one", [create_things])
    migrate(connection, "two", [add_colour])
    assert connection.execute("SELECT set_name, name FROM migrations").fetchall() == [
        ("one", "create_things"),
        ("two", "add_colour"),
    ]
    connection.close()


def test_the_first_migration_copies_nothing_and_a_later_one_copies_first(tmp_path: Path) -> None:
    connection = connect(tmp_path / "ledger.db")
    migrate(connection, "test", [create_things])
    connection.execute("INSERT INTO things (name) VALUES ('lamp')")
    assert not list(tmp_path.glob("*before*"))
    migrate(connection, "test", [create_things, add_colour])
    (copy,) = tmp_path.glob("*before*")
    assert copy.name == "ledger.db.before-test-add_colour"
    assert rights(copy) == 0o600 or os.name != "posix"
    old = sqlite3.connect(copy)
    assert old.execute("SELECT * FROM things").fetchall() == [("lamp",)]
    old.close()
    connection.close()


def test_a_migration_that_fails_leaves_nothing_and_runs_again(tmp_path: Path) -> None:
    connection = connect(tmp_path / "ledger.db")
    migrate(connection, "test", [create_things])
    with pytest.raises(RuntimeError):
        migrate(connection, "test", [create_things, break_things])
    assert connection.execute("SELECT count(*) FROM things").fetchone() == (0,)
    assert names(connection) == ["create_things"]
    connection.close()


def test_two_programs_that_start_at_once_both_find_their_tables(tmp_path: Path) -> None:
    errors: list[BaseException] = []

    def start() -> None:
        try:
            Ledger(tmp_path / "ledger.db").close()
        except BaseException as error:  # noqa: BLE001  (a thread would swallow it)
            errors.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_a_ledger_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    connection = connect(tmp_path / "ledger.db")
    migrate(connection, "test", [create_things, add_colour])
    with pytest.raises(LedgerTooNew, match="update this one first"):
        migrate(connection, "test", [create_things])
    connection.close()


@pytest.mark.parametrize("content", [b"not a database", b"x" * 5000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_ledger_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "thesis.doc"
    path.write_bytes(content)
    with pytest.raises(NotALedger):
        Ledger(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE photos (name TEXT)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotALedger):
        Ledger(path)
    assert path.read_bytes() == before


def test_a_folder_in_the_place_of_the_ledger_says_so(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnreachable, match="--ledger"):
        Ledger(tmp_path)


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(LedgerUnreachable):
        Ledger(tmp_path / "file" / "ledger.db")


def test_a_ledger_held_by_another_process_is_busy(tmp_path: Path) -> None:
    holder = connect(tmp_path / "ledger.db")
    migrate(holder, "test", [create_things])
    waiting = connect(tmp_path / "ledger.db", wait=0.05)
    with writing(holder), pytest.raises(LedgerBusy) as raised, writing(waiting):
        pass
    assert raised.value.exit_code == 3
    holder.close()
    waiting.close()


def test_what_is_read_while_another_writes_is_the_last_whole_state(tmp_path: Path) -> None:
    writer, reader = connect(tmp_path / "ledger.db"), connect(tmp_path / "ledger.db")
    migrate(writer, "test", [create_things])
    with writing(writer):
        writer.execute("INSERT INTO things VALUES ('lamp')")
        assert reader.execute("SELECT count(*) FROM things").fetchone() == (0,)
    assert reader.execute("SELECT count(*) FROM things").fetchone() == (1,)
    writer.close()
    reader.close()


def test_a_block_is_stored_whole_or_not_at_all(tmp_path: Path) -> None:
    connection = connect(tmp_path / "ledger.db")
    migrate(connection, "test", [create_things])
    with pytest.raises(RuntimeError), writing(connection):
        break_things(connection)
    with writing(connection, keep=False):
        connection.execute("INSERT INTO things VALUES ('lamp')")
    assert connection.execute("SELECT count(*) FROM things").fetchone() == (0,)
    connection.close()


def test_a_block_inside_another_is_kept_or_not_with_it_and_taken_back_alone(tmp_path: Path) -> None:
    connection = connect(tmp_path / "ledger.db")
    migrate(connection, "test", [create_things])
    with writing(connection):
        with writing(connection, keep=False):
            connection.execute("INSERT INTO things VALUES ('lamp')")
        with pytest.raises(RuntimeError), writing(connection):
            break_things(connection)
    assert connection.execute("SELECT * FROM things").fetchall() == [("lamp",)]
    with writing(connection, keep=False), writing(connection):
        connection.execute("INSERT INTO things VALUES ('chair')")
    assert connection.execute("SELECT * FROM things").fetchall() == [("lamp",)]
    connection.close()


def test_a_copy_holds_what_the_store_does_and_gives_nothing_back(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    connection = connect(path)
    migrate(connection, "test", [create_things])
    copy = copied(path)
    with writing(connection):  # the copy holds no lock
        connection.execute("INSERT INTO things (name) VALUES ('own')")
    migrate(copy, "test", [create_things, add_colour])
    with writing(copy):
        copy.execute("INSERT INTO things (name) VALUES ('copied')")
    assert copy.execute("SELECT name FROM things").fetchall() == [("copied",)]
    copy.close()
    assert connection.execute("SELECT * FROM things").fetchall() == [("own",)]
    connection.close()
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.db"]


def test_a_copy_of_no_store_is_empty_and_makes_none(tmp_path: Path) -> None:
    copied(tmp_path / "new" / "ledger.db").close()
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_ledger_is_not_copied(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Nothing of ours, and long enough to be told from an empty file.")
    with pytest.raises(NotALedger):
        copied(path)

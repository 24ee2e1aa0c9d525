from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from parsers.errors import MixtasteError
from store import database, words
from store.database import Database, learn_lock, open_store
from store.errors import (
    NewerStoreError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreMissingError,
)
from store.schema import REVISIONS, metadata, state


def say(db: Database, text: str) -> words.Word:
    return words.say(db, user="anna", kind="answer", time=1.0, subject={"move": text}, body={"words": text})


def test_a_store_is_made_where_there_is_none(tmp_path: Path) -> None:
    with open_store(tmp_path / "new" / "store") as db:
        say(db, "because it was muddy")
    with open_store(tmp_path / "new" / "store", create=False) as db:
        assert [word.body["words"] for word in words.words(db)] == ["because it was muddy"]


def test_asking_for_a_store_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match="mixtaste learn"):
        open_store(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


def test_the_environment_names_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIXTASTE_HOME", str(tmp_path / "home"))
    with open_store() as db:
        assert db.folder == tmp_path / "home" / "data"
    monkeypatch.setenv("MIXTASTE_STORE", str(tmp_path / "named"))
    with open_store() as db:
        assert db.folder == tmp_path / "named"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with open_store(tmp_path / "store") as db:
            say(db, "private")
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in db.folder.iterdir()}
            assert stat.S_IMODE(db.folder.stat().st_mode) == 0o700
    finally:
        os.umask(before)
    assert set(modes.values()) == {0o600}
    assert {"mixtaste.db", "mixtaste.db-wal"} <= set(modes)


def test_a_folder_with_other_things_in_it_keeps_its_mode(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o755)
    (folder / "notes.txt").write_text("mine")
    with open_store(folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_opening_an_up_to_date_store_loads_no_migration_tool(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    program = (
        "import sys; from store.database import open_store\n"
        "open_store(sys.argv[1]).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "False"


def test_a_store_from_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "mixtaste.db")) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    before = (tmp_path / "mixtaste.db").read_bytes()
    with pytest.raises(NewerStoreError, match="9999"):
        open_store(tmp_path)
    assert (tmp_path / "mixtaste.db").read_bytes() == before


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "mixtaste.db").write_bytes(b"something else entirely" * 100)
    with pytest.raises(StoreDamagedError, match="backup"):
        open_store(tmp_path)


def test_a_place_that_is_a_file_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="--store"):
        open_store(tmp_path / "file" / "store")


def test_a_network_drive_is_refused_with_a_hint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "network_filesystem", lambda _: "nfs4")
    with pytest.raises(StoreError, match=r"nfs4.*archive itself may stay"):
        open_store(tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_an_unknown_database_server_is_refused() -> None:
    with pytest.raises(StoreError):
        open_store("mongodb://somewhere/x")


def test_a_failed_write_leaves_nothing(db: Database) -> None:
    def half_done() -> None:
        with db.write() as connection:
            connection.execute(sa.insert(metadata.tables["state"]).values(key="a", value="b"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    with db.read() as connection:
        assert connection.execute(sa.select(metadata.tables["state"])).all() == []


def test_a_write_within_a_write_is_part_of_it(db: Database) -> None:
    def keep(*names: str) -> None:
        with db.write():
            for name in names:
                with db.write() as connection:
                    connection.execute(sa.insert(state), [{"key": name, "value": str(1 // len(name))}])

    keep("a", "b")
    with pytest.raises(ZeroDivisionError):
        keep("c", "")
    keep("d")
    with db.read() as connection:
        assert connection.execute(sa.select(state.c.key).order_by(state.c.key)).scalars().all() == ["a", "b", "d"]


def test_what_must_survive_a_power_cut_is_no_part_of_another_write(db: Database) -> None:
    with db.write(), pytest.raises(ValueError, match="power cut"), db.write(durable=True):
        pass
    with db.write(durable=True), db.write():
        pass


def test_a_reader_sees_one_moment_while_others_write(db: Database) -> None:
    count = sa.select(sa.func.count()).select_from(metadata.tables["words"])
    with db.read() as connection:
        assert connection.execute(count).scalar_one() == 0
        say(db, "meanwhile")
        assert connection.execute(count).scalar_one() == 0
    with db.read() as connection:
        assert connection.execute(count).scalar_one() == 1


def test_many_threads_write_without_a_locked_database(db: Database) -> None:
    failed: list[MixtasteError] = []

    def tell(name: str) -> None:
        try:
            for number in range(20):
                say(db, f"{name} {number}")
        except MixtasteError as error:
            failed.append(error)

    threads = [threading.Thread(target=tell, args=(str(name),)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert len(words.words(db)) == 80


def test_waiting_too_long_for_another_writer_is_said(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.dialect.BUSY_TIMEOUT_S", 0.01)
    with db.write(), open_store(tmp_path / "store") as other, pytest.raises(StoreBusyError, match="another process"):
        say(other, "x")


def test_the_data_version_moves_with_each_commit_of_anyone(db: Database) -> None:
    before = db.data_version()
    assert db.data_version() == before
    say(db, "something")
    after = db.data_version()
    assert after != before
    assert db.data_version() == after


def test_a_full_disk_is_said_and_loses_nothing(db: Database) -> None:
    say(db, "before")
    with db.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def limit(raw: sqlite3.Connection, *_: object) -> None:
        raw.execute(f"PRAGMA max_page_count = {pages}")

    sa.event.listen(db._engine, "checkout", limit)
    with pytest.raises(StoreFullError, match="Free some space"):
        words.say(db, user="anna", kind="answer", time=2.0, subject={}, body={"words": "x" * 100_000})
    assert [word.body["words"] for word in words.words(db)] == ["before"]
    sa.event.remove(db._engine, "checkout", limit)
    with db.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")
    words.say(db, user="anna", kind="answer", time=2.0, subject={}, body={"words": "x" * 100_000})
    assert len(words.words(db)) == 2


def test_a_second_learner_waits_for_the_first(db: Database) -> None:
    order: list[str] = []
    waiting = threading.Event()

    def second() -> None:
        with learn_lock(db, on_wait=waiting.set):
            order.append("second")

    with learn_lock(db):
        thread = threading.Thread(target=second)
        thread.start()
        assert waiting.wait(10)
        order.append("first")
    thread.join(10)
    assert order == ["first", "second"]


def test_the_lock_of_a_killed_learner_is_free(db: Database) -> None:
    program = (
        "import sys, time; from store.database import learn_lock, open_store\n"
        "with learn_lock(open_store(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(db.folder)], stdout=subprocess.PIPE, text=True
    ) as learner:
        assert learner.stdout is not None
        assert learner.stdout.readline() == "held\n"
        learner.kill()
    told: list[str] = []
    with learn_lock(db, on_wait=lambda: told.append("waited")):
        assert not told


def test_two_programs_may_make_one_store_at_once(tmp_path: Path) -> None:
    program = "import sys; from store.database import open_store; open_store(sys.argv[1]).close()"
    makers = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "store")]) for _ in range(3)]
    assert [maker.wait(60) for maker in makers] == [0, 0, 0]
    with open_store(tmp_path / "store") as db:
        assert database.revision_of(db) == REVISIONS[-1]

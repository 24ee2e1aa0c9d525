from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from store import words
from store.backup import backup, restore
from store.database import Database, open_store
from store.errors import NewerStoreError, StoreDamagedError, StoreError, StoreMissingError


def said(db: Database) -> list[str]:
    return [word.body["words"] for word in words.words(db)]


def say(db: Database, text: str) -> None:
    words.say(db, user="anna", kind="answer", time=1, subject={}, body={"words": text})


def test_a_copy_put_back_holds_what_was_said(db: Database, tmp_path: Path) -> None:
    say(db, "muddy")
    copy = backup(db, tmp_path / "copy.db")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert restore(copy, tmp_path / "elsewhere") is None
    with open_store(tmp_path / "elsewhere", create=False) as other:
        assert said(other) == ["muddy"]


def test_a_copy_is_one_moment_while_others_have_it_open(db: Database, tmp_path: Path) -> None:
    say(db, "muddy")
    with db.read():
        copy = backup(db, tmp_path)
        say(db, "later")
    assert restore(copy, tmp_path / "elsewhere") is None
    with open_store(tmp_path / "elsewhere") as other:
        assert said(other) == ["muddy"]


def test_what_was_there_before_a_restore_is_kept(db: Database, tmp_path: Path) -> None:
    say(db, "old")
    copy = backup(db, tmp_path / "copy.db")
    say(db, "new")
    kept = restore(copy, db.folder)
    assert said(db) == ["old"]  # a program that has it open sees the change too
    assert kept is not None
    with closing(sqlite3.connect(kept)) as raw:
        assert raw.execute("SELECT count(*) FROM words").fetchone() == (2,)


def test_a_damaged_store_can_be_restored_over(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as db:
        say(db, "muddy")
        copy = backup(db, tmp_path / "copy.db")
    (tmp_path / "store" / "mixtaste.db").write_bytes(b"\xff" * 8192)
    kept = restore(copy, tmp_path / "store")
    assert kept is not None
    assert kept.read_bytes() == b"\xff" * 8192
    with open_store(tmp_path / "store") as db:
        assert said(db) == ["muddy"]


def test_a_bad_copy_is_refused_and_nothing_touched(db: Database, tmp_path: Path) -> None:
    say(db, "mine")
    with pytest.raises(StoreMissingError):
        restore(tmp_path / "none.db", db.folder)
    bad = tmp_path / "bad.db"
    bad.write_bytes(b"no database" * 1000)
    with pytest.raises(StoreDamagedError):
        restore(bad, db.folder)
    with closing(sqlite3.connect(tmp_path / "other.db")) as raw:
        raw.execute("CREATE TABLE x (y)")
    with pytest.raises(StoreDamagedError, match="no store of mixtaste"):
        restore(tmp_path / "other.db", db.folder)
    copy = backup(db, tmp_path / "copy.db")
    with closing(sqlite3.connect(copy)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    with pytest.raises(NewerStoreError):
        restore(copy, db.folder)
    assert said(db) == ["mine"]


def test_a_copy_never_replaces_the_store_itself(db: Database) -> None:
    with pytest.raises(StoreError, match="itself"):
        backup(db, db.folder)


def test_a_copy_that_cannot_be_written_leaves_the_older_one(db: Database, tmp_path: Path) -> None:
    older = tmp_path / "copy.db"
    older.write_bytes(b"older")
    (tmp_path / "copy.db.part").mkdir()
    with pytest.raises(StoreError, match="cannot be written"):
        backup(db, older)
    assert older.read_bytes() == b"older"

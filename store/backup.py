"""Copies of a whole store, made while it is in use, and put back.

SQLite's own online backup gives one moment of the store, whoever writes meanwhile; a copy counts only after its
integrity check. A server is backed up by its own tools.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from store import schema
from store.database import FILE, Database, make_private, open_store
from store.errors import NewerStoreError, StoreDamagedError, StoreError, StoreFullError, StoreMissingError
from store.locks import held

__all__ = ["backup", "check", "restore"]

_PAGES_A_STEP = 2_000
"""Pages copied before writers get their turn: 8 MB, some 10 ms."""


def backup(db: Database, target: str | Path) -> Path:
    """Copy the store into one file (0600), checked; an older copy there is replaced only by a whole new one.

    target  a file, or a folder in which it is called mixtaste.db
    Raises StoreError where the copy cannot be written, StoreDamagedError where the store itself is not sound.
    """
    if db.file is None:
        raise StoreError("is on a server", location=db.location, remedy="Back it up with the server's own tools.")
    path = Path(target).expanduser()
    path = path / FILE if path.is_dir() else path
    if path.exists() and path.samefile(db.file):
        raise StoreError("the copy would replace the store itself", location=str(path), remedy="Name another file.")
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy(db.file, part)
        check(part)
        part.replace(path)
    except OSError as error:
        raise StoreError(f"the copy cannot be written ({error.strerror or error})", location=str(path)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return path


def restore(source: str | Path, location: str | Path) -> Path | None:
    """Put a copy in the place of the store, for every process at once and wholly or not at all.

    source    a file that `backup` made
    location  the store's folder; what was there is kept beside it as ``before-restore.db``
    Returns that file, or None where there was no store before.
    Raises StoreMissingError, StoreDamagedError or NewerStoreError for the copy; then nothing was touched.
    """
    path = Path(source).expanduser()
    if not path.is_file():
        raise StoreMissingError("there is no copy here", location=str(path))
    check(path)
    if "://" in str(location):
        raise StoreError("is on a server", location=str(location), remedy="Restore it with the server's own tools.")
    folder = Path(location).expanduser()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with held(folder / "open.lock"):
            kept = _put_aside(folder / FILE, folder / "before-restore.db")
            _copy(path, make_private(folder))
    except OSError as error:
        raise StoreError(f"cannot be restored ({error.strerror or error})", location=str(folder)) from error
    open_store(folder).close()  # an older copy is brought up to date at once
    return kept


def check(file: Path) -> None:
    """Look whether a store's file is sound and of a layout known here.

    Raises StoreDamagedError, NewerStoreError.
    """
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as raw:
            found = [row[0] for row in raw.execute("PRAGMA integrity_check(5)")]
            if found != ["ok"]:
                raise StoreDamagedError("; ".join(map(str, found)), location=str(file))
            names = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if "alembic_version" not in names:
                raise StoreDamagedError("this is no store of mixtaste", location=str(file))
            revision = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise StoreDamagedError(f"cannot be read as a store ({error})", location=str(file)) from error
    if revision is not None and revision[0] not in schema.REVISIONS:
        raise NewerStoreError(f"a newer mixtaste made it (layout {revision[0]})", location=str(file))


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(source)) as taken, closing(sqlite3.connect(target, timeout=15.0)) as given:
            taken.backup(given, pages=_PAGES_A_STEP)
            given.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
            raise StoreFullError("no room for the copy on its disk", location=str(target)) from error
        raise StoreDamagedError(f"cannot be copied ({error})", location=str(source)) from error


def _put_aside(file: Path, kept: Path) -> Path | None:
    """Keep what is in the store now; None where there is none, or nothing in it. A damaged file is moved as it is."""
    if not file.is_file() or file.stat().st_size == 0:
        return None
    try:
        if not _holds_anything(file):
            return None
        kept.unlink(missing_ok=True)
        os.close(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy(file, kept)
    except (StoreDamagedError, sqlite3.DatabaseError):
        for tail in ("-wal", "-shm"):
            kept.with_name(kept.name + tail).unlink(missing_ok=True)
            beside = file.with_name(file.name + tail)
            if beside.exists():
                beside.replace(kept.with_name(kept.name + tail))
        file.replace(kept)
    return kept


def _holds_anything(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as raw:
        names = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return any(
            raw.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0]  # noqa: S608 - names written here
            for table in names & {"users", "contents", "failures", "words"}
        )

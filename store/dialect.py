"""The one module that knows which database is below: everything else speaks SQLAlchemy Core.

SQLite is opened in WAL with a patient busy handler, and its transactions are begun by us: ``BEGIN IMMEDIATE`` for
writers (a deferred one that reads first fails at once under another writer, whatever its patience), plain ``BEGIN`` for
readers. Without that, the driver begins late and a failed migration stays half applied.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from store.errors import StoreBusyError, StoreDamagedError, StoreError, StoreFullError

__all__ = [
    "data_version",
    "explained",
    "insert_new",
    "lock_learning",
    "server_engine",
    "set_durable",
    "sqlite_engine",
    "upsert",
]

BUSY_TIMEOUT_S = 15.0
"""How long a writer waits for another; RELIABILITY asks for at least 5 s."""

_WAL_LIMIT = 64 * 2**20
"""Bytes to which the write-ahead log is cut back after a checkpoint."""

_CHECKPOINT_PAGES = 4000
"""Pages of 4 kB in the log from which on a commit folds it into the file. The usual 1000 are filled by one answer that
bears on a thousand moves; pages that are written again and again are folded in once instead of four times."""

_WRITERS_LOCK = 0x6D69787461737465
"""Key of PostgreSQL's advisory lock that lets one writer in at a time ("mixtaste" in ASCII)."""

_LEARNERS_LOCK = _WRITERS_LOCK + 1

MINIMUM_SQLITE = (3, 37)


def sqlite_engine(file: Path) -> sa.Engine:
    """Return an engine on one SQLite file, which must exist.

    Raises StoreError where the SQLite of this Python is too old.
    """
    if sqlite3.sqlite_version_info < MINIMUM_SQLITE:
        needed = ".".join(map(str, MINIMUM_SQLITE))
        raise StoreError(
            f"this Python has SQLite {sqlite3.sqlite_version}, and the store needs {needed}",
            location=str(file),
            remedy="Use a newer build of Python.",
        )
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(file)),
        connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False},
        pool_size=4,
        max_overflow=16,
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def server_engine(url: str) -> sa.Engine:
    """Return an engine on a database server, by SQLAlchemy URL.

    Raises StoreError where the URL is none or its driver is not installed.
    """
    try:
        parsed = sa.make_url(url)
        engine = sa.create_engine(parsed, pool_pre_ping=True)
    except (sa.exc.ArgumentError, ModuleNotFoundError) as error:
        raise StoreError(f"cannot be reached: {error}", remedy="Is the driver of that database installed?") from error
    if engine.dialect.name != "postgresql":
        raise StoreError(
            f"{engine.dialect.name} is not supported",
            location=parsed.render_as_string(),
            remedy="Use a folder, or a PostgreSQL URL.",
        )
    sa.event.listen(engine, "begin", _begin_postgresql)
    return engine


def set_durable(connection: sa.Connection, *, durable: bool) -> None:
    """Before a transaction: say whether its commit must survive a power cut, or only the end of the process."""
    if connection.dialect.name == "sqlite":
        raw = connection.connection.driver_connection
        if raw is not None:
            raw.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose primary or unique key is not there yet."""
    if rows:
        construct = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        connection.execute(construct(table).on_conflict_do_nothing(), list(rows))


def upsert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows; where the primary key is there, the row takes the new values."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    if connection.dialect.name == "sqlite":
        lite = sqlite.insert(table)
        changed = {name: lite.excluded[name] for name in rows[0] if name not in keys}
        connection.execute(lite.on_conflict_do_update(index_elements=keys, set_=changed), list(rows))
    else:
        server = postgresql.insert(table)
        changed = {name: server.excluded[name] for name in rows[0] if name not in keys}
        connection.execute(server.on_conflict_do_update(index_elements=keys, set_=changed), list(rows))


def data_version(connection: sa.Connection) -> int:
    """Return a number that changes when another connection has committed (3 us on SQLite: made for polling)."""
    if connection.dialect.name == "sqlite":
        return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())
    return int(connection.execute(sa.text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")).scalar_one())


def lock_learning(connection: sa.Connection, *, on_wait: Callable[[], None] | None) -> None:
    """On a server: take the learners' lock for as long as the connection's session lives, waiting for it if need be."""
    if not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_LEARNERS_LOCK})").scalar_one():
        if on_wait is not None:
            on_wait()
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({_LEARNERS_LOCK})")
    connection.detach()  # closed at the end instead of going back to the pool with the lock


def explained(error: sa.exc.DBAPIError, location: str) -> StoreError:
    """Return the driver's error in words: full, damaged, busy, or what it says itself."""
    cause = error.orig
    code = getattr(cause, "sqlite_errorname", "") or ""
    if code.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE")):
        return StoreFullError(
            "no room on its disk, so nothing of this change was kept",
            location=location,
            remedy="Free some space and give the command again; what was stored before is intact.",
        )
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return StoreDamagedError(
            f"the database file is damaged ({cause})", location=location, remedy="Restore it from a backup."
        )
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreBusyError(
            f"another process has held it for more than {BUSY_TIMEOUT_S:.0f} s",
            location=location,
            remedy="Let it finish, then give the command again.",
        )
    return StoreError(f"cannot be used ({cause})", location=location)


def _prepare_sqlite(raw: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    raw.isolation_level = None
    cursor = raw.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute(f"PRAGMA journal_size_limit = {_WAL_LIMIT}")
    cursor.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("polls", False):
        connection.exec_driver_sql("BEGIN" if options.get("reads", False) else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    if options.get("polls", False):
        return
    if options.get("reads", False):
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")

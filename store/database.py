"""A store opened: one place for its connections, its version and its locks.

By default one SQLite file in a folder of its own (0700, the file 0600); a PostgreSQL URL serves a facility with one
archive. Two commands must not make the same store at once, nor learn into it at once: both wait in line.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

import sqlalchemy as sa

from store import dialect, schema
from store.errors import NewerStoreError, StoreDamagedError, StoreError, StoreMissingError
from store.locks import held
from store.places import cache_folder, data_folder, network_filesystem

__all__ = ["FILE", "Database", "learn_lock", "make_private", "open_store", "revision_of"]

FILE = "mixtaste.db"


class Database:
    """An open store. It may be used from several threads, and never across a fork.

    folder    where files beside the store go: caches, locks, backups
    location  what a person would call it: its folder, or its URL without the password
    file      the SQLite file, None on a server
    """

    def __init__(self, engine: sa.Engine, *, folder: Path, location: str, file: Path | None) -> None:
        self.folder = folder
        self.location = location
        self.file = file
        self._engine = engine
        self._reader = engine.execution_options(reads=True)
        self._writing = threading.local()
        self._poll: sa.Connection | None = None
        self._poll_lock = threading.Lock()

    @property
    def address(self) -> str:
        """What `open_store` takes in another process of this account; it may hold a password and is shown to nobody."""
        return self._engine.url.render_as_string(hide_password=False) if self.file is None else str(self.folder)

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A short look at one moment of the store. Fetch all and leave: an open one makes the log grow without bound.

        Raises StoreError and its kinds.
        """
        try:
            with self._explaining(), self._reader.connect() as connection, connection.begin():
                yield connection
        except (UnicodeDecodeError, json.JSONDecodeError) as error:
            # Only texts that were sound went in.
            raise StoreDamagedError(
                f"a text in it is damaged ({error})", location=self.location, remedy="Restore it from a backup."
            ) from error

    @contextmanager
    def write(self, *, durable: bool = False) -> Iterator[sa.Connection]:
        """One transaction: all of it happens, or, when the block raises, nothing. Writers wait for each other.

        durable  the commit survives a power cut (what people said); otherwise only the end of the process, which is
                 enough for what can be read or derived again
        A write within a write (of the same thread) is part of it; what raises there is to end the outer one too.
        Raises StoreError and its kinds.
        """
        outer: sa.Connection | None = getattr(self._writing, "connection", None)
        if outer is not None:
            if durable:
                raise ValueError("what is to survive a power cut is a transaction of its own")
            yield outer
            return
        with self._explaining(), self._engine.connect() as connection:
            dialect.set_durable(connection, durable=durable)
            with connection.begin():
                self._writing.connection = connection
                try:
                    yield connection
                finally:
                    self._writing.connection = None

    def data_version(self) -> int:
        """Return a number that changes whenever somebody has committed: cheap enough to poll ten times a second."""
        with self._poll_lock, self._explaining():
            if self._poll is None:
                self._poll = self._polling()
            return dialect.data_version(self._poll)

    @contextmanager
    def alone(self, *, on_wait: Callable[[], None] | None = None) -> Iterator[None]:
        """Hold the server's lock for learners, wherever they run; it ends with the connection."""
        with self._explaining(), self._polling() as connection:
            dialect.lock_learning(connection, on_wait=on_wait)
            yield

    def close(self) -> None:
        """Give the connections back; the log is folded into the file by the last one to leave."""
        with self._poll_lock:
            if self._poll is not None:
                self._poll.close()
                self._poll = None
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _polling(self) -> sa.Connection:
        """Return a connection outside of any transaction."""
        return self._engine.connect().execution_options(isolation_level="AUTOCOMMIT", polls=True)

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except (sa.exc.IntegrityError, sa.exc.ProgrammingError):
            raise  # a mistake of ours, not of the store
        except sa.exc.DBAPIError as error:
            raise dialect.explained(error, self.location) from error


def open_store(location: str | Path | None = None, *, create: bool = True) -> Database:
    """Open the store, making it or bringing it up to date where needed.

    location  a folder, or a SQLAlchemy URL; None = ``MIXTASTE_STORE``, else the platform's data folder
    create    False: a store that is not there is an error
    An older store is copied to ``before-REVISION.db`` beside it before it is migrated.
    Raises StoreMissingError, NewerStoreError, StoreDamagedError, and StoreError where the place cannot hold a store.
    """
    place = str(location) if location is not None else os.environ.get("MIXTASTE_STORE") or str(data_folder())
    if "://" in place:
        return _open_server(place)
    folder = Path(os.path.abspath(Path(place).expanduser()))  # noqa: PTH100 - resolve() would hide links from people
    file = folder / FILE
    if not create and not file.is_file():
        raise StoreMissingError(
            "there is no store here", location=str(folder), remedy="Learn an archive first: mixtaste learn FOLDER."
        )
    _refuse_network(folder)
    try:
        make_private(folder)
        with ExitStack() as cleanup:
            database = Database(dialect.sqlite_engine(file), folder=folder, location=str(folder), file=file)
            cleanup.callback(database.close)
            if revision_of(database) != schema.REVISIONS[-1]:
                with held(folder / "open.lock"):
                    _bring_up_to_date(database)
            cleanup.pop_all()
    except OSError as error:
        raise StoreError(
            f"the store's folder cannot be used ({error.strerror or error})",
            location=str(folder),
            remedy="Name another with --store FOLDER.",
        ) from error
    return database


@contextmanager
def learn_lock(db: Database, *, on_wait: Callable[[], None] | None = None) -> Iterator[None]:
    """Let one learner in at a time; the second waits, and the lock dies with its process.

    on_wait  called once, before the waiting starts
    """
    if db.file is None:
        with db.alone(on_wait=on_wait):
            yield
    else:
        with held(db.folder / "learn.lock", on_wait=on_wait):
            yield


def revision_of(db: Database) -> str | None:
    """Return the layout the store has, None where it has none yet.

    Raises NewerStoreError where this program does not know it.
    """
    with db.read() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if found is not None and found not in schema.REVISIONS:
        raise NewerStoreError(
            f"it was made by a newer mixtaste (layout {found}, this one knows up to {schema.REVISIONS[-1]})",
            location=db.location,
            remedy="Upgrade mixtaste; nothing was touched.",
        )
    return found


def _bring_up_to_date(database: Database) -> None:
    found = revision_of(database)  # again: another process may have been first
    if found == schema.REVISIONS[-1]:
        return
    from store.migrating import migrate  # 0.3 s, paid once per layout

    if found is not None and database.file is not None:
        from store.backup import backup

        backup(database, database.folder / f"before-{schema.REVISIONS[-1]}.db")
    migrate(database)


def _open_server(url: str) -> Database:
    engine = dialect.server_engine(url)
    shown = engine.url.render_as_string()
    folder = cache_folder() / "servers" / str(engine.url.database or "mixtaste")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(engine, folder=folder, location=shown, file=None)
    try:
        _bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return database


def _refuse_network(folder: Path) -> None:
    kind = network_filesystem(folder)
    if kind is not None:
        raise StoreError(
            f"the store cannot live on a network drive ({kind}): its database needs memory shared on one machine",
            location=str(folder),
            remedy="Name a folder on a local disk with --store FOLDER; the archive itself may stay where it is.",
        )


def make_private(folder: Path) -> Path:
    """Make the folder (0700) and the database file in it (0600), for no eyes but this account's; return the file.

    A folder that holds other things already keeps its mode: the file protects itself, and its log takes its mode.
    """
    file = folder / FILE
    if not file.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not any(folder.iterdir()):
            folder.chmod(0o700)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    return file

"""Saves: which content was seen where and when, and its bytes, for good.

A session file that is overwritten tomorrow was still a save today: every content ever seen at a path stays listed, and
its bytes can be had back. What could not be read is remembered with its reason, by path, until it can.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from parsers.block import Block
from store.blocks import fetch, keep, lineage, names_of, sweep
from store.codec import pack_numbers, unpack_numbers
from store.database import Database
from store.dialect import insert_new, upsert
from store.errors import StoreDamagedError, StoreError
from store.opened import Opened
from store.schema import contents, failures
from store.schema import sightings as table
from store.spelling import from_any_text

__all__ = [
    "Sighting",
    "block_names",
    "change_maker",
    "content",
    "content_id",
    "contents_kept",
    "drop_contents",
    "forget_path",
    "given_up",
    "known",
    "newest",
    "record",
    "record_failure",
    "record_past",
    "record_versions",
    "sightings",
    "stamp",
]

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was found at a path at one time.

    content     id of the save's bytes, None where they could not be read
    size        bytes; mtime_ns and inode are the file's stat at that time
    seen        UTC seconds of its first sight
    user        id of who made the save, "" where it is not known
    format      name of the format (``reaper``), "" where it was not recognised
    error       why it could not be read, None where it could; error_kind is the error's class
    latest      False for what the path held earlier
    past        from a version history, never seen on disk; mtime_ns is then the time that the history gives
    """

    path: str
    content: str | None
    size: int
    mtime_ns: int
    inode: int
    seen: float
    user: str
    format: str
    error: str | None = None
    error_kind: str = ""
    latest: bool = True
    past: bool = False


def content_id(parts: Iterable[bytes]) -> str:
    """Return the name of a save's bytes, given in parts: the first 32 hex digits of their sha256."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()[:32]


def record(  # noqa: PLR0913 - a row, named field by field
    db: Database,
    *,
    path: str,
    format: str,
    blocks: Sequence[Block],
    size: int,
    mtime_ns: int,
    inode: int,
    user: str,
    seen: float,
) -> str:
    """Keep a save and where it was seen, in one transaction; return the id of its content.

    The same content at the same path again changes nothing but its stat. ``size`` is the file's, as `known` gives it.
    """
    stat = (size, mtime_ns, inode)
    (save,) = record_versions(db, path=path, format=format, versions=[blocks], stat=stat, user=user, seen=seen)
    return save


def record_versions(  # noqa: PLR0913 - as above
    db: Database,
    *,
    path: str,
    format: str,
    versions: Sequence[Sequence[Block]],
    stat: tuple[int, int, int],
    user: str,
    seen: float,
    times: Sequence[int] | None = None,
    opened: Opened | None = None,
) -> list[str]:
    """Keep all saves that one file holds, oldest first, as `record` keeps one: all of them, or none.

    versions  the blocks of each
    stat      size, mtime_ns and inode of the file
    times     mtime_ns of each save, where they are not all the file's; the last one's is the file's
    opened    given to several calls, it spares each of them what the ones before had opened
    What the path held last, and the file begins with, is not listed again.
    """
    about = {"size": stat[0], "mtime_ns": stat[1], "inode": str(stat[2])}
    here = table.c.path == path
    with db.write() as connection:
        ids = [_keep_content(db, connection, path, format, blocks, opened) for blocks in versions]
        connection.execute(sa.delete(failures).where(failures.c.path == path))
        query = sa.select(table.c.nth, table.c.content).where(here, table.c.nth >= 0)
        query = query.order_by(table.c.nth.desc()).limit(len(ids))
        last = connection.execute(query).all()[::-1]
        listed = [row.content for row in last]
        again = next(n for n in range(len(listed), -1, -1) if listed[len(listed) - n :] == ids[:n])
        if again < len(ids):
            connection.execute(sa.update(table).where(here).values(latest=False))
            first = last[-1].nth + 1 if last else 0
            facts = {"path": path, "seen": seen, "user": user, "format": format, "latest": False}
            rows = [{"nth": nth, "content": save} | facts | about for nth, save in enumerate(ids[again:], start=first)]
            for row, mtime_ns in zip(rows, (times or [stat[1]] * len(ids))[again:], strict=True):
                row["mtime_ns"] = mtime_ns
            rows[-1]["mtime_ns"] = stat[1]  # by which the file is known
            rows[-1]["latest"] = True
            connection.execute(sa.insert(table), rows)
        else:
            connection.execute(sa.update(table).where(here, table.c.latest).values(about))
    return ids


def record_past(
    db: Database, *, path: str, format: str, blocks: Sequence[Block], mtime_ns: int, user: str, seen: float
) -> Sighting:
    """Keep what a version history says that a path held at some time; return how it is listed.

    Each content is listed once for each path, with the earliest time that any history gave. It takes no part in what
    the file on disk is known by, and stands before all that was seen there.
    """
    size = sum(len(block.data) for block in blocks)
    with db.write() as connection:
        save = _keep_content(db, connection, path, format, blocks)
        past = (table.c.path == path, table.c.nth < 0)
        row = connection.execute(sa.select(table).where(*past, table.c.content == save)).one_or_none()
        if row is None:
            first = connection.execute(sa.select(sa.func.min(table.c.nth)).where(*past)).scalar() or 0
            facts = {"path": path, "nth": first - 1, "content": save, "size": size, "inode": "0", "latest": False}
            told = {"mtime_ns": mtime_ns, "user": user, "seen": seen, "format": format}
            connection.execute(sa.insert(table), [facts | told])
        elif (mtime_ns, user) < (row.mtime_ns, row.user):
            told = {"mtime_ns": mtime_ns, "user": user}
            connection.execute(sa.update(table).where(table.c.path == path, table.c.nth == row.nth).values(told))
        else:
            mtime_ns, user, seen = row.mtime_ns, row.user, row.seen
    return Sighting(path, save, size, mtime_ns, 0, seen, user, format, latest=False, past=True)


def change_maker(db: Database, *, path: str, content: str, user: str) -> None:
    """Say who made what a version history says that a path held."""
    with db.write() as connection:
        there = (table.c.path == path, table.c.nth < 0, table.c.content == content)
        connection.execute(sa.update(table).where(*there).values({"user": user}))


def record_failure(  # noqa: PLR0913 - as above
    db: Database,
    *,
    path: str,
    format: str,
    size: int,
    mtime_ns: int,
    inode: int,
    user: str,
    seen: float,
    error: BaseException,
) -> None:
    """Remember that the file at this path, with this stat, could not be read, and why."""
    stat = {"size": size, "mtime_ns": mtime_ns, "inode": str(inode)}
    facts = {"path": path, "seen": seen, "user": user, "format": format}
    why = {"error": str(error), "error_kind": type(error).__name__}
    with db.write() as connection:
        upsert(connection, failures, [facts | stat | why])


def known(db: Database, prefix: str | None = None) -> dict[str, tuple[int, int, int]]:
    """Return the stat (size, mtime_ns, inode) under which each path was last taken, or given up.

    prefix  only paths that begin so: a folder with its separator, or a file
    """
    stat = {}
    with db.read() as connection:
        for source in (table, failures):
            stored = sa.type_coerce(source.c.path, sa.Text)  # read back below: the type's own way takes twice as long
            query = sa.select(stored, source.c.size, source.c.mtime_ns, source.c.inode)
            if source is table:
                query = query.where(table.c.latest)
            if prefix:
                query = query.where(source.c.path.startswith(prefix, autoescape=True))
            for spelt, size, mtime_ns, inode in connection.execute(query).all():
                path = from_any_text(spelt)
                if prefix is None or path.startswith(prefix):  # LIKE takes capitals and small letters for one
                    stat[path] = (size, mtime_ns, int(inode))
    return stat


def sightings(db: Database, *, past: bool | None = None) -> list[Sighting]:
    """Return what was seen, by path and, within a path, in the order it was seen.

    past  True: only what version histories say; False: only what was on disk
    """
    query = sa.select(table)
    if past is not None:
        query = query.where(table.c.nth < 0 if past else table.c.nth >= 0)
    with db.read() as connection:
        seen = connection.execute(query).all()
        failed = [] if past else connection.execute(sa.select(failures)).all()
    given_up = {row.path for row in failed}
    found = [
        (
            row.path,
            row.nth,
            Sighting(
                row.path,
                row.content,
                row.size,
                row.mtime_ns,
                int(row.inode),
                row.seen,
                row.user,
                row.format,
                latest=bool(row.latest) and row.path not in given_up,
                past=row.nth < 0,
            ),
        )
        for row in seen
    ]
    last = max((nth for _, nth, _ in found), default=0) + 1
    for row in failed:
        stat = (row.size, row.mtime_ns, int(row.inode))
        failure = Sighting(row.path, None, *stat, row.seen, row.user, row.format, row.error, row.error_kind)
        found.append((row.path, last, failure))
    return [sighting for _, _, sighting in sorted(found, key=lambda one: one[:2])]


def newest(db: Database, path: str) -> str | None:
    """Return the id of the content that was seen last at a path; None where none ever was."""
    query = sa.select(table.c.content).where(table.c.path == path).order_by(table.c.nth.desc()).limit(1)
    with db.read() as connection:
        return connection.execute(query).scalar_one_or_none()


def stamp(db: Database) -> list[float | str]:
    """Return what changes whenever anything is seen, seen anew, given to another maker, or forgotten."""
    total = [sa.func.count(), *(sa.func.sum(table.c[name]) for name in ("size", "seen", "nth"))]
    times = [sa.func.sum(table.c.mtime_ns % 1_000_003), sa.func.sum(table.c.mtime_ns / 1_000_003)]
    held = sa.func.count(sa.distinct(table.c.content))
    latest = sa.func.sum(sa.case((table.c.latest, 1), else_=0))
    makers = sa.select(table.c.user, sa.func.count()).group_by(table.c.user).order_by(table.c.user)
    with db.read() as connection:
        row = connection.execute(sa.select(*total, *times, held, latest)).one()
        made = connection.execute(makers).all()
    return [*(float(value or 0) for value in row), *(part for maker in made for part in maker)]


def given_up(db: Database) -> dict[str, str]:
    """Return the paths whose file, as last seen, could not be read, and why; in the order of the paths."""
    with db.read() as connection:
        rows = connection.execute(sa.select(failures.c.path, failures.c.error)).all()
    return {row.path: row.error for row in sorted(rows)}


def content(db: Database, id: str, opened: Opened | None = None) -> bytes:
    """Return the bytes of a save, exactly as they were.

    opened  as in `record_versions`
    Raises StoreError where there is no such save, StoreDamagedError where its bytes are not what was put in.
    """
    with db.read() as connection:
        numbers = _numbers(db, connection, id)
        whole = b"".join(fetch(connection, numbers, location=db.location, opened=opened))
    if content_id([whole]) != id:
        raise StoreDamagedError(f"the save {id} is damaged (its list of blocks has changed)", location=db.location)
    return whole


def block_names(db: Database, id: str) -> list[str]:
    """Return the names of the blocks a save is made of, in order: equal names are equal bytes, in any save.

    Raises StoreError where there is no such save.
    """
    with db.read() as connection:
        return names_of(connection, _numbers(db, connection, id))


def contents_kept(db: Database) -> dict[str, int]:
    """Return every save that is kept: id → size in bytes."""
    with db.read() as connection:
        rows = connection.execute(sa.select(contents.c.id, contents.c.size).order_by(contents.c.id)).all()
    return {row.id: row.size for row in rows}


def drop_contents(db: Database, ids: Collection[str]) -> int:
    """Forget saves: their sightings, bytes, and every block that nothing else is made of; return how many saves."""
    dropped = 0
    with db.write(durable=True) as connection:
        touched: set[str] = set()
        wanted = sorted(set(ids))
        for at in range(0, len(wanted), _AT_ONCE):
            chunk = wanted[at : at + _AT_ONCE]
            touched.update(connection.execute(sa.select(table.c.path).where(table.c.content.in_(chunk))).scalars())
            connection.execute(sa.delete(table).where(table.c.content.in_(chunk)))
            dropped += connection.execute(sa.delete(contents).where(contents.c.id.in_(chunk))).rowcount
        for path in sorted(touched):
            on_disk = sa.and_(table.c.path == path, table.c.nth >= 0)
            newest = sa.select(sa.func.max(table.c.nth)).where(on_disk).scalar_subquery()
            connection.execute(sa.update(table).where(table.c.path == path, table.c.nth == newest).values(latest=True))
        sweep(connection, location=db.location)
    return dropped


def forget_path(db: Database, path: str) -> None:
    """Forget that a path could not be read: its next sight is a first try."""
    with db.write() as connection:
        connection.execute(sa.delete(failures).where(failures.c.path == path))


def _keep_content(
    db: Database,
    connection: sa.Connection,
    path: str,
    format: str,
    blocks: Sequence[Block],
    opened: Opened | None = None,
) -> str:
    save = content_id(block.data for block in blocks)
    if connection.execute(sa.select(contents.c.id).where(contents.c.id == save)).first() is None:
        numbers = keep(connection, lineage(path), blocks, location=db.location, opened=opened)
        size = sum(len(block.data) for block in blocks)
        row = {"id": save, "size": size, "format": format, "blocks": pack_numbers(numbers)}
        insert_new(connection, contents, [row])
    return save


def _numbers(db: Database, connection: sa.Connection, id: str) -> list[int]:
    packed = connection.execute(sa.select(contents.c.blocks).where(contents.c.id == id)).scalar_one_or_none()
    if packed is None:
        raise StoreError(f"no save is called {id}", location=db.location)
    try:
        return unpack_numbers(bytes(packed))
    except ValueError as error:
        raise StoreDamagedError(f"the save {id} is damaged ({error})", location=db.location) from error

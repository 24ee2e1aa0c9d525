"""Saves from version histories: what session files below the roots were in every commit of a repository around them.

A repository is only read (`profiler.service.git`). Each content of each path is kept once, with its first commit's time
and author, whatever else was learnt before.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from parsers import registry
from parsers.block import Block
from profiler.history.facts import Facts, facts_of
from profiler.history.tables import FACTS, facts_rows
from profiler.service import git
from profiler.service.owners import Owners
from profiler.service.reports import Progress, Stranger
from profiler.service.scan import is_skipped
from profiler.service.tables import PAST
from profiler.service.workers import Task, limits_of, run
from store import derived, saves, users
from store.database import Database

__all__ = ["ReadPast", "ingest_past", "read_past", "strangers"]

_READ = "profiler.service.past:read_past"
_POINTER = b"version https://git-lfs"


@dataclass(frozen=True, slots=True)
class ReadPast:
    """One version of a file: its bytes in blocks, and its facts."""

    blocks: tuple[Block, ...]
    facts: Facts


def read_past(top: str, name: str, path: str) -> ReadPast | None:
    """Read one version out of a repository; None where only a pointer to large-file storage was committed.

    Raises SessionError and its kinds.
    """
    data = git.blob(top, name, path=path)
    if data.startswith(_POINTER):
        return None
    session = registry.read_bytes(data, path=path)
    facts = facts_of(session, data, content="", path=path, mtime=0.0, user="", recorded=True)
    return ReadPast(tuple(registry.split(data, path=path)), facts)


def ingest_past(  # noqa: PLR0913 - what `ingest` takes, and whose it is
    db: Database,
    roots: Sequence[str],
    files: Iterable[str],
    *,
    owners: Owners,
    left_out: Collection[str],
    skip_folders: Iterable[str],
    again: bool,
    workers: int,
    now: Callable[[], float],
    progress: Callable[[Progress], None],
) -> tuple[int, list[tuple[str, str]]]:
    """Keep what the histories around the roots hold of files below them. Returns how many, and (path, why) of failures.

    files     session files below the roots, as known or found: a repository may lie around any
    left_out  paths that were forgotten
    again     also what was taken, or failed, before
    """
    places = [os.path.abspath(root) for root in roots]  # noqa: PTH100 - resolve() would hide links from people
    skipped = frozenset(name.casefold() for name in skip_folders)
    taken = derived.select(db, PAST)
    _follow_owners(db, taken, owners)
    known = set() if again else {(row["path"], row["object"]) for row in taken}
    read, failed = 0, []
    for top in _repositories(places, files):
        suffixes = [suffix for format_ in registry.formats() for suffix in format_.suffixes]
        due = [
            version
            for version in git.versions(top, suffixes=suffixes)
            if (version.path, version.object) not in known
            and version.path not in left_out
            and _is_looked_into(version.path, places, skipped)
        ]
        sizes = git.sizes(top, sorted({version.object for version in due}))
        by_task = {(version.path, version.object): version for version in due if version.object in sizes}
        tasks = [Task(path, (top, name, path), limits_of(sizes[name])) for path, name in sorted(by_task)]
        for done, result in enumerate(run(tasks, _READ, workers=min(workers, max(len(tasks), 1)))):
            version = by_task[result.task.path, result.task.arguments[1]]
            progress(Progress("reading the past", done, len(tasks), version.path))
            if result.error is not None:
                failed.append((f"{version.path} as of {version.object[:12]}", str(result.error)))
            told = {"path": version.path, "object": version.object}
            made: dict[str, str | None] = {"content": None, "author": None, "email": None}
            with db.write():
                if result.value is not None:
                    content = _keep(db, version, result.value, owners=owners, seen=now())
                    made = {"content": content, "author": version.commit.author, "email": version.commit.email}
                    read += 1
                derived.put(db, PAST, [told | made])
    return read, failed


def strangers(db: Database) -> list[Stranger]:
    """Authors of saves who are no users here, those of most saves first."""
    here = {users.id_of(name) for name in users.names(db)} | {""}
    made = {(row["path"], row["content"]): (row["author"], row["email"]) for row in derived.select(db, PAST)}
    found = Counter(
        author
        for one in saves.sightings(db, past=True)
        if one.user not in here and (author := made.get((one.path, one.content))) is not None
    )
    return [Stranger(*author, count) for author, count in sorted(found.items(), key=lambda one: (-one[1], one[0]))]


def _follow_owners(db: Database, taken: Iterable[Mapping[str, Any]], owners: Owners) -> None:
    """Give saves to whom the configuration now says that their authors are."""
    made = {(one.path, one.content): one.user for one in saves.sightings(db, past=True)}
    for row in taken:
        if row["content"] is None or (before := made.get((row["path"], row["content"]))) is None:
            continue
        maker = owners.of_author(row["author"], row["email"])
        if maker != before:
            saves.change_maker(db, path=row["path"], content=row["content"], user=maker)
            key = {"path": row["path"], "content": row["content"], "user": before, "recorded": 1}
            facts = [one | {"user": maker} for one in derived.select(db, FACTS, where=key)]
            derived.replace_many(db, [(FACTS, [], key), (FACTS, facts, key | {"user": maker})])


def _keep(db: Database, version: git.Version, read: ReadPast, *, owners: Owners, seen: float) -> str:
    """Keep one version; returns the id of its content."""
    format_ = registry.format_of(version.path)
    kept = saves.record_past(
        db,
        path=version.path,
        format=format_.name if format_ is not None else read.facts.format,
        blocks=read.blocks,
        mtime_ns=version.commit.time * 1_000_000_000,
        user=owners.of_author(version.commit.author, version.commit.email),
        seen=seen,
    )
    told = replace(read.facts, content=str(kept.content), mtime=kept.mtime_ns / 1e9, user=kept.user)
    (row,) = facts_rows([told])
    derived.put(db, FACTS, [row])
    return told.content


def _repositories(roots: Sequence[str], paths: Iterable[str]) -> list[str]:
    """Tops of work trees that a root lies in, or that hold a known session file below a root."""
    found = {top for root in roots if (top := git.repository_of(root)) is not None}
    folders: set[Path] = set()
    for path in {os.path.dirname(path) + os.sep + "x" for path in paths}:  # noqa: PTH120 - a hundred thousand of them
        root = next((root for root in roots if path.startswith(root.rstrip(os.sep) + os.sep)), None)
        for folder in Path(path).parents if root is not None else ():
            if folder in folders or len(str(folder)) < len(str(root)):
                break
            folders.add(folder)
    found |= {str(folder) for folder in folders if git.is_repository(str(folder))}
    return sorted(found)


def _is_looked_into(path: str, roots: Sequence[str], skipped: Collection[str]) -> bool:
    for root in roots:
        if path == root:
            return True
        if path.startswith(root.rstrip(os.sep) + os.sep):
            below = Path(os.path.relpath(path, root)).parts
            return not any(is_skipped(name, skipped) for name in below[:-1])
    return False

"""Reading an archive into the store: what is new is read in workers and kept, what cannot be read is remembered.

A handful of files is one transaction: interrupted at any moment, the next run goes on where this one stood.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from parsers.errors import MixtasteError
from parsers.registry import format_of
from profiler.history.tables import FACTS, facts_rows
from profiler.service.reading import LeftOut, ReadSave
from profiler.service.reports import Progress
from profiler.service.scan import FileStat, changed, scan
from profiler.service.workers import Result, Task, limits_of, run
from store import derived, saves
from store.database import Database
from store.opened import Opened
from store.words import Word, retract, say, words

__all__ = ["Found", "forgotten", "ingest", "look", "name_song"]

_READ = "profiler.service.reading:read_saves"
_FILES, _BYTES, _SECONDS = 50, 8_000_000, 0.5
"""Of one transaction, at most: a commit costs as much as keeping a small file, and what a kill undoes is read again."""


@dataclass(slots=True)
class Found:
    """What a look through the paths found.

    due        files that are new or changed;  unchanged, how many were as they were when last taken
    known      paths of these, and of all that was ever taken, wherever it is
    trouble    (path, why) of what could not be looked at, and of files known to be unreadable as they stand
    """

    due: list[FileStat] = field(default_factory=list)
    unchanged: int = 0
    known: set[str] = field(default_factory=set)
    trouble: list[tuple[str, str]] = field(default_factory=list)


def look(db: Database, paths: Sequence[str], *, skip_folders: Iterable[str], again: bool) -> Found:
    """Look through the paths for what is to be read.

    again  also what was forgotten, and what could not be read before
    """
    found = Found()
    roots = [os.path.abspath(path) for path in paths]  # noqa: PTH100 - resolve() would hide links from people
    if again:
        _remember(db, roots)
    left_out = forgotten(db)
    failed = saves.given_up(db)
    files = [
        file
        for file in scan(
            roots,
            skip_folders=tuple(skip_folders),
            on_trouble=lambda trouble: found.trouble.append((trouble.path, trouble.found)),
        )
        if file.path not in left_out
    ]
    known = saves.known(db)
    if again:
        known = {path: stat for path, stat in known.items() if path not in failed}
    found.due = list(changed(files, known))
    due = {file.path for file in found.due}
    found.unchanged = len(files) - len(due)
    found.known = due | known.keys()
    found.trouble += [(file.path, failed[file.path]) for file in files if file.path in failed and file.path not in due]
    return found


def ingest(
    db: Database,
    files: Sequence[FileStat],
    *,
    user: str,
    workers: int,
    now: Callable[[], float],
    progress: Callable[[Progress], None],
) -> tuple[int, list[tuple[str, str]]]:
    """Read files and keep their saves. Returns how many files were read, and (path, why) of the others.

    user  id of who made the saves
    """
    stats = {file.path: file for file in files}
    tasks = [Task(file.path, (file.path,), limits_of(file.size)) for file in files]
    read, failed, opened = 0, [], Opened()
    results = enumerate(run(tasks, _READ, workers=min(workers, max(len(tasks), 1))))
    for together in _handfuls(results, stats):
        with db.write():
            for done, result in together:
                path = result.task.path
                progress(Progress("reading", done, len(tasks), path))
                if result.error is None:
                    kept = [save for save in result.value if isinstance(save, ReadSave)]
                    _keep(db, stats[path], kept, opened, user=user, seen=now())
                    left_out = [save for save in result.value if isinstance(save, LeftOut)]
                    failed += [(save.path, _reason(save.error, path)) for save in left_out]
                    read += 1
                else:
                    _give_up(db, stats[path], result.error, user=user, seen=now())
                    failed.append((path, _reason(result.error, path)))
    return read, failed


def _handfuls(
    results: Iterable[tuple[int, Result]], stats: Mapping[str, FileStat]
) -> Iterator[list[tuple[int, Result]]]:
    """What is kept in one transaction: so many results, or bytes, as come at once. Nothing is held open meanwhile."""
    together: list[tuple[int, Result]] = []
    held, begun = 0, 0.0
    for one in results:
        begun = begun if together else time.monotonic()
        together.append(one)
        held += stats[one[1].task.path].size
        if len(together) == _FILES or held >= _BYTES or time.monotonic() - begun >= _SECONDS:
            yield together
            together, held = [], 0
    if together:
        yield together


def name_song(db: Database, paths: Sequence[str], song: str, *, user: str, now: float) -> Word:
    """Remember for good that everything at or below these paths is one song."""
    roots = [os.path.abspath(path) for path in paths]  # noqa: PTH100 - as above
    return say(db, user=user, kind="as_song", time=now, subject={"paths": roots}, body={"song": song})


def forgotten(db: Database) -> set[str]:
    """Paths that were forgotten and are not to be read."""
    return {str(path) for word in words(db, kinds=["forget"]) for path in word.subject.get("paths", ())}


def _remember(db: Database, roots: Sequence[str]) -> None:
    """Take back what was forgotten at or below these paths."""
    for word in words(db, kinds=["forget"]):
        if any(_is_below(str(path), root) for path in word.subject.get("paths", ()) for root in roots):
            retract(db, word.id)


def _is_below(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def _keep(db: Database, file: FileStat, read: Sequence[ReadSave], opened: Opened, *, user: str, seen: float) -> None:
    format_ = format_of(file.path)
    contents = saves.record_versions(
        db,
        path=file.path,
        format=format_.name if format_ is not None else read[-1].facts.format,
        versions=[save.blocks for save in read],
        stat=file.stat,
        times=[file.mtime_ns if save.mtime_ns is None else save.mtime_ns for save in read],
        user=user,
        seen=seen,
        opened=opened,
    )
    facts = [
        replace(save.facts, content=content, mtime=(save.mtime_ns or file.mtime_ns) / 1e9, user=user)
        for save, content in zip(read, contents, strict=True)
    ]
    derived.put(db, FACTS, facts_rows(facts))


def _give_up(db: Database, file: FileStat, error: MixtasteError, *, user: str, seen: float) -> None:
    format_ = format_of(file.path)
    saves.record_failure(
        db,
        path=file.path,
        format=format_.name if format_ is not None else "",
        size=file.size,
        mtime_ns=file.mtime_ns,
        inode=file.inode,
        user=user,
        seen=seen,
        error=error,
    )


def _reason(error: MixtasteError, path: str) -> str:
    """The error's sentence without the path, which is told beside it."""
    return str(error).removeprefix(f"{path}, ").removeprefix(f"{path}: ")

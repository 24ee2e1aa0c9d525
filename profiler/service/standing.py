"""How things stand: what was learnt and what waits, what cannot be read, and which folders are away."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from profiler.history.records import Song
from profiler.history.tables import MOVES
from profiler.service.archive import Archive
from profiler.service.past import strangers
from profiler.service.reports import Away, LearnReport, Recent, Status
from profiler.service.scan import FileStat
from profiler.service.tables import CONTEXT, ROOTS
from profiler.service.weighing import answers_of
from profiler.verdicts.tables import VERDICTS
from store import derived, saves
from store.database import Database
from store.saves import Sighting
from store.users import User
from store.words import words

__all__ = ["away", "remember_roots", "report_of", "status_of"]

_RECENT = 5


def status_of(db: Database, songs: Sequence[Song], user: User, *, roots: Iterable[str]) -> Status:
    """The store at a glance, for one user. It is what is shown first, so moves are counted and not read.

    songs  all there are
    roots  folders of the configuration; those that were learnt are known
    """
    verdicts = derived.select(db, VERDICTS, where={"user": user.id}, columns=["guess", "settled", "answered"])
    counts: Counter[str] = Counter(row["guess"] for row in verdicts)
    settled = sum(row["settled"] for row in verdicts)
    sights = saves.sightings(db)
    made = Counter((row["song"], row["user"]) for row in derived.select(db, MOVES, columns=["song", "user"]))
    return Status(
        store=db.location,
        user=user.name,
        songs=len(songs),
        saves=sum(len(song.saves) for song in songs),
        moves=sum(made[song.id, user.id] for song in songs if song.counts),
        gestures=len(verdicts),
        verdicts={**counts, "settled": settled, "unsettled": len(verdicts) - settled},
        answers=len(answers_of(db, user.id)),
        questions=sum(not row["settled"] and not row["answered"] for row in verdicts),
        windows=len({word.body["control"] for word in words(db, user=user.id, kinds=["window_answer"])}),
        coverage=_coverage(db),
        failed=tuple((sight.path, sight.error) for sight in sights if sight.error is not None),
        recent=tuple(_recent(songs, made, sights, user.id)),
        derivation={name: str(version) for name, version in derived.tables(db).items()},
        away=tuple(away(sights, [*roots, *(row["path"] for row in derived.select(db, ROOTS))])),
        strangers=tuple(strangers(db)),
    )


def report_of(
    db: Database,
    archive: Archive,
    *,
    read: int = 0,
    unchanged: int,
    failed: Sequence[tuple[str, str]],
    would_read: Sequence[FileStat] | None = None,
) -> LearnReport:
    """What learning did, and what the store holds now. would_read: of a dry run, what was found and left alone."""
    settled = [row["settled"] for row in derived.select(db, VERDICTS, columns=["settled"])]
    return LearnReport(
        read=read,
        unchanged=unchanged,
        failed=tuple(failed),
        songs=len(archive.every),
        saves=sum(len(history.song.saves) for history in archive.every),
        moves=sum(len(history.moves) for history in archive.histories),
        gestures=len(settled),
        settled=sum(settled),
        coverage=_coverage(db),
        dry_run=would_read is not None,
        would_read=tuple(file.path for file in would_read or ()),
        strangers=tuple(strangers(db)),
    )


def _coverage(db: Database) -> dict[str, int]:
    """What can be read of plug-ins: ``decoded named opaque`` → inserts."""
    found: Counter[str] = Counter()
    for row in derived.select(db, CONTEXT, columns=["coverage"]):
        found.update(row["coverage"])
    return dict(found)


def remember_roots(db: Database, paths: Sequence[str], *, now: float) -> None:
    """Remember folders that are being learnt, so that it can be said when one is away."""
    for path in paths:
        root = os.path.abspath(path)  # noqa: PTH100 - resolve() would hide links from people
        if Path(root).is_dir():
            derived.put(db, ROOTS, [{"path": root, "time": now}])


def away(sights: Sequence[Sighting], roots: Iterable[str]) -> list[Away]:
    """Roots that are not there now (a disk not mounted, a folder moved), with how many saves are known from below.

    The place where a disk is mounted may be there and empty: a root that saves are known from, and that holds nothing,
    is away too. Of roots within each other the outer one is told.
    """
    found: list[Away] = []
    for root in sorted(set(roots)):
        if found and _is_below(root, found[-1].root):
            continue
        contents = {sight.content for sight in sights if sight.content is not None and _is_below(sight.path, root)}
        if contents and not _holds_anything(root):
            found.append(Away(root, len(contents)))
    return found


def _is_below(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def _holds_anything(root: str) -> bool:
    try:
        with os.scandir(root) as entries:
            return next(entries, None) is not None
    except NotADirectoryError:
        return True
    except OSError:
        return False


def _recent(
    songs: Iterable[Song], made: Mapping[tuple[str, str], int], sights: Sequence[Sighting], user: str
) -> list[Recent]:
    """Songs that this user saved, what was seen last first. made: moves by song and user."""
    seen: dict[str, float] = {}
    for sight in sights:
        if sight.content is not None:
            seen[sight.content] = max(seen.get(sight.content, 0.0), sight.seen)
    moves: Counter[str] = Counter()
    for (song, _), count in made.items():
        moves[song] += count
    rows = [
        Recent(
            song.id,
            song.name,
            max((seen.get(save.content, 0.0) for save in song.saves), default=0.0),
            len(song.saves),
            moves[song.id],
        )
        for song in songs
        if song.counts and user in song.users
    ]
    return sorted(rows, key=lambda row: (-row.time, row.name))[:_RECENT]

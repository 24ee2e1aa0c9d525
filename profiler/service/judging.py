"""The closing pass over the archive: chance rates, tests under them, beliefs, and a verdict on every gesture.

One save changes one song; this pass brings the whole archive under one set of rates, so that the order of learning
leaves no trace. Songs already tested under the present rates and audio are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from profiler.justifications.chance import Chance, estimate
from profiler.service.archive import Archive
from profiler.service.census import known_teachings
from profiler.service.crew import Crew, Work
from profiler.service.deriving import Testing
from profiler.service.rates import Consulted, stands
from profiler.service.reports import Progress
from profiler.service.scenes import Sounds
from profiler.service.tables import CONTEXT, TESTED, TESTS
from profiler.service.weighing import Said, basis_of, judge_all, judge_some
from profiler.verdicts import Thresholds
from profiler.verdicts.tables import BELIEFS, VERDICTS, beliefs_from_row
from store import derived, saves
from store.database import Database

__all__ = ["close_archive", "unjudged", "update_songs"]

_LISTEN = "profiler.service.deriving:listen"
_TEST = "profiler.service.deriving:test"
_AT_ONCE = 100
"""Songs whose questions to the chance rates are held in memory at once."""


def close_archive(
    db: Database,
    archive: Archive,
    sounds: Sounds,
    *,
    thresholds: Thresholds,
    crew: Crew,
    progress: Callable[[Progress], None],
) -> None:
    """Bring tests, beliefs and verdicts of every user up to date."""
    levels = _measure(db, archive, sounds, crew, progress)
    basis = {user: basis_of(db, archive, user, levels, thresholds) for user in archive.users}
    made = {row["user"]: row["basis"] for row in derived.select(db, BELIEFS, columns=["user", "basis"])}
    if made == basis and not _untested(db, archive) and not unjudged(db, archive):
        return
    chances = {
        user: estimate(moves=archive.moves(user), settings=archive.settings(user), tempi=archive.tempi, levels=levels)
        for user in archive.users
    }
    due = _untested(db, archive) | _moved(db, archive, chances)
    _test(db, archive, sounds, due, chances, crew, progress)
    left = unjudged(db, archive)
    for user in archive.users:
        if made.get(user) != basis[user] or user in left:
            progress(Progress("judging", 0, len(archive.gestures(user)), ""))
            chance, under = chances[user], basis[user]
            judge_all(db, archive, user, chance, basis=under, thresholds=thresholds, progress=progress)
    _drop_strangers(db, archive)


def update_songs(db: Database, archive: Archive, sounds: Sounds, *, thresholds: Thresholds, crew: Crew) -> bool:
    """Test and judge what is due for itself, under the rates and beliefs that there are: a save has landed.

    Returns False where they are wanting, and only the closing pass can give them.
    """
    rows = derived.select(db, BELIEFS)
    chances = {row["user"]: beliefs_from_row(row)[0] for row in rows}
    if set(archive.users) - chances.keys():
        return False
    _measure(db, archive, sounds, crew, lambda _: None)
    _test(db, archive, sounds, _untested(db, archive), chances, crew, lambda _: None)
    for user, names in unjudged(db, archive).items():
        judge_some(db, archive, Said(db, archive, user), names, thresholds=thresholds)
    return True


def unjudged(db: Database, archive: Archive) -> dict[str, set[str]]:
    """User → gestures that were tested and have no verdict."""
    tested = derived.select(db, TESTS, columns=["gesture", "user"])
    judged = {row["gesture"] for row in derived.select(db, VERDICTS, columns=["gesture"])}
    found: dict[str, set[str]] = {}
    for row in tested:
        if row["gesture"] not in judged and row["gesture"] in archive.gestures(row["user"]):
            found.setdefault(row["user"], set()).add(row["gesture"])
    return found


def _measure(
    db: Database, archive: Archive, sounds: Sounds, crew: Crew, progress: Callable[[Progress], None]
) -> dict[str, list[float]]:
    """Levels of each song's tracks; a song whose audio changed since it was tested is measured and due again."""
    known = {row["song"]: row for row in derived.select(db, TESTED, columns=["song", "audio", "levels"])}
    sources = {row["song"]: row["sources"] for row in derived.select(db, CONTEXT, columns=["song", "sources"])}
    songs = {history.song.id: history.song for history in archive.histories}
    audio = {song: sounds.fingerprint(sources.get(song, ()), one.saves[-1].path) for song, one in songs.items()}
    levels = {song: known[song]["levels"] for song in songs if song in known and known[song]["audio"] == audio[song]}
    due = sorted(songs.keys() - levels.keys())
    found: dict[str, list[float]] = {song: [] for song in due}
    if sounds.store is not None:
        sizes = saves.contents_kept(db)
        last: dict[Work, list[str]] = {}
        for song in due:
            save = songs[song].saves[-1]
            last.setdefault(Work(save.path, sizes[save.content], (save.content, save.path)), []).append(song)
        for done, (work, heard, _) in enumerate(crew.work_on(_LISTEN, sounds, list(last))):
            progress(Progress("listening", done, len(last), work.name))
            found |= {song: heard or [] for song in last[work]}
    made = [{"song": song, "done": 0, "asked": {}, "audio": audio[song], "levels": found[song]} for song in due]
    derived.replace(db, TESTED, made, where={"song": due})
    return levels | found


def _untested(db: Database, archive: Archive) -> set[str]:
    """Songs that were never tested as they are now."""
    tested = {row["song"] for row in derived.select(db, TESTED, columns=["song", "done"]) if row["done"]}
    return {history.song.id for history in archive.histories} - tested


def _moved(db: Database, archive: Archive, chances: Mapping[str, Chance]) -> set[str]:
    """Songs whose tests asked something of chance rates that would be answered otherwise now."""
    consulted = {user: Consulted.about(chance) for user, chance in chances.items()}
    counting = {history.song.id for history in archive.histories}
    tested = [row["song"] for row in derived.select(db, TESTED, columns=["song", "done"]) if row["done"]]
    moved = set()
    for at in range(0, len(tested), _AT_ONCE):
        for row in derived.select(db, TESTED, where={"song": tested[at : at + _AT_ONCE]}, columns=["song", "asked"]):
            if row["song"] in counting and not stands(row["asked"], consulted):
                moved.add(row["song"])
    return moved


def _test(
    db: Database,
    archive: Archive,
    sounds: Sounds,
    due: Collection[str],
    chances: Mapping[str, Chance],
    crew: Crew,
    progress: Callable[[Progress], None],
) -> None:
    """Test these songs; their verdicts are due then."""
    if not due:
        return
    known = {row["song"]: row for row in derived.select(db, TESTED, columns=["song", "audio", "levels"])}
    sizes = saves.contents_kept(db)
    works = [
        Work(history.song.saves[-1].path, sum(sizes[save.content] for save in history.song.saves), (history.song.id,))
        for history in archive.histories
        if history.song.id in due
    ]
    shared = Testing(sounds, chances, known_teachings(db))
    for done, (work, tested, error) in enumerate(crew.work_on(_TEST, shared, works)):
        song = work.arguments[0]
        progress(Progress("testing", done, len(works), work.name))
        rows, asked = tested if error is None else ([], {})
        made, where = {**known[song], "done": 1, "asked": asked}, {"song": song}
        derived.replace_many(db, [(TESTS, rows, where), (VERDICTS, [], where), (TESTED, [made], where)])


def _drop_strangers(db: Database, archive: Archive) -> None:
    """Verdicts and beliefs of users, and verdicts on gestures, that are no more."""
    gone = {row["user"] for row in derived.select(db, BELIEFS, columns=["user"])} - set(archive.users)
    for user in sorted(gone):
        derived.replace_many(db, [(VERDICTS, [], {"user": user}), (BELIEFS, [], {"user": user})])

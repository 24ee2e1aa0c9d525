"""Everything that is known of one move."""

from __future__ import annotations

from profiler.service.archive import ArchiveKeeper
from profiler.service.finding import move_named
from profiler.service.reports import Why
from profiler.verdicts.tables import VERDICTS, verdicts_from_rows
from store import derived
from store.database import Database

__all__ = ["why"]


def why(db: Database, archives: ArchiveKeeper, move: str) -> Why:
    """The move with its gesture and verdict. Named by its whole id, no song is read but its own.

    move  its id, or the first letters where they are unique. Raises UnknownNameError
    """
    song = archives.song_of(move)
    held = archives.load() if song is None else archives.part([song])
    among = [history for history in held.histories if song is None or history.song.id == song]
    history, one = move_named(among, move)
    gesture = next(found for found in history.gestures if found.id == one.gesture)
    by_id = {other.id: other for other in history.moves}
    verdicts = verdicts_from_rows(derived.select(db, VERDICTS, where={"gesture": gesture.id}))
    return Why(one, gesture, tuple(by_id[name] for name in gesture.moves), verdicts[gesture.id], history.song)

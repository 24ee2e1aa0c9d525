"""What the newest save at a path brought."""

from __future__ import annotations

from profiler.service.archive import Archive
from profiler.service.reports import Landed
from store import saves
from store.database import Database

__all__ = ["landed_at"]


def landed_at(db: Database, archive: Archive, path: str, *, now: float) -> Landed:
    """Its song and its moves, or why it could not be read. now: UTC seconds"""
    error = saves.given_up(db).get(path)
    if error is not None:
        return Landed(path, now, error=error)
    content = saves.newest(db, path)
    for history in archive.every:
        for save in history.song.saves:
            if save.content == content:
                moves = tuple(move for move in history.moves if move.after_save == save.id)
                return Landed(path, now, history.song.name, moves)
    return Landed(path, now)

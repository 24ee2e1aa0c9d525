"""A store that another version of the program filled: what this one derives otherwise is derived again, once."""

from __future__ import annotations

from collections.abc import Callable

from profiler.service.tables import ALL, BESIDE, PASSES
from store import derived, saves
from store.database import Database, learn_lock

__all__ = ["bring_up_to_date", "note_version"]

_BY_THIS_VERSION = {"name": "version", "under": " ".join(f"{table.name}:{table.version}" for table in ALL)}
"""The row of `PASSES` in a store that this version has brought up to date."""


def bring_up_to_date(db: Database, derive: Callable[[], object]) -> None:
    """Make the tables that are wanting, and derive what differs, or what that was killed at the last time.

    derive  songs, tests and verdicts know under what they were made: it works on those that are due
    """
    derived.ensure(db, [*ALL, *BESIDE])
    if derived.select(db, PASSES, where=_BY_THIS_VERSION):
        return
    derived.drop_others(db, [*ALL, *BESIDE])
    if saves.contents_kept(db):
        with learn_lock(db):
            derive()
    note_version(db)


def note_version(db: Database) -> None:
    """Note that all there is was derived by this version."""
    derived.put(db, PASSES, [_BY_THIS_VERSION])

"""What songs say of an engineer's taste, held in memory from one question to the next."""

from __future__ import annotations

from typing import NamedTuple

from profiler.service.archive import Archive
from profiler.service.weighing import answers_of
from profiler.taste.observations import Judgements, Observation, Sources, observe
from profiler.verdicts.tables import BELIEFS, VERDICTS
from store import derived
from store.database import Database

__all__ = ["Observed", "Observing"]

_REQUESTED = "requested"
_NO_DECISION = frozenset({"put_back", "no_effect", "machine_made", "inherited", "copied"})
"""Tags of moves that say nothing of taste: their control counts nothing in that song."""


class Observed(NamedTuple):
    """One engineer's observations, and where they came from."""

    observations: tuple[Observation, ...]
    sources: Sources


class Observing:
    """Observations by user; made again when a song, an answer or what is believed has changed."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._made: dict[str, tuple[tuple[object, ...], Observed]] = {}

    def of(self, archive: Archive, user: str) -> Observed:
        """What the songs that count say of this user, under the verdicts as they stand."""
        beliefs = derived.select(self._db, BELIEFS, where={"user": user}, columns=["basis"])
        answers = frozenset((one.question, one.time) for one in answers_of(self._db, user))
        under = (archive, *(row["basis"] for row in beliefs), answers)
        known = self._made.get(user)
        if known is not None and known[0] == under:
            return known[1]
        found = Observed(*observe(archive.chosen, user=user, judgements=_judgements(self._db, archive, user)))
        self._made[user] = under, found
        return found


def _judgements(db: Database, archive: Archive, user: str) -> Judgements:
    """P(subjective) and P(requested) of where each control rests: those of the last move that set it."""
    columns = ["gesture", "p_objective", "tags"]
    verdicts = {row["gesture"]: row for row in derived.select(db, VERDICTS, where={"user": user}, columns=columns)}
    subjective: dict[tuple[str, str, str], float] = {}
    requested: dict[tuple[str, str, str], float] = {}
    for move in archive.moves(user):
        verdict = verdicts.get(move.gesture or "")
        if verdict is not None and move.undone_by is None:
            key = (move.song, move.object.key, move.term)
            subjective[key] = 0.0 if _NO_DECISION.intersection(verdict["tags"]) else 1.0 - verdict["p_objective"]
            requested[key] = 1.0 if _REQUESTED in verdict["tags"] else 0.0
    return Judgements(subjective, requested)

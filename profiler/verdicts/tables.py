"""The derived tables of verdicts: one row a gesture, and one row of beliefs and chance rates a user."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from profiler.history.records import Gesture, Move
from profiler.justifications.chance import Chance
from profiler.rules import Circumstances
from profiler.verdicts.beliefs import Beliefs
from profiler.verdicts.verdict import Verdict, entropy_bits
from profiler.verdicts.verdict_json import verdict_from_json, verdict_to_json
from store.derived import Column, Table

__all__ = [
    "BELIEFS",
    "TABLES",
    "VERDICTS",
    "beliefs_from_row",
    "beliefs_row",
    "verdict_row",
    "verdicts_from_rows",
]

VERSION = 6
"""Raised whenever the same moves would get other verdicts: a reason, a weight, a formula changed."""

VERDICTS = Table(
    "verdicts",
    VERSION,
    (
        Column("gesture", "text", nullable=False),
        Column("song", "text", nullable=False, indexed=True),
        Column("user", "text", nullable=False, indexed=True),
        Column("family", "text", nullable=False),
        Column("term", "text", nullable=False),
        Column("role", "text", nullable=False),
        Column("direction", "text", nullable=False),
        Column("moves", "integer", nullable=False),
        Column("guess", "text", nullable=False),
        Column("p_objective", "real", nullable=False),
        Column("settled", "integer", nullable=False),
        Column("answered", "integer", nullable=False),
        Column("bits", "real", nullable=False),
        Column("tags", "json", nullable=False),
        Column("believed", "text", nullable=False),
        Column("verdict", "packed", nullable=False),
    ),
    key=("gesture",),
)
BELIEFS = Table(
    "verdict_beliefs",
    VERSION,
    (
        Column("user", "text", nullable=False),
        Column("basis", "text", nullable=False),
        Column("chance_version", "text", nullable=False),
        Column("chance", "json", nullable=False),
        Column("beliefs", "json", nullable=False),
    ),
    key=("user",),
)
TABLES = (VERDICTS, BELIEFS)


def verdict_row(
    gesture: Gesture, moves: Sequence[Move], verdict: Verdict, held: Circumstances, *, believed: str
) -> dict[str, Any]:
    """The row of a verdict; beside it stands what decides whether its gesture is asked about.

    held      the gesture's circumstances
    believed  of all that it rests on beside the tests (beliefs, habit, rule, answer)
    """
    return {
        "gesture": gesture.id,
        "song": moves[0].song,
        "user": moves[0].user,
        "family": verdict.family,
        "term": moves[0].term,
        "role": held.get("role", ""),
        "direction": held.get("direction", ""),
        "moves": len(moves),
        "guess": verdict.guess,
        "p_objective": verdict.p_objective,
        "settled": int(verdict.settled),
        "answered": int(verdict.answered),
        "bits": entropy_bits(verdict),
        "tags": list(verdict.tags),
        "believed": believed,
        "verdict": verdict_to_json(verdict),
    }


def verdicts_from_rows(rows: Iterable[Mapping[str, Any]]) -> dict[str, Verdict]:
    """Gesture id → verdict."""
    return {row["gesture"]: verdict_from_json(row["verdict"]) for row in rows}


def beliefs_row(user: str, chance: Chance, beliefs: Beliefs, *, basis: str) -> dict[str, Any]:
    """What is believed of one user, as a row. basis: of what all his verdicts were made."""
    return {
        "user": user,
        "basis": basis,
        "chance_version": chance.version,
        "chance": chance.to_json(),
        "beliefs": beliefs.to_json(),
    }


def beliefs_from_row(row: Mapping[str, Any]) -> tuple[Chance, Beliefs]:
    """Inverse of `beliefs_row`."""
    return Chance.from_json(row["chance"]), Beliefs.from_json(row["beliefs"])

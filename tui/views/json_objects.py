"""Objects that are put together from several records of the profiler."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from profiler.history.json import gesture_json, move_json, song_json
from profiler.verdicts.verdict_json import verdict_to_json

if TYPE_CHECKING:
    from profiler.service.reports import Judged, Why

__all__ = ["judged_object", "why_object"]


def judged_object(judged: Judged) -> dict[str, Any]:
    """Schema ``mixtaste/move/1``, its verdict in a few fields; `why` has all of it."""
    verdict = judged.verdict
    short = (
        None
        if verdict is None
        else {
            "guess": verdict.guess,
            "p_objective": verdict.p_objective,
            "settled": verdict.settled,
            "best_reason": verdict.best_reason,
            "tags": list(verdict.tags),
        }
    )
    return move_json(judged.move) | {"verdict": short}


def why_object(why: Why) -> dict[str, Any]:
    """Schema ``mixtaste/why/1``."""
    return {
        "schema": "mixtaste/why/1",
        "move": move_json(why.move),
        "gesture": gesture_json(why.gesture),
        "moves": [move_json(move) for move in why.moves],
        "song": song_json(why.song),
        "verdict": verdict_to_json(why.verdict),
    }

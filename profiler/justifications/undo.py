"""R1: put back to what it was. Says nothing of the value: it cancels an earlier move.

The move that was cancelled keeps its own reasons, whatever they were: history marks it as undone.
"""

from __future__ import annotations

import math
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from parsers.session import Scalar
from parsers.vocabulary import describe
from profiler.history.records import Move
from profiler.justifications.chance import chance_of
from profiler.justifications.controls import name_of
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["REASON"]

_S = 0.90


def _test(scene: Scene) -> ReasonResult | None:
    """Every move of the gesture returns exactly to a value held at an earlier save."""
    visited = [_visited(scene, move) for move in scene.moves]
    if not all(visited):
        return None
    chance = chance_of(scene)
    rates = [chance.returns(move.term, values) for move, values in zip(scene.moves, visited, strict=True)]
    p0 = Rate(max(math.prod(rate.value for rate in rates), 1e-4), rates[0].source)
    numbers = {"earlier_values": float(max(map(len, visited))), "moves": float(len(scene.moves))}
    first = scene.moves[0]
    if all(_held(move.after, values) for move, values in zip(scene.moves, visited, strict=True)):
        sentence = f"{name_of(first)}: {_put_back(first)} at an earlier save."
        return hit(REASON, s=_S, p0=p0, sentence=sentence, numbers=numbers)
    sentence = f"{name_of(first)}: what the {describe(first.term).label} is now, it was at no earlier save."
    return missed(REASON, s=_S, p0=p0, sentence=sentence, numbers=numbers)


def _put_back(move: Move) -> str:
    term = describe(move.term)
    if move.term == "insert.state":
        return "settings put back to what they were"
    return f"{term.label} put back to {term.say(move.after)}, where it was"


def _visited(scene: Scene, move: Move) -> set[Scalar]:
    """Values of earlier saves that differ from where the move started."""
    values = scene.earlier.get((move.object.key, move.term), ())
    return {value for value in values if not _held(value, {move.before})}


def _held(value: Scalar | None, values: AbstractSet[Scalar | None]) -> bool:
    return any(_equal(value, other) for other in values)


def _equal(a: Scalar | None, b: Scalar | None) -> bool:
    if isinstance(a, float) and isinstance(b, float):
        return a == b or math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-6)
    return a == b


REASON = Reason("R1 put back", ("*",), "session", weight=0.15, structural=True, test=_test, tag="put_back")

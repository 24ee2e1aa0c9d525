"""P1: panned as the mirror of its double."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.session import Session
from parsers.vocabulary import describe
from profiler.history.records import Move
from profiler.justifications.controls import number, principal, siblings
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["REASON"]

_S = 0.90
_PER_SIBLING = 0.029
"""Chance to mirror one other pan on a 10 % grid with 40 % centred: .057 for two."""
_SAME = 0.02


def _test(scene: Scene) -> ReasonResult | None:
    """The new pan is the opposite of a double's (same name but for side or number), and the old one was not."""
    move = principal(scene, "pan.position")
    if move is None:
        return None
    new, old = number(move.after), number(move.before)
    doubles = siblings(scene.after, move)
    if new is None or old is None or not doubles:
        return None
    p0 = Rate(1.0 - (1.0 - _PER_SIBLING) ** len(doubles))
    say = describe(move.term).say
    numbers = {"before": old, "after": new, "doubles": float(len(doubles))}
    twin = _mirror(scene.after, move, new)
    if twin is None or _mirror(scene.before, move, old) is not None:
        sentence = f"{say(new)} does not newly mirror {', '.join(track.name for track in doubles[:3])}."
        return missed(REASON, s=_S, p0=p0, sentence=sentence, numbers=numbers)
    name, pan = twin
    numbers["double"] = pan
    sentence = f"Panned {say(new)} as the mirror of {name} ({say(pan)})."
    return hit(REASON, s=_S, p0=p0, sentence=sentence, numbers=numbers)


def _mirror(session: Session, move: Move, pan: float) -> tuple[str, float] | None:
    if abs(pan) <= _SAME:
        return None
    return next((((t.name, t.pan)) for t in siblings(session, move) if abs(t.pan + pan) <= _SAME), None)


REASON = Reason("P1 mirror partner", ("pan.position",), "session", weight=0.35, structural=False, test=_test)

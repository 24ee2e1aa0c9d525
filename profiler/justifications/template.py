"""R8: the value is the default, or what the engineer's songs start with. Taste of long ago: told once, not per song."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from parsers.vocabulary import describe
from profiler.justifications.chance import chance_of
from profiler.justifications.controls import number
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["REASON"]

_S = 0.90
_P0 = 0.05
_CENTRED = 0.40
"""Share of all pans that rest in the centre, whatever for (§1.4 of the catalogue)."""


def _test(scene: Scene) -> ReasonResult | None:
    """The new value equals the control's default or the value in the first save of at least 60 % of the songs."""
    move = scene.moves[0]
    after, term = number(move.after), describe(move.term)
    if after is None or len(scene.moves) > 1:
        return None
    role = move.object.track.role if move.object.track else "unknown"
    plugin = move.object.insert.plugin if move.object.insert else ""
    usual = chance_of(scene).usual.get((role, plugin, move.term))
    if usual is None and term.default is None:
        return None
    popular = chance_of(scene).returns(move.term, [after])
    floor = _CENTRED if move.term == "pan.position" and after == 0 else _P0
    p0 = popular if popular.value > floor else Rate(floor, "choice")
    numbers = {"after": after}
    if usual is not None:
        numbers |= {"songs": float(usual.songs), "of_songs": float(usual.of)}
        start = number(usual.value)
        if start is not None and math.isclose(after, start, rel_tol=1e-6, abs_tol=1e-6):
            sentence = f"{term.say(after)} is what {usual.songs} of {usual.of} songs start with."
            return hit(REASON, s=_S, p0=p0, sentence=sentence, numbers=numbers)
    if term.default is not None and math.isclose(after, term.default, abs_tol=1e-6):
        sentence = f"Back to {term.say(after)}, where a {term.label} rests untouched."
        return hit(REASON, s=_S, p0=p0, sentence=sentence, numbers=numbers)
    sentence = f"{term.say(after)} is neither the default nor what the songs start with."
    return missed(REASON, s=_S, p0=p0, sentence=sentence, numbers=numbers)


REASON = Reason("R8 template or default", ("*",), "session", weight=0.02, structural=True, test=_test, tag="inherited")

"""E7: the high-pass sits just below the lowest note that the part plays."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.vocabulary import describe
from profiler.justifications.controls import band_value, name_of, number, principal
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed, untestable
from profiler.justifications.sound import audio_of

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["REASON"]

_S = 0.70
_P0 = Rate(0.12)
_LOW, _HIGH = 0.7, 1.0
_LEAST_SLOPE = 12.0


def _test(scene: Scene) -> ReasonResult | None:
    """The corner is between 0.7 and 1.0 of the lowest note, at 12 dB/oct or more, and was not.

    Only for a part that plays one note at a time: under a chord, autocorrelation hears an octave or more too low.
    """
    move = principal(scene, "hpf.frequency")
    if move is None:
        return None
    features, why = audio_of(scene, move)
    if features is None:
        return _cannot(why)
    lowest = features.lowest_note_hz
    if lowest is None:
        return _cannot(f"{name_of(move)} does not play one clear note at a time")
    new, old = number(move.after), number(move.before)
    if new is None or new <= 0:
        return _cannot("the high-pass has no corner after the move")
    slope = number(band_value(scene.after, move, "slope"))
    numbers = {"after_hz": new, "lowest_note_hz": lowest}
    if old is not None and old > 0:
        numbers["before_hz"] = old
    say = describe("hpf.frequency").say
    inside = _LOW * lowest <= new <= _HIGH * lowest
    was_inside = old is not None and _LOW * lowest <= old <= _HIGH * lowest
    if not inside or was_inside or (slope is not None and slope < _LEAST_SLOPE):
        sentence = f"{say(new)} is not newly just below the lowest note of {name_of(move)} ({say(lowest)})."
        return missed(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)
    was = f"; before, it was {say(old)}" if old else ""
    sentence = f"High-passed at {say(new)}, under the lowest note that {name_of(move)} plays ({say(lowest)}){was}."
    result = hit(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)
    if old is None or old <= 0:
        return result
    nearest = _LOW * lowest if old < _LOW * lowest else _HIGH * lowest
    size, least = abs(math.log2(new / old)), abs(math.log2(nearest / old))
    return replace(result, size=size, least=least, step=describe("hpf.frequency").step)


def _cannot(why: str) -> ReasonResult:
    return untestable(REASON, why, s=_S, p0=_P0)


REASON = Reason(
    "E7 high-pass under the lowest note", ("hpf.frequency",), "audio", weight=0.4, structural=False, test=_test
)

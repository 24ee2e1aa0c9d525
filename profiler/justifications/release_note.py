"""T5: the compressor's release was put on a note value, so that the gain is back before the next beat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from profiler.justifications.chance import chance_of, is_default_tempo
from profiler.justifications.controls import heard_tempo, number, principal
from profiler.justifications.note_values import nearest_release, release_fit
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed, untestable

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["REASON"]

_S = 0.70


def _test(scene: Scene) -> ReasonResult | None:
    """The new release is within 3 % of one of six note values at the place's tempo, and the old one of none."""
    move = principal(scene, "compressor.release")
    if move is None:
        return None
    bpm = heard_tempo(scene.after, move)
    old, new = number(move.before), number(move.after)
    if bpm is None:
        return untestable(REASON, "no single tempo where this plays", s=_S, p0=Rate(0.077))
    if old is None or new is None or old <= 0 or new <= 0:
        return untestable(REASON, "the release had no time before or after", s=_S, p0=Rate(0.077))
    note = nearest_release(new, bpm)
    default = scene.after.tempo_is_default or (is_default_tempo(bpm) and len(scene.after.tempo_map) == 1)
    p0 = chance_of(scene).release_note(new, bpm, tempo_is_default=default)
    numbers = {"before_ms": old, "after_ms": new, "bpm": bpm, "note_ms": note.ms, "off_ms": new - note.ms}
    fits = release_fit(new, bpm)
    if fits and release_fit(old, bpm):
        why = f"it was on a note value before ({old:.4g} ms) and is on one now: stays on the grid"
        return untestable(REASON, why, s=_S, p0=p0, numbers=numbers)
    if not fits:
        sentence = f"{new:.4g} ms is no note value at {bpm:.4g} bpm: the nearest, {note.name}, is {note.ms:.4g} ms."
        return missed(REASON, s=_S, p0=p0, sentence=sentence, numbers=numbers)
    sentence = (
        f"The release is {note.name} ({note.ms:.4g} ms) at {bpm:.4g} bpm, so the gain is back in time; "
        f"before, {old:.4g} ms fitted nothing."
    )
    return hit(REASON, s=_S, p0=p0, sentence=sentence, numbers=numbers)


REASON = Reason("T5 release in tempo", ("compressor.release",), "session", weight=0.50, structural=False, test=_test)

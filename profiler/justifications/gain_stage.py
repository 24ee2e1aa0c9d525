"""L1: the track was brought to the level that all of the engineer's tracks start at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from profiler.justifications.chance import chance_of
from profiler.justifications.controls import name_of, number, percent, principal
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed, untestable
from profiler.justifications.sound import audio_of, moves_whole_track

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["REASON"]

_S = 0.85
_P0 = Rate(0.039)
_TOLERANCE_LU = 0.3
_CEILING_DBTP, _CEILING_TOLERANCE = -1.0, 0.1


def _test(scene: Scene) -> ReasonResult | None:
    """The new loudness is the archive's one common level ± 0.3 LU, and the old was not.

    Where that level would pass -1 dBTP, the target is a true peak of -1 ± 0.1 instead.
    """
    move = principal(scene, "clip.gain", "trim.gain")
    if move is None:
        return None
    before, after = number(move.before), number(move.after)
    target = chance_of(scene).level_target
    if target is None:
        return _cannot("no common level has been learnt from other songs")
    features, why = audio_of(scene, move)
    if features is None:
        return _cannot(why)
    if before is None or after is None or not moves_whole_track(scene, move):
        return _cannot("one of several clips does not set the level of the track")
    step = after - before
    trim = after if move.term == "trim.gain" else 0.0
    new, new_peak = features.loudness_lufs + trim, features.true_peak_db + trim
    old, old_peak = new - step, new_peak - step
    limited = new_peak + target.lufs - new > _CEILING_DBTP
    to_go = _CEILING_DBTP - new_peak if limited else target.lufs - new
    tolerance = _CEILING_TOLERANCE if limited else _TOLERANCE_LU
    numbers = {"before_lufs": old, "after_lufs": new, "target_lufs": target.lufs, "true_peak_db": new_peak}
    if abs(to_go) > tolerance or abs(to_go + step) <= tolerance:
        sentence = f"{name_of(move)} is at {new:.1f} LUFS; tracks usually start at {target.lufs:.1f}."
        return missed(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)
    if limited:
        sentence = f"{name_of(move)} was brought to {new_peak:.1f} dBTP: {target.lufs:.1f} LUFS would have clipped."
    else:
        sentence = (
            f"{name_of(move)} was brought from {old:.1f} to {new:.1f} LUFS: {percent(target.share)} of the tracks "
            f"start at {target.lufs:.1f}."
        )
    numbers |= {"before_true_peak_db": old_peak}
    return hit(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)


def _cannot(why: str) -> ReasonResult:
    return untestable(REASON, why, s=_S, p0=_P0)


REASON = Reason("L1 gain-staged", ("clip.gain", "trim.gain"), "audio", weight=0.35, structural=False, test=_test)

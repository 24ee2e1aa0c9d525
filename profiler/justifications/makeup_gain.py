"""L6: the make-up gain gives back what the compressor takes, so that it can be judged at equal level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.session import Insert, Track
from profiler.justifications.controls import insert_of, name_of, principal, track_of
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed, untestable
from profiler.justifications.sound import audio_of, chain_until, numbers_of
from profiler.rendering.bands import power_change_db
from profiler.rendering.dynamics import compression
from profiler.rendering.equaliser import net_curve

if TYPE_CHECKING:
    from profiler.evidence.features import Features
    from profiler.evidence.scene import Scene

__all__ = ["REASON"]

_S = 0.70
_P0 = Rate(0.16)
_TOLERANCE_DB = 1.0
"""As well as gain reduction can be told from 10 ms levels (§4.3 of the catalogue: 0.9 dB mean error)."""


def _test(scene: Scene) -> ReasonResult | None:
    """Make-up equals the mean gain reduction of active frames ± 1 dB, and did not.

    Gain reduction is estimated from the part's 10 ms levels, after the equalisers ahead of the compressor.
    """
    move = principal(scene, "compressor.makeup")
    if move is None:
        return None
    features, why = audio_of(scene, move)
    if features is None:
        return _cannot(why)
    new, old = insert_of(scene.after, move), insert_of(scene.before, move)
    track, track_was = track_of(scene.after, move), track_of(scene.before, move)
    if new is None or old is None or track is None or track_was is None:
        return _cannot("the compressor is not there before and after")
    reduction, why = _reduction_db(track, new, features)
    was, why_not = _reduction_db(track_was, old, features)
    if reduction is None or was is None:
        return _cannot(why or why_not)
    makeup, makeup_was = numbers_of(new)["compressor.makeup"], numbers_of(old)["compressor.makeup"]
    numbers = {"makeup_db": makeup, "reduction_db": reduction, "makeup_before_db": makeup_was}
    matched = abs(makeup - reduction) <= _TOLERANCE_DB
    if not matched or abs(makeup_was - was) <= _TOLERANCE_DB:
        sentence = f"Make-up is {makeup:+.1f} dB where the compressor takes about {reduction:.1f} dB."
        return missed(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)
    sentence = f"{name_of(move)}: make-up {makeup:+.1f} dB gives back the {reduction:.1f} dB that compression takes."
    return hit(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)


def _reduction_db(track: Track, compressor: Insert, features: Features) -> tuple[float | None, str]:
    """Mean gain reduction over the active frames, dB (positive), or None and why not."""
    held = numbers_of(compressor)
    automatic = compressor.parameters.get("compressor.auto_makeup")
    if automatic is not None and automatic.value is True:
        return None, "make-up is automatic"
    if not all(f"compressor.{name}" in held for name in ("threshold", "ratio", "makeup")):
        return None, "threshold, ratio and make-up cannot be read"
    curve = net_curve(chain_until(track, compressor), features.frequencies_hz(), features.rate_hz)
    if curve.unmodelled:
        return None, f"what {', '.join(curve.unmodelled)} does before the compressor is not known"
    estimate = compression(
        features.envelope_rms,
        threshold_db=held["compressor.threshold"],
        ratio=held["compressor.ratio"],
        attack_ms=held.get("compressor.attack", 0.0),
        release_ms=held.get("compressor.release", 100.0),
        knee_db=held.get("compressor.knee", 0.0),
        input_db=power_change_db(curve.curve_db, features.ltas),
    )
    return -estimate.mean_reduction_db, ""


def _cannot(why: str) -> ReasonResult:
    return untestable(REASON, why, s=_S, p0=_P0)


REASON = Reason(
    "L6 make-up equals gain reduction", ("compressor.makeup",), "audio", weight=0.35, structural=False, test=_test
)

"""L2: turned down because it went over full scale."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from profiler.justifications.controls import name_of, number, principal, track_of
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed, untestable
from profiler.justifications.sound import audio_of, chain_until, moves_whole_track
from profiler.rendering.bands import power_change_db
from profiler.rendering.equaliser import net_curve

if TYPE_CHECKING:
    from profiler.evidence.features import Features
    from profiler.evidence.scene import Scene
    from profiler.history.records import Move

__all__ = ["REASON"]

_S_NEAR, _S_FAR = 0.45, 0.45
_P0_NEAR, _P0_FAR = Rate(0.014), Rate(0.049)
"""Of .063 that go from over to under, .052 / .235 land within 0.5 dB (§1.8 of the catalogue)."""
_P0 = Rate(0.063)
_CEILING_DBTP = 0.0
_NEAR_DB = 0.5


def _test(scene: Scene) -> ReasonResult | None:
    """The true peak was over 0 dBTP and is not any more; just under it says more than far under it.

    A fader's peak is known only where nothing but equalisers comes before it; they raise it as they raise the power.
    """
    move = principal(scene, "clip.gain", "trim.gain", "fader.gain")
    if move is None:
        return None
    features, why = audio_of(scene, move)
    if features is None:
        return _cannot(why)
    peaks, why = _peaks(scene, move, features)
    if peaks is None:
        return _cannot(why)
    old, new = peaks
    numbers = {"before_dbtp": old, "after_dbtp": new}
    if old <= _CEILING_DBTP or new > _CEILING_DBTP:
        sentence = f"{name_of(move)} peaks at {new:+.1f} dBTP, before at {old:+.1f}: that is no cure for clipping."
        return missed(REASON, s=_S_NEAR + _S_FAR, p0=_P0, sentence=sentence, numbers=numbers)
    sentence = f"{name_of(move)} went over full scale ({old:+.1f} dBTP); now it peaks at {new:+.1f} dBTP."
    near = new > _CEILING_DBTP - _NEAR_DB
    s, p0 = (_S_NEAR, _P0_NEAR) if near else (_S_FAR, _P0_FAR)
    result = hit(REASON, s=s, p0=p0, sentence=sentence, numbers=numbers)
    return replace(result, size=old - new, least=old - _CEILING_DBTP, step=1.0)


def _peaks(scene: Scene, move: Move, features: Features) -> tuple[tuple[float, float] | None, str]:
    """True peaks (before, after) at the stage of this gain, or None and why not."""
    before, after = number(move.before), number(move.after)
    if before is None or after is None:
        return None, "the gain was closed before or after"
    if move.term == "clip.gain":
        if not moves_whole_track(scene, move):
            return None, "which of several clips peaks highest is not known"
        return (features.true_peak_db - (after - before), features.true_peak_db), ""
    track = track_of(scene.after, move)
    raised = 0.0
    if track is not None and move.term == "fader.gain":
        curve = net_curve(chain_until(track, None), features.frequencies_hz(), features.rate_hz)
        if curve.unmodelled:
            return None, f"what {', '.join(curve.unmodelled)} does to the peak is not known"
        raised = power_change_db(curve.curve_db, features.ltas)
    return (features.true_peak_db + raised + before, features.true_peak_db + raised + after), ""


def _cannot(why: str) -> ReasonResult:
    return untestable(REASON, why, s=_S_NEAR + _S_FAR, p0=_P0)


REASON = Reason(
    "L2 clipping prevented",
    ("clip.gain", "trim.gain", "fader.gain"),
    "audio",
    weight=0.08,
    structural=False,
    test=_test,
)

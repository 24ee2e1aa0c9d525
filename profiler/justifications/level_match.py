"""L7: the trim takes back what the equaliser added, so that both can be compared at equal level."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.session import Session
from parsers.vocabulary import describe
from profiler.history.records import Move
from profiler.justifications.controls import linear_step, name_of, on_same_track, principal, track_of
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed, untestable
from profiler.justifications.sound import audio_of, chain_until, moves_whole_track
from profiler.rendering.bands import power_change_db
from profiler.rendering.equaliser import net_curve
from profiler.rendering.kweighting import k_power

if TYPE_CHECKING:
    from profiler.evidence.features import Features
    from profiler.evidence.scene import Scene

__all__ = ["REASON"]

_S = 0.80
_P0 = Rate(0.094)
_TOLERANCE_LU = 0.3
_LEAST_CHANGE_LU = 0.5
_KNOWN = ("eq.", "hpf.", "lpf.", "insert.enabled", "insert.wet", "insert.added", "insert.removed")
"""Moves of a chain whose effect on the level the equalisers' curve tells."""


def _test(scene: Scene) -> ReasonResult | None:
    """The step cancels the loudness change of the track's equalisers in the interval to ± 0.3 LU (change over 0.5)."""
    move = principal(scene, "fader.gain", "trim.gain", "clip.gain")
    if move is None:
        return None
    features, why = audio_of(scene, move)
    if features is None:
        return _cannot(why)
    step = linear_step(move)
    if step is None or not moves_whole_track(scene, move):
        return _cannot("the step does not hold for the whole track")
    change, why = _chain_change(scene, move, features)
    if change is None:
        return _cannot(why)
    numbers = {"step_db": step, "chain_lu": change, "sum_lu": step + change}
    label = describe(move.term).label
    if abs(change) <= _LEAST_CHANGE_LU or abs(step + change) > _TOLERANCE_LU:
        sentence = f"The chain changed {name_of(move)} by {change:+.1f} LU, the {label} by {step:+.1f} dB: no match."
        return missed(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)
    sentence = (
        f"Level-matched: the chain made {name_of(move)} {change:+.1f} LU louder, the {label} went {step:+.1f} dB."
    )
    if change < 0:
        sentence = sentence.replace("louder", "quieter").replace(f"{change:+.1f}", f"{-change:.1f}")
    result = hit(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)
    return replace(result, size=abs(step), least=abs(change) - _TOLERANCE_LU, step=1.0)


def _chain_change(scene: Scene, move: Move, features: Features) -> tuple[float | None, str]:
    """Loudness change in LU that the chain made in the interval, or None and why it is not known."""
    others = [m for m in scene.interval if on_same_track(m, move) and m.object.insert is not None]
    unknown = {m.object.insert.plugin for m in others if m.object.insert and not m.term.startswith(_KNOWN)}
    before, after = _chain(scene.before, move, features), _chain(scene.after, move, features)
    if before is None or after is None:
        return None, "the track is not there before and after"
    unknown |= set(before[1]) ^ set(after[1])
    if unknown:
        return None, f"what {', '.join(sorted(unknown))} did to the level is not known"
    return after[0] - before[0], ""


def _chain(session: Session, move: Move, features: Features) -> tuple[float, tuple[str, ...]] | None:
    """(loudness change in LU by the track's equalisers, names of its other inserts)."""
    track = track_of(session, move)
    if track is None:
        return None
    frequencies = features.frequencies_hz()
    curve = net_curve(chain_until(track, None), frequencies, features.rate_hz)
    weights = k_power(frequencies, features.rate_hz)
    return power_change_db(curve.curve_db, features.ltas, weights), curve.unmodelled


def _cannot(why: str) -> ReasonResult:
    return untestable(REASON, why, s=_S, p0=_P0)


REASON = Reason(
    "L7 trim cancels the chain",
    ("fader.gain", "trim.gain", "clip.gain"),
    "audio",
    weight=0.2,
    structural=False,
    test=_test,
)

"""R12: the control had no effect where it stands: bypassed insert, muted track, band that is off, closed send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["REASON"]

_S = 0.95
_P0 = Rate(0.02, "choice")
_SWITCHES = ("mute", "send.mute", "clip.muted", "insert.enabled", "insert.offline", "track.chain", "master.mute")
"""These are what makes a control heard or not; they are not judged by it."""


def _test(scene: Scene) -> ReasonResult | None:
    """No move of the gesture can be heard."""
    if any(m.term in _SWITCHES or m.term.endswith(".enabled") or m.family == "structure" for m in scene.moves):
        return None
    silent = sum(not move.audible for move in scene.moves)
    numbers = {"silent": float(silent), "moves": float(len(scene.moves))}
    if silent == len(scene.moves):
        sentence = "It was not even on: nothing of this can be heard where it stands."
        return hit(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)
    return missed(REASON, s=_S, p0=_P0, sentence="It can be heard where it stands.", numbers=numbers)


REASON = Reason("R12 no effect", ("*",), "session", weight=0.03, structural=True, test=_test, tag="no_effect")

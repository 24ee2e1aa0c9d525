"""R10: the program did that. Subtracted before anything else is considered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.session import Session
from parsers.vocabulary import describe
from profiler.history.records import Move
from profiler.justifications.controls import heard_tempo, number
from profiler.justifications.reason import Rate, Reason, ReasonResult, hit, missed

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = ["REASON"]

_S = 0.95
_P0 = Rate(0.01, "choice")
_P0_FACT = Rate(0.002, "choice")
"""A change too small to set by hand, small drifts just when the program changed (a tenth of the intervals times a
fiftieth of the moves), or a time that follows the tempo to a thousandth: other causes hardly look so."""
_P0_STATE = Rate(0.20, "choice")
"""Unreadable settings that changed when the program did: half of the time a hand was at work as well."""
_REQUANTISED_JND = 0.01
"""Nobody sets a hundredth of what can be heard (0.01 dB, 0.1 % of a frequency)."""
_DRIFT_JND = 0.25
"""With a change of program or sample rate, drifts up to a quarter of what can be heard are its doing."""


def _test(scene: Scene) -> ReasonResult | None:
    """A new program version, a new sample rate, a re-quantised number or a rescaling explains every move."""
    sizes = [move.size_jnd for move in scene.moves]
    largest = max((size for size in sizes if size is not None), default=None)
    numbers = {} if largest is None else {"largest_jnd": largest}
    change = _program_change(scene.before, scene.after)
    if largest is not None and None not in sizes:
        if largest < _REQUANTISED_JND:
            sentence = f"The number was rounded anew ({largest:.3f} of a just-noticeable step): nobody did that."
            return hit(REASON, s=_S, p0=_P0_FACT, sentence=sentence, numbers=numbers)
        if change and largest < _DRIFT_JND:
            sentence = f"{change}, and the change is {largest:.2f} of a just-noticeable step: the program did that."
            return hit(REASON, s=_S, p0=_P0_FACT, sentence=sentence, numbers=numbers)
    if change and all(move.term == "insert.state" for move in scene.moves):
        sentence = f"{change}, and with it the plug-in's stored settings."
        return hit(REASON, s=_S, p0=_P0_STATE, sentence=sentence, numbers=numbers)
    if all(_rescaled(scene, move) for move in scene.moves):
        sentence = "The tempo changed and this time followed it exactly: the program rescaled it."
        return hit(REASON, s=_S, p0=_P0_FACT, sentence=sentence, numbers=numbers)
    sentence = "No change of program, sample rate or tempo explains it."
    return missed(REASON, s=_S, p0=_P0, sentence=sentence, numbers=numbers)


def _program_change(before: Session, after: Session) -> str:
    if before.app_version and after.app_version and before.app_version != after.app_version:
        return f"{after.app} went from {before.app_version} to {after.app_version}"
    if before.sample_rate and after.sample_rate and before.sample_rate != after.sample_rate:
        return f"The sample rate went from {before.sample_rate} to {after.sample_rate} Hz"
    return ""


def _rescaled(scene: Scene, move: Move) -> bool:
    """A time that scales with the tempo to within a thousandth: closer than a hand would type it."""
    old_bpm, new_bpm = heard_tempo(scene.before, move), heard_tempo(scene.after, move)
    before, after = number(move.before), number(move.after)
    if describe(move.term).unit != "ms" or not before or not after or not old_bpm or not new_bpm:
        return False
    return abs(new_bpm / old_bpm - 1.0) > 0.005 and abs(after * new_bpm / (before * old_bpm) - 1.0) < 1e-3


REASON = Reason("R10 machine-made", ("*",), "session", weight=0.03, structural=True, test=_test, tag="machine_made")

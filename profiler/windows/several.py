"""All windows of one engineer together: what the others say of how strict and how sure this listener is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from parsers.vocabulary import describe
from profiler.windows.controls import Control, WindowAnswer
from profiler.windows.model import PastValue, WindowModel
from profiler.windows.prior import HALF, SLOPE, LogNormal, learnt
from profiler.windows.window import Window, window_of

__all__ = ["Evidence", "models_of", "windows_of"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about one control beside the answers: resting values by song, where role and term usually stand."""

    past: Mapping[str, PastValue] = field(default_factory=dict)
    usual: float | None = None


def models_of(
    answers: Sequence[WindowAnswer],
    evidence: Mapping[Control, Evidence],
    *,
    controls: Iterable[Control] = (),
    now: float | None = None,
) -> dict[Control, WindowModel]:
    """Model of every control that was answered, and of ``controls`` beside.

    Twice: first each alone, then each with the half-widths of its family and the slopes of all *other* windows as its
    prior (LEARNING §1.2). No order of controls or answers has a say.
    """
    asked = sorted({answer.control for answer in answers})
    alone = {control: _model(control, answers, evidence, now, HALF, SLOPE) for control in asked}
    result = {}
    for control in sorted({*asked, *controls}):
        family = describe(control.term).family
        others = [model for other, model in alone.items() if other != control]
        half = learnt(HALF, [m.log_half for m in others if describe(m.control.term).family == family])
        slope = learnt(SLOPE, [model.log_slope for model in others])
        result[control] = _model(control, answers, evidence, now, half, slope)
    return result


def windows_of(
    answers: Sequence[WindowAnswer], evidence: Mapping[Control, Evidence], *, now: float | None = None
) -> tuple[Window, ...]:
    """Every window that has answers, by control."""
    return tuple(window_of(model) for _, model in sorted(models_of(answers, evidence, now=now).items()))


def _model(
    control: Control,
    answers: Sequence[WindowAnswer],
    evidence: Mapping[Control, Evidence],
    now: float | None,
    half: LogNormal,
    slope: LogNormal,
) -> WindowModel:
    known = evidence.get(control, Evidence())
    return WindowModel(control, answers, past=known.past, usual=known.usual, half=half, slope=slope, now=now)

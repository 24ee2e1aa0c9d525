"""Each term in steps of about one audible unit, with "more, as heard" always upwards.

One grid then serves every control: a value becomes ``sign * position / step``, all arithmetic happens there, and the
result is turned back for people. Steps and ranges: LEARNING §1.1 of the project's research (choices, near one
just-noticeable difference); the range is what is sensible to ask for, narrower than what a healthy file may hold.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from parsers.vocabulary import band_of, describe

__all__ = ["StepScale", "scale_of", "terms_with_window"]

Kind: TypeAlias = Literal["linear", "log", "logit", "magnitude"]

_TIME = math.log2(1.15)
_SIXTH = 1.0 / 6.0

_ROWS: dict[str, tuple[Kind, float, float, float]] = {
    # term: kind, step on that scale, lowest and highest value asked for
    "fader.gain": ("linear", 1.0, -60.0, 12.0),
    "trim.gain": ("linear", 1.0, -24.0, 24.0),
    "master.gain": ("linear", 1.0, -24.0, 12.0),
    "pan.position": ("magnitude", 0.08, 0.0, 1.0),
    "pan.width": ("linear", 0.08, 0.0, 1.0),
    "send.gain": ("linear", 1.5, -60.0, 12.0),
    "send.pan": ("magnitude", 0.08, 0.0, 1.0),
    "eq.N.frequency": ("log", _SIXTH, 20.0, 20_000.0),
    "eq.N.gain": ("linear", 1.0, -24.0, 24.0),
    "eq.N.q": ("log", 0.25, 0.1, 30.0),
    "eq.output": ("linear", 1.0, -24.0, 24.0),
    "hpf.frequency": ("log", 0.25, 15.0, 2_000.0),
    "hpf.q": ("log", 0.25, 0.1, 30.0),
    "lpf.frequency": ("log", 0.25, 500.0, 20_000.0),
    "lpf.q": ("log", 0.25, 0.1, 30.0),
    "compressor.threshold": ("linear", 1.0, -60.0, 0.0),
    "compressor.ratio": ("log", 0.25, 1.0, 20.0),
    "compressor.attack": ("log", _TIME, 0.05, 500.0),
    "compressor.release": ("log", _TIME, 1.0, 5_000.0),
    "compressor.makeup": ("linear", 1.0, -24.0, 30.0),
    "compressor.mix": ("logit", 0.25, 0.005, 0.995),
    "compressor.dry": ("linear", 1.5, -60.0, 12.0),
    "gate.threshold": ("linear", 1.0, -90.0, 0.0),
    "gate.attack": ("log", _TIME, 0.05, 500.0),
    "gate.hold": ("log", _TIME, 1.0, 2_000.0),
    "gate.release": ("log", _TIME, 1.0, 5_000.0),
    "gate.dry": ("linear", 1.5, -60.0, 12.0),
    "expander.threshold": ("linear", 1.0, -90.0, 0.0),
    "limiter.threshold": ("linear", 1.0, -36.0, 0.0),
    "limiter.ceiling": ("linear", 0.5, -12.0, 0.0),
    "limiter.release": ("log", _TIME, 0.5, 5_000.0),
    "deesser.threshold": ("linear", 1.0, -60.0, 0.0),
    "delay.time": ("log", _TIME, 1.0, 4_000.0),
    "delay.feedback": ("linear", 1.0, -60.0, 0.0),
    "delay.mix": ("linear", 1.5, -60.0, 12.0),
    "delay.lowcut": ("log", 0.25, 20.0, 2_000.0),
    "delay.highcut": ("log", 0.25, 500.0, 20_000.0),
    "reverb.time": ("log", _TIME, 50.0, 30_000.0),
    "reverb.predelay": ("log", _TIME, 1.0, 500.0),
    "reverb.size": ("logit", 0.25, 0.005, 0.995),
    "reverb.damping": ("logit", 0.25, 0.005, 0.995),
    "reverb.mix": ("linear", 1.5, -60.0, 12.0),
    "saturation.drive": ("linear", 1.0, 0.0, 40.0),
    "saturation.mix": ("logit", 0.25, 0.005, 0.995),
    "width.amount": ("linear", 0.08, 0.0, 2.0),
}
"""No entry, no window: switches, categories, and a delay locked to the tempo (``delay.time_note`` has a list)."""


@dataclass(frozen=True, slots=True)
class StepScale:
    """The scale of one term.

    step   one step, on the scale that ``kind`` names (log: octaves; logit: natural)
    sign   -1 where a lower value is more of the effect as heard (a threshold)
    low, high  range of values that are asked for, in ``unit``
    """

    term: str
    unit: str
    kind: Kind
    step: float
    sign: int
    low: float
    high: float

    def steps(self, value: float) -> float | None:
        """The value in steps, more upwards; None for "off" (-inf, no number), which is no point on the scale."""
        if not math.isfinite(value):
            return None
        return self.sign * self._position(min(max(value, self._floor), self._ceiling)) / self.step

    def value(self, steps: float) -> float:
        """Inverse of `steps`, held inside the range; a ``magnitude`` comes back without its side."""
        position = steps * self.step * self.sign
        if self.kind == "log":
            raw = math.exp2(min(max(position, -60.0), 60.0))
        elif self.kind == "logit":
            raw = 1.0 / (1.0 + math.exp(-min(max(position, -60.0), 60.0)))
        else:
            raw = position
        return min(max(raw, self.low), self.high)

    def dialled(self, steps: float) -> float:
        """The nearest value that a person can dial: 0.1 dB, 0.01 of a share, otherwise three digits."""
        value = self.value(steps)
        if self.unit == "dB":
            return round(value, 1)
        if self.kind in ("logit", "magnitude") or self.unit == "share":
            return round(value, 3 if self.kind == "logit" else 2)
        return float(f"{value:.3g}")

    def holds(self, steps: float) -> bool:
        """Whether this many steps lie inside the range that is asked for."""
        ends = sorted((self._end(self.low), self._end(self.high)))
        return ends[0] - 1e-9 <= steps <= ends[1] + 1e-9

    @property
    def name(self) -> str:
        """How the scale is called in JSON: ``linear dB``, ``log Hz``, ``logit share``, ``magnitude pan``."""
        return f"{self.kind} {self.unit}".rstrip()

    def _end(self, value: float) -> float:
        return self.sign * self._position(value) / self.step

    @property
    def _floor(self) -> float:
        return {"log": 1e-6, "logit": 1e-4}.get(self.kind, -1e6)

    @property
    def _ceiling(self) -> float:
        return {"log": 1e9, "logit": 1.0 - 1e-4}.get(self.kind, 1e6)

    def _position(self, value: float) -> float:
        if self.kind == "log":
            return math.log2(value)
        if self.kind == "logit":
            return math.log(value / (1.0 - value))
        return abs(value) if self.kind == "magnitude" else value


@lru_cache(maxsize=1024)
def scale_of(term: str) -> StepScale | None:
    """The scale of a term, or None where the term has no window."""
    band = band_of(term)
    row = _ROWS.get(term if band is None else term.replace(f".{band}.", ".N.", 1))
    if row is None:
        return None
    entry = describe(term)
    kind, step, low, high = row
    return StepScale(term, entry.unit, kind, step, -1 if entry.louder < 0 else 1, low, high)


def terms_with_window() -> tuple[str, ...]:
    """Every term that can have one, ``eq.N.*`` as the pattern."""
    return tuple(_ROWS)

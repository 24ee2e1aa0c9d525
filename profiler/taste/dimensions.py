"""What taste is measured in: one number per role and song, for a control or for what several controls do together.

A dimension that is one control bears its term as name, with ``@KIND`` for a send's kind of destination. Derived ones:
``eq.sub`` … ``eq.air`` and ``eq.tilt`` (net equaliser curve in dB) and ``hpf.on compressor.on reverb.on`` … (share of
the role's tracks that have it). All are counted in steps of about one audible unit, as windows are. Source: LEARNING
§2.1 of the project's research.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from parsers.vocabulary import describe
from profiler.windows.scales import StepScale, scale_of

__all__ = ["EQ_BANDS", "USES", "Dimension", "Scale", "scale_of_name"]

EQ_BANDS: dict[str, tuple[float, float]] = {
    "eq.sub": (20.0, 60.0),
    "eq.low": (60.0, 200.0),
    "eq.low_mid": (200.0, 600.0),
    "eq.mid": (600.0, 2_500.0),
    "eq.presence": (2_500.0, 6_000.0),
    "eq.air": (6_000.0, 20_000.0),
}
"""Hz; the mean over the logarithm of frequency is taken."""

USES: dict[str, str] = {
    "eq.on": "equaliser",
    "hpf.on": "high-pass",
    "lpf.on": "low-pass",
    "compressor.on": "compressor",
    "gate.on": "gate",
    "limiter.on": "limiter",
    "deesser.on": "de-esser",
    "saturation.on": "saturation",
    "reverb.on": "reverb",
    "delay.on": "delay",
}
"""Dimension → what an engineer calls it."""

_TILT = "eq.tilt"


class Scale(Protocol):
    """How a dimension is counted: steps of about one audible unit, and back."""

    @property
    def unit(self) -> str:
        """Of the value."""

    @property
    def name(self) -> str:
        """As told in JSON."""

    def steps(self, value: float) -> float | None:
        """None where the value is no point of the scale."""

    def value(self, steps: float) -> float:
        """Inverse of `steps`."""


@dataclass(frozen=True, slots=True)
class _UseScale:
    """Share of a role's tracks that use something, as logit((share + ½) / 2): one song is one trial.

    All tracks lie 2 steps above half of them, none 2 below.
    """

    unit: str = "share"
    name: str = "logit use"

    _STEP = math.log(3.0) / 2.0

    def steps(self, value: float) -> float:
        held = (min(max(value, 0.0), 1.0) + 0.5) / 2.0
        return math.log(held / (1.0 - held)) / self._STEP

    def value(self, steps: float) -> float:
        held = 1.0 / (1.0 + math.exp(-min(max(steps, -60.0), 60.0) * self._STEP))
        return min(max(2.0 * held - 0.5, 0.0), 1.0)


class Dimension(NamedTuple):
    """One role and one thing that is set there."""

    role: str
    name: str

    @property
    def id(self) -> str:
        """``ROLE:NAME``: equal to the id of the control where the dimension is one."""
        return f"{self.role}:{self.name}"

    @property
    def term(self) -> str:
        """The name without its circumstance."""
        return self.name.partition("@")[0]

    @property
    def circumstance(self) -> str:
        """A send's kind of destination, or ""."""
        return self.name.partition("@")[2]

    @property
    def scale(self) -> Scale:
        """Its scale. Raises KeyError for a name that is no dimension."""
        found = scale_of_name(self.name)
        if found is None:
            raise KeyError(self.name)
        return found

    @property
    def is_use(self) -> bool:
        """Whether it tells if something is used at all."""
        return self.name in USES

    @property
    def is_derived(self) -> bool:
        """Whether it is more than one control."""
        return self.is_use or self.name in EQ_BANDS or self.name == _TILT

    @property
    def family(self) -> str:
        """Family of the term: ``level pan eq filter dynamics send`` …; ``use`` for shares."""
        if self.is_use:
            return "use"
        return "eq" if self.is_derived else describe(self.term).family

    def say(self, value: float) -> str:
        """A value of it with its unit."""
        if self.is_use:
            return f"{value * 100:.0f} %"
        if self.name == _TILT:
            return f"{value:+.1f} dB/oct"
        if self.is_derived:
            return f"{value:+.1f} dB"
        entry = describe(self.term)
        if entry.unit == "pan":
            return f"{value * 100:.0f} % out"
        return entry.say(value)

    @property
    def label(self) -> str:
        """What an engineer calls it: ``high-pass``, ``reverb send level``, ``air (6–20 kHz)``."""
        if self.is_use:
            return f"{USES[self.name]} used"
        if self.name in EQ_BANDS:
            low, high = EQ_BANDS[self.name]
            return f"{self.name.removeprefix('eq.').replace('_', '-')} ({_hertz(low)}–{_hertz(high)}) by EQ"
        if self.name == _TILT:
            return "EQ tilt"
        entry = describe(self.term)
        parts = self.term.split(".")
        band = f"EQ band {parts[1]} {parts[2]}" if parts[0] == "eq" and len(parts) == 3 else ""
        prefix = f"{parts[0]} " if parts[0] in ("compressor", "limiter") and parts[0] not in entry.label else ""
        kind = f"{self.circumstance} " if self.circumstance else ""
        return kind + (band or prefix + entry.label)


@lru_cache(maxsize=1024)
def scale_of_name(name: str) -> Scale | None:
    """Scale of a dimension by name; None for a name that is none."""
    term = name.partition("@")[0]
    if name in USES:
        return _UseScale()
    if name in EQ_BANDS:
        return StepScale(name, "dB", "linear", 1.0, 1, -40.0, 40.0)
    if name == _TILT:
        return StepScale(name, "dB/oct", "linear", 0.25, 1, -12.0, 12.0)
    return scale_of(term)


def _hertz(value: float) -> str:
    return f"{value / 1000:g} kHz" if value >= 1000 else f"{value:g} Hz"

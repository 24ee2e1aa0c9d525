"""The controls that a simulated engineer has taste in: where people commonly set them and how far they differ.

All choices of this module are the studio's own; nothing of the learner reads them. Means are loosely those of published
practice (Mix Evaluation data set: processing differs between people, fader levels hardly do).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

__all__ = ["BANDS", "FACTORS", "HPF_BAND", "ROLES", "STRIPS", "ControlSpec", "Strip", "controls", "spec_of"]

FACTORS = ("bright", "wet", "dense", "wide")
"""What tastes have in common: a bright engineer opens the air *and* thins the low mids."""

HPF_BAND = 5
BANDS = ("low shelf", "bell", "bell", "high shelf", "high pass")
"""Shapes of the five bands of every equaliser in the studio, in the plug-in's order."""


@dataclass(frozen=True, slots=True)
class ControlSpec:
    """One control of one role.

    mean      where the population has its centre, in the term's unit
    step      one audible unit: dB, share, or octaves when ``log``
    spread    standard deviation between engineers, in steps
    half      median half-width of a window, in steps
    songs     standard deviation between songs, in steps
    loadings  how far each taste factor moves the ideal, as a share of ``spread``
    salience  how often hands go there
    """

    role: str
    term: str
    """As the model holds it."""
    target: str
    """Role of a send's destination, else ""."""
    unit: str
    log: bool
    mean: float
    step: float
    spread: float
    half: float
    songs: float
    low: float
    high: float
    loadings: Mapping[str, float]
    salience: float

    @property
    def spoken(self) -> str:
        """The term as people say it."""
        return "hpf.frequency" if self.term == f"eq.{HPF_BAND}.frequency" else self.term

    @property
    def id(self) -> str:
        """``ROLE:TERM``, with ``@reverb`` or ``@delay`` for a send."""
        return f"{self.role}:{self.spoken}" + (f"@{self.target.removesuffix(' return')}" if self.target else "")

    def steps(self, value: float) -> float:
        """Position of a value in steps from the population's centre."""
        if self.log:
            return (math.log2(max(value, 1e-9)) - math.log2(self.mean)) / self.step
        return (value - self.mean) / self.step

    def value(self, steps: float) -> float:
        """Inverse of `steps`, held inside the control's range."""
        raw = self.mean * 2 ** (steps * self.step) if self.log else self.mean + steps * self.step
        return min(max(raw, self.low), self.high)


@dataclass(frozen=True, slots=True)
class Strip:
    """What a role has on its channel when a song begins."""

    equaliser: tuple[float, float, float, float, float]
    """Hz of the five bands."""
    compressor: bool = False
    gate: bool = False
    limiter: bool = False
    sends: tuple[str, ...] = ()
    """Roles of the returns it feeds."""


STRIPS: Mapping[str, Strip] = {
    "kick": Strip((65, 320, 3200, 8000, 28), compressor=True),
    "snare": Strip((180, 420, 3500, 9000, 70), compressor=True, gate=True, limiter=True, sends=("reverb return",)),
    "hi-hat": Strip((200, 500, 4000, 9500, 210)),
    "bass": Strip((80, 260, 1100, 5000, 26), compressor=True),
    "electric guitar": Strip((120, 330, 2600, 7500, 75), compressor=True, sends=("reverb return",)),
    "keys": Strip((140, 350, 2400, 8000, 80), sends=("reverb return",)),
    "strings": Strip((150, 380, 2800, 9000, 110), sends=("reverb return",)),
    "lead vocal": Strip(
        (160, 310, 3000, 9500, 78), compressor=True, limiter=True, sends=("reverb return", "delay return")
    ),
    "backing vocal": Strip((180, 360, 3300, 9500, 105), compressor=True, sends=("reverb return", "delay return")),
    "reverb return": Strip((150, 400, 2500, 7000, 160)),
    "delay return": Strip((160, 400, 2500, 6000, 180)),
}
ROLES = tuple(STRIPS)

_FADERS = {
    "kick": -6.0, "snare": -7.0, "hi-hat": -13.0, "bass": -7.0, "electric guitar": -10.0, "keys": -12.0,
    "strings": -14.0, "lead vocal": -4.5, "backing vocal": -11.0, "reverb return": -6.0, "delay return": -8.0,
}  # fmt: skip
_PANS = {"hi-hat": 0.25, "electric guitar": 0.7, "keys": 0.3, "strings": 0.25, "backing vocal": 0.5}
_SALIENCE = {
    "lead vocal": 4.5, "electric guitar": 1.1, "snare": 1.4, "kick": 1.1, "bass": 1.1, "backing vocal": 0.8,
    "keys": 0.8, "strings": 0.6, "hi-hat": 0.6, "reverb return": 0.5, "delay return": 0.9,
}  # fmt: skip
_AIR = {"lead vocal": 1.8, "backing vocal": 1.2, "hi-hat": 0.5, "bass": -1.0, "delay return": -2.0}
_PRESENCE = {"lead vocal": 1.2, "snare": 1.0, "kick": 1.5, "hi-hat": 0.0}

_SIXTH = 1 / 6
_FIFTEEN_PERCENT = math.log2(1.15)


def controls() -> Iterator[ControlSpec]:
    """Every control of every role, in a fixed order."""
    for role in ROLES:
        yield from _controls_of(role)


def spec_of(role: str, term: str, target: str = "") -> ControlSpec | None:
    """The control of this role and term (as the model holds it), or None where nobody has taste in it."""
    return _BY_KEY.get((role, term, target))


_BY_RATIO = ("Hz", "ms", "ratio")
"""Units that people hear as ratios."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row of the table below, before it belongs to a role."""

    term: str
    unit: str
    mean: float
    span: tuple[float, float]
    spread: float
    loadings: Mapping[str, float]
    step: float = 1.0
    half: float = 1.8
    songs: float = 0.9
    salience: float = 1.0
    target: str = ""


def _controls_of(role: str) -> Iterator[ControlSpec]:
    for row in _rows(role):
        yield ControlSpec(
            role=role,
            term=row.term,
            target=row.target,
            unit=row.unit,
            log=row.unit in _BY_RATIO,
            mean=row.mean,
            step=row.step,
            spread=row.spread,
            half=row.half,
            songs=row.songs,
            low=row.span[0],
            high=row.span[1],
            loadings=row.loadings,
            salience=_SALIENCE[role] * row.salience,
        )


def _rows(role: str) -> Iterator[_Row]:
    strip = STRIPS[role]
    yield _Row(
        term="fader.gain", unit="dB", mean=_FADERS[role], span=(-40, 12), spread=0.8, loadings={"wet": 0.3}, half=1.4,
        songs=2.0, salience=1.6,
    )  # fmt: skip
    if role in _PANS:
        yield _Row(
            term="pan.position", unit="pan", mean=_PANS[role], span=(0, 1), spread=1.8, loadings={"wide": 0.8},
            step=0.08, salience=0.5,
        )  # fmt: skip
    yield from _equaliser_rows(role, strip)
    if strip.compressor:
        yield from _compressor_rows()
    if strip.gate:
        yield _Row(
            term="gate.threshold", unit="dB", mean=-34.0, span=(-70, -6), spread=2.0, loadings={"wet": -0.3},
            salience=0.4,
        )  # fmt: skip
    if strip.limiter:
        yield _Row(
            term="limiter.threshold", unit="dB", mean=-3.0, span=(-18, 0), spread=1.6, loadings={"dense": -0.6},
            salience=0.4,
        )  # fmt: skip
    for target in strip.sends:
        mean = -14.0 if target == "reverb return" else -18.0
        yield _Row(
            term="send.gain", unit="dB", mean=mean, span=(-60, 6), spread=2.2, loadings={"wet": 0.9}, step=1.5,
            salience=1.4, target=target,
        )  # fmt: skip
    if role == "delay return":
        yield from _delay_rows()


def _equaliser_rows(role: str, strip: Strip) -> Iterator[_Row]:
    _, mid, presence, _, corner = strip.equaliser
    for term, mean, spread, loadings, salience in (
        ("eq.1.gain", 0.5, 1.6, {"bright": -0.4, "dense": 0.3}, 0.7),
        ("eq.2.gain", -2.0, 1.6, {"bright": -0.6}, 1.2),
        ("eq.3.gain", _PRESENCE.get(role, 0.5), 1.8, {"bright": 0.8}, 1.3),
        ("eq.4.gain", _AIR.get(role, 0.4), 2.0, {"bright": 0.9}, 1.0),
    ):
        yield _Row(
            term=term, unit="dB", mean=mean, span=(-12, 12), spread=spread, loadings=loadings, salience=salience
        )  # fmt: skip
    yield _Row(
        term="eq.2.frequency", unit="Hz", mean=mid, span=(120, 1200), spread=1.8, loadings={"bright": 0.2},
        step=_SIXTH, salience=0.6,
    )  # fmt: skip
    yield _Row(
        term="eq.3.frequency", unit="Hz", mean=presence, span=(700, 8000), spread=1.8, loadings={"bright": 0.3},
        step=_SIXTH, salience=0.6,
    )  # fmt: skip
    yield _Row(
        term=f"eq.{HPF_BAND}.frequency", unit="Hz", mean=corner, span=(20, 600), spread=1.7,
        loadings={"bright": 0.55}, step=0.25, half=1.5, salience=1.2,
    )  # fmt: skip


def _compressor_rows() -> Iterator[_Row]:
    yield _Row(
        term="compressor.threshold", unit="dB", mean=-20.0, span=(-50, 0), spread=2.2, loadings={"dense": -0.7},
        salience=0.8,
    )  # fmt: skip
    yield _Row(
        term="compressor.ratio", unit="ratio", mean=3.0, span=(1.2, 20), spread=1.6, loadings={"dense": 0.7}, step=0.25,
        salience=0.8,
    )  # fmt: skip
    yield _Row(
        term="compressor.attack", unit="ms", mean=12.0, span=(0.5, 120), spread=2.6, loadings={"dense": -0.5},
        step=_FIFTEEN_PERCENT, salience=0.5,
    )  # fmt: skip
    yield _Row(
        term="compressor.release", unit="ms", mean=130.0, span=(20, 900), spread=2.4, loadings={"dense": -0.4},
        step=_FIFTEEN_PERCENT, salience=0.9,
    )  # fmt: skip
    yield _Row(
        term="compressor.makeup", unit="dB", mean=3.0, span=(-6, 18), spread=1.0, loadings={"dense": 0.6}, salience=0.4
    )  # fmt: skip


def _delay_rows() -> Iterator[_Row]:
    yield _Row(
        term="delay.time", unit="ms", mean=330.0, span=(40, 1400), spread=2.6, loadings={"wet": 0.2},
        step=_FIFTEEN_PERCENT, songs=1.6, salience=2.0,
    )  # fmt: skip
    yield _Row(
        term="delay.feedback", unit="dB", mean=-12.0, span=(-40, -1), spread=2.0, loadings={"wet": 0.7}, salience=1.2
    )  # fmt: skip
    yield _Row(
        term="delay.mix", unit="dB", mean=-4.0, span=(-40, 6), spread=1.4, loadings={"wet": 0.6}, step=1.5, salience=0.8
    )  # fmt: skip


_BY_KEY = {(spec.role, spec.term, spec.target): spec for spec in controls()}

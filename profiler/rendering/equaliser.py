"""The frequency response of an equaliser's settings, and the net curve of a whole chain.

Bands are the biquads of the Audio EQ Cookbook (Bristow-Johnson), which is the published approximation of what most
equalisers, ReaEQ among them, do: exact in the middle of a bell, and within a few tenths of a dB elsewhere; towards half
the sample rate makers differ.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from parsers.session import Insert, Scalar, Value
from parsers.vocabulary import band_of

__all__ = ["Band", "NetCurve", "bands_of", "net_curve", "response_db"]

Hertz: TypeAlias = NDArray[np.float64]
Response: TypeAlias = NDArray[np.complex128]

_DEEPEST_DB, _HIGHEST_DB = -60.0, 40.0
"""A cut to silence is drawn this deep; more boost than this is not taken from a file."""
_BUTTERWORTH_Q = math.sqrt(0.5)
_STEEPEST_ORDER = 16
_QUIETEST = 1e-6


@dataclass(frozen=True, slots=True)
class Band:
    """One band as heard: shape, Hz, dB, Q; slope in dB/oct for pass filters of known steepness (else 12 dB/oct)."""

    shape: str
    frequency_hz: float
    gain_db: float = 0.0
    q: float = _BUTTERWORTH_Q
    slope: float | None = None
    enabled: bool = True

    def moved_to(self, frequency_hz: float) -> Band:
        """The same band at another frequency."""
        return replace(self, frequency_hz=frequency_hz)

    def response(self, frequencies_hz: Hertz, rate_hz: int) -> Response:
        """Complex gain at these frequencies; 1 where the band is off or its shape is not known."""
        z = np.exp(-2j * np.pi * np.asarray(frequencies_hz, dtype=np.float64) / rate_hz)
        gain = np.ones(len(z), dtype=np.complex128)
        if not self.enabled or self.shape not in _SHAPES:
            return gain
        corner = 2 * math.pi * min(max(self.frequency_hz, 1.0), 0.49 * rate_hz) / rate_hz
        level = min(max(self.gain_db, _DEEPEST_DB), _HIGHEST_DB)
        for q in self._section_qs():
            b, a = _SHAPES[self.shape](corner, max(q, 0.01), 10 ** (level / 40))
            gain = gain * (b[0] + b[1] * z + b[2] * z * z) / (a[0] + a[1] * z + a[2] * z * z)
        if self._order() % 2:
            side = -1 if self.shape == "high pass" else 1
            rise = math.tan(corner / 2)
            gain = gain * (1 + side * z) * (rise if side > 0 else 1.0) / (1 + rise + (rise - 1) * z)
        return np.asarray(gain, dtype=np.complex128)

    def _order(self) -> int:
        """Order of a pass filter of known slope, 6 dB per octave each; of all others 2."""
        if self.slope is None or self.shape not in ("low pass", "high pass"):
            return 2
        return min(max(round(self.slope / 6), 1), _STEEPEST_ORDER)

    def _section_qs(self) -> list[float]:
        """Q of each second-order section: one, or a Butterworth cascade for a pass filter of known slope.

        A filter of odd order has one section of the first order besides, which has no Q.
        """
        order = self._order()
        half = 0.5 * (order % 2 == 0)
        qs = [0.5 / math.cos(math.pi * (k + half) / order) for k in range(order % 2, (order + 1) // 2)]
        return [*qs[:-1], qs[-1] * self.q / _BUTTERWORTH_Q] if qs else []


Section: TypeAlias = tuple[tuple[float, float, float], tuple[float, float, float]]


def _bell(w: float, q: float, a: float) -> Section:
    alpha, c = math.sin(w) / (2 * q), math.cos(w)
    return (1 + alpha * a, -2 * c, 1 - alpha * a), (1 + alpha / a, -2 * c, 1 - alpha / a)


def _shelf(w: float, q: float, a: float, side: int) -> Section:
    """Low shelf with side 1, high shelf with side -1."""
    alpha, c = math.sin(w) / (2 * q), math.cos(w)
    root = 2 * math.sqrt(a) * alpha
    b = (
        a * ((a + 1) - side * (a - 1) * c + root),
        side * 2 * a * ((a - 1) - side * (a + 1) * c),
        a * ((a + 1) - side * (a - 1) * c - root),
    )
    return b, (
        (a + 1) + side * (a - 1) * c + root,
        -side * 2 * ((a - 1) + side * (a + 1) * c),
        (a + 1) + side * (a - 1) * c - root,
    )


def _poles(w: float, q: float) -> tuple[float, float, float]:
    alpha = math.sin(w) / (2 * q)
    return 1 + alpha, -2 * math.cos(w), 1 - alpha


def _low_pass(w: float, q: float, _: float) -> Section:
    c = math.cos(w)
    return ((1 - c) / 2, 1 - c, (1 - c) / 2), _poles(w, q)


def _high_pass(w: float, q: float, _: float) -> Section:
    c = math.cos(w)
    return ((1 + c) / 2, -(1 + c), (1 + c) / 2), _poles(w, q)


def _band_pass(w: float, q: float, _: float) -> Section:
    alpha = math.sin(w) / (2 * q)
    return (alpha, 0.0, -alpha), _poles(w, q)


def _notch(w: float, q: float, _: float) -> Section:
    return (1.0, -2 * math.cos(w), 1.0), _poles(w, q)


def _all_pass(w: float, q: float, _: float) -> Section:
    a0, a1, a2 = _poles(w, q)
    return (a2, a1, a0), (a0, a1, a2)


_SHAPES = {
    "bell": _bell,
    "low shelf": lambda w, q, a: _shelf(w, q, a, 1),
    "high shelf": lambda w, q, a: _shelf(w, q, a, -1),
    "low pass": _low_pass,
    "high pass": _high_pass,
    "band pass": _band_pass,
    "notch": _notch,
    "all pass": _all_pass,
}


def bands_of(parameters: Mapping[str, Value]) -> dict[int, Band]:
    """The bands in an insert's parameters, by their number; bands without a known frequency are left out."""
    numbers = {band_of(term) for term in parameters if term.startswith("eq.")} - {None}
    found = {}
    for number in sorted(n for n in numbers if n is not None):
        values = {
            name: parameters[term].value
            for name in ("shape", "frequency", "gain", "q", "slope", "enabled")
            if (term := f"eq.{number}.{name}") in parameters
        }
        frequency = _number(values.get("frequency"))
        if frequency is None or math.isnan(frequency):
            continue
        gain, q = _number(values.get("gain")), _number(values.get("q"))
        found[number] = Band(
            shape=str(values.get("shape", "bell")),
            frequency_hz=frequency,
            gain_db=0.0 if gain is None else gain,
            q=_BUTTERWORTH_Q if q is None else q,
            slope=_number(values.get("slope")),
            enabled=bool(values.get("enabled", True)),
        )
    return found


def _number(value: Scalar | None) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _insert_response(parameters: Mapping[str, Value], frequencies_hz: Hertz, rate_hz: int) -> Response:
    gain = np.ones(len(frequencies_hz), dtype=np.complex128)
    for band in bands_of(parameters).values():
        gain = gain * band.response(frequencies_hz, rate_hz)
    output = parameters.get("eq.output")
    return gain if output is None else gain * 10 ** (max(float(output.value), -150.0) / 20)


def _decibels(gain: Response) -> NDArray[np.float64]:
    return np.asarray(20 * np.log10(np.maximum(np.abs(gain), _QUIETEST)), dtype=np.float64)


def response_db(parameters: Mapping[str, Value], frequencies_hz: Hertz, rate_hz: int) -> NDArray[np.float64]:
    """What an equaliser's parameters (``eq.*``) do at these frequencies, dB; down to -120."""
    return _decibels(_insert_response(parameters, np.asarray(frequencies_hz, dtype=np.float64), rate_hz))


@dataclass(frozen=True, slots=True, eq=False)
class NetCurve:
    """What a chain's equalisers do together.

    curve_db    at the frequencies asked for
    unmodelled  names of working inserts that are no equaliser known here: what they do is not in the curve
    """

    curve_db: NDArray[np.float64]
    unmodelled: tuple[str, ...]


def net_curve(inserts: Iterable[Insert], frequencies_hz: Hertz, rate_hz: int) -> NetCurve:
    """The working equalisers of a chain as one curve. Containers are taken as a chain in a row."""
    frequencies_hz = np.asarray(frequencies_hz, dtype=np.float64)
    gain, unmodelled = _chain(inserts, frequencies_hz, rate_hz)
    return NetCurve(_decibels(gain), tuple(unmodelled))


def _chain(inserts: Iterable[Insert], frequencies_hz: Hertz, rate_hz: int) -> tuple[Response, list[str]]:
    gain = np.ones(len(frequencies_hz), dtype=np.complex128)
    unmodelled: list[str] = []
    for insert in inserts:
        if not insert.enabled or insert.offline:
            continue
        if insert.inserts:
            inner, unknown = _chain(insert.inserts, frequencies_hz, rate_hz)
            unmodelled += unknown
        elif any(term.startswith("eq.") for term in insert.parameters):
            inner = _insert_response(insert.parameters, frequencies_hz, rate_hz)
        else:
            unmodelled.append(insert.plugin.name)
            continue
        gain = gain * ((1 - insert.wet) + insert.wet * inner)
    return gain, unmodelled

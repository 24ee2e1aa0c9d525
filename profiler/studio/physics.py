"""The studio's own measures of sound and time: what makes an objective reason true.

They share nothing with the learner. Equaliser bands are the bilinear biquads of the Audio EQ Cookbook
(R. Bristow-Johnson); loudness is ITU-R BS.1770-4 with its published 48 kHz coefficients, applied as a power response.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from parsers.session import Scalar, Value

__all__ = [
    "Band",
    "Floats",
    "Sound",
    "bands_of",
    "gain_reduction_db",
    "loudness",
    "loudness_change",
    "measure",
    "note_lengths_ms",
    "peak_db",
    "placement_rank",
    "removed_share_db",
    "shaped",
]

Floats: TypeAlias = NDArray[np.float64]

_DRAWN_AT = 48_000
"""Rate at which responses are drawn."""
_SPECTRUM = 4096
_ENVELOPE_S = 0.01


@dataclass(frozen=True, slots=True)
class Sound:
    """One recording, measured.

    hertz, power  long-term spectrum, power per bin
    envelope_db   RMS of every 10 ms, dBFS
    """

    audio: Floats
    rate: int
    loudness: float
    peak_db: float
    hertz: Floats
    power: Floats
    envelope_db: Floats


@dataclass(frozen=True, slots=True)
class Band:
    """One band of an equaliser that is on."""

    shape: str
    hertz: float
    gain_db: float
    q: float


def measure(audio: Floats, rate: int) -> Sound:
    """Loudness, peak, spectrum and envelope of a mono recording (full scale ±1)."""
    frames = audio[: len(audio) // _SPECTRUM * _SPECTRUM].reshape(-1, _SPECTRUM) * np.hanning(_SPECTRUM)
    power = (np.abs(np.fft.rfft(frames, axis=1)) ** 2).mean(axis=0)
    cell = int(rate * _ENVELOPE_S)
    cells = audio[: len(audio) // cell * cell].reshape(-1, cell)
    envelope = 10 * np.log10((cells**2).mean(axis=1) + 1e-12)
    return Sound(
        audio=audio,
        rate=rate,
        loudness=loudness(audio, rate),
        peak_db=20 * math.log10(float(np.abs(audio).max()) + 1e-12),
        hertz=_bins(_SPECTRUM, rate),
        power=power,
        envelope_db=envelope,
    )


def _bins(count: int, rate: int) -> Floats:
    """Frequencies of the bins of a real transform."""
    return np.arange(count // 2 + 1, dtype=np.float64) * (rate / count)


def loudness(audio: Floats, rate: int) -> float:
    """Gated loudness of a mono recording in LUFS; -inf for silence."""
    weighted = np.fft.irfft(np.fft.rfft(audio) * _k_amplitude(len(audio), rate), len(audio))
    tenth = rate // 10
    cells = (weighted[: len(weighted) // tenth * tenth].reshape(-1, tenth) ** 2).mean(axis=1)
    blocks = np.convolve(cells, np.ones(4) / 4, "valid")
    levels = -0.691 + 10 * np.log10(blocks + 1e-15)
    loud = blocks[levels > -70]
    if not len(loud):
        return -math.inf
    gate = -0.691 + 10 * math.log10(float(loud.mean())) - 10
    kept = blocks[(levels > -70) & (levels > gate)]
    return -0.691 + 10 * math.log10(float(kept.mean()))


@lru_cache(maxsize=8)
def _k_amplitude(count: int, rate: int) -> Floats:
    amplitude: Floats = np.sqrt(_k_power(_bins(count, rate)))
    return amplitude


def _k_power(hertz: Floats) -> Floats:
    """Power response of the K weighting."""
    shelf = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
    high_pass = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
    return _power(shelf, hertz) * _power(high_pass, hertz)


Biquad: TypeAlias = tuple[tuple[float, float, float], tuple[float, float, float]]


def _power(biquad: Biquad, hertz: Floats) -> Floats:
    """Power response, by the form of the cookbook that stays exact near 0 Hz: in sin² of half the angle."""
    half = np.sin(np.pi * hertz / _DRAWN_AT) ** 2
    above, below = (
        (c0 + c1 + c2) ** 2 - 4 * (c0 * c1 + 4 * c0 * c2 + c1 * c2) * half + 16 * c0 * c2 * half**2
        for c0, c1, c2 in biquad
    )
    response: Floats = above / below
    return response


def bands_of(parameters: Mapping[str, Value]) -> tuple[Band, ...]:
    """The bands of an equaliser that are on, from its decoded parameters."""

    def read(number: int, name: str, missing: Scalar) -> Scalar:
        found = parameters.get(f"eq.{number}.{name}")
        return missing if found is None else found.value

    numbers = sorted({int(term.split(".")[1]) for term in parameters if term.startswith("eq.") and term[3].isdigit()})
    return tuple(
        Band(
            shape=str(read(number, "shape", "bell")),
            hertz=float(read(number, "frequency", 1000.0)),
            gain_db=float(read(number, "gain", 0.0)),
            q=float(read(number, "q", 0.7)),
        )
        for number in numbers
        if read(number, "enabled", True)  # noqa: FBT003 - the value of a switch
    )


@lru_cache(maxsize=4096)
def _biquad(band: Band, rate: int) -> Biquad:
    corner = min(band.hertz, rate * 0.49)
    w = 2 * math.pi * corner / rate
    cos, alpha = math.cos(w), math.sin(w) / (2 * band.q)
    a = 10 ** (band.gain_db / 40)
    if band.shape == "bell":
        return (1 + alpha * a, -2 * cos, 1 - alpha * a), (1 + alpha / a, -2 * cos, 1 - alpha / a)
    if band.shape == "high pass":
        return ((1 + cos) / 2, -(1 + cos), (1 + cos) / 2), (1 + alpha, -2 * cos, 1 - alpha)
    if band.shape == "low pass":
        return ((1 - cos) / 2, 1 - cos, (1 - cos) / 2), (1 + alpha, -2 * cos, 1 - alpha)
    root = 2 * math.sqrt(a) * alpha
    if band.shape == "low shelf":
        return (
            (a * (a + 1 - (a - 1) * cos + root), 2 * a * (a - 1 - (a + 1) * cos), a * (a + 1 - (a - 1) * cos - root)),
            (a + 1 + (a - 1) * cos + root, -2 * (a - 1 + (a + 1) * cos), a + 1 + (a - 1) * cos - root),
        )
    return (
        (a * (a + 1 + (a - 1) * cos + root), -2 * a * (a - 1 + (a + 1) * cos), a * (a + 1 + (a - 1) * cos - root)),
        (a + 1 - (a - 1) * cos + root, 2 * (a - 1 - (a + 1) * cos), a + 1 - (a - 1) * cos - root),
    )


def _curve(bands: Iterable[Band], hertz: Floats) -> Floats:
    total: Floats = np.ones_like(hertz)
    for band in bands:
        total = total * _power(_biquad(band, _DRAWN_AT), hertz)
    return total


def shaped(audio: Floats, rate: int, bands: Iterable[Band]) -> Floats:
    """The recording through these bands, without shifting its phase."""
    spectrum = np.fft.rfft(audio)
    heard: Floats = np.fft.irfft(spectrum * np.sqrt(_curve(bands, _bins(len(audio), rate))), len(audio))
    return heard


def loudness_change(sound: Sound, before: Iterable[Band], after: Iterable[Band]) -> float:
    """How far another equalisation changes the loudness of a recording, in LU."""
    heard = sound.power * _k_power(sound.hertz)
    old, new = (float((heard * _curve(bands, sound.hertz)).sum()) for bands in (before, after))
    return 10 * math.log10((new + 1e-30) / (old + 1e-30))


def removed_share_db(sound: Sound, corner_hz: float, q: float = 0.707) -> float:
    """Energy that a high-pass takes away, in dB re the whole, unweighted."""
    passed = _curve([Band("high pass", corner_hz, 0.0, q)], sound.hertz)
    removed = float((sound.power * (1 - passed.clip(0, 1))).sum())
    return 10 * math.log10(removed / (float(sound.power.sum()) + 1e-30) + 1e-15)


def peak_db(sound: Sound, bands: Iterable[Band], gain_db: float = 0.0) -> float:
    """Sample peak of the recording behind an equaliser and a gain, dBFS."""
    spectrum = np.fft.rfft(sound.audio)
    z = np.exp(-2j * np.pi * _bins(len(sound.audio), sound.rate) / sound.rate)
    for band in bands:
        (b0, b1, b2), (a0, a1, a2) = _biquad(band, sound.rate)
        spectrum = spectrum * (b0 + b1 * z + b2 * z * z) / (a0 + a1 * z + a2 * z * z)
    heard = np.fft.irfft(spectrum, len(sound.audio))
    return 20 * math.log10(float(np.abs(heard).max()) + 1e-12) + gain_db


def gain_reduction_db(sound: Sound, gain_db: float, threshold_db: float, ratio: float) -> float:
    """Mean gain reduction while the part plays (within 40 dB of its loudest 10 ms), by the static curve."""
    levels = sound.envelope_db + gain_db
    playing = levels[levels > levels.max() - 40]
    return float((playing - threshold_db).clip(0).mean()) * (1 - 1 / ratio)


def placement_rank(masker: Sound, target: Sound, cut: Band, *, others: int = 32) -> float:
    """How well a cut is placed to free a neighbour: the share of other places where the same cut would free less.

    Freed is what the target gains of all energy in sixth-octave bands, weighted by where the target is strong.
    """
    edges = 80 * 2 ** (np.arange(44) / 6)
    hertz = masker.hertz
    inside = [(hertz >= low) & (hertz < high) for low, high in pairwise(edges)]
    kept = [each for each in inside if each.any()]
    scale = 10 ** ((target.loudness - masker.loudness) / -10)
    wanted = np.array([target.power[each].sum() for each in kept]) * scale + 1e-20
    weight = wanted**0.3

    def freed(place: float) -> float:
        curve = masker.power * _curve([Band(cut.shape, place, cut.gain_db, cut.q)], hertz)
        left = np.array([curve[each].sum() for each in kept])
        return float((weight * wanted / (wanted + left)).sum())

    mine = freed(cut.hertz)
    rivals = [freed(80 * (12_000 / 80) ** (n / (others - 1))) for n in range(others)]
    return sum(rival < mine for rival in rivals) / others


def note_lengths_ms(beat_ms: float) -> dict[str, float]:
    """Lengths that a musician would count in, from a sixteenth to a half note, with dots and triplets."""
    names = {
        "1/2": 2, "1/4 dotted": 1.5, "1/4": 1, "1/4 triplet": 2 / 3, "1/8 dotted": 0.75, "1/8": 0.5,
        "1/8 triplet": 1 / 3, "1/16 dotted": 0.375, "1/16": 0.25, "1/16 triplet": 1 / 6,
    }  # fmt: skip
    return {name: beat_ms * beats for name, beats in names.items()}

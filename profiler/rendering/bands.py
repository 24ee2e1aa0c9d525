"""Forty bands from 20 Hz to 20 kHz, equally wide on the ERB-number scale, and what a curve does to them.

ERB number of f Hz: 21.4 · log10(1 + 0.00437 f) (Glasberg & Moore 1990). That there are forty is our choice; each is
then 1.02 ERB wide.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["BANDS", "Floats", "band_change", "centres_hz", "edges_hz", "erb_number", "overlap", "power_change_db"]

Floats: TypeAlias = NDArray[np.float64] | NDArray[np.float32]

BANDS = 40
LOWEST_HZ, HIGHEST_HZ = 20.0, 20_000.0
_FLOOR = 1e-30
"""Keeps a logarithm finite where there is no energy at all."""


def erb_number(hertz: float) -> float:
    """Place of a frequency on the ERB-number scale."""
    return float(21.4 * np.log10(1 + 0.00437 * hertz))


def _hertz(number: Floats) -> NDArray[np.float64]:
    return np.asarray((10 ** (number / 21.4) - 1) / 0.00437, dtype=np.float64)


@lru_cache(maxsize=1)
def edges_hz() -> NDArray[np.float64]:
    """The 41 edges of the bands, Hz."""
    return _hertz(np.linspace(erb_number(LOWEST_HZ), erb_number(HIGHEST_HZ), BANDS + 1))


@lru_cache(maxsize=1)
def centres_hz() -> NDArray[np.float64]:
    """The middles of the bands on the ERB-number scale, Hz."""
    numbers = np.linspace(erb_number(LOWEST_HZ), erb_number(HIGHEST_HZ), BANDS + 1)
    return _hertz((numbers[:-1] + numbers[1:]) / 2)


@lru_cache(maxsize=16)
def overlap(rate_hz: int, bins: int) -> NDArray[np.float32]:
    """Share of each FFT bin that lies in each band: shape (40, bins), bins from 0 to rate/2.

    A bin is taken to reach half a bin width to either side; bands beyond rate/2 stay empty.
    """
    width = rate_hz / 2 / (bins - 1)
    middles = np.arange(bins) * width
    low, high = middles - width / 2, middles + width / 2
    edges = edges_hz()[:, None]
    inside = np.clip(np.minimum(high, edges[1:]) - np.maximum(low, edges[:-1]), 0, None) / width
    return np.asarray(inside, dtype=np.float32)


def band_change(curve_db: Floats, ltas: Floats, rate_hz: int) -> NDArray[np.float64]:
    """Change of each band's energy, dB, when a curve is laid on a sound: shape (40,).

    curve_db  dB at the LTAS's bins, shape (bins,)
    ltas      the sound's long-term mean power, shape (bins,), bins from 0 to rate/2
    The bins of a band count by their energy in the sound; in a band without energy they count alike. On 80 equalisers
    over real stems this was within 0.005 dB RMS for wide bells and shelves, 0.013 for narrow ones, 0.27 for high-passes
    (deep in the stop band); JUSTIFICATIONS §4.3 of the project's research.
    """
    shares = overlap(rate_hz, len(ltas)).astype(np.float64)
    energies = shares * np.asarray(ltas, dtype=np.float64)
    empty = energies.sum(axis=1) <= _FLOOR
    energies[empty] = shares[empty] + _FLOOR
    gains = 10 ** (np.asarray(curve_db, dtype=np.float64) / 10)
    change = 10 * np.log10(np.maximum(energies @ gains, _FLOOR) / energies.sum(axis=1))
    return np.asarray(change, dtype=np.float64)


def power_change_db(curve_db: Floats, ltas: Floats, weights: Floats | None = None) -> float:
    """Change of the whole sound's power, dB, under a curve; 0 for silence.

    weights  power weighting at the same bins, e.g. `equaliser.k_weighting`'s for a change of loudness in LU (error
             0.015 LU mean, 0.12 at most on real stems)
    """
    energies = np.asarray(ltas, dtype=np.float64) * (1.0 if weights is None else np.asarray(weights, dtype=np.float64))
    total = energies.sum()
    if total <= _FLOOR:
        return 0.0
    kept = (energies * 10 ** (np.asarray(curve_db, dtype=np.float64) / 10)).sum()
    return float(10 * np.log10(max(kept, _FLOOR) / total))

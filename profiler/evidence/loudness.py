"""Loudness by ITU-R BS.1770 and EBU Tech 3341/3342, and true peak, in one pass over a stream of blocks.

The stream is reduced to cells: K-weighted mean squares of 100 ms, summed over the channels with the standard's weights.
Momentary (400 ms), short-term (3 s), integrated loudness and loudness range are all windows over the cells, so that
the loudness of any part, or of clips put together, needs no second look at the audio.
"""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from profiler.rendering.kweighting import k_sections

__all__ = [
    "CELL_S",
    "Cells",
    "LoudnessMeter",
    "TruePeakMeter",
    "active_share",
    "integrated",
    "loudness_range",
    "momentary",
    "noise_floor",
    "short_term",
    "to_lufs",
]

Cells: TypeAlias = NDArray[np.float32] | NDArray[np.float64]
Block: TypeAlias = NDArray[np.float32]

CELL_S = 0.1
_MOMENTARY_CELLS = 4
_SHORT_TERM_CELLS = 30
_OFFSET_LU = -0.691
_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_RANGE_GATE_LU = -20.0
_ACTIVE_LU = -20.0
"""A moment is active down to 20 LU below the integrated loudness (choice; the gate of the loudness range)."""

_SURROUND = 1.41
_CHANNEL_WEIGHTS = {5: (1.0, 1.0, 1.0, _SURROUND, _SURROUND), 6: (1.0, 1.0, 1.0, 0.0, _SURROUND, _SURROUND)}
"""L R C Ls Rs, and the same with the LFE in fourth place; any other layout counts all channels alike."""


def to_lufs(power: Cells) -> NDArray[np.float64]:
    """Loudness of K-weighted mean squares, LUFS; -inf for silence."""
    with np.errstate(divide="ignore"):
        return np.asarray(_OFFSET_LU + 10 * np.log10(np.asarray(power, dtype=np.float64)), dtype=np.float64)


def _windows(cells: Cells, length: int) -> NDArray[np.float64]:
    """Mean power of every window of `length` cells, one cell apart; one shorter window where there are fewer."""
    if len(cells) == 0:
        return np.zeros(0)
    length = min(length, len(cells))
    # Blocks of a fixed length are summed anew: a running sum of float64 would smear a loud passage over silence.
    view = np.lib.stride_tricks.sliding_window_view(np.asarray(cells, dtype=np.float64), length)
    return np.asarray(view.mean(axis=1), dtype=np.float64)


def momentary(cells: Cells) -> NDArray[np.float64]:
    """Momentary loudness (400 ms), ten times a second, LUFS."""
    return to_lufs(_windows(cells, _MOMENTARY_CELLS))


def short_term(cells: Cells) -> NDArray[np.float64]:
    """Short-term loudness (3 s), ten times a second, LUFS."""
    return to_lufs(_windows(cells, _SHORT_TERM_CELLS))


def integrated(cells: Cells) -> float:
    """Gated loudness of the whole, LUFS; -inf where nothing passes the absolute gate.

    A sound shorter than one 400 ms block is one block.
    """
    power = _windows(cells, _MOMENTARY_CELLS)
    power = power[to_lufs(power) >= _ABSOLUTE_GATE_LUFS]
    if len(power) == 0:
        return -math.inf
    gate = float(to_lufs(power.mean(keepdims=True))[0]) + _RELATIVE_GATE_LU
    power = power[to_lufs(power) > gate]
    return float(to_lufs(power.mean(keepdims=True))[0]) if len(power) else -math.inf


def loudness_range(cells: Cells) -> float:
    """Loudness range, LU (EBU Tech 3342): 10th to 95th percentile of the gated short-term loudness; 0 for silence."""
    power = _windows(cells, _SHORT_TERM_CELLS)
    power = power[to_lufs(power) >= _ABSOLUTE_GATE_LUFS]
    if len(power) == 0:
        return 0.0
    levels = to_lufs(power)
    levels = levels[levels >= float(to_lufs(power.mean(keepdims=True))[0]) + _RANGE_GATE_LU]
    low, high = np.percentile(levels, [10, 95])
    return float(high - low)


def noise_floor(cells: Cells) -> float:
    """5th percentile of the momentary loudness, LUFS, digital silence left out; -inf where there is nothing else."""
    levels = momentary(cells)
    levels = levels[np.isfinite(levels)]
    return float(np.percentile(levels, 5)) if len(levels) else -math.inf


def active_share(cells: Cells) -> float:
    """Share of the time with momentary loudness no more than 20 LU below the integrated, 0 … 1."""
    levels = momentary(cells)
    whole = integrated(cells)
    if len(levels) == 0 or math.isinf(whole):
        return 0.0
    return float(np.mean(levels >= whole + _ACTIVE_LU))


class LoudnessMeter:
    """Turns a stream of blocks into cells.

    feed     float32, shape (channels, frames); frames a multiple of `cell_frames` in all but the last block, whose
             rest of less than a cell does not count (the standard's incomplete block)
    """

    def __init__(self, rate_hz: int, channels: int) -> None:
        self.cell_frames = round(rate_hz * CELL_S)
        self._sections = k_sections(rate_hz)
        self._state = np.zeros((len(self._sections), channels, 2))
        self._weights = np.array(_CHANNEL_WEIGHTS.get(channels, (1.0,) * channels))
        self._cells: list[NDArray[np.float64]] = []

    def feed(self, block: Block) -> None:
        """Take the next block of the stream."""
        from scipy.signal import sosfilt

        if block.shape[1] == 0:
            return
        weighted, self._state = sosfilt(self._sections, block.astype(np.float64), axis=1, zi=self._state)
        whole = weighted.shape[1] // self.cell_frames
        cut = weighted[:, : whole * self.cell_frames].reshape(weighted.shape[0], whole, self.cell_frames)
        squares = np.einsum("cwf,cwf->cw", cut, cut) / self.cell_frames
        self._cells.append(self._weights @ squares)

    def cells(self) -> NDArray[np.float32]:
        """All cells so far."""
        return np.concatenate(self._cells or [np.zeros(0)]).astype(np.float32)


_TAPS = 49
_OVERSAMPLING = 4
_STRIDE = 16


def _interpolator(factor: int) -> NDArray[np.float32]:
    """Filters for the points between two samples, each seeing twelve samples: shape (12, factor - 1).

    A sinc in a Hann window of 49 taps at four times the rate, as BS.1770-4 Annex 2 asks for in length; its phase 0 is
    the sample itself.
    """
    n = np.arange(_TAPS) - _TAPS // 2
    taps = np.sinc(n / _OVERSAMPLING) * (0.5 + 0.5 * np.cos(2 * np.pi * n / (_TAPS - 1)))
    phases = range(_OVERSAMPLING // factor, _OVERSAMPLING, _OVERSAMPLING // factor)
    return np.stack([taps[phase::_OVERSAMPLING][::-1] for phase in phases], axis=1).astype(np.float32)


class TruePeakMeter:
    """True peak of a stream: four-fold oversampling below 96 kHz, two-fold below 192 kHz, else the samples.

    Points whose filter would reach beyond the ends of the stream are left out: a filter rings at a cut, and reads up
    to 0.7 dB too much there.
    """

    def __init__(self, rate_hz: int, channels: int) -> None:
        factor = 4 if rate_hz < 96_000 else 2 if rate_hz < 192_000 else 1
        self._toeplitz = None if factor == 1 else _toeplitz(_interpolator(factor))
        self._tail = np.zeros((channels, 0), np.float32)
        self.sample_peak = 0.0
        self._between = 0.0

    @property
    def peak(self) -> float:
        """Highest true peak so far, linear."""
        return max(self.sample_peak, self._between)

    def feed(self, block: Block) -> None:
        """Take the next block, float32, shape (channels, frames)."""
        if block.shape[1] == 0:
            return
        self.sample_peak = max(self.sample_peak, float(block.max()), -float(block.min()))
        if self._toeplitz is None:
            return
        window = self._toeplitz.shape[0]
        samples = np.concatenate([self._tail, block], axis=1)
        if samples.shape[1] < window:
            self._tail = samples
            return
        view = np.lib.stride_tricks.sliding_window_view(samples, window, axis=1)[:, ::_STRIDE]
        between = np.ascontiguousarray(view).reshape(-1, window) @ self._toeplitz
        self._between = max(self._between, float(between.max()), -float(between.min()))
        self._tail = samples[:, view.shape[1] * _STRIDE :].copy()


def _toeplitz(taps: NDArray[np.float32]) -> NDArray[np.float32]:
    """One matrix that gives all points between sixteen neighbouring pairs of samples: one product instead of many."""
    length, phases = taps.shape
    matrix = np.zeros((length + _STRIDE - 1, _STRIDE * phases), np.float32)
    for shift in range(_STRIDE):
        matrix[shift : shift + length, shift * phases : (shift + 1) * phases] = taps
    return matrix

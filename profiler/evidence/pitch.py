"""Pitches of a part that plays one note at a time, over a stream of blocks, and whether it does.

Autocorrelation of Hann frames, divided by the window's own (Boersma 1993), on the sum of the channels at about 12 kHz.
The pitch of a frame is its first peak of at least 0.9 of the highest; the frame is clear when that peak passes 0.8 and
the spectrum has a line there. The line is what tells a note from a chord: a triad repeats with a period an octave or
more below its lowest note, where nothing sounds. Verified by others on 16 single lines (all within a semitone), and
wrong on 12 of 16 chord lines without such a check; a part is called monophonic only when most of its active frames are
clear.
"""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["PITCH_BINS", "PitchMeter", "lowest_note", "pitch_of_bin"]

Block: TypeAlias = NDArray[np.float32]

PITCH_BINS = 384
_LOWEST_MIDI = 12
_BINS_PER_SEMITONE = 4
_TARGET_RATE = 12_000
_SIZE, _HOP = 2048, 1024
_LOWEST_HZ, _HIGHEST_HZ = 28.0, 1500.0
_CLEAR = 0.8
_FIRST_PEAK = 0.9
_LINE_DB = -26.0
"""The fundamental may be this much weaker than the strongest of the first six partials."""
_ACTIVE_DB = -30.0
"""Frames this far below the loudest one so far say nothing: what hums in the pauses is not the part."""


def pitch_of_bin(place: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Frequency of a (fractional) bin of the histogram, Hz: 384 bins of 25 cents from MIDI note 12 on."""
    midi = _LOWEST_MIDI + np.asarray(place, dtype=np.float64) / _BINS_PER_SEMITONE
    return np.asarray(440 * 2 ** ((midi - 69) / 12), dtype=np.float64)


def lowest_note(histogram: NDArray[np.integer] | NDArray[np.floating]) -> float | None:
    """The 2nd percentile of the pitches by time, Hz; None without any."""
    total = float(histogram.sum())
    if total <= 0:
        return None
    place = int(np.searchsorted(np.cumsum(histogram), 0.02 * total, side="right"))
    return float(pitch_of_bin(min(place, PITCH_BINS - 1)))


class PitchMeter:
    """Counts clear frames by pitch.

    histogram  clear frames in bins of 25 cents, shape (384,)
    active     frames within 30 dB of the loudest so far
    """

    def __init__(self, rate_hz: int) -> None:
        self._factor = max(1, round(rate_hz / _TARGET_RATE))
        self._rate = rate_hz / self._factor
        self._taps = _low_pass(self._factor)
        self._raw = np.zeros(0, np.float32)
        self._tail = np.zeros(0, np.float32)
        self._window = np.hanning(_SIZE + 1)[:-1].astype(np.float32)
        spread = np.fft.irfft(np.abs(np.fft.rfft(self._window, 2 * _SIZE)) ** 2)[: _SIZE // 2 + 2]
        self._spread = (spread / spread[0]).astype(np.float32)
        self._loudest = 0.0
        self.histogram = np.zeros(PITCH_BINS, np.uint32)
        self.active = 0

    @property
    def clear(self) -> int:
        """Number of clear frames."""
        return int(self.histogram.sum())

    def feed(self, block: Block) -> None:
        """Take the next block, float32, shape (channels, frames)."""
        mono = block.mean(axis=0) if len(block) > 1 else block[0]
        self._tail = np.concatenate([self._tail, self._decimated(mono)])
        frames = max(len(self._tail) - _SIZE + _HOP, 0) // _HOP
        if frames:
            view = np.lib.stride_tricks.sliding_window_view(self._tail, _SIZE)[::_HOP]
            self._take(view[:frames])
            self._tail = self._tail[frames * _HOP :].copy()

    def _decimated(self, mono: NDArray[np.float32]) -> NDArray[np.float32]:
        from scipy.signal import upfirdn

        if self._factor == 1:
            return mono
        samples = np.concatenate([self._raw, mono])
        reach = len(self._taps) - 1
        points = max(len(samples) - reach + self._factor - 1, 0) // self._factor
        self._raw = samples[points * self._factor :].copy()
        if points == 0:
            return np.zeros(0, np.float32)
        # The full convolution's point j stands at sample j * factor; the filter lies inside from j = reach / factor on.
        whole = upfirdn(self._taps, samples, 1, self._factor)
        start = reach // self._factor
        return np.asarray(whole[start : start + points], dtype=np.float32)

    def _take(self, frames: NDArray[np.float32]) -> None:
        from scipy.fft import irfft, rfft

        energies = np.einsum("ij,ij->i", frames, frames)
        self._loudest = max(self._loudest, float(energies.max()))
        loud = energies > self._loudest * 10 ** (_ACTIVE_DB / 10)
        frames = frames[loud & (energies > 0)]
        if len(frames) == 0:
            return
        self.active += len(frames)
        spectra = rfft(frames * self._window, 2 * _SIZE, axis=1)
        power = spectra.real**2 + spectra.imag**2
        correlation = irfft(power, axis=1)[:, : _SIZE // 2 + 2]
        correlation = correlation / np.maximum(correlation[:, :1], 1e-30) / self._spread
        hertz, clarity = self._pitches(correlation)
        clear = (clarity >= _CLEAR) & self._has_line(power, hertz)
        bins = np.rint((12 * np.log2(hertz[clear] / 440) + 69 - _LOWEST_MIDI) * _BINS_PER_SEMITONE).astype(int)
        np.add.at(self.histogram, np.clip(bins, 0, PITCH_BINS - 1), 1)

    def _pitches(self, correlation: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Frequency and height of each frame's first high peak; height 0 where there is none."""
        first = math.floor(self._rate / _HIGHEST_HZ)
        last = min(math.ceil(self._rate / _LOWEST_HZ), correlation.shape[1] - 2)
        middle = correlation[:, first : last + 1]
        peaks = (middle > correlation[:, first - 1 : last]) & (middle >= correlation[:, first + 1 : last + 2])
        heights = np.where(peaks, middle, 0)
        highest = heights.max(axis=1)
        place = np.argmax(heights >= _FIRST_PEAK * np.maximum(highest, 1e-9)[:, None], axis=1)
        rows = np.arange(len(middle))
        before, here, after = (correlation[rows, first + place + shift].astype(np.float64) for shift in (-1, 0, 1))
        bend = before - 2 * here + after
        shift = np.where(np.abs(bend) > 1e-9, 0.5 * (before - after) / np.where(bend == 0, 1, bend), 0)
        lag = first + place + np.clip(shift, -0.5, 0.5)
        return self._rate / lag, np.where(highest > 0, here, 0.0)

    def _has_line(self, power: NDArray[np.float32], hertz: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether something sounds at the pitch itself, not only at its multiples."""
        width = self._rate / (2 * _SIZE)
        partials = []
        for partial in range(1, 7):
            centre = np.rint(partial * hertz / width).astype(int)
            near = np.clip(centre[:, None] + np.arange(-2, 3), 1, power.shape[1] - 1)
            partials.append(np.take_along_axis(power, near, axis=1).max(axis=1))
        lines = np.stack(partials, axis=1)
        return np.asarray(lines[:, 0] >= 10 ** (_LINE_DB / 10) * lines.max(axis=1), dtype=np.bool_)


def _low_pass(factor: int) -> NDArray[np.float32]:
    """Windowed sinc for a decimation by `factor`, passing up to 0.4 of the new rate."""
    reach = 8 * factor
    n = np.arange(-reach, reach + 1)
    taps = np.sinc(n * 0.8 / factor) * (0.5 + 0.5 * np.cos(np.pi * n / (reach + 1)))
    return np.asarray(taps / taps.sum(), dtype=np.float32)

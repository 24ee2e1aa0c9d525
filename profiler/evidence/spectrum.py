"""Energies in the forty bands over time, and the long-term average spectrum, of a stream of blocks."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from profiler.rendering.bands import BANDS, overlap

__all__ = ["BandMeter", "decoded", "encoded", "fft_size"]

Block: TypeAlias = NDArray[np.float32]

_STEP_DB = 0.5
_LOWEST_DB = -120.0
_BASE_RATE, _BASE_SIZE = 48_000, 4096


def fft_size(rate_hz: int) -> int:
    """Length of a frame: the power of two nearest to 85 ms (4,096 at 44.1 and 48 kHz). Frames overlap by half."""
    return int(2 ** round(np.log2(_BASE_SIZE * rate_hz / _BASE_RATE)))


def encoded(power: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Power re full scale as whole steps of 0.5 dB above -120 dB; 0 is silence, 255 is +7.5 dB."""
    level = 10 * np.log10(np.maximum(power, 1e-13)) - _LOWEST_DB
    return np.clip(np.rint(level / _STEP_DB), 0, 255).astype(np.uint8)


def decoded(codes: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Inverse of `encoded`: power re full scale, within 0.25 dB; code 0 gives 0."""
    power = 10 ** ((codes.astype(np.float32) * _STEP_DB + _LOWEST_DB) / 10)
    return np.where(codes == 0, np.float32(0), power).astype(np.float32)


class BandMeter:
    """Hann frames of 85 ms every 43 ms; power is the mean over the channels, so that width costs nothing.

    A sine of full scale has power 0.5 (-3 dB). The last frame is filled up with silence.
    """

    def __init__(self, rate_hz: int, channels: int) -> None:
        self.size = fft_size(rate_hz)
        self.hop = self.size // 2
        window = np.hanning(self.size + 1)[:-1]
        self._window = window.astype(np.float32)
        self._scale = np.float32(2 / (self.size * float(np.sum(window**2))) / channels)
        self._overlap = np.ascontiguousarray(overlap(rate_hz, self.hop + 1).T)
        self._tail = np.zeros((channels, 0), np.float32)
        self._frames: list[NDArray[np.uint8]] = []
        self._ltas = np.zeros(self.hop + 1)
        self._count = 0

    def feed(self, block: Block) -> None:
        """Take the next block, float32, shape (channels, frames)."""
        samples = np.concatenate([self._tail, block], axis=1)
        frames = max(samples.shape[1] - self.hop, 0) // self.hop
        if frames:
            self._take(samples[:, : (frames + 1) * self.hop])
        self._tail = samples[:, frames * self.hop :].copy()

    def finish(self) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        """The band codes, shape (n, 40), and the LTAS as mean power of each bin, shape (size / 2 + 1,)."""
        seen = self.hop if self._count else 0
        if self._tail.shape[1] > seen:
            missing = self.size - self._tail.shape[1]
            self._take(np.pad(self._tail, ((0, 0), (0, missing))))
            self._tail = self._tail[:, :0]
        codes = np.concatenate(self._frames) if self._frames else np.zeros((0, BANDS), np.uint8)
        return codes, (self._ltas / max(self._count, 1)).astype(np.float32)

    def _take(self, samples: Block) -> None:
        from scipy.fft import rfft

        view = np.lib.stride_tricks.sliding_window_view(samples, self.size, axis=1)[:, :: self.hop]
        spectra = rfft(view * self._window, axis=2, overwrite_x=True)
        power = (spectra.real**2 + spectra.imag**2).sum(axis=0) * self._scale
        self._ltas += power.sum(axis=0, dtype=np.float64)
        self._count += len(power)
        self._frames.append(encoded(power @ self._overlap))

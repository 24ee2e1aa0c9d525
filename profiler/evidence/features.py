"""What is kept of an audio file: loudness, peaks, band energies over time, spectrum, envelope and pitches.

`analyse` makes it in one streaming pass of bounded memory; `FeatureStore` keeps it by the content of the file, so that
sessions share files, and files that vanish later cost nothing.
"""

from __future__ import annotations

import hashlib
import math
import os
import stat
import tempfile
import zipfile
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from profiler.evidence import loudness
from profiler.evidence.errors import UnusableAudioError
from profiler.evidence.loudness import LoudnessMeter, TruePeakMeter
from profiler.evidence.pitch import PITCH_BINS, PitchMeter, lowest_note
from profiler.evidence.spectrum import BandMeter, decoded
from profiler.rendering.bands import BANDS

__all__ = ["ENVELOPE_S", "VERSION", "FeatureStore", "Features", "analyse", "content_hash"]

VERSION = 1
"""Changes with any feature's meaning; stored features of another version are made anew."""

ENVELOPE_S = 0.01
_CLIPPED = 0.9999
_MONOPHONIC_SHARE = 0.6
"""A part plays one note at a time when at least 60 % of its active frames are clear."""
_LEAST_CLEAR = 8
_BLOCK_SAMPLES = 1 << 18
_MOST_CHANNELS = 64
_LOWEST_RATE, _HIGHEST_RATE = 8_000, 384_000
_LONGEST_S = 12 * 3600.0
_MOST_IN_MEMORY = 128
"""Features of so many files stay at hand: a song's, at about 100 kB a minute."""
_LOUDEST = 1e6
"""Samples beyond +120 dBFS are taken as this: no recording holds them, and their squares must stay finite."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What is known of a sound.

    peak_db, true_peak_db  re full scale, -inf for silence
    clipped          samples at 0.9999 of full scale or above
    cells            K-weighted mean squares of 100 ms (see `loudness`), shape (n,), float32
    bands            energies in forty bands over time, shape (m, 40), uint8 codes (see `spectrum`)
    frame_s          seconds from one frame of `bands` to the next
    ltas             long-term mean power of each bin from 0 to rate / 2, float32
    envelope_peak, envelope_rms  linear, 100 a second, float16
    pitches          clear frames in bins of 25 cents (see `pitch`), shape (384,)
    pitched_frames   active frames that were looked at for a pitch
    """

    rate_hz: int
    channels: int
    duration_s: float
    peak_db: float
    true_peak_db: float
    clipped: int
    frame_s: float
    pitched_frames: int
    cells: NDArray[np.float32]
    bands: NDArray[np.uint8]
    ltas: NDArray[np.float32]
    envelope_peak: NDArray[np.float16]
    envelope_rms: NDArray[np.float16]
    pitches: NDArray[np.uint32]

    @property
    def loudness_lufs(self) -> float:
        """Integrated loudness, LUFS; -inf for silence."""
        return loudness.integrated(self.cells)

    @property
    def range_lu(self) -> float:
        """Loudness range, LU."""
        return loudness.loudness_range(self.cells)

    @property
    def noise_floor_lufs(self) -> float:
        """5th percentile of the momentary loudness, LUFS."""
        return loudness.noise_floor(self.cells)

    @property
    def active_share(self) -> float:
        """Share of the time that is no more than 20 LU below the integrated loudness."""
        return loudness.active_share(self.cells)

    @property
    def clarity(self) -> float:
        """Share of the active frames with one clear pitch, 0 … 1."""
        return float(self.pitches.sum()) / self.pitched_frames if self.pitched_frames else 0.0

    @property
    def monophonic(self) -> bool:
        """Whether the part plays one note at a time, with pitch."""
        return int(self.pitches.sum()) >= _LEAST_CLEAR and self.clarity >= _MONOPHONIC_SHARE

    @property
    def lowest_note_hz(self) -> float | None:
        """2nd percentile of the pitches by time, Hz; None unless the part is monophonic."""
        return lowest_note(self.pitches) if self.monophonic else None

    @property
    def silent(self) -> bool:
        """Whether there is nothing to hear."""
        return math.isinf(self.peak_db)

    def powers(self) -> NDArray[np.float32]:
        """Band energies as power re full scale, shape (m, 40)."""
        return decoded(self.bands)

    def frequencies_hz(self) -> NDArray[np.float64]:
        """Frequencies of the LTAS's bins."""
        return np.linspace(0, self.rate_hz / 2, len(self.ltas))


def _level_db(amplitude: float) -> float:
    return 20 * math.log10(amplitude) if amplitude > 0 else -math.inf


def analyse(path: str | Path, *, first_s: float | None = None) -> Features:
    """Everything in `Features`, in one pass over the file, at the same memory whatever its length.

    first_s  only so much from the file's start; None = all of it
    Raises  UnusableAudioError for what is no regular file, no audio that libsndfile reads, has more than 64 channels,
            a rate outside 8 to 384 kHz, more than 12 hours, or no finite sample at all.
    """
    path = str(path)
    import soundfile

    _regular(path)
    try:
        with soundfile.SoundFile(path) as file:
            blocks = _blocks(file)
            if first_s is not None:
                blocks = _first(blocks, math.ceil(first_s * file.samplerate))
            return _analysed(file.samplerate, file.channels, blocks, path)
    except (soundfile.SoundFileError, OSError) as error:
        raise UnusableAudioError(f"cannot be read as audio ({error.__class__.__name__})", path=path) from error


def _regular(path: str) -> os.stat_result:
    try:
        seen = os.stat(path)  # noqa: PTH116 - a device or pipe must be known before anything opens it
    except (OSError, ValueError) as error:
        raise UnusableAudioError("cannot be found", path=path) from error
    if not stat.S_ISREG(seen.st_mode):
        raise UnusableAudioError("is no regular file", path=path)
    return seen


def _blocks(file: object) -> Iterator[NDArray[np.float32]]:
    """Blocks of shape (channels, frames), whole 100 ms cells all but the last; not finite samples are silence."""
    channels, rate = file.channels, file.samplerate  # type: ignore[attr-defined]  # soundfile publishes no types
    cell = round(rate * loudness.CELL_S)
    frames = max(1, _BLOCK_SAMPLES // max(channels, 1) // cell) * cell
    while True:
        block = file.read(frames, dtype="float32", always_2d=True)  # type: ignore[attr-defined]  # as above
        if len(block):
            yield np.ascontiguousarray(block.T)
        if len(block) < frames:
            return


def _first(blocks: Iterator[NDArray[np.float32]], frames: int) -> Iterator[NDArray[np.float32]]:
    """Blocks as they come until so many frames are through."""
    for block in blocks:
        yield block[:, :frames]
        frames -= block.shape[1]
        if frames <= 0:
            return


def _analysed(rate_hz: int, channels: int, blocks: Iterator[NDArray[np.float32]], path: str) -> Features:
    if not _LOWEST_RATE <= rate_hz <= _HIGHEST_RATE or not 1 <= channels <= _MOST_CHANNELS:
        raise UnusableAudioError(f"has {channels} channels at {rate_hz} Hz", path=path)
    levels, peaks = LoudnessMeter(rate_hz, channels), TruePeakMeter(rate_hz, channels)
    spectrum, pitch, envelope = BandMeter(rate_hz, channels), PitchMeter(rate_hz), _Envelope(rate_hz)
    frames, clipped, finite = 0, 0, False
    for block in blocks:
        frames += block.shape[1]
        if frames > _LONGEST_S * rate_hz:
            raise UnusableAudioError("is longer than 12 hours", path=path)
        highest = max(float(block.max()), -float(block.min()))
        if not highest <= _LOUDEST:
            finite = finite or bool(np.isfinite(block).any())
            block = np.clip(np.nan_to_num(block, nan=0.0, posinf=0.0, neginf=0.0), -_LOUDEST, _LOUDEST)  # noqa: PLW2901 - the mended block takes the place of the broken one
        else:
            finite = True
        if highest >= _CLIPPED:
            clipped += int(np.count_nonzero(np.abs(block) >= _CLIPPED))
        levels.feed(block)
        peaks.feed(block)
        spectrum.feed(block)
        pitch.feed(block)
        envelope.feed(block)
    if frames and not finite:
        raise UnusableAudioError("holds no finite sample", path=path)
    bands, ltas = spectrum.finish()
    return Features(
        rate_hz=rate_hz,
        channels=channels,
        duration_s=frames / rate_hz,
        peak_db=_level_db(peaks.sample_peak),
        true_peak_db=_level_db(peaks.peak),
        clipped=clipped,
        frame_s=spectrum.hop / rate_hz,
        pitched_frames=pitch.active,
        cells=levels.cells(),
        bands=bands,
        ltas=ltas,
        envelope_peak=envelope.peak(),
        envelope_rms=envelope.rms(),
        pitches=pitch.histogram,
    )


class _Envelope:
    """Highest sample and RMS of every 10 ms, over all channels."""

    def __init__(self, rate_hz: int) -> None:
        self._cell = round(rate_hz * loudness.CELL_S) // 10
        self._peaks: list[NDArray[np.float16]] = []
        self._rms: list[NDArray[np.float16]] = []

    def feed(self, block: NDArray[np.float32]) -> None:
        whole = block.shape[1] // self._cell
        cut = block[:, : whole * self._cell].reshape(len(block), whole, self._cell)
        top = np.finfo(np.float16).max
        peaks = np.maximum(cut.max(axis=2), -cut.min(axis=2)).max(axis=0) if whole else np.zeros(0)
        squares = np.einsum("cwf,cwf->w", cut, cut) / (self._cell * len(block))
        self._peaks.append(np.minimum(peaks, top).astype(np.float16))
        self._rms.append(np.minimum(np.sqrt(squares), top).astype(np.float16))

    def peak(self) -> NDArray[np.float16]:
        return np.concatenate(self._peaks or [np.zeros(0, np.float16)])

    def rms(self) -> NDArray[np.float16]:
        return np.concatenate(self._rms or [np.zeros(0, np.float16)])


def content_hash(path: str | Path) -> str:
    """sha256 of a file's bytes, 32 hex digits. Raises UnusableAudioError where it cannot be read."""
    _regular(str(path))
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - str or Path alike
            return hashlib.file_digest(file, "sha256").hexdigest()[:32]
    except OSError as error:
        raise UnusableAudioError("cannot be read", path=str(path)) from error


class FeatureStore:
    """Features on disk, one file for each content, without pickles.

    folder   made when the first features are stored; anything in it can be deleted and is made again
    first_s  measure only so much from each file's start; None = all of it
    """

    def __init__(self, folder: str | Path, *, first_s: float | None = None) -> None:
        self.folder = Path(folder)
        self.first_s = first_s
        self._known: OrderedDict[str, tuple[tuple[int, int], Features | UnusableAudioError]] = OrderedDict()

    def get(self, path: str | Path) -> Features:
        """Features of the file as it is now, from the store where its content was analysed before.

        Raises  UnusableAudioError as `analyse`, or when the file changes while it is read.
        """
        path = str(path)
        before = _stamp(path)
        stamp, known = self._known.get(path, (None, None))
        if stamp != before or known is None:
            try:
                known = self._read_or_made(path)
            except UnusableAudioError as error:
                known = error
            if _stamp(path) != before:
                raise UnusableAudioError("changes while it is read", path=path)
            self._known[path] = before, known
            while len(self._known) > _MOST_IN_MEMORY:
                self._known.popitem(last=False)
        self._known.move_to_end(path)
        if isinstance(known, UnusableAudioError):
            raise known
        return known

    def _read_or_made(self, path: str) -> Features:
        part = "" if self.first_s is None else f"-first{self.first_s:g}s"
        target = self.folder / f"{content_hash(path)}{part}-v{VERSION}.npz"
        stored = _loaded(target)
        if stored is None:
            stored = analyse(path, first_s=self.first_s)
            _saved(stored, target)
        return stored


def _stamp(path: str) -> tuple[int, int]:
    seen = _regular(path)
    return seen.st_size, seen.st_mtime_ns


def _saved(features: Features, target: Path) -> None:
    """Write whole or not at all: a second process sees the old state or the new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez_compressed(file, **{field.name: getattr(features, field.name) for field in fields(features)})
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


_ARRAYS = {
    "cells": (np.float32, (-1,)),
    "bands": (np.uint8, (-1, BANDS)),
    "ltas": (np.float32, (-1,)),
    "envelope_peak": (np.float16, (-1,)),
    "envelope_rms": (np.float16, (-1,)),
    "pitches": (np.uint32, (PITCH_BINS,)),
}
_WHOLE = {"rate_hz", "channels", "clipped", "pitched_frames"}


def _loaded(target: Path) -> Features | None:
    """Features from the disk; None where there are none or they are damaged."""
    try:
        with target.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            values = {field.name: stored[field.name] for field in fields(Features)}
            for name, (kind, shape) in _ARRAYS.items():
                values[name] = values[name].astype(kind, copy=False).reshape(shape)
            for name in values.keys() - _ARRAYS.keys():
                values[name] = int(values[name]) if name in _WHOLE else float(values[name])
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return None
    return Features(**values)

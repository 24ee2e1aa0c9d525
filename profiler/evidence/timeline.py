"""Features of files put together into features of what a track plays along the session's time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from parsers.session import Clip
from profiler.evidence.features import ENVELOPE_S, Features
from profiler.evidence.loudness import CELL_S
from profiler.evidence.pitch import PITCH_BINS
from profiler.evidence.spectrum import decoded, encoded
from profiler.rendering.bands import BANDS

__all__ = ["FRAME_S", "LONGEST_S", "Played", "together"]

FRAME_S = 2048 / 48_000
"""Step of the frames of a track, whatever the rates of its files."""
LONGEST_S = 3 * 3600.0
"""Clips beyond three hours of session are left out: a stranger's session may place one at any time."""

_PITCHES_PER_SEMITONE = 4


@dataclass(frozen=True, slots=True, eq=False)
class Played:
    """A clip with what is known of its file.

    start_s, end_s  on the session's time
    offset_s        where in the file it starts; rate is file seconds per session second
    """

    clip: Clip
    features: Features
    start_s: float = field(init=False)
    end_s: float = field(init=False)
    offset_s: float = field(init=False)
    rate: float = field(init=False)
    gain: float = field(init=False)

    def __post_init__(self) -> None:
        clip = self.clip
        offset = clip.source.start_s + clip.source_offset_s
        sane = all(map(math.isfinite, (clip.position_s, clip.length_s, offset, clip.rate)))
        rate = clip.rate if sane and 0.01 <= clip.rate <= 100 else 1.0
        start = clip.position_s if sane else 0.0
        end = start + max(clip.length_s, 0.0) if sane else 0.0
        if not clip.loop:
            end = min(end, start + max(self.features.duration_s - offset, 0.0) / rate)
        object.__setattr__(self, "start_s", start)
        object.__setattr__(self, "end_s", min(end, LONGEST_S))
        object.__setattr__(self, "offset_s", offset if sane else 0.0)
        object.__setattr__(self, "rate", rate)
        object.__setattr__(self, "gain", 10 ** (min(clip.gain_db, 60.0) / 20))

    @property
    def share(self) -> float:
        """How much of the file's length is played; more than 1 in a loop."""
        duration = self.features.duration_s
        return max(self.end_s - max(self.start_s, 0.0), 0.0) * self.rate / duration if duration > 0 else 0.0

    def places(self, step_s: float, file_step_s: float, count: int, most: int) -> tuple[slice, NDArray[np.int64]]:
        """Steps of the track that the clip fills, and the file's step that each of them plays; -1 for none.

        count  of the file's steps; at least one, or nothing is filled
        most   steps of the track
        """
        first = max(math.ceil(self.start_s / step_s - 0.5), 0)
        last = min(max(math.floor(self.end_s / step_s + 0.5), first), most) if count else first
        middle = (np.arange(first, max(last, first)) + 0.5) * step_s
        at = self.offset_s + (middle - self.start_s) * self.rate
        if self.clip.loop and self.features.duration_s > 0:
            at = np.mod(at, self.features.duration_s)
        place = np.floor(at / file_step_s).astype(np.int64)
        place[(place < 0) | (place >= count)] = -1
        return slice(first, first + len(place)), place


def together(played: Sequence[Played]) -> Features | None:
    """What the clips play together, from the session's start to the last clip's end; None without any.

    Clip gains are in it; overlapping clips add as unrelated sounds; short fades, take effects and changes of pitch by
    a play rate are not in it. The true peak of a part of a file is its own sample peak plus what the whole file's true
    peak rises above its sample peak.
    """
    played = [clip for clip in played if clip.end_s > max(clip.start_s, 0.0) and not clip.features.silent]
    if not played:
        return None
    length_s = max(clip.end_s for clip in played)
    rate_hz = Counter(clip.features.rate_hz for clip in played).most_common(1)[0][0]
    bins = next(len(clip.features.ltas) for clip in played if clip.features.rate_hz == rate_hz)
    powers = np.zeros((math.ceil(length_s / FRAME_S), BANDS), np.float32)
    cells = np.zeros(math.ceil(length_s / CELL_S), np.float32)
    squares = np.zeros(math.ceil(length_s / ENVELOPE_S), np.float32)
    peaks = np.zeros(len(squares), np.float32)
    ltas = np.zeros(bins)
    pitches = np.zeros(PITCH_BINS)
    pitched = clipped = peak = true_peak = 0.0
    for clip in played:
        features, power = clip.features, np.float32(clip.gain**2)
        steps, place = clip.places(FRAME_S, features.frame_s, len(features.bands), len(powers))
        powers[steps] += decoded(features.bands[place]) * power * (place >= 0)[:, None]
        steps, place = clip.places(CELL_S, CELL_S, len(features.cells), len(cells))
        cells[steps] += features.cells[place] * power * (place >= 0)
        steps, place = clip.places(ENVELOPE_S, ENVELOPE_S, len(features.envelope_rms), len(squares))
        squares[steps] += features.envelope_rms[place].astype(np.float32) ** 2 * power * (place >= 0)
        own = features.envelope_peak[place].astype(np.float32) * np.float32(clip.gain) * (place >= 0)
        peaks[steps] = np.maximum(peaks[steps], own)
        part = float(own.max(initial=0.0))
        peak = max(peak, part)
        true_peak = max(true_peak, part * 10 ** ((features.true_peak_db - features.peak_db) / 20))
        spectrum = np.interp(np.linspace(0, rate_hz / 2, bins), features.frequencies_hz(), features.ltas, right=0.0)
        ltas += spectrum * power * clip.share * features.duration_s / clip.rate / length_s
        shift = round(clip.clip.pitch_st * _PITCHES_PER_SEMITONE) if abs(clip.clip.pitch_st) <= 24 else 0
        pitches += np.roll(features.pitches, shift) * clip.share
        pitched += features.pitched_frames * clip.share
        clipped += features.clipped * clip.share
    top = float(np.finfo(np.float16).max)
    return Features(
        rate_hz=rate_hz,
        channels=max(clip.features.channels for clip in played),
        duration_s=length_s,
        peak_db=_level_db(peak),
        true_peak_db=_level_db(true_peak),
        clipped=round(clipped),
        frame_s=FRAME_S,
        pitched_frames=round(pitched),
        cells=cells,
        bands=encoded(powers),
        ltas=ltas.astype(np.float32),
        envelope_peak=np.minimum(peaks, top).astype(np.float16),
        envelope_rms=np.minimum(np.sqrt(squares), top).astype(np.float16),
        pitches=np.rint(pitches).astype(np.uint32),
    )


def _level_db(amplitude: float) -> float:
    return 20 * math.log10(amplitude) if amplitude > 0 else -math.inf

"""Note values in milliseconds at a tempo, and how often a time set for another cause falls on one.

Tolerances come from how a time is set (typed from a calculator, rounded to whole ms), not from what can be heard: a
window as wide as the timing JND would catch every fourth random delay. Source: JUSTIFICATIONS §1.1, §1.8, §3.4 of the
project's research; its simulated range (tempo log-uniform 70 … 175 bpm) is reproduced by delays log-uniform 80 …
1000 ms (snap .065 against its .063, tight .022 against .021) and releases 20 … 800 ms (.076 against .077).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple, TypeAlias

__all__ = [
    "DEFAULT_BPM",
    "Fit",
    "NoteTime",
    "delay_chance",
    "delay_fit",
    "is_round",
    "nearest_delay",
    "nearest_release",
    "release_chance",
    "release_fit",
]

Fit: TypeAlias = Literal["tight", "loose", ""]
"""How well a time sits on a note value: as if calculated, as if rounded, not at all."""

DEFAULT_BPM = 120.0
"""The tempo of a session whose tempo nobody set, in every common DAW."""


class NoteTime(NamedTuple):
    """A note value at a tempo: its name, its length in quarters and in ms."""

    name: str
    beats: float
    ms: float


_DELAY_NOTES: tuple[tuple[str, float], ...] = (
    ("a half note", 2.0),
    ("a dotted quarter", 3 / 2),
    ("a quarter", 1.0),
    ("a dotted eighth", 3 / 4),
    ("a quarter triplet", 2 / 3),
    ("an eighth", 1 / 2),
    ("a dotted sixteenth", 3 / 8),
    ("an eighth triplet", 1 / 3),
    ("a sixteenth", 1 / 4),
    ("a sixteenth triplet", 1 / 6),
)
_RELEASE_NOTES: tuple[tuple[str, float], ...] = (
    ("a half note", 2.0),
    ("a quarter", 1.0),
    ("a dotted eighth", 3 / 4),
    ("an eighth", 1 / 2),
    ("a dotted sixteenth", 3 / 8),
    ("a sixteenth", 1 / 4),
)
_ROUND_MS: tuple[float, ...] = (
    *(80, 90, 100, 120, 125, 150, 175, 180, 200, 225, 240, 250, 275, 300, 320, 350, 375),
    *(400, 420, 450, 480, 500, 550, 600, 650, 700, 750, 800, 900, 1000),
)
"""Delay times that people type for their own sake (choice); the archive's own replace them."""
_DELAY_RANGE_MS = (80.0, 1000.0)
_RELEASE_RANGE_MS = (20.0, 800.0)


def _tight(note_ms: float) -> float:
    return 0.51 + 0.001 * note_ms


def _loose(note_ms: float) -> float:
    return max(0.6, 0.01 * note_ms)


def _coarse(note_ms: float) -> float:
    return 0.03 * note_ms


def is_round(ms: float) -> bool:
    """Whether a time is a multiple of 5 ms: a number people type for its own sake."""
    return abs(ms / 5.0 - round(ms / 5.0)) < 1e-3


def nearest_delay(ms: float, bpm: float) -> NoteTime:
    """The nearest of ten note values (half to sixteenth, dotted, triplet), by ratio."""
    return _nearest(_DELAY_NOTES, ms, bpm)


def nearest_release(ms: float, bpm: float) -> NoteTime:
    """The nearest of six note values that releases are set to, by ratio."""
    return _nearest(_RELEASE_NOTES, ms, bpm)


def delay_fit(ms: float, bpm: float) -> Fit:
    """How a delay sits: ``tight`` within 0.51 ms + 0.1 %, ``loose`` within max(0.6 ms, 1 %), or ""."""
    note = nearest_delay(ms, bpm)
    off = abs(ms - note.ms)
    if off <= _tight(note.ms):
        return "tight"
    return "loose" if off <= _loose(note.ms) else ""


def release_fit(ms: float, bpm: float) -> bool:
    """Whether a release sits on a note value within 3 %."""
    note = nearest_release(ms, bpm)
    return abs(ms - note.ms) <= _coarse(note.ms)


def delay_chance(bpm: float, *, round_only: bool = False) -> tuple[float, float]:
    """Chance at this tempo that a delay moves from off every note value to one: (tight, loose only).

    round_only  the new time is a multiple of 5 ms: then chance is that of typed times, at 100 bpm four times as high
    """
    if round_only:
        fits = [delay_fit(ms, bpm) for ms in _ROUND_MS]
        was_off = fits.count("") / len(fits)
        share = was_off / len(fits)
        return max(fits.count("tight") * share, 0.01), max(fits.count("loose") * share, 0.01)
    tight = _coverage(_DELAY_NOTES, bpm, _tight, _DELAY_RANGE_MS)
    loose = _coverage(_DELAY_NOTES, bpm, _loose, _DELAY_RANGE_MS)
    was_off = 1.0 - loose
    return tight * was_off, max(loose - tight, 1e-3) * was_off


def release_chance(bpm: float) -> float:
    """Chance at this tempo that a release moves from off every note value to one."""
    coverage = _coverage(_RELEASE_NOTES, bpm, _coarse, _RELEASE_RANGE_MS)
    return coverage * (1.0 - coverage)


def _at(notes: tuple[tuple[str, float], ...], bpm: float) -> Iterator[NoteTime]:
    quarter_ms = 60_000.0 / bpm
    return (NoteTime(name, beats, beats * quarter_ms) for name, beats in notes)


def _nearest(notes: tuple[tuple[str, float], ...], ms: float, bpm: float) -> NoteTime:
    return min(_at(notes, bpm), key=lambda note: abs(math.log(max(ms, 1e-6) / note.ms)))


def _coverage(
    notes: tuple[tuple[str, float], ...],
    bpm: float,
    tolerance: Callable[[float], float],
    range_ms: tuple[float, float],
) -> float:
    """Share of a log-uniform range that lies within the tolerance of a note value."""
    lowest, highest = range_ms
    covered = 0.0
    for note in _at(notes, bpm):
        low = max(note.ms - tolerance(note.ms), lowest)
        high = min(note.ms + tolerance(note.ms), highest)
        if high > low:
            covered += math.log(high / low)
    return covered / math.log(highest / lowest)

"""What a reason may take from a track's audio, or why it cannot."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from parsers.session import Insert, Track
from profiler.history.records import Move
from profiler.justifications.controls import is_number, name_of, on_same_track, percent, track_of

if TYPE_CHECKING:
    from profiler.evidence.features import Features
    from profiler.evidence.scene import Scene

__all__ = ["audio_of", "chain_until", "moves_whole_track", "numbers_of"]

_COVERAGE = 0.8
"""Less of a track's audio than this and its level, lowest note or spectrum may be another's."""


def audio_of(scene: Scene, move: Move) -> tuple[Features | None, str]:
    """What the move's track plays (clip gains in it, before inserts and fader), or None and why not."""
    track = move.object.track
    found = scene.audio.get(track.id) if track is not None else None
    if found is None:
        return None, f"no audio found for {name_of(move)}"
    if found.coverage < _COVERAGE:
        return None, f"only {percent(found.coverage)} of the audio found for {name_of(move)}"
    if found.features.silent or not math.isfinite(found.features.loudness_lufs):
        return None, f"{name_of(move)} is silent"
    return found.features, ""


def moves_whole_track(scene: Scene, move: Move) -> bool:
    """Whether a clip's move changes everything that its track plays: all its clips moved by the same step."""
    if move.object.clip is None:
        return True
    track = track_of(scene.after, move)
    if track is None or move.before is None or move.after is None:
        return False
    alike = [m for m in scene.interval if m.term == move.term and on_same_track(m, move)]
    return sum(m.count for m in alike) >= len(track.clips) and _one_step(alike)


def _one_step(moves: list[Move]) -> bool:
    steps = [float(m.after or 0) - float(m.before or 0) for m in moves if is_number(m.before) and is_number(m.after)]
    return len(steps) == len(moves) and max(steps) - min(steps) <= 0.05


def chain_until(track: Track, insert: Insert | None) -> tuple[Insert, ...]:
    """The inserts ahead of this one; all of them for None. A chain that is switched off is empty."""
    if not track.chain_enabled:
        return ()
    places = (i for i, other in enumerate(track.inserts) if insert is not None and other.id == insert.id)
    return track.inserts[: next(places, len(track.inserts))]


def numbers_of(insert: Insert | None) -> dict[str, float]:
    """The insert's parameters that are finite numbers."""
    if insert is None:
        return {}
    return {term: float(held.value) for term, held in insert.parameters.items() if is_number(held.value)}

"""What can be known about the circumstances of a gesture: everything that a reason may look at.

`Scene` is what `profiler.justifications` tests reasons on; `track_audio` says what is known of the sound of each track
before its inserts and fader.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from parsers.session import Clip, Scalar, Session
from profiler.evidence.errors import UnusableAudioError
from profiler.evidence.features import Features, FeatureStore
from profiler.evidence.timeline import Played, together
from profiler.history.records import Gesture, Move, Role

__all__ = ["Scene", "TrackAudio", "track_audio"]


@dataclass(frozen=True, slots=True, eq=False)
class TrackAudio:
    """What is known of what a track plays: its clips along the session's time, before inserts and fader.

    features      of the clips put together: frame 0 is the session's start, gaps are silence, clip gains are in it
    clip_gain_db  of the clips, their lengths as weights (already in `features`)
    coverage      share of the clips' length whose audio was found, 0 … 1
    """

    features: Features
    clip_gain_db: float
    coverage: float


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A gesture and its circumstances.

    moves     the gesture's; [0] is the principal one
    interval  all moves of the same save interval, the gesture's among them
    earlier   (object's key, term) → values held at the saves before `before`, oldest first
    audio     by track id; a track whose audio was not found is absent
    chance    the engineer's chance rates (`profiler.justifications.chance.Chance`); None for the catalogue's formulas
    """

    gesture: Gesture
    moves: tuple[Move, ...]
    interval: tuple[Move, ...]
    before: Session
    after: Session
    roles: Mapping[str, Role] = field(default_factory=dict)
    earlier: Mapping[tuple[str, str], tuple[Scalar, ...]] = field(default_factory=dict)
    audio: Mapping[str, TrackAudio] = field(default_factory=dict)
    chance: object = None


def track_audio(session: Session, found: Mapping[str, str | None], store: FeatureStore) -> dict[str, TrackAudio]:
    """What is known of the sound of each track; tracks of whose sound nothing is known are absent.

    found  source path as written → file on this machine (`profiler.evidence.files.find`)
    store  where features are kept; a file that cannot be analysed counts as not found
    Muted clips play nothing. Notes and other clips that are no audio count as not found: what sounds is an instrument.
    """
    known: dict[str, Features | None] = {}
    for written, path in found.items():
        known[written] = None if path is None else _features(store, path)
    audio = {}
    for track in session.tracks:
        playing = [
            clip for clip in track.clips if track.plays(clip) and clip.source.kind != "empty" and _has_length(clip)
        ]
        played = [
            Played(clip, features)
            for clip in playing
            if clip.source.kind == "audio" and (features := known.get(clip.source.path)) is not None
        ]
        features = together(played)
        if features is None:
            continue
        heard = sum(part.clip.length_s for part in played)
        audio[track.id] = TrackAudio(
            features=features,
            clip_gain_db=sum(part.clip.gain_db * part.clip.length_s for part in played) / heard,
            coverage=heard / sum(clip.length_s for clip in playing),
        )
    return audio


def _has_length(clip: Clip) -> bool:
    return math.isfinite(clip.length_s) and clip.length_s > 0


def _features(store: FeatureStore, path: str) -> Features | None:
    try:
        return store.get(path)
    except UnusableAudioError:
        return None

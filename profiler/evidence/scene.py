"""What can be known about the circumstances of a gesture: everything that a reason may look at.

`Scene` is what `profiler.justifications` tests reasons on; `track_audio` says what is known of the sound of each track
before its inserts and fader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from parsers.session import Scalar, Session
from profiler.evidence.features import Features
from profiler.history.records import Gesture, Move, Role

__all__ = ["Scene", "TrackAudio"]


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

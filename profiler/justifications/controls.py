"""What a scene says of a control: its track, insert and band, its plain term, the tempo where it plays."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from parsers.session import Insert, Scalar, Session, Track
from parsers.vocabulary import describe, spoken
from profiler.history.records import Move

if TYPE_CHECKING:
    from profiler.evidence.scene import Scene

__all__ = [
    "band_value",
    "find_insert",
    "heard_tempo",
    "insert_of",
    "is_number",
    "linear_step",
    "name_of",
    "number",
    "on_same_track",
    "percent",
    "plain_term",
    "principal",
    "region",
    "siblings",
    "step_of",
    "track_of",
]

_SIDE = re.compile(
    r"(?i)(?:[\s_\-.()\[\]]+(?:l|r|left|right|dbl|double|dub|\d{1,2})|(?<=[a-z])(?:\d{1,2}))[\s()\[\]]*$"
)
"""What tells a double from its twin at the end of a name: ``Gtr L``, ``Gtr-R``, ``BV 2``, ``Vox double``."""

_REGIONS: tuple[tuple[float, str], ...] = (
    (120.0, "low"),
    (400.0, "low mid"),
    (1500.0, "mid"),
    (5000.0, "presence"),
    (math.inf, "air"),
)


def is_number(value: Scalar | None) -> bool:
    """A finite number; a switch is none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def number(value: Scalar | None) -> float | None:
    """The value as a finite number, or None."""
    return float(value) if is_number(value) and value is not None else None


def percent(share: float) -> str:
    """``82 %``."""
    return f"{100 * share:.0f} %"


def linear_step(move: Move) -> float | None:
    """After minus before of a control whose steps are differences; None for all others."""
    before, after = number(move.before), number(move.after)
    if before is None or after is None or describe(move.term).scale != "linear":
        return None
    return after - before


def step_of(move: Move) -> float | None:
    """After minus before on the term's natural scale (dB, octaves, share); None where it has none."""
    before, after = number(move.before), number(move.after)
    term = describe(move.term)
    if before is None or after is None or term.scale == "none":
        return None
    return term.position(after) - term.position(before)


def track_of(session: Session, move: Move) -> Track | None:
    """The track that the move touched, in this save: by id, else by a name that only one track has."""
    reference = move.object.track
    if reference is None:
        return None
    found = session.track(reference.id)
    if found is not None or not reference.name:
        return found
    named = [track for track in session.every_track() if track.name == reference.name]
    return named[0] if len(named) == 1 else None


def on_same_track(move: Move, other: Move) -> bool:
    """Whether both touched one track."""
    return (
        move.object.track is not None
        and other.object.track is not None
        and (move.object.track.id == other.object.track.id)
    )


def name_of(move: Move) -> str:
    """What the engineer calls the track, or ``the project``."""
    return move.object.track.name if move.object.track else "the project"


def find_insert(track: Track | None, id: str) -> Insert | None:
    """The insert with this id on the track, inside its containers or on its clips."""
    if track is None:
        return None
    chains = (track.inserts, track.input_inserts, *(clip.inserts for clip in track.clips))
    return next((insert for chain in chains for insert in _every(chain) if insert.id == id), None)


def insert_of(session: Session, move: Move) -> Insert | None:
    """The insert that the move touched, in this save: by id, else the only one of that plug-in on the track."""
    reference = move.object.insert
    if reference is None:
        return None
    track = track_of(session, move)
    found = find_insert(track, reference.id)
    if found is not None or track is None:
        return found
    named = [insert for insert in _every(track.inserts) if insert.plugin.name == reference.plugin]
    return named[0] if len(named) == 1 else None


def _every(chain: Sequence[Insert]) -> Iterator[Insert]:
    for insert in chain:
        yield insert
        yield from _every(insert.inserts)


def band_value(session: Session, move: Move, name: str) -> Scalar | None:
    """What the move's band holds for ``frequency gain q shape enabled slope`` in this save."""
    insert, band = insert_of(session, move), move.object.band
    if insert is None or band is None:
        return None
    held = insert.parameters.get(f"eq.{band}.{name}")
    return None if held is None else held.value


def plain_term(scene: Scene, move: Move) -> str:
    """The term as it is said: a pass filter's band is ``hpf.*`` or ``lpf.*`` whichever way the move names it."""
    return spoken(move.term, band_value(scene.after, move, "shape"))


def principal(scene: Scene, *terms: str) -> Move | None:
    """The scene's first move of one of these terms, as they are said."""
    return next((move for move in scene.moves if plain_term(scene, move) in terms), None)


def heard_tempo(session: Session, move: Move) -> float | None:
    """The tempo that the control hears, bpm, play rate included; None where there is none or it changes.

    A track is heard where its clips lie; a return or bus wherever anything plays. One tempo (± 1 %) must hold for 80 %
    of that time: a delay cannot be on a note value of several.
    """
    if not session.tempo_map:
        return None
    track = track_of(session, move)
    clips = track.clips if track is not None and track.clips else [c for t in session.tracks for c in t.clips]
    spans = [(clip.position_s, clip.position_s + clip.length_s) for clip in clips if clip.length_s > 0]
    if len(session.tempo_map) == 1 or not spans:
        bpm = session.bpm_at(spans[0][0] if spans else 0.0)
        return None if bpm is None else bpm * session.play_rate
    heard: list[tuple[float, float]] = []
    for start, end in spans:
        edges = [start, *(p.time_s for p in session.tempo_map if start < p.time_s < end), end]
        for low, high in itertools.pairwise(edges):
            bpm = session.bpm_at((low + high) / 2)
            if bpm is not None:
                heard.append((bpm, high - low))
    whole = sum(length for _, length in heard)
    for bpm, _ in sorted(heard, key=lambda pair: -pair[1])[:8]:
        if sum(length for other, length in heard if abs(other / bpm - 1.0) <= 0.01) >= 0.8 * whole:
            return bpm * session.play_rate
    return None


def region(hertz: float) -> str:
    """What part of the spectrum a frequency lies in, in words."""
    return next(name for edge, name in _REGIONS if hertz < edge)


def siblings(session: Session, move: Move) -> list[Track]:
    """Tracks that are doubles of the move's by name: equal but for a side or a number at its end."""
    track = track_of(session, move)
    if track is None or not track.name:
        return []
    stem = _stem(track.name)
    return [
        other
        for other in session.tracks
        if other.id != track.id and other.name != track.name and stem and _stem(other.name) == stem
    ]


def _stem(name: str) -> str:
    """``Gtr L`` → ``gtr``. A name without such an end is its own stem: ``Gtr`` and ``Gtr 2`` are doubles."""
    return _SIDE.sub("", name.strip()).strip().lower()

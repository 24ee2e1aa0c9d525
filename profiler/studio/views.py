"""What changes at a save without meaning: cursor, zoom, selection, windows. Noise that a reader must know as noise."""

from __future__ import annotations

from dataclasses import replace

from parsers.session import Session, Track
from profiler.studio.chance import Stream

__all__ = ["looked_at"]


def looked_at(session: Session, rng: Stream) -> Session:
    """The session with the view of the moment in it; what sounds stays as it was."""
    extra = (
        f"CURSOR {round(rng.uniform(0, 200), 6)}",
        f"ZOOM {round(rng.uniform(5, 120), 6)} {rng.randrange(400)} 0",
        f"VZOOMEX {rng.randrange(8)} 0",
        f"SELECTION {rng.randrange(60)} {rng.randrange(60, 120)}",
    )
    chosen = rng.randrange(len(session.tracks))
    tracks = tuple(_row(track, rng, is_chosen=place == chosen) for place, track in enumerate(session.tracks))
    return replace(session, extra=extra, tracks=tracks)


def _row(track: Track, rng: Stream, *, is_chosen: bool) -> Track:
    height = f"TRACKHEIGHT {rng.choice((0, 0, 0, 24, 48))} 0 0 0 0 0 0"
    return replace(track, extra=(f"SEL {int(is_chosen)}", height))

"""What a save holds, as a handful of small hashes: enough to say which of two earlier saves it is nearer to.

Each control group of each track (mixer, name, insert, send, clips, curves) is one mark of four bytes. Marks that two
saves share are things that are alike in both; nothing needs to be read again to compare them.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence

from parsers.session import Clip, Insert, Session, Track

__all__ = ["parents", "sketch_of"]

_RESTORED = 6
"""So many more marks must fit an older save than the one before: fewer are put back by hand, and told as undone."""
_NEARER = 0.5
"""And the older save must differ by at most this share of what the one before differs by."""
_LOOK_BACK = 200
"""So many saves before the last one may be what an engineer goes back to."""


def sketch_of(session: Session) -> bytes:
    """The marks of a save, 4 bytes each, sorted, each once; equal for equal content on every system.

    Of plug-ins the stored bytes are taken as they stand: reading them takes longer than all the rest of a session.
    """
    marks = {zlib.crc32(repr(part).encode("utf-8", "surrogatepass")) for part in _parts(session)}
    return b"".join(mark.to_bytes(4, "big") for mark in sorted(marks))


def parents(sketches: Sequence[bytes]) -> list[int | None]:
    """For each save (oldest first) the place of the one that it most plausibly came from.

    That is the save before, unless an earlier one is clearly nearer: a session restored from it, or a version that went
    on from it. What no save up to then shares (states that are rewritten at every save) weighs nothing. The answer for
    a save rests on it and the saves before it alone.
    """
    marks = [_marks(sketch) for sketch in sketches]
    shared: Counter[int] = Counter()
    found: list[int | None] = []
    for place, own in enumerate(marks):
        shared.update(own)
        if place == 0:
            found.append(None)
            continue
        known = frozenset(mark for mark in own if shared[mark] > 1)
        before = place - 1
        far = _distance(marks[before], known, own, shared)
        best = before
        if far >= _RESTORED:
            near = far
            for earlier in range(place - 2, max(place - 2 - _LOOK_BACK, -1), -1):
                distance = _distance(marks[earlier], known, own, shared)
                if distance < near:
                    best, near = earlier, distance
            if far - near < _RESTORED or near > _NEARER * far:
                best = before
        found.append(best)
    return found


def _marks(sketch: bytes) -> frozenset[int]:
    return frozenset(int.from_bytes(sketch[at : at + 4], "big") for at in range(0, len(sketch), 4))


def _distance(earlier: frozenset[int], known: frozenset[int], own: frozenset[int], shared: Counter[int]) -> int:
    """Marks of the later save that the earlier one lacks, and marks of the earlier one that are gone."""
    return len(known - earlier) + sum(shared[mark] > 1 for mark in earlier - own)


def _parts(session: Session) -> Iterator[tuple[object, ...]]:
    for point in session.tempo_map[:1]:
        yield ("tempo", _near(point.bpm), point.numerator, point.denominator)
    for track in session.every_track():
        yield from _track_parts(track)


def _track_parts(track: Track) -> Iterator[tuple[object, ...]]:
    key = track.id
    yield (key, "name", track.name)
    yield (key, "level", _near(track.gain_db))
    yield (key, "pan", _near(track.pan), _near(track.width))
    yield (key, "switches", track.muted, track.polarity_inverted, track.chain_enabled)
    yield (key, "place", track.folder, track.output)
    for insert in track.inserts:
        yield from _insert_parts(key, insert)
    for send in track.sends:
        yield (key, "send", send.id, _near(send.gain_db), _near(send.pan), send.muted, send.tap)
    for envelope in track.envelopes:
        yield (key, "curve", envelope.target, envelope.active, zlib.crc32(repr(envelope.points).encode()))
    if track.clips:
        yield (key, "clips", _clips(track.clips))


def _insert_parts(track: str, insert: Insert) -> Iterator[tuple[object, ...]]:
    yield (track, "insert", insert.id, insert.plugin.name, _state(insert))
    yield (track, "switch", insert.id, insert.enabled, insert.offline, _near(insert.wet))
    for inner in insert.inserts:
        yield from _insert_parts(track, inner)


def _state(insert: Insert) -> int:
    """Of the bytes that the host stored for a plug-in; of its settings where a format writes them in the open."""
    if insert.chunk:
        return zlib.crc32(insert.chunk)
    told = [(term, value.value) for term, value in sorted(insert.parameters.items())]
    return zlib.crc32(repr(told).encode("utf-8", "surrogatepass"))


def _clips(clips: Sequence[Clip]) -> int:
    told = [(_near(clip.position_s), _near(clip.length_s), _near(clip.gain_db), clip.muted) for clip in clips]
    return zlib.crc32(repr(told).encode())


def _near(value: float) -> float:
    """A value as far as re-writing leaves it alone."""
    return round(value, 4) + 0.0

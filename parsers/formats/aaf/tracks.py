"""Sound slots as tracks: sides that are one track again, clips with their gains, automation of the whole."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parsers.formats.aaf.applications import Application
from parsers.formats.aaf.auids import SOUND_DATA, Pid
from parsers.formats.aaf.curves import Curve, decibels, is_flat, multiplied, to_db, to_pan
from parsers.formats.aaf.objects import Object, auid, child, children, class_of, rational, tags, text
from parsers.formats.aaf.pieces import Piece
from parsers.formats.aaf.rendered import unrendered
from parsers.formats.aaf.segments import Around, Flattener
from parsers.formats.aaf.values import Budget
from parsers.session import Clip, Envelope, EnvelopePoint, SourceRef, Track

__all__ = ["Lane", "lanes_of", "tracks_of"]

_FRAMES_BELOW = 1000
"""Edit rates below this are frames a second, above it samples."""
_FORMATS = {1: 1, 2: 2, 3: 6, 4: 8}
"""Avid's track format → channels: Resolve writes 2 on stereo, 3 on 5.1 and 4 on 7.1 tracks, Premiere 1 on mono ones."""
_SIDE = re.compile(r" -[LR]$")
_SOURCE_SIDE = re.compile(r"[ ._-][LR](?=\.\w+$|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lane:
    """One sound slot, flat.

    rate    edit units a second
    format  channels that an application's own attribute gives it, or 0
    """

    name: str
    rate: Fraction
    pieces: tuple[Piece, ...]
    around: Around
    muted: bool = False
    soloed: bool = False
    format: int = 0

    @property
    def frame_s(self) -> float:
        """The grid that its times lie on, s; 0 where that is samples."""
        return float(1 / self.rate) if self.rate < _FRAMES_BELOW else 0.0


def lanes_of(composition: Object, flattener: Flattener, application: Application, budget: Budget) -> list[Lane]:
    """The sound slots of a composition, in their order."""
    found = []
    for slot in children(composition, Pid.SLOTS):
        budget.spend()
        segment = child(slot, Pid.SEGMENT)
        if segment is None or auid(segment, Pid.DATA) not in SOUND_DATA or class_of(slot) != "TimelineMobSlot":
            continue
        rate = rational(slot, Pid.EDIT_RATE)
        if not rate or rate < 0:
            budget.warn("a track without a rate is left out")
            continue
        found.append(_lane(composition, slot, segment, rate, flattener, application))
    return found


def _lane(
    composition: Object, slot: Object, segment: Object, rate: Fraction, flattener: Flattener, application: Application
) -> Lane:
    around = flattener.peeled(segment, rate)
    pieces = flattener.flat(around.inside, rate, of=composition)
    if application.renders_fades and rate < _FRAMES_BELOW:
        pieces = unrendered(pieces, 1 / rate)
    said = tags(slot, "TimelineMobAttributeList") or tags(slot, "TimelineMobSlotAttributes")
    channels = said.get("_TRACK_FORMAT", 0)
    return Lane(
        text(slot, Pid.SLOT_NAME).strip(),
        rate,
        tuple(pieces),
        around,
        muted=said.get("AudioMixerCompMute") == 1,
        soloed=said.get("AudioMixerCompSolo") == 1,
        format=_FORMATS.get(channels, 0) if isinstance(channels, int) else 0,
    )


def tracks_of(lanes: Sequence[Lane], application: Application) -> list[Track]:
    """The tracks; ids are names with a count and begin with ``#``: nothing in an AAF stays the same over exports."""
    tracks: list[Track] = []
    seen: dict[str, int] = {}
    for group in _sides(lanes, application):
        name = _SIDE.sub("", group[0].name) if application.splits_sides else group[0].name
        seen[name] = count = seen.get(name, 0) + 1
        tracks.append(_track(group, name, f"#{name} {count}" if name else f"#{count}"))
    return tracks


def _sides(lanes: Sequence[Lane], application: Application) -> Iterator[list[Lane]]:
    """Neighbours that are the sides of one track: of one name, playing the sides of the same audio at the same time."""
    group: list[Lane] = []
    for lane in lanes:
        if group and not _belongs(group[-1], lane, application):
            yield group
            group = []
        group.append(lane)
    if group:
        yield group


def _belongs(lane: Lane, other: Lane, application: Application) -> bool:
    if application.splits_sides and lane.name.endswith(" -L"):
        return other.name == lane.name[:-1] + "R"
    if not lane.name or lane.name != other.name or not lane.pieces or application.splits_sides:
        return False
    return lane.rate == other.rate and _layout(lane) == _layout(other)


def _layout(lane: Lane) -> list[tuple[object, ...]]:
    return [
        (piece.start, piece.length, _SOURCE_SIDE.sub("", piece.media.name), piece.gains, piece.muted)
        for piece in lane.pieces
    ]


def _track(group: list[Lane], name: str, id: str) -> Track:
    lane = group[0]
    widest = max((piece.channels for piece in lane.pieces), default=1)
    curve = lane.around.pan_curve
    pan = lane.around.pan
    if curve and is_flat(curve):
        pan, curve = curve[0].value, ()
    envelopes = []
    level = _level(lane)
    if level:
        envelopes.append(Envelope("fader.gain", active=True, points=level))
    if curve:
        envelopes.append(Envelope("pan.position", active=True, points=to_pan(curve)))
    return Track(
        id=id,
        name=name,
        gain_db=decibels(lane.around.gain),
        pan=0.0 if pan is None else 2 * pan - 1,
        muted=lane.muted,
        soloed=lane.soloed,
        channels=len(group) if len(group) > 1 else lane.format or widest,
        clips=tuple(_clips(lane.pieces, sides=len(group))),
        envelopes=tuple(envelopes),
    )


def _level(lane: Lane) -> tuple[EnvelopePoint, ...]:
    """The volume automation of a track: what was written around each clip, on the time line of the track."""
    around = lane.around.gain_curve
    points = list(to_db(around))
    for piece in lane.pieces:
        if piece.automation:
            points += to_db(multiplied(piece.automation), start_s=float(piece.start))
    points.sort(key=lambda point: point.time_s)
    return () if all(abs(point.value) < _FLAT_DB for point in points) else tuple(points)


_FLAT_DB = 1e-4


def _clips(pieces: Iterable[Piece], *, sides: int) -> Iterator[Clip]:
    """The clips in the order of time, counted by name for their ids; one of two sides goes by the name of both."""
    seen: dict[str, int] = {}
    for piece in sorted(pieces, key=lambda piece: (piece.start, piece.end)):
        name = _SOURCE_SIDE.sub("", piece.name) if sides == 2 else piece.name
        seen[name] = count = seen.get(name, 0) + 1
        yield _clip(piece, name, f"#{name} {count}")


def _clip(piece: Piece, name: str, id: str) -> Clip:
    gain, curve = _gain(piece)
    pan, panned = piece.pan, piece.pan_curves[-1] if piece.pan_curves else ()
    if panned and is_flat(panned):
        pan, panned = panned[0].value, ()
    envelopes = []
    if curve:
        envelopes.append(Envelope("clip.gain", active=True, points=to_db(curve)))
    if panned:
        envelopes.append(Envelope("clip.pan", active=True, points=to_pan(panned)))
    media = piece.media
    return Clip(
        id=id,
        name=name,
        position_s=float(piece.start),
        length_s=float(piece.length),
        source=SourceRef("audio", media.path, name=media.name),
        source_offset_s=max(float(piece.offset + media.start), 0.0),
        gain_db=decibels(gain),
        pan=0.0 if pan is None else 2 * pan - 1,
        fade_in_s=float(piece.fade_in.length),
        fade_out_s=float(piece.fade_out.length),
        fade_in_shape=piece.fade_in.shape,
        fade_out_shape=piece.fade_out.shape,
        muted=piece.muted,
        rate=float(piece.rate),
        envelopes=tuple(envelopes),
    )


def _gain(piece: Piece) -> tuple[float, Curve]:
    """What stays the same of a clip's gain, and what varies, as ratios."""
    flat = [curve[0].value for curve in piece.curves if curve and is_flat(curve)]
    varying = [curve for curve in piece.curves if not is_flat(curve)]
    return math.prod((*(piece.gains or piece.bin_gains), *flat)), multiplied(varying) if varying else ()

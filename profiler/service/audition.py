"""A value made audible: the song's latest save with one control set to it, in a session copy of our own.

The engineer's file is only read. The copy lies in the store's folder, plays the audio from where it is, and is read
back before it is offered: a value that does not come back as asked is not asked about.
"""

from __future__ import annotations

import math
import ntpath
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from parsers import registry
from parsers.errors import MixtasteError
from parsers.plugins.teaching.teachings import Teachings
from parsers.session import Insert, Scalar, Send, Session, Track
from parsers.taught import TaughtReader
from parsers.untaught import as_written
from parsers.vocabulary import describe
from profiler.history.records import MoveObject, Setting

__all__ = ["audition", "held_value", "with_value"]

_TOLERANCE_JND = 0.05
_NOTHING_TAUGHT = Teachings()


def audition(
    session: Session,
    base: bytes,
    settings: Sequence[Setting],
    value: float,
    *,
    session_path: str,
    target: Path,
    teachings: Teachings = _NOTHING_TAUGHT,
) -> bool:
    """Write the session with a control at this value. False where it cannot be written so that it reads back as asked.

    session       as its file says it
    settings      the controls to set: one term, on each track of the role
    teachings     what is known of plug-ins beyond their decoders: a taught control is set like any other
    session_path  of the engineer's file: relative audio is looked for beside it
    target        file to write
    """
    plain = _absolute(session, os.path.dirname(os.path.abspath(session_path)))  # noqa: PTH100, PTH120 - text in and out
    look = TaughtReader(teachings)
    wanted = look(plain)
    for setting in settings:
        changed = with_value(wanted, setting.object, setting.term, _sided(setting.value, setting.term, value))
        if changed is None:
            return False
        wanted = changed
    try:
        data = registry.write(as_written(wanted, plain, teachings), base=base)
        heard = look(registry.read_bytes(data, path=str(target)))
    except MixtasteError:
        return False
    if not all(_holds(heard, setting, value) for setting in settings):
        return False
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target.write_bytes(data)
    return True


def with_value(session: Session, thing: MoveObject, term: str, value: float) -> Session | None:
    """The session with one control at another value, or None where the object or control is not there."""
    if thing.track is None:
        return None
    name = thing.track.id
    tracks = tuple(_track_with(track, thing, term, value) if track.id == name else track for track in session.tracks)
    master = _track_with(session.master, thing, term, value) if session.master.id == name else session.master
    changed = replace(session, tracks=tracks, master=master)
    return changed if changed != session or held_value(session, thing, term) == value else None


def held_value(session: Session, thing: MoveObject, term: str) -> Scalar | None:
    """What a control holds in a session, or None."""
    track = session.track(thing.track.id) if thing.track is not None else None
    if track is None:
        return None
    if thing.insert is not None:
        insert = next((one for one in _every(track.inserts) if one.id == thing.insert.id), None)
        held = insert.parameters.get(_inside(thing, term)) if insert is not None else None
        return held.value if held is not None else None
    if thing.send is not None:
        place = thing.send
        send = next((one for one in track.sends if (one.to, one.channel) == (place.to_id, place.channel)), None)
        return _SENDS[term].get(send) if send is not None and term in _SENDS else None
    return _TRACKS[term].get(track) if term in _TRACKS else None


_Owner = TypeVar("_Owner", Track, Send)


class _Field(NamedTuple, Generic[_Owner]):
    """How one control of a track or send is got and set."""

    get: Callable[[_Owner], float]
    set: Callable[[_Owner, float], _Owner]


_FADER = _Field[Track](lambda track: track.gain_db, lambda track, value: replace(track, gain_db=value))
_PAN = _Field[Track](lambda track: track.pan, lambda track, value: replace(track, pan=value))
_TRACKS: Mapping[str, _Field[Track]] = {
    "fader.gain": _FADER,
    "master.gain": _FADER,
    "pan.position": _PAN,
    "master.pan": _PAN,
    "pan.width": _Field(lambda track: track.width, lambda track, value: replace(track, width=value)),
}
_SENDS: Mapping[str, _Field[Send]] = {
    "send.gain": _Field(lambda send: send.gain_db, lambda send, value: replace(send, gain_db=value)),
    "send.pan": _Field(lambda send: send.pan, lambda send, value: replace(send, pan=value)),
}


def _track_with(track: Track, thing: MoveObject, term: str, value: float) -> Track:
    if thing.insert is not None:
        place, name = thing.insert.id, _inside(thing, term)
        return replace(track, inserts=_inserts_with(track.inserts, lambda one: one.id == place, name, value))
    if thing.send is not None:
        to = (thing.send.to_id, thing.send.channel)
        sends = tuple(
            _SENDS[term].set(send, value) if (send.to, send.channel) == to and term in _SENDS else send
            for send in track.sends
        )
        return replace(track, sends=sends)
    return _TRACKS[term].set(track, value) if term in _TRACKS else track


def _inserts_with(
    inserts: Sequence[Insert], meant: Callable[[Insert], bool], name: str, value: float
) -> tuple[Insert, ...]:
    return tuple(
        replace(one, parameters={**one.parameters, name: replace(one.parameters[name], value=value)})
        if meant(one) and name in one.parameters
        else replace(one, inserts=_inserts_with(one.inserts, meant, name, value))
        if one.inserts
        else one
        for one in inserts
    )


def _every(inserts: Sequence[Insert]) -> Sequence[Insert]:
    return [found for one in inserts for found in (one, *_every(one.inserts))]


def _inside(thing: MoveObject, term: str) -> str:
    """The term as the insert's parameters have it: every band of an equaliser is ``eq.N.*`` there."""
    if thing.band is not None and term.startswith(("hpf.", "lpf.", "eq.")):
        return f"eq.{thing.band}.{term.rpartition('.')[2]}"
    return term


def _sided(held: Scalar, term: str, value: float) -> float:
    """A pan asked about without its side keeps the side it is on."""
    if describe(term).unit == "pan" and isinstance(held, int | float) and held < 0:
        return -abs(value)
    return value


def _holds(session: Session, setting: Setting, value: float) -> bool:
    held = held_value(session, setting.object, setting.term)
    if isinstance(held, bool) or not isinstance(held, int | float):
        return False
    size = describe(setting.term).size_jnd(_sided(setting.value, setting.term, value), float(held))
    return size is not None and math.isfinite(size) and size <= _TOLERANCE_JND


def _absolute(session: Session, folder: str) -> Session:
    """The session with every source named by its full path, since the copy lies elsewhere."""
    return replace(
        session,
        tracks=tuple(
            replace(
                track,
                clips=tuple(
                    replace(clip, source=replace(clip.source, path=_full(clip.source.path, folder)))
                    for clip in track.clips
                ),
            )
            for track in session.tracks
        ),
    )


def _full(written: str, folder: str) -> str:
    if not written or Path(written).is_absolute() or ntpath.isabs(written) or ntpath.splitdrive(written)[0]:
        return written
    return str(Path(folder, *written.replace("\\", "/").split("/")))

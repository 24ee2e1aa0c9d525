"""History's records as the JSON objects that scripts rely on: ``mixtaste/move/1``, ``gesture``, ``noise``, ``song``,
``save`` and ``setting``, and moves and objects read back.

Strict JSON: a closed fader is the string ``"-inf"``. Times are UTC seconds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, TypeAlias

from parsers.session import Scalar
from profiler.history.records import (
    ClipRef,
    Gesture,
    InsertRef,
    Move,
    MoveObject,
    Noise,
    Role,
    Save,
    SendRef,
    Setting,
    Song,
    Stretch,
    TrackRef,
)

__all__ = [
    "from_number",
    "gesture_json",
    "move_json",
    "noise_json",
    "object_from_json",
    "object_json",
    "role_json",
    "save_json",
    "setting_json",
    "song_json",
    "stretch_from_json",
    "stretch_json",
    "to_number",
]

Json: TypeAlias = dict[str, Any]


def from_number(value: Scalar | None) -> Scalar | None:
    """A value as strict JSON holds it: infinities as ``"inf"`` and ``"-inf"``."""
    if isinstance(value, float) and math.isinf(value):
        return "-inf" if value < 0 else "inf"
    return value


def to_number(value: Any, unit: str) -> Any:
    """Inverse of `from_number`; whole numbers come back as floats. Without a unit a text stays a text."""
    if value in ("-inf", "inf") and unit:
        return float(value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def move_json(move: Move) -> Json:
    """A move. ``verdict`` is null: whoever has judged it puts the verdict in."""
    return {
        "schema": "mixtaste/move/1",
        "id": move.id,
        "song": move.song or None,
        "before_save": move.before_save or None,
        "after_save": move.after_save or None,
        "time": move.time,
        "user": move.user or None,
        "object": object_json(move.object),
        "family": move.family,
        "term": move.term,
        "before": from_number(move.before),
        "after": from_number(move.after),
        "unit": move.unit,
        "size_jnd": from_number(move.size_jnd),
        "audible": move.audible,
        "count": move.count,
        "gesture": move.gesture,
        "undone_by": move.undone_by,
        "stretch": stretch_json(move.stretch),
        "verdict": None,
    }


def stretch_json(stretch: Stretch | None) -> Json | None:
    """The part of the song that a move lies in."""
    if stretch is None:
        return None
    return {
        "start_s": from_number(stretch.start_s),
        "end_s": from_number(stretch.end_s),
        "where": stretch.where,
        "low": from_number(stretch.low),
        "high": from_number(stretch.high),
        "direction": stretch.direction,
        "change": stretch.change,
    }


def stretch_from_json(told: Mapping[str, Any] | None) -> Stretch | None:
    """Inverse of `stretch_json`."""
    if told is None:
        return None
    numbers = {name: to_number(told[name], "any") for name in ("start_s", "end_s", "low", "high", "change")}
    return Stretch(**{**told, **numbers})


def noise_json(noise: Noise, *, before_save: str | None = None, after_save: str | None = None) -> Json:
    """A difference that is no decision."""
    return {
        "schema": "mixtaste/noise/1",
        "before_save": before_save,
        "after_save": after_save,
        "object": object_json(noise.object),
        "what": noise.what,
        "before": noise.before,
        "after": noise.after,
        "reason": noise.reason,
    }


def gesture_json(gesture: Gesture) -> Json:
    """Moves made together. ``verdict`` is null: whoever has judged it puts the verdict in."""
    return {
        "schema": "mixtaste/gesture/1",
        "id": gesture.id,
        "moves": list(gesture.moves),
        "kind": gesture.kind,
        "verdict": None,
    }


def song_json(song: Song) -> Json:
    """A song, its saves by id, oldest first."""
    return {
        "schema": "mixtaste/song/1",
        "id": song.id,
        "name": song.name,
        "saves": [save.id for save in song.saves],
        "users": list(song.users),
        "tags": list(song.tags),
        "excluded": song.excluded,
        "template": song.template,
        "parts": list(song.parts),
    }


def save_json(save: Save) -> Json:
    """A save."""
    return {
        "schema": "mixtaste/save/1",
        "id": save.id,
        "song": save.song,
        "path": save.path,
        "time": save.time,
        "parent": save.parent,
        "user": save.user,
    }


def setting_json(setting: Setting) -> Json:
    """Where a control came to rest in one song."""
    return {
        "schema": "mixtaste/setting/1",
        "song": setting.song,
        "user": setting.user,
        "object": object_json(setting.object),
        "term": setting.term,
        "value": from_number(setting.value),
        "unit": setting.unit,
        "save": setting.save,
        "time": setting.time,
        "default": from_number(setting.default),
        "first": from_number(setting.first),
        "template": from_number(setting.template),
        "touched": setting.touched,
        "automated": setting.automated,
        "audible": setting.audible,
    }


def role_json(role: Role) -> Json:
    """A role, as ``track`` and ``profile`` show it."""
    return {"name": role.name, "probability": role.probability, "evidence": list(role.evidence)}


def object_json(thing: MoveObject) -> Json:
    """What a move touched; parts that do not apply are left out."""
    found: Json = {}
    if thing.track is not None:
        found["track"] = {"id": thing.track.id, "name": thing.track.name, "role": thing.track.role}
        if thing.track.number:
            found["track"]["number"] = thing.track.number
    if thing.insert is not None:
        insert = thing.insert
        found["insert"] = {"id": insert.id, "plugin": insert.plugin, "position": insert.position}
    if thing.band is not None:
        found["band"] = thing.band
    if thing.send is not None:
        send = thing.send
        found["send"] = {
            "from": send.from_name,
            "to": send.to_name,
            "from_id": send.from_id,
            "to_id": send.to_id,
            "channel": send.channel,
        }
    if thing.clip is not None:
        found["clip"] = {"id": thing.clip.id, "name": thing.clip.name}
    if thing.envelope is not None:
        found["envelope"] = thing.envelope
    return found


def object_from_json(found: Mapping[str, Any]) -> MoveObject:
    """Inverse of `object_json`."""
    track, insert, send, clip = found.get("track"), found.get("insert"), found.get("send"), found.get("clip")
    return MoveObject(
        track=None if track is None else TrackRef(**track),
        insert=None if insert is None else InsertRef(**insert),
        band=found.get("band"),
        send=None
        if send is None
        else SendRef(send["from"], send["to"], send["from_id"], send["to_id"], send["channel"]),
        clip=None if clip is None else ClipRef(**clip),
        envelope=found.get("envelope"),
    )

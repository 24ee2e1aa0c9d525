"""A small vocabulary for scenes: a mix of a few tracks, and what was changed in it between two saves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from parsers.session import Clip, Insert, Plugin, Scalar, Session, SourceRef, TempoPoint, Track, Value
from parsers.vocabulary import describe
from profiler.evidence.scene import Scene
from profiler.history.records import ClipRef, Gesture, InsertRef, Move, MoveObject, Role, TrackRef

_FIELDS = {"fader.gain": "gain_db", "pan.position": "pan", "mute": "muted"}


class Mix:
    """Two saves of one song that grow together: `add` puts a track into both, `change` makes them differ."""

    def __init__(self, bpm: float | None = 117.0, **session: Any) -> None:
        self.tempo = () if bpm is None else (TempoPoint(0.0, bpm, 4, 4, ramp=False),)
        self.session = {"app_version": "7.0", "tempo_is_default": bpm == 120.0, **session}
        self.before: dict[str, Track] = {}
        self.after: dict[str, Track] = {}
        self.moves: list[Move] = []
        self.roles: dict[str, Role] = {}

    def add(
        self,
        name: str,
        *,
        role: str = "unknown",
        plugin: str = "",
        parameters: Mapping[str, Scalar] | None = None,
        clips: int = 1,
        **fields: Any,
    ) -> Mix:
        inserts = ()
        if plugin:
            inserts = (insert(f"{name}-{plugin}", plugin, parameters or {}),)
        track = Track(
            id=f"id-{name}", name=name, inserts=inserts, clips=tuple(_clip(i) for i in range(clips)), **fields
        )
        self.before[name] = self.after[name] = track
        self.roles[track.id] = Role(role, 0.9)
        return self

    def change(
        self,
        name: str,
        term: str,
        before: Scalar | None,
        after: Scalar | None,
        *,
        band: int | None = None,
        clip: int | None = None,
        **fields: Any,
    ) -> Mix:
        track = self.after[name]
        held = track.inserts[0] if track.inserts else None
        inside = held is not None and describe(term).family not in ("level", "pan", "mute", "clip", "insert")
        reference = (
            InsertRef(held.id, held.plugin.name, 1)
            if held is not None and (inside or term.startswith("insert"))
            else None
        )
        self.before[name] = _put(self.before[name], term, before, inside=inside, band=band, clip=clip)
        self.after[name] = _put(track, term, after, inside=inside, band=band, clip=clip)
        thing = MoveObject(
            track=TrackRef(track.id, name, self.roles[track.id].name),
            insert=reference,
            band=band,
            clip=None if clip is None else ClipRef(f"clip-{clip}", f"take {clip}"),
        )
        entry = describe(term)
        self.moves.append(
            Move(
                id=f"m{len(self.moves)}",
                object=thing,
                family=entry.family,
                term=term,
                before=before,
                after=after,
                unit=entry.unit,
                size_jnd=entry.size_jnd(before, after),
                song="song",
                after_save="s1",
                before_save="s0",
                **fields,
            )
        )
        return self

    def scene(self, *, only: int | None = None, **fields: Any) -> Scene:
        """All moves as one gesture, or one of them (the others stay in the interval)."""
        moves = tuple(self.moves) if only is None else (self.moves[only],)
        gesture = Gesture("g", tuple(m.id or "" for m in moves), "single" if len(moves) == 1 else "group")
        return Scene(
            gesture=gesture,
            moves=moves,
            interval=tuple(self.moves),
            before=self._save(self.before),
            after=self._save(self.after),
            roles=self.roles,
            **fields,
        )

    def _save(self, tracks: Mapping[str, Track]) -> Session:
        values = {"format": "reaper", "app": "REAPER", "tempo_map": self.tempo, **self.session}
        return Session(master=Track("master", "MASTER", "master"), tracks=tuple(tracks.values()), **values)


def insert(id: str, plugin: str, parameters: Mapping[str, Scalar], **fields: Any) -> Insert:
    values = {term: Value(value, describe(term).unit, "measured") for term, value in parameters.items()}
    coverage = "decoded" if parameters else "opaque"
    return Insert(
        id=id, plugin=Plugin(plugin, "Cockos", "VST2", plugin), **{"parameters": values, "coverage": coverage, **fields}
    )


def _clip(number: int) -> Clip:
    return Clip(f"clip-{number}", f"take {number}", 4.0 * number, 4.0, SourceRef("audio", f"take{number}.wav"))


def _put(track: Track, term: str, value: Scalar | None, *, inside: bool, band: int | None, clip: int | None) -> Track:
    if clip is not None:
        clips = tuple(replace(c, gain_db=value) if i == clip else c for i, c in enumerate(track.clips))
        return replace(track, clips=clips)
    if term in _FIELDS:
        return replace(track, **{_FIELDS[term]: value})
    if not inside or value is None:
        return track
    raw = f"eq.{band}.{term.rpartition('.')[2]}" if band is not None else term
    held = track.inserts[0]
    parameters = {**held.parameters, raw: Value(value, describe(term).unit, "measured")}
    return replace(track, inserts=(replace(held, parameters=parameters, coverage="decoded"), *track.inserts[1:]))


@pytest.fixture
def mix() -> type[Mix]:
    return Mix

"""The simulated mixer: reading and turning one control of a `Session`, and putting plug-ins on its channels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from parsers.errors import UnwritableSessionError
from parsers.plugins.decoders import Decoder, decoder_for, read
from parsers.plugins.wrapper import open_vst, wrap
from parsers.session import Clip, Insert, Plugin, Scalar, Send, Session, Track, Value
from parsers.vocabulary import describe, spoken
from profiler.studio.truth import Control

__all__ = ["PLUGINS", "control_of", "family_of", "fresh_insert", "get", "insert_of", "put", "put_all", "spoken_term"]

PLUGINS: Mapping[str, Plugin] = {
    "equaliser": Plugin("ReaEQ", "Cockos", "VST2", "1919247729"),
    "compressor": Plugin("ReaComp", "Cockos", "VST2", "1919247213"),
    "gate": Plugin("ReaGate", "Cockos", "VST2", "1919248244"),
    "delay": Plugin("ReaDelay", "Cockos", "VST2", "1919247468"),
    "limiter": Plugin("ReaLimit", "Cockos", "VST2", "1919708532"),
}
"""By the job they do on a strip."""

_ON_TRACK: Mapping[str, str] = {
    "fader.gain": "gain_db", "pan.position": "pan", "pan.width": "width", "mute": "muted",
    "polarity": "polarity_inverted",
}  # fmt: skip
_ON_SEND = {"send.gain": "gain_db", "send.pan": "pan", "send.mute": "muted"}
_ON_CLIP = {"clip.gain": "gain_db", "clip.pan": "pan"}
_ON_INSERT = {"insert.enabled": "enabled", "insert.wet": "wet"}


def _decoder(plugin: Plugin) -> Decoder:
    decoder = decoder_for(plugin)
    if decoder is None:
        raise UnwritableSessionError(f"the studio has no layout of {plugin.name}")
    return decoder


def fresh_insert(job: str, id: str, parameters: Mapping[str, Scalar], *, enabled: bool = True) -> Insert:
    """A new plug-in for a job of `PLUGINS`, with these parameters and its own defaults for the rest."""
    plugin = PLUGINS[job]
    values = {term: Value(value, describe(term).unit, "measured") for term, value in parameters.items()}
    empty = Insert(id=id, plugin=plugin, enabled=enabled, coverage="decoded")
    return _holding(empty, wrap(_decoder(plugin).fresh(values), uid=int(plugin.uid)).chunk)


def _holding(insert: Insert, chunk: bytes) -> Insert:
    state = open_vst(chunk).state
    return replace(
        insert,
        chunk=chunk,
        parameters=_decoder(insert.plugin).decode(state),
        state_hash=read(insert.plugin, state).hash,
    )


def _turned(insert: Insert, term: str, value: Scalar) -> Insert:
    wrapped = open_vst(insert.chunk)
    wanted = {term: replace(insert.parameters[term], value=value)}
    return _holding(insert, replace(wrapped, state=_decoder(insert.plugin).encode(wrapped.state, wanted)).chunk)


def insert_of(session: Session, track: str, job: str) -> Insert | None:
    """The first insert on this track that does the job, or None."""
    found = session.track(track)
    inserts = () if found is None else found.inserts
    return next((each for each in inserts if each.plugin == PLUGINS[job]), None)


def control_of(session: Session, track: str, term: str, *, to: str = "") -> Control:
    """The control of a track that bears this term, in whichever of its inserts. Raises KeyError where there is none.

    to  id of the track that a send feeds
    """
    found = session.track(track)
    inserts = () if found is None else found.inserts
    insert = next((each.id for each in inserts if term in each.parameters), "")
    control = Control(track, term, insert=insert, send=to)
    get(session, control)
    return control


def get(session: Session, control: Control) -> Scalar:
    """Where the control stands. Raises KeyError where the session has no such control."""
    track = session.track(control.track)
    if track is None:
        raise KeyError(control)
    if control.insert:
        insert = next(each for each in track.inserts if each.id == control.insert)
        if control.term in _ON_INSERT:
            return _attribute(insert, _ON_INSERT[control.term])
        return insert.parameters[control.term].value
    if control.send:
        return _attribute(next(each for each in track.sends if each.to == control.send), _ON_SEND[control.term])
    if control.clip:
        return _attribute(next(each for each in track.clips if each.id == control.clip), _ON_CLIP[control.term])
    return _attribute(track, _ON_TRACK[control.term])


def _attribute(thing: Track | Send | Clip | Insert, name: str) -> Scalar:
    value: Scalar = getattr(thing, name)
    return value


def put(session: Session, control: Control, value: Scalar) -> Session:
    """The session with one control turned. What a plug-in stores may be rounded: read the outcome with `get`."""
    if control.track == session.master.id:
        return replace(session, master=_on_track(session.master, control, value))
    tracks = tuple(_on_track(track, control, value) if track.id == control.track else track for track in session.tracks)
    return replace(session, tracks=tracks)


def put_all(session: Session, changes: Mapping[Control, Scalar]) -> Session:
    """The session with all these controls turned."""
    for control, value in changes.items():
        session = put(session, control, value)
    return session


def _on_track(track: Track, control: Control, value: Scalar) -> Track:
    if control.insert:
        return replace(track, inserts=_each(track.inserts, control.insert, lambda one: _on_insert(one, control, value)))
    if control.send:
        turned: dict[str, Any] = {_ON_SEND[control.term]: value}
        sends = tuple(replace(one, **turned) if one.to == control.send else one for one in track.sends)
        return replace(track, sends=sends)
    if control.clip:
        turned = {_ON_CLIP[control.term]: value}
        clips = tuple(replace(one, **turned) if one.id == control.clip else one for one in track.clips)
        return replace(track, clips=clips)
    turned = {_ON_TRACK[control.term]: value}
    return replace(track, **turned)


def _on_insert(insert: Insert, control: Control, value: Scalar) -> Insert:
    if control.term in _ON_INSERT:
        turned: dict[str, Any] = {_ON_INSERT[control.term]: value}
        return replace(insert, **turned)
    return _turned(insert, control.term, value)


def _each(inserts: tuple[Insert, ...], id: str, change: Callable[[Insert], Insert]) -> tuple[Insert, ...]:
    return tuple(change(one) if one.id == id else one for one in inserts)


def spoken_term(session: Session, control: Control) -> str:
    """The term as people say it: a band that passes highs speaks as ``hpf.*``."""
    if not control.term.startswith("eq."):
        return control.term
    shape = get(session, replace(control, term=control.term.rpartition(".")[0] + ".shape"))
    return spoken(control.term, shape)


def family_of(term: str) -> str:
    """The standard family of a spoken term: ``level``, ``eq``, ``filter`` …"""
    return describe(term).family

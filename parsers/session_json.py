"""A Session as JSON: schema ``mixtaste/session/1``, what ``inspect --json`` prints.

Strict JSON: a closed fader is the string "-inf", NaN does not occur. Bands of an equaliser that are pass filters speak
as ``hpf.*`` and ``lpf.*``. Plug-in chunks and the lines without a term (``extra``) stay out; their hash and count tell
of them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from parsers.session import AutomationItem, Clip, Envelope, Insert, Plugin, Scalar, Send, Session, Track, Value
from parsers.vocabulary import band_of, spoken

__all__ = ["SCHEMA", "scalar_to_json", "spoken_parameters", "to_json"]

SCHEMA = "mixtaste/session/1"


def to_json(session: Session) -> dict[str, Any]:
    """The session as a JSON object; see the module for what is left out."""
    return {
        "schema": SCHEMA,
        "format": session.format,
        "app": session.app,
        "app_version": session.app_version,
        "kind": session.kind,
        "path": session.path,
        "saved_at": session.saved_at,
        "sample_rate": session.sample_rate,
        "title": session.title,
        "author": session.author,
        "notes": session.notes,
        "render": session.render,
        "play_rate": session.play_rate,
        "pan_law_db": scalar_to_json(session.pan_law_db),
        "pan_mode": session.pan_mode,
        "tempo_map": [
            {
                "time_s": point.time_s,
                "bpm": point.bpm,
                "numerator": point.numerator,
                "denominator": point.denominator,
                "ramp": point.ramp,
            }
            for point in session.tempo_map
        ],
        "tempo_is_default": session.tempo_is_default,
        "markers": [
            {"time_s": marker.time_s, "name": marker.name, "end_s": marker.end_s} for marker in session.markers
        ],
        "tracks": [_track(track) for track in session.tracks],
        "master": _track(session.master),
        "snapshots": [
            {
                "name": snapshot.name,
                "number": snapshot.number,
                "saved_at": snapshot.saved_at,
                "covers": list(snapshot.covers),
                "notes": snapshot.notes,
                "tracks": [_stored(track) for track in snapshot.tracks],
            }
            for snapshot in session.snapshots
        ],
        "warnings": list(session.warnings),
    }


def scalar_to_json(value: Scalar | None) -> Scalar | None:
    """A value that strict JSON can hold: infinities become "inf" and "-inf", NaN becomes null."""
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else "inf" if value > 0 else "-inf"
    return value


def spoken_parameters(parameters: Mapping[str, Value]) -> dict[str, Value]:
    """The parameters under the terms in which they are said: ``hpf.frequency`` for a high-pass band's frequency.

    A second filter of one kind keeps its band's terms, so that none hides another.
    """
    speaking: dict[str, int | None] = {}
    said: dict[str, Value] = {}
    for term, value in parameters.items():
        band = band_of(term)
        shape = parameters.get(f"eq.{band}.shape")
        name = spoken(term, None if shape is None else shape.value)
        if name != term and speaking.setdefault(name.partition(".")[0], band) != band:
            name = term
        said[name] = value
    return said


def _track(track: Track) -> dict[str, Any]:
    return {
        "id": track.id,
        "name": track.name,
        "kind": track.kind,
        "folder": track.folder,
        "gain_db": scalar_to_json(track.gain_db),
        "trim_db": scalar_to_json(track.trim_db),
        "pan": track.pan,
        "width": track.width,
        "pan_mode": track.pan_mode,
        "pan_law_db": scalar_to_json(track.pan_law_db),
        "pan_left": track.pan_left,
        "pan_right": track.pan_right,
        "mono": track.mono,
        "muted": track.muted,
        "soloed": track.soloed,
        "polarity_inverted": track.polarity_inverted,
        "output": track.output,
        "channels": track.channels,
        "chain_enabled": track.chain_enabled,
        "frozen": track.frozen,
        "armed": track.armed,
        "colour": track.colour,
        "automation_mode": track.automation_mode,
        "groups": list(track.groups),
        "lanes_playing": None if track.lanes_playing is None else list(track.lanes_playing),
        "inserts": [_insert(insert) for insert in track.inserts],
        "input_inserts": [_insert(insert) for insert in track.input_inserts],
        "sends": [_send(send) for send in track.sends],
        "clips": [_clip(clip) for clip in track.clips],
        "envelopes": [_envelope(envelope) for envelope in track.envelopes],
    }


_STORED = (
    "id", "name", "gain_db", "pan", "width", "pan_mode", "pan_law_db", "pan_left", "pan_right", "muted", "soloed",
    "polarity_inverted", "chain_enabled", "inserts", "sends", "envelopes",
)  # fmt: skip
"""What a snapshot holds of a track."""


def _stored(track: Track) -> dict[str, Any]:
    whole = _track(track)
    return {name: whole[name] for name in _STORED}


def _plugin(plugin: Plugin) -> dict[str, Any]:
    return {
        "name": plugin.name,
        "vendor": plugin.vendor,
        "format": plugin.format,
        "uid": plugin.uid,
        "instrument": plugin.instrument,
    }


def _insert(insert: Insert) -> dict[str, Any]:
    return {
        "id": insert.id,
        "plugin": _plugin(insert.plugin),
        "enabled": insert.enabled,
        "offline": insert.offline,
        "wet": insert.wet,
        "preset": insert.preset,
        "label": insert.label,
        "comment": insert.comment,
        "parameters": {
            term: {"value": scalar_to_json(value.value), "unit": value.unit, "confidence": value.confidence}
            for term, value in spoken_parameters(insert.parameters).items()
        },
        "state_hash": insert.state_hash,
        "coverage": insert.coverage,
        "pins": insert.pins,
        "inserts": [_insert(inner) for inner in insert.inserts],
        "envelopes": [_envelope(envelope) for envelope in insert.envelopes],
    }


def _send(send: Send) -> dict[str, Any]:
    return {
        "id": send.id,
        "to": send.to,
        "gain_db": scalar_to_json(send.gain_db),
        "pan": send.pan,
        "muted": send.muted,
        "mono": send.mono,
        "polarity_inverted": send.polarity_inverted,
        "tap": send.tap,
        "source_channel": send.source_channel,
        "channel": send.channel,
        "envelopes": [_envelope(envelope) for envelope in send.envelopes],
    }


def _clip(clip: Clip) -> dict[str, Any]:
    return {
        "id": clip.id,
        "name": clip.name,
        "position_s": clip.position_s,
        "length_s": clip.length_s,
        "source": {
            "kind": clip.source.kind,
            "path": clip.source.path,
            "hash": clip.source.hash,
            "start_s": clip.source.start_s,
        },
        "source_offset_s": clip.source_offset_s,
        "gain_db": scalar_to_json(clip.gain_db),
        "pan": clip.pan,
        "polarity_inverted": clip.polarity_inverted,
        "fade_in_s": clip.fade_in_s,
        "fade_out_s": clip.fade_out_s,
        "fade_in_shape": clip.fade_in_shape,
        "fade_out_shape": clip.fade_out_shape,
        "auto_fade": clip.auto_fade,
        "muted": clip.muted,
        "rate": clip.rate,
        "pitch_st": clip.pitch_st,
        "loop": clip.loop,
        "take": clip.take,
        "takes": clip.takes,
        "lane": clip.lane,
        "inserts": [_insert(insert) for insert in clip.inserts],
        "envelopes": [_envelope(envelope) for envelope in clip.envelopes],
    }


def _envelope(envelope: Envelope) -> dict[str, Any]:
    return {
        "id": envelope.id,
        "target": envelope.target,
        "active": envelope.active,
        "points": [
            {"time_s": point.time_s, "value": scalar_to_json(point.value), "shape": point.shape}
            for point in envelope.points
        ],
        "items": [_automation_item(item) for item in envelope.items],
    }


def _automation_item(item: AutomationItem) -> dict[str, Any]:
    return {
        "pool": item.pool,
        "name": item.name,
        "position_s": item.position_s,
        "length_s": item.length_s,
        "offset_s": item.offset_s,
        "rate": item.rate,
        "baseline": item.baseline,
        "amplitude": item.amplitude,
        "loop": item.loop,
        "muted": item.muted,
        "length_beats": item.length_beats,
        "points": [{"beat": point.beat, "share": point.share, "shape": point.shape} for point in item.points],
    }

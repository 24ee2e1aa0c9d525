"""Tracks, groups, returns and the main track: mixer, sends, routing, devices, clips. Times are beats here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.formats.ableton.clips import read_clips
from parsers.formats.ableton.controls import (
    Curves,
    attribute,
    curves_of,
    envelope,
    level,
    number,
    switch,
)
from parsers.formats.ableton.devices import Chain, read_chain
from parsers.formats.beats import Metre, TempoEvent
from parsers.formats.xml import Element, finite
from parsers.plugins.scales import rounded
from parsers.session import Envelope, Send, Track

__all__ = ["MAIN_TAGS", "TRACK_TAGS", "Part", "Tempo", "read_tempo", "read_track"]

TRACK_TAGS = ("MidiTrack", "AudioTrack", "GroupTrack", "ReturnTrack")
MAIN_TAGS = ("MasterTrack", "MainTrack")
"""The main track is called so since Live 12."""

_COUNT = re.compile(r"^(?:\d+|[A-Z])[- ]")
"""What Live puts before a name of its own: the track's number, or a return's letter."""
_TRACK_OUT = re.compile(r"AudioOut/Track\.(\d+)/")
_DUAL_PAN = "1"
_SIGNS = 99
"""A time signature is stored as numerator - 1 + 99 · log2(denominator)."""


@dataclass(slots=True)
class Part:
    """A track before it meets the others.

    sends  one for each return of the set, in their order; `Send.to` is the return's number from 1
    """

    track: Track
    is_return: bool
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Tempo:
    """Tempo and metre of the main track, over beats."""

    events: list[TempoEvent]
    metres: list[Metre]
    is_default: bool


def read_track(element: Element) -> Part:
    """Read a track, or the main track. Sends and the group's output are settled when all are read."""
    main = element.tag in MAIN_TAGS
    chain_element = element.find("DeviceChain")
    if chain_element is None:
        chain_element = element.find("MasterChain")
    if chain_element is None:
        return Part(Track(id=element.get("Id", ""), name=""), is_return=False)
    curves = curves_of(element)
    mixer = chain_element.find("Mixer")
    chain = Chain(curves)
    name, named_by_app = _name(element)
    pan, width, pan_mode = _pan(mixer)
    group = attribute(element, "TrackGroupId", "-1")
    folder = "" if group == "-1" else group
    track = Track(
        id="master" if main else element.get("Id", ""),
        name="Master" if main else name,
        name_is_default=named_by_app and not main,
        kind="master" if main else "folder" if element.tag == "GroupTrack" else "track",
        folder=folder,
        gain_db=level(number(mixer, "Volume", 1.0)) if mixer is not None else 0.0,
        pan=pan,
        width=width,
        pan_mode=pan_mode,
        muted=mixer is not None and not switch(mixer, "Speaker", neutral=True),
        soloed=mixer is not None and attribute(mixer, "SoloSink") == "true",
        output="none" if main else _output(attribute(chain_element, "AudioOutputRouting/Target"), folder),
        frozen=attribute(element, "Freeze") == "true",
        armed=_armed(chain_element),
        colour=attribute(element, "Color") or attribute(element, "ColorIndex"),
        inserts=read_chain(chain_element.find("DeviceChain/Devices"), chain),
        sends=_sends(mixer, curves),
        clips=() if main else read_clips(chain_element),
        envelopes=_envelopes(mixer, curves),
        extra=tuple(_extra(element, mixer)),
    )
    warnings = [f"{track.name or 'a track'}: {warning}" for warning in chain.warnings]
    return Part(track, element.tag == "ReturnTrack", warnings)


def _name(element: Element) -> tuple[str, bool]:
    """The engineer's name for a track, or Live's own without the count before it, and which of the two.

    In the engineer's name a ``#`` stands for the track's number.
    """
    told = attribute(element, "Name/UserName")
    if told:
        return told.replace("#", "").strip(" -"), False
    return _COUNT.sub("", attribute(element, "Name/EffectiveName")), True


def _pan(mixer: Element | None) -> tuple[float, float, str]:
    """Position, width and mode. With a pan for each side, position is their middle and width their distance."""
    if mixer is None:
        return 0.0, 1.0, ""
    if attribute(mixer, "PanMode") == _DUAL_PAN:
        left, right = number(mixer, "SplitStereoPanL", -1.0), number(mixer, "SplitStereoPanR", 1.0)
        return rounded((left + right) / 2), rounded((right - left) / 2), "dual pan"
    return rounded(number(mixer, "Pan")), 1.0, ""


def _output(target: str, group: str) -> str:
    """Where a track goes: ``master``, the id of a track, or ``none`` when it leaves by another way."""
    found = _TRACK_OUT.match(target)
    if found is not None:
        return found[1]
    if target == "AudioOut/GroupTrack":
        return group or "master"
    return "master" if target in {"AudioOut/Master", "AudioOut/Main", ""} else "none"


def _armed(chain: Element) -> bool:
    return attribute(chain, "MainSequencer/Recorder/IsArmed") == "true"


def _sends(mixer: Element | None, curves: Curves) -> tuple[Send, ...]:
    found = []
    holders = () if mixer is None else mixer.iterfind("Sends/TrackSendHolder")
    for place, holder in enumerate(holders, 1):
        control = holder.find("Send")
        if control is None:
            continue
        active = attribute(holder, "Active", "true") == "true" and attribute(holder, "EnabledByUser", "true") == "true"
        found.append(
            Send(
                id="",
                to=str(place),
                gain_db=level(number(holder, "Send", 0.0)),
                muted=not active,
                envelopes=envelope(control, curves, "send.gain", level),
            )
        )
    return tuple(found)


def _envelopes(mixer: Element | None, curves: Curves) -> tuple[Envelope, ...]:
    found: list[Envelope] = []
    for name, term, read in (
        ("Volume", "fader.gain", level),
        ("Pan", "pan.position", rounded),
        ("Speaker", "mute", lambda on: 1.0 - on),
        ("SplitStereoPanL", "plugin.pan left", rounded),
        ("SplitStereoPanR", "plugin.pan right", rounded),
        ("CrossFadeState", "plugin.crossfader side", rounded),
    ):
        control = None if mixer is None else mixer.find(name)
        if control is not None:
            found += envelope(control, curves, term, read)
    return tuple(found)


def _extra(element: Element, mixer: Element | None) -> list[str]:
    """What has no term and is not as Live makes it: track delay, side of the crossfader, remarks."""
    lines = []
    delay = attribute(element, "TrackDelay/Value", "0")
    if finite(delay, 0.0):
        unit = "samples" if attribute(element, "TrackDelay/IsValueSampleBased") == "true" else "ms"
        lines.append(f"TrackDelay {delay} {unit}")
    side = 1.0 if mixer is None else number(mixer, "CrossFadeState", 1.0)
    if side != 1:
        lines.append(f"CrossFadeState {side:g}")
    remark = attribute(element, "Name/Annotation")
    if remark:
        lines.append(f"Annotation {remark}")
    return lines


def read_tempo(element: Element) -> Tempo:
    """Tempo and time signature of the main track, with what automates them."""
    mixer = element.find("DeviceChain/Mixer")
    if mixer is None:
        mixer = element.find("MasterChain/Mixer")
    if mixer is None:
        return Tempo([], [], is_default=True)
    curves = curves_of(element)
    tempo, metre = mixer.find("Tempo"), mixer.find("TimeSignature")
    bpm = number(mixer, "Tempo", 120.0)
    glides = () if tempo is None else envelope(tempo, curves, "tempo", float)
    signs = () if metre is None else envelope(metre, curves, "metre", float)
    events = [TempoEvent(point.time_s, point.value, ramp=True) for one in glides for point in one.points]
    metres = [Metre(point.time_s, *_metre(point.value)) for one in signs for point in one.points]
    return Tempo(
        events or [TempoEvent(0.0, bpm, ramp=False)],
        metres or [Metre(0.0, *_metre(number(mixer, "TimeSignature", 201.0)))],
        is_default=not glides and not signs and bpm == 120,
    )


def _metre(stored: float) -> tuple[int, int]:
    code = int(min(max(stored, 0.0), 5 * _SIGNS - 1))
    return code % _SIGNS + 1, 2 ** (code // _SIGNS)

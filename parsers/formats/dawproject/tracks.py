"""Tracks and their channels: level, pan, mute, sends, routing, devices.

A group is a track that holds tracks. Some converters give it no channel of its own, but a first track inside that is
called a master: that channel is the group's. The session's master is a channel from which nothing leads on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from parsers.formats.dawproject.clips import read_clips
from parsers.formats.dawproject.container import Package
from parsers.formats.dawproject.devices import read_devices
from parsers.formats.dawproject.timing import Timing
from parsers.formats.xml import Element, finite
from parsers.plugins.scales import decibels, rounded
from parsers.session import Envelope, Send, Track

__all__ = ["Strip", "Surroundings", "read_track", "strips"]


@dataclass(slots=True)
class Strip:
    """A track of the mixer before it is read: its element, channel, and the ids by which others name it."""

    name: str
    track: Element | None
    channel: Element | None
    folder: str = ""
    is_folder: bool = False
    is_master: bool = False
    id: str = ""
    """Made of the name and its count: the file's own ids are numbered anew at each export."""
    lanes: list[str] = field(default_factory=list)
    """Ids of the tracks whose clips are its own."""


def strips(project: Element) -> list[Strip]:
    """The strips in mixer order, the master among them (or not there)."""
    found: list[Strip] = []
    seen: dict[str, int] = {}
    structure = project.find("Structure")
    if structure is not None:
        _gather(structure, "", found, seen)
    masters = [strip for strip in found if strip.is_master]
    for strip in masters[1:]:
        strip.is_master = False
    return found


def _gather(parent: Element, folder: str, found: list[Strip], seen: dict[str, int]) -> None:
    """The strips in an element: the structure, or a group (whose own channel may be that of its first track)."""
    for element in parent:
        if element.tag == "Channel" and parent.tag == "Structure":
            strip = Strip(element.get("name", ""), None, element, is_master=_is_master(element))
        elif element.tag == "Track":
            strip = _strip(element, folder)
        else:
            continue
        if any(strip.channel is not None and strip.channel is other.channel for other in found[-1:]):
            continue  # the group above speaks for it
        seen[strip.name] = count = seen.get(strip.name, 0) + 1
        strip.id = f"#{strip.name}" if count == 1 else f"#{strip.name} {count}"
        found.append(strip)
        if strip.is_folder:
            _gather(element, strip.id, found, seen)


def _strip(element: Element, folder: str) -> Strip:
    inner = element.findall("Track")
    channel = element.find("Channel")
    lanes = [element.get("id", "")]
    if channel is None and inner and _role(inner[0]) == "master":
        channel = inner[0].find("Channel")
        lanes.append(inner[0].get("id", ""))
    is_master = not folder and not inner and channel is not None and _is_master(channel)
    is_folder = bool(inner) or "tracks" in element.get("contentType", "").split()
    return Strip(element.get("name", ""), element, channel, folder, is_folder, is_master, lanes=lanes)


def _role(track: Element) -> str:
    channel = track.find("Channel")
    return "" if channel is None else channel.get("role", "")


def _is_master(channel: Element) -> bool:
    return channel.get("role") == "master" and channel.get("destination") is None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a strip needs of the project.

    channels  id of each channel → id of its strip; the master's is ``master``
    lanes     id of each track → its lanes in the arrangement
    """

    package: Package
    timing: Timing
    channels: Mapping[str, str]
    lanes: Mapping[str, list[Element]]


def read_track(strip: Strip, around: Surroundings) -> tuple[Track, list[str]]:
    """Read a strip; returns it with what there is to warn of."""
    warnings: list[str] = []
    channel, timing = strip.channel, around.timing
    kind: Literal["track", "folder", "master"] = (
        "master" if strip.is_master else "folder" if strip.is_folder else "track"
    )
    identity = "master" if strip.is_master else strip.id
    colour = "" if strip.track is None else strip.track.get("color", "")
    clips = [clip for lane in strip.lanes for one in around.lanes.get(lane, ()) for clip in read_clips(one, timing)]
    clips = [replace(clip, id=f"#{place}") for place, clip in enumerate(clips, 1)]
    if channel is None:
        output = strip.folder or "master"
        track = Track(identity, strip.name, kind, strip.folder, output=output, colour=colour, clips=tuple(clips))
        return track, warnings
    volume, pan, mute = (channel.find(name) for name in ("Volume", "Pan", "Mute"))
    track = Track(
        id=identity,
        name="Master" if strip.is_master else strip.name,
        kind=kind,
        folder=strip.folder,
        gain_db=_level(volume),
        pan=_pan(pan),
        muted=mute is not None and mute.get("value") == "true",
        soloed=channel.get("solo") == "true",
        output="none" if strip.is_master else _output(channel, strip, around.channels),
        channels=int(min(max(finite(channel.get("audioChannels"), 2.0), 1.0), 64.0)),
        colour=colour,
        inserts=read_devices(channel, around.package, timing, warnings),
        sends=tuple(_sends(channel, around)),
        clips=tuple(clips),
        envelopes=tuple(_envelopes(volume, pan, mute, timing)),
    )
    return track, [f"{track.name}: {warning}" for warning in warnings]


def _level(volume: Element | None) -> float:
    """A level in dB. Its own unit says how it is stored."""
    if volume is None:
        return 0.0
    value = finite(volume.get("value"), 1.0)
    return round(value, 4) + 0.0 if volume.get("unit") == "decibel" else decibels(value)


def _pan_of(unit: str, value: float) -> float:
    position = value if unit == "linear" else value / 100 if unit == "percent" else 2 * value - 1
    return rounded(min(max(position, -1.0), 1.0))


def _pan(pan: Element | None) -> float:
    """Position -1 … 1: normalised from 0 to 1 in most files, linear from -1 to 1 in some."""
    if pan is None or pan.get("value") is None:
        return 0.0
    return _pan_of(_pan_unit(pan), finite(pan.get("value"), 0.5))


def _pan_unit(pan: Element) -> str:
    return (
        "normalized" if finite(pan.get("min"), 0.0) >= 0 and pan.get("unit") != "percent" else pan.get("unit", "linear")
    )


def _output(channel: Element, strip: Strip, channels: Mapping[str, str]) -> str:
    destination = channel.get("destination")
    if destination is not None:
        return channels.get(destination, "none")
    return strip.folder or "master"


def _sends(channel: Element, around: Surroundings) -> Iterator[Send]:
    seen: dict[str, int] = {}
    for send in channel.iterfind("Sends/Send"):
        to = around.channels.get(send.get("destination", ""))
        if to is None:
            continue
        volume, pan, on = (send.find(name) for name in ("Volume", "Pan", "Enable"))
        if on is None:
            on = send.find("Enabled")
        seen[to] = count = seen.get(to, 0) + 1
        yield Send(
            id=f"{to} 1/2 #{count}",
            to=to,
            gain_db=_level(volume),
            pan=_pan(pan),
            muted=on is not None and on.get("value") == "false",
            tap="pre_fader" if send.get("type") == "pre" else "post_fader",
            envelopes=around.timing.envelopes(volume, "send.gain", decibels),
        )


def _envelopes(volume: Element | None, pan: Element | None, mute: Element | None, timing: Timing) -> Iterator[Envelope]:
    yield from timing.envelopes(volume, "fader.gain", decibels)
    unit = "normalized" if pan is None else _pan_unit(pan)
    yield from timing.envelopes(pan, "pan.position", lambda value: _pan_of(unit, value))
    yield from timing.envelopes(mute, "mute", float)

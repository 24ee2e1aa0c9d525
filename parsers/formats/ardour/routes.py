"""Routes: tracks, busses and the master; and VCAs, which are strips without a signal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parsers.formats.ardour.clock import Clock
from parsers.formats.ardour.controls import amplitude_db, control, envelopes, yes
from parsers.formats.ardour.processors import numbered, read_processors
from parsers.formats.ardour.regions import read_regions
from parsers.formats.xml import Element, finite
from parsers.plugins.scales import decibels, rounded
from parsers.session import Clip, Envelope, Track

__all__ = ["Surroundings", "flags_of", "order_of", "read_route", "read_vca"]

_SILENT_STRIPS = frozenset({"MonitorOut", "Auditioner", "SurroundMaster", "FoldbackBus"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What of the session a route needs.

    playlists  by id and by name
    names      name of each route → its id; the master's is ``master``
    side_chains  name of each plug-in's side-chain input → id of the route that the plug-in is on
    led        id of a route → the VCAs that lead it
    grouped    id of a route → lines that say its groups
    """

    clock: Clock
    playlists: Mapping[str, Element]
    sources: Mapping[str, str]
    names: Mapping[str, str]
    side_chains: Mapping[str, str]
    led: Mapping[str, tuple[str, ...]]
    grouped: Mapping[str, tuple[str, ...]]


def flags_of(route: Element) -> frozenset[str]:
    """``AudioTrack MidiTrack AudioBus MasterOut MonitorOut`` …; also as old versions say it."""
    info = route.find("PresentationInfo")
    text = info.get("flags", "") if info is not None else route.get("flags", "")
    return frozenset(text.split(","))


def is_heard(route: Element) -> bool:
    """Whether a route is part of the mix: not the monitor section, not the auditioner."""
    return not flags_of(route) & _SILENT_STRIPS


def order_of(route: Element, place: int) -> tuple[float, int]:
    """A route's place in the mixer, and in the file."""
    info = route.find("PresentationInfo")
    if info is not None and info.get("order") is not None:
        return finite(info.get("order"), float(place)), place
    for entry in route.get("order-keys", "").replace("MixerSort", "signal").split(":"):
        name, _, number = entry.partition("=")
        if name == "signal" and number:
            return finite(number, float(place)), place
    return float(place), place


def read_route(route: Element, around: Surroundings) -> tuple[Track, list[str]]:
    """Read a route; returns it with what there is to warn of."""
    master = "MasterOut" in flags_of(route)
    identity = "master" if master else route.get("id", "")
    clock = around.clock
    strip = read_processors(route, clock, around.side_chains)
    volume = control(route, "mastervolume")  # in series behind the master's fader, since version 7
    behind_db = 0.0 if volume is None else amplitude_db(volume.get("value"))
    extra = _extra(route)
    pan, width = _pan(route)
    phase = control(route, "phase")
    inverted = (route.get("phase-invert") if phase is None else phase.get("phase-invert")) or ""
    track = Track(
        id=identity,
        name="Master" if master else route.get("name", ""),
        kind="master" if master else "track",
        gain_db=round(strip.gain_db + behind_db, 4),
        trim_db=strip.trim_db,
        pan=pan,
        width=width,
        muted=_muted(route),
        soloed=_soloed(route),
        polarity_inverted="1" in inverted,
        output="none" if master else _output(route, around.names),
        channels=max(_channels(route), 1),
        armed=_armed(route),
        colour=_colour(route),
        groups=around.led.get(route.get("id", ""), ()),
        inserts=tuple(strip.inserts),
        sends=tuple(numbered(strip.sends)),
        clips=() if master else _clips(route, around),
        envelopes=(*strip.envelopes, *_envelopes(route, clock)),
        extra=(*extra, *around.grouped.get(route.get("id", ""), ())),
    )
    return track, [f"{track.name}: {warning}" for warning in strip.warnings]


def _muted(route: Element) -> bool:
    master = route.find("MuteMaster")
    if master is not None and master.get("muted") is not None:
        return yes(master.get("muted"))
    found = control(route, "mute")
    return found is not None and finite(found.get("value"), 0.0) != 0


def _soloed(route: Element) -> bool:
    found = control(route, "solo")
    if found is not None and found.get("self-solo") is not None:
        return yes(found.get("self-solo"))
    return yes(route.get("self-solo"))


def _armed(route: Element) -> bool:
    found = control(route, "rec-enable")
    if found is None:
        found = control(route, "recenable")
    return found is not None and finite(found.get("value"), 0.0) != 0


def _colour(route: Element) -> str:
    info = route.find("PresentationInfo")
    return "" if info is None else info.get("color", "")


def _channels(route: Element) -> int:
    """Audio channels that come in; a track of notes has those that its instrument makes: as many as go out."""
    for direction in ("Input", "Output"):
        for io in route.iterfind("IO"):
            if io.get("direction") == direction:
                count: int = sum(port.get("type") == "audio" for port in io.iterfind("Port"))
                if count:
                    return count
    return 2


def _pan(route: Element) -> tuple[float, float]:
    """Position and width. Stored are 0 … 1 from left, and -1 … 1; a mono signal has no width: 1 is told."""
    holder = route.find("Pannable")
    if holder is None:
        return 0.0, 1.0
    azimuth, width = control(holder, "pan-azimuth"), control(holder, "pan-width")
    position = 0.0 if azimuth is None else rounded(2 * finite(azimuth.get("value"), 0.5) - 1)
    spread = 1.0 if width is None else rounded(finite(width.get("value"), 1.0))
    return min(max(position, -1.0), 1.0), spread


def _output(route: Element, names: Mapping[str, str]) -> str:
    """The route that the first connected output port feeds: ``master``, an id, or ``none``."""
    for io in route.iterfind("IO"):
        if io.get("direction") != "Output":
            continue
        for connection in io.iterfind("Port/Connection"):
            target = names.get(connection.get("other", "").rpartition("/")[0])
            if target is not None:
                return target
    return "none"


def _clips(route: Element, around: Surroundings) -> tuple[Clip, ...]:
    for key in (route.get("audio-playlist"), route.get("midi-playlist")):
        if key in around.playlists:
            return read_regions(around.playlists[key], around.sources, around.clock)
    stream = route.find("Diskstream")
    playlist = None if stream is None else around.playlists.get(stream.get("playlist", ""))
    return () if playlist is None else read_regions(playlist, around.sources, around.clock)


def _envelopes(route: Element, clock: Clock) -> list[Envelope]:
    drives = {"mute": ("mute", float)}
    found = list(envelopes(route, clock, drives.get))
    holder = route.find("Pannable")
    if holder is not None:
        pans = {
            "pan-azimuth": ("pan.position", lambda value: rounded(2 * value - 1)),
            "pan-width": ("pan.width", rounded),
        }
        found += envelopes(holder, clock, pans.get)
    return found


def _extra(route: Element) -> list[str]:
    """What has no field of its own and is not as Ardour makes it."""
    lines = []
    remark = route.get("comment") or route.findtext("Comment") or ""
    if remark:
        lines.append(f"Comment {' '.join(remark.split())}")
    if not yes(route.get("active"), neutral=True):
        lines.append("Inactive")
    return lines


def read_vca(vca: Element, clock: Clock) -> Track:
    """A VCA, as a strip that leads others and feeds nothing."""
    level = control(vca, "gaincontrol")
    mute = control(vca, "mute")
    drives = {"gain": ("fader.gain", decibels)}
    number = vca.get("number", "")
    return Track(
        id=f"vca:{number}",
        name=vca.get("name", ""),
        gain_db=amplitude_db(None if level is None else level.get("value")),
        muted=mute is not None and finite(mute.get("value"), 0.0) != 0,
        output="none",
        groups=(f"vca.lead:{number}",),
        envelopes=tuple(envelopes(vca, clock, drives.get)),
    )

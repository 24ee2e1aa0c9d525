"""An Ardour or Mixbus session, snapshot or backup read into a Session."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from parsers.errors import BrokenSessionError, SessionTooLargeError
from parsers.formats.ardour.clock import Clock, read_clock
from parsers.formats.ardour.controls import yes
from parsers.formats.ardour.regions import sources_of
from parsers.formats.ardour.routes import Surroundings, flags_of, is_heard, order_of, read_route, read_vca
from parsers.formats.xml import Element, finite, parse, starts_with
from parsers.session import Marker, Session, Track

__all__ = ["read", "recognises"]

_PROGRAM = re.compile(r"(Ardour|Mixbus\S*)\s+(?:\d+:)?(\S+)")
_OLDEST = 3000
_NEWEST = 8000
"""Versions of the file format, which follow the program's: 3000 … 3002 are Ardour 3 to 5, 7003 is 8."""
_SHARED = ("gain", "mute", "solo")
"""What a group may share of what is heard."""


def recognises(data: bytes) -> bool:
    """Whether bytes without a telling name are a session of Ardour."""
    return starts_with(data, b"Session") and b"id-counter=" in data[:4096]


def read(data: bytes, *, path: str = "") -> Session:
    """Read a session.

    data    all its bytes
    path    goes into the session and the errors
    Raises  BrokenSessionError, SessionTooLargeError
    """
    try:
        session = _read(data)
    except (BrokenSessionError, SessionTooLargeError) as error:
        error.path = path
        raise
    return replace(session, path=path)


def _read(data: bytes) -> Session:
    root = parse(data)
    if root.tag != "Session":
        raise BrokenSessionError("this is no Ardour session")
    version = _version(root.get("version", ""))
    if version < _OLDEST:
        raise BrokenSessionError(
            "the session is of Ardour 2, whose layout is not read", remedy="Save it once from a newer Ardour."
        )
    app, app_version = _program(root)
    clock = read_clock(root)
    around = Surroundings(
        clock=clock,
        playlists=_playlists(root),
        sources=sources_of(root),
        names=_names(root),
        side_chains=_side_chains(root),
        led=_led(root),
        grouped=_grouped(root),
    )
    warnings = [f"written in format {version}, which is newer than known here"] if version >= _NEWEST else []
    master = Track(id="master", name="Master", kind="master", output="none")
    tracks = []
    for route in _in_order(root):
        track, said = read_route(route, around)
        warnings += said
        if track.kind == "master":
            master = track
        else:
            tracks.append(track)
    tracks += [read_vca(vca, clock) for vca in root.iterfind("VCAManager/VCA")]
    return Session(
        format="ardour",
        app=app,
        app_version=app_version,
        master=master,
        tracks=tuple(_unique(tracks)),
        sample_rate=int(finite(root.get("sample-rate"), 0.0)) or None,
        tempo_map=clock.tempo_map,
        tempo_is_default=clock.is_default,
        markers=tuple(_markers(root, clock)),
        title=root.get("name", ""),
        author=_metadata(root, "composer"),
        notes=_metadata(root, "description"),
        warnings=tuple(warnings),
    )


def _version(text: str) -> int:
    """3002 of ``3002``, 3000 of ``3.0.0``."""
    parts = text.split(".")
    if len(parts) > 1:
        return int(finite(parts[0], 0.0)) * 1000
    return int(finite(text, 0.0))


def _program(root: Element) -> tuple[str, str]:
    """Application and version; sessions before version 5 do not say it: the format's version stands for it."""
    said = root.find("ProgramVersion")
    text = "" if said is None else said.get("modified-with") or said.get("created-with") or ""
    found = _PROGRAM.search(text)
    if found is not None:
        return found[1], found[2]
    return "Ardour", text or f"format {root.get('version', '')}"


def _in_order(root: Element) -> Iterator[Element]:
    routes = [route for route in root.iterfind("Routes/Route") if is_heard(route)]
    places = {place: order_of(route, place) for place, route in enumerate(routes)}
    for place in sorted(places, key=lambda place: places[place]):
        yield routes[place]


def _unique(tracks: list[Track]) -> Iterator[Track]:
    seen: dict[str, int] = {}
    for track in tracks:
        seen[track.id] = count = seen.get(track.id, 0) + 1
        yield track if track.id and count == 1 else replace(track, id=f"{track.id}#{count}")


def _playlists(root: Element) -> dict[str, Element]:
    """Playlists by id, and by name where no id is the same."""
    found: dict[str, Element] = {}
    for playlist in root.iterfind("Playlists/Playlist"):
        for key in (playlist.get("id"), playlist.get("name")):
            if key:
                found.setdefault(key, playlist)
    return found


def _names(root: Element) -> dict[str, str]:
    """Name of each route → its id as a track."""
    return {
        route.get("name", ""): "master" if "MasterOut" in flags_of(route) else route.get("id", "")
        for route in root.iterfind("Routes/Route")
    }


def _side_chains(root: Element) -> dict[str, str]:
    return {
        inner.get("name", ""): "master" if "MasterOut" in flags_of(route) else route.get("id", "")
        for route in root.iterfind("Routes/Route")
        for inner in route.iter("Processor")
        if inner.get("type") == "sidechain"
    }


def _led(root: Element) -> dict[str, tuple[str, ...]]:
    """Id of each route → the VCAs that lead it."""
    return {
        route.get("id", ""): tuple(f"vca.follow:{vca.get('number', '')}" for vca in route.iterfind("Slavable/Master"))
        for route in root.iterfind("Routes/Route")
    }


def _grouped(root: Element) -> dict[str, tuple[str, ...]]:
    """Id of each route → the active groups it is edited and mixed in: they pass on moves and make no sound."""
    found: dict[str, list[str]] = {}
    for group in root.iterfind("RouteGroups/RouteGroup"):
        if yes(group.get("active"), neutral=True):
            shared = " ".join(word for word in _SHARED if yes(group.get(word)))
            for route in group.get("routes", "").split():
                found.setdefault(route, []).append(f"RouteGroup {group.get('name', '')}: {shared}")
    return {route: tuple(groups) for route, groups in found.items()}


def _markers(root: Element, clock: Clock) -> Iterator[Marker]:
    for place in root.iterfind("Locations/Location"):
        flags = place.get("flags", "").split(",")
        start = clock.seconds(place.get("start"))
        if "IsMark" in flags:
            yield Marker(start, place.get("name", ""), None)
        elif "IsRangeMarker" in flags:
            yield Marker(start, place.get("name", ""), clock.seconds(place.get("end")))


def _metadata(root: Element, name: str) -> str:
    return (root.findtext(f"Metadata/{name}") or "").strip()

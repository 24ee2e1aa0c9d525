"""A DAWproject read into a Session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parsers.errors import BrokenSessionError, SessionTooLargeError
from parsers.formats.dawproject.container import PROJECT, Package, is_archive
from parsers.formats.dawproject.timing import Timing, read_timing, unit_of
from parsers.formats.dawproject.tracks import Strip, Surroundings, read_track, strips
from parsers.formats.xml import Element, finite, starts_with
from parsers.session import Marker, Session, Track

__all__ = ["read", "recognises"]


def recognises(data: bytes) -> bool:
    """Whether bytes without a telling name are a project: an archive with a ``project.xml``, or that file alone."""
    if is_archive(data):
        return PROJECT.encode() in data
    head = data[:4096]
    return starts_with(data, b"Project") and (b"<Application" in head or b"<Structure" in head)


def read(data: bytes, *, path: str = "") -> Session:
    """Read a project.

    data    all its bytes: the archive, or its ``project.xml``
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
    package = Package(data)
    project = package.project
    if project.tag != "Project":
        raise BrokenSessionError("this is no DAWproject")
    application = project.find("Application")
    timing = read_timing(project)
    found = strips(project)
    around = Surroundings(package, timing, _channels(found), _lanes(project))
    master = Track(id="master", name="Master", kind="master", output="none")
    tracks, warnings = [], []
    for strip in found:
        track, said = read_track(strip, around)
        warnings += said
        if strip.is_master:
            master = track
        else:
            tracks.append(track)
    metadata = package.metadata()
    version = "" if application is None else application.get("version", "")
    return Session(
        format="dawproject",
        app="" if application is None else application.get("name", ""),
        app_version=version or f"format {project.get('version', '')}",
        master=master,
        tracks=tuple(tracks),
        tempo_map=timing.tempo_map,
        tempo_is_default=timing.is_default,
        markers=tuple(_markers(project, timing)),
        title=_said(metadata, "Title"),
        author=_said(metadata, "Artist"),
        notes=_said(metadata, "Comment"),
        warnings=tuple(warnings),
    )


def _channels(found: list[Strip]) -> dict[str, str]:
    return {
        strip.channel.get("id", ""): "master" if strip.is_master else strip.id
        for strip in found
        if strip.channel is not None
    }


def _lanes(project: Element) -> dict[str, list[Element]]:
    """Id of a track → its lanes in the arrangement, at any depth."""
    lanes: dict[str, list[Element]] = {}
    arrangement = project.find("Arrangement")
    for lane in () if arrangement is None else arrangement.iter("Lanes", "Clips"):
        track = lane.get("track")
        if track is not None:
            lanes.setdefault(track, []).append(lane)
    return lanes


def _markers(project: Element, timing: Timing) -> Iterator[Marker]:
    for holder in project.iterfind("Arrangement/*"):
        if holder.tag in {"Markers", "markers"}:
            unit = unit_of(holder)
            for marker in holder.iter("Marker"):
                yield Marker(timing.seconds(finite(marker.get("time"), 0.0), unit), marker.get("name", ""), None)


def _said(metadata: Element | None, name: str) -> str:
    return "" if metadata is None else (metadata.findtext(name) or "").strip()

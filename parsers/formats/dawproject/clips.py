"""Clips of a track's lane: a clip on the time line, with an audio file or notes somewhere inside it."""

from __future__ import annotations

import re
from bisect import bisect_right

from lxml import etree

from parsers.formats.dawproject.timing import Timing, unit_of
from parsers.formats.states import digest
from parsers.formats.xml import Element, finite
from parsers.plugins.scales import decibels
from parsers.session import Clip, Envelope, EnvelopePoint, SourceRef

__all__ = ["read_clips"]

_IDS = re.compile(rb' id="[^"]*"')


def read_clips(lane: Element, timing: Timing) -> list[Clip]:
    """The clips that lie directly in a lane, in file order."""
    clips: list[Clip] = []
    for holder in lane.iterfind("Clips"):
        unit = unit_of(holder)
        for clip in holder.iterfind("Clip"):
            clips.append(_clip(clip, unit, len(clips) + 1, timing))
    return clips


def _clip(clip: Element, unit: str, place: int, timing: Timing) -> Clip:
    start, length = finite(clip.get("time"), 0.0), finite(clip.get("duration"), 0.0)
    fades = clip.get("fadeTimeUnit") or unit
    start_s = timing.seconds(start, unit)
    source, offset_s = _source(clip, unit, timing)
    warped = clip.find(".//Warps") is not None

    def fade(name: str) -> float:
        return max(timing.span(start, finite(clip.get(name), 0.0), fades), 0.0)

    return Clip(
        id=f"#{place}",
        name=clip.get("name", ""),
        position_s=start_s,
        length_s=max(timing.span(start, length, unit), 0.0),
        source=source,
        source_offset_s=offset_s,
        fade_in_s=fade("fadeInTime"),
        fade_out_s=fade("fadeOutTime"),
        muted=clip.get("enable", "true") == "false",
        loop=clip.get("loopEnd") is not None,
        envelopes=_gain(clip, timing),
        extra=(f"Warped {digest(_warps(clip))[:8]}",) if warped else (),
    )


def _source(clip: Element, unit: str, timing: Timing) -> tuple[SourceRef, float]:
    """What a clip plays, and the second of it at which it begins.

    The place is in the clip's own content unit; warps lead from there to seconds of the file.
    """
    content = clip.get("contentTimeUnit") or unit
    begin = finite(clip.get("playStart"), 0.0)
    inner = clip.find("Clips/Clip")
    if inner is not None:
        begin += finite(inner.get("playStart"), 0.0)
    audio = clip.find(".//Audio")
    if audio is None:
        notes = clip.find(".//Notes")
        plain = b"" if notes is None else _IDS.sub(b"", etree.tostring(notes))
        kind = "midi" if notes is not None else "empty"
        return SourceRef(kind, hash=digest(plain)), timing.seconds(begin, content)
    file = audio.find("File")
    warps = clip.find(".//Warps")
    marks = [] if warps is None else sorted(_marks(warps))
    if len(marks) < 2:
        return SourceRef("audio", path="" if file is None else file.get("path", "")), timing.seconds(begin, content)
    after = min(max(bisect_right(marks, (begin, float("inf"))), 1), len(marks) - 1)
    (left, first), (right, second) = marks[after - 1], marks[after]
    offset = first + (second - first) * (begin - left) / (right - left) if right > left else first
    return SourceRef("audio", path="" if file is None else file.get("path", "")), offset


def _marks(warps: Element) -> list[tuple[float, float]]:
    return [(finite(mark.get("time"), 0.0), finite(mark.get("contentTime"), 0.0)) for mark in warps.iterfind("Warp")]


def _warps(clip: Element) -> bytes:
    return repr([sorted(_marks(warps)) for warps in clip.iter("Warps")]).encode()


def _gain(clip: Element, timing: Timing) -> tuple[Envelope, ...]:
    """The clip's own gain, drawn as an expression; times count from the clip's start."""
    for points in clip.iter("Points"):
        target = points.find("Target")
        if target is not None and target.get("expression") == "gain":
            unit = unit_of(points)
            found = tuple(
                EnvelopePoint(
                    timing.seconds(finite(point.get("time"), 0.0), unit),
                    decibels(finite(point.get("value"), 1.0)),
                    "linear",
                )
                for point in points.iterfind("RealPoint")
            )
            if found:
                return (Envelope("clip.gain", active=True, points=found),)
    return ()

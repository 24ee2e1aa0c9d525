"""Clips of the arrangement. Times are beats; `parsers.formats.ableton.read` turns them into seconds.

What a warped clip says about its content is in beats, of an unwarped one in seconds. The unit of fade lengths is
inferred: the rounding left in real sets is that of a difference of content times, not of arrangement times.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from parsers.formats.ableton.controls import attribute, level
from parsers.formats.states import digest
from parsers.formats.xml import Element, finite
from parsers.session import Clip, Envelope, EnvelopePoint, SourceRef

__all__ = ["WARPED", "read_clips"]

WARPED: Final = "Warped"
"""First word of the line in ``extra`` that says how a clip follows the tempo."""

_PLACES = (
    "MainSequencer/Sample/ArrangerAutomation/Events/AudioClip",
    "MainSequencer/ClipTimeable/ArrangerAutomation/Events/MidiClip",
)
_NOTE_IDS = re.compile(rb' (?:NoteId|IsEnabledByUser)="[^"]*"|<NoteIdGenerator.*?</NoteIdGenerator>', re.DOTALL)


def read_clips(chain: Element) -> tuple[Clip, ...]:
    """The clips of a track's arrangement, in file order.

    chain  the track's ``DeviceChain``
    """
    return tuple(
        _clip(clip, place) for place, clip in enumerate((clip for path in _PLACES for clip in chain.iterfind(path)), 1)
    )


def _number(clip: Element, path: str, neutral: float = 0.0) -> float:
    return finite(attribute(clip, path), neutral)


def _clip(clip: Element, place: int) -> Clip:
    audio = clip.tag == "AudioClip"
    warped = attribute(clip, "IsWarped", "true") == "true"
    start = _number(clip, "CurrentStart", finite(clip.get("Time"), 0.0))
    content = _number(clip, "Loop/LoopStart") + _number(clip, "Loop/StartRelative")
    fading = audio and attribute(clip, "Fade") == "true"
    return Clip(
        id=f"#{place}",
        name=attribute(clip, "Name"),
        position_s=start,
        length_s=max(_number(clip, "CurrentEnd", start) - start, 0.0),
        source=_audio(clip) if audio else _notes(clip),
        source_offset_s=_source_second(clip, content) if audio and warped else content,
        gain_db=level(_number(clip, "SampleVolume", 1.0)) if audio else 0.0,
        fade_in_s=max(_number(clip, "Fades/FadeInLength"), 0.0) if fading else 0.0,
        fade_out_s=max(_number(clip, "Fades/FadeOutLength"), 0.0) if fading else 0.0,
        auto_fade=fading and attribute(clip, "Fades/IsDefaultFadeIn") == "true",
        muted=attribute(clip, "Disabled") == "true",
        pitch_st=_number(clip, "PitchCoarse") + _number(clip, "PitchFine") / 100 if audio else 0.0,
        loop=attribute(clip, "Loop/LoopOn") == "true",
        envelopes=tuple(_envelopes(clip)),
        extra=_warp_line(clip) if audio and warped else (),
    )


def _audio(clip: Element) -> SourceRef:
    """The file that a clip plays: its path, or what is said of it in sets that keep no plain path."""
    reference = clip.find("SampleRef/FileRef")
    if reference is None:
        return SourceRef("audio")
    path = attribute(reference, "Path")
    if not path:
        folders = [step.get("Dir", "") for step in reference.iterfind("RelativePath/RelativePathElement")]
        relative = attribute(reference, "RelativePath")
        path = relative or "/".join((*(folder or ".." for folder in folders), attribute(reference, "Name")))
    return SourceRef("audio", path=path)


def _notes(clip: Element) -> SourceRef:
    notes = clip.find("Notes")
    plain = b"" if notes is None else _NOTE_IDS.sub(b"", etree.tostring(notes))
    return SourceRef("midi", hash=digest(plain))


def _markers(clip: Element) -> Sequence[tuple[float, float]]:
    """(beat, second of the file) of each warp marker, in the order of beats."""
    pairs = (
        (finite(marker.get("BeatTime"), 0.0), finite(marker.get("SecTime"), 0.0))
        for marker in clip.iterfind("WarpMarkers/WarpMarker")
    )
    return sorted(pairs)


def _source_second(clip: Element, beat: float) -> float:
    """The second of the file that sounds at a beat of the content: linear between warp markers, and beyond them."""
    markers = _markers(clip)
    if len(markers) < 2:
        return markers[0][1] if markers else beat
    after = min(max(bisect_right(markers, (beat, float("inf"))), 1), len(markers) - 1)
    (left, first), (right, second) = markers[after - 1], markers[after]
    return first + (second - first) * (beat - left) / (right - left) if right > left else first


def _warp_line(clip: Element) -> tuple[str, ...]:
    marks = digest(repr(_markers(clip)).encode())[:8]
    return (f"{WARPED} mode {attribute(clip, 'WarpMode')} markers {marks}",)


def _envelopes(clip: Element) -> Iterator[Envelope]:
    """What is modulated inside the clip: by the id of its target alone, in the stored unit; times from its start."""
    for one in clip.iterfind("Envelopes/Envelopes/ClipEnvelope"):
        events = one.find("Automation/Events")
        target = attribute(one, "EnvelopeTarget/PointeeId")
        if events is not None and len(events) > 1 and target:
            points = (
                EnvelopePoint(max(finite(event.get("Time"), 0.0), 0.0), finite(event.get("Value"), 0.0), "linear")
                for event in events
            )
            yield Envelope(f"plugin.modulation {target}", active=True, points=tuple(points))

"""A Live set read into a Session.

Tracks are read one by one while the file is parsed and dropped behind, so that a set needs the memory of its largest
track; the samples' maps of a Sampler, most of many sets, are dropped before that. Live places things in beats: the
tempo stands at the end of the file, so beats become seconds last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from parsers.errors import BrokenSessionError, SessionTooLargeError
from parsers.formats.ableton.clips import WARPED
from parsers.formats.ableton.controls import attribute
from parsers.formats.ableton.tracks import MAIN_TAGS, TRACK_TAGS, Part, Tempo, read_tempo, read_track
from parsers.formats.beats import BeatMap
from parsers.formats.xml import Element, finite, gunzip, parts, starts_with
from parsers.session import Clip, Envelope, Insert, Marker, Send, Session, Track

__all__ = ["read", "recognises"]

_PARTS = ("LiveSet/Tracks/*", *(f"LiveSet/{tag}" for tag in MAIN_TAGS))
_DROPPED = ("MultiSamplePart",)
_CREATOR = re.compile(r"Ableton Live (\S+)")
_NEWEST = 12
_OLDEST = 8


def recognises(data: bytes) -> bool:
    """Whether bytes without a telling name are a Live set."""
    return starts_with(data, b"Ableton")


def read(data: bytes, *, path: str = "") -> Session:
    """Read a set.

    data    all its bytes, in gzip or plain
    path    goes into the session and the errors
    Raises  BrokenSessionError, SessionTooLargeError
    """
    try:
        session = _read(data)
    except (BrokenSessionError, SessionTooLargeError) as error:
        error.path = path
        raise
    return replace(session, path=path)


@dataclass(slots=True)
class _Gathered:
    """What has been read of a set so far."""

    parts: list[Part] = field(default_factory=list)
    main: Part | None = None
    tempo: Tempo | None = None


def _read(data: bytes) -> Session:
    gathered = _Gathered()
    root = None
    for element in parts(gunzip(data), _PARTS, (*TRACK_TAGS, *MAIN_TAGS), _DROPPED):
        root = element
        if element.getparent() is not None and element.getparent().tag == "Tracks" and element.tag in TRACK_TAGS:
            gathered.parts.append(read_track(element))
            element.clear()
        elif element.getparent() is not None and element.getparent().tag == "LiveSet" and element.tag in MAIN_TAGS:
            gathered.main, gathered.tempo = read_track(element), read_tempo(element)
            element.clear()
    if root is None or root.tag != "Ableton":
        raise BrokenSessionError("this is no Live set")
    live_set = root.find("LiveSet")
    if live_set is None or gathered.main is None or gathered.tempo is None:
        raise BrokenSessionError("this is no whole set: a preset, clip or group of Live, or a set without a main track")
    return _session(root, live_set, gathered, gathered.main, gathered.tempo)


def _session(root: Element, live_set: Element, gathered: _Gathered, main: Part, tempo: Tempo) -> Session:
    beat_map = BeatMap(tempo.events)
    clock = _Clock(beat_map.seconds)
    creator = root.get("Creator", "")
    version = _CREATOR.match(creator)
    warnings = [warning for part in (*gathered.parts, main) for warning in part.warnings]
    major = finite(version[1].partition(".")[0], 0.0) if version else 0.0
    if not _OLDEST <= major <= _NEWEST:
        warnings.insert(0, f"written by {creator or 'an unknown version'}, which is not known here: check what is told")
    remark = attribute(live_set, "Annotation")
    return Session(
        format="ableton",
        app="Ableton Live",
        app_version=version[1] if version else creator,
        master=clock.track(main.track),
        tracks=tuple(clock.track(track) for track in _tracks(live_set, gathered.parts)),
        tempo_map=beat_map.tempo_map(tempo.metres),
        tempo_is_default=tempo.is_default,
        markers=tuple(
            Marker(clock.at(finite(attribute(one, "Time"), 0.0)), attribute(one, "Name"), None)
            for one in live_set.iterfind("Locators//Locator")
        ),
        notes=remark,
        warnings=tuple(warnings),
    )


def _tracks(live_set: Element, parts: Iterable[Part]) -> list[Track]:
    """The tracks with what they need each other for: unique ids, sends to returns."""
    parts = list(parts)
    seen: dict[str, int] = {}
    ids = []
    for part in parts:
        identity = part.track.id or "#"
        seen[identity] = count = seen.get(identity, 0) + 1
        ids.append(identity if count == 1 and identity != "#" else f"{identity}#{count}")
    returns = [identity for identity, part in zip(ids, parts, strict=True) if part.is_return]
    before_fader = [one.get("Value") == "true" for one in live_set.iterfind("SendsPre/SendPreBool")]
    known = set(ids)
    tracks = []
    for identity, part in zip(ids, parts, strict=True):
        track = part.track
        tracks.append(
            replace(
                track,
                id=identity,
                folder=track.folder if track.folder in known else "",
                output=track.output if track.output in known | {"master", "none"} else "master",
                sends=tuple(_sends(track.sends, returns, before_fader)),
            )
        )
    return tracks


def _sends(sends: Iterable[Send], returns: list[str], before_fader: list[bool]) -> Iterable[Send]:
    """The sends to returns that are there; a send's number is its return's."""
    for send in sends:
        place = int(send.to) - 1
        if place < len(returns):
            early = place < len(before_fader) and before_fader[place]
            to = returns[place]
            yield replace(send, id=f"{to} 1/2 #1", to=to, tap="pre_fader" if early else "post_fader")


@dataclass(frozen=True, slots=True)
class _Clock:
    """Turns what is in beats into seconds."""

    at: Callable[[float], float]

    def track(self, track: Track) -> Track:
        """The track with its times in seconds."""
        return replace(
            track,
            envelopes=self.envelopes(track.envelopes),
            inserts=self.inserts(track.inserts),
            sends=tuple(
                replace(send, envelopes=self.envelopes(send.envelopes)) if send.envelopes else send
                for send in track.sends
            ),
            clips=tuple(self.clip(clip) for clip in track.clips),
        )

    def envelopes(self, envelopes: tuple[Envelope, ...], start: float = 0.0) -> tuple[Envelope, ...]:
        """Curves whose times count from a beat: the arrangement's start, or a clip's."""
        zero = self.at(start)
        return tuple(
            replace(
                one,
                points=tuple(point._replace(time_s=self.at(start + point.time_s) - zero) for point in one.points),
            )
            for one in envelopes
        )

    def inserts(self, inserts: tuple[Insert, ...]) -> tuple[Insert, ...]:
        """Inserts with their curves' times in seconds."""
        return tuple(
            replace(insert, envelopes=self.envelopes(insert.envelopes), inserts=self.inserts(insert.inserts))
            if insert.envelopes or insert.inserts
            else insert
            for insert in inserts
        )

    def clip(self, clip: Clip) -> Clip:
        """A clip; what a warped or a MIDI clip says of its content is in beats at its place."""
        start, end = self.at(clip.position_s), self.at(clip.position_s + clip.length_s)
        in_beats = clip.source.kind == "midi" or any(line.startswith(WARPED) for line in clip.extra)
        beat_s = self.at(clip.position_s + 1) - start if in_beats else 1.0
        return replace(
            clip,
            position_s=start,
            length_s=end - start,
            source_offset_s=clip.source_offset_s * (beat_s if clip.source.kind == "midi" else 1.0),
            fade_in_s=clip.fade_in_s * beat_s,
            fade_out_s=clip.fade_out_s * beat_s,
            envelopes=self.envelopes(clip.envelopes, clip.position_s),
        )

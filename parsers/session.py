"""The model that every format is read into: a session as a mixer knows it, in standard units.

Levels are dB (``-inf`` is a closed fader), frequencies Hz, positions and lengths s, other times ms, pan and width
-1 … 1 (negative is left), shares 0 … 1. Everything is frozen; a changed session is a new one (`dataclasses.replace`).
What a format cannot carry stays at its neutral default. ``extra`` keeps, verbatim and in file order, the lines or
fields for which the model has no term ("KEY rest of line"): nothing that a file says is dropped, and the noise of two
saves can be named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Literal, NamedTuple, TypeAlias

from parsers.late import Late, findings_of

__all__ = [
    "SAID_BY_STATE",
    "AutomationItem",
    "Clip",
    "Confidence",
    "Coverage",
    "Envelope",
    "EnvelopePoint",
    "Insert",
    "Marker",
    "Plugin",
    "PoolPoint",
    "Scalar",
    "Send",
    "Session",
    "Snapshot",
    "SourceRef",
    "Tap",
    "TempoPoint",
    "Track",
    "Value",
]

Scalar: TypeAlias = float | str | bool
Confidence: TypeAlias = Literal["measured", "published", "raw", "taught", "host"]
Coverage: TypeAlias = Literal["decoded", "named", "opaque"]
Tap: TypeAlias = Literal["pre_fx", "pre_fader", "post_fader"]


@dataclass(frozen=True, slots=True)
class Value:
    """One parameter of a plug-in: a number, text or switch, its unit, and how far its meaning is known."""

    value: Scalar
    unit: str
    confidence: Confidence


class EnvelopePoint(NamedTuple):
    """A point of an automation curve: seconds from its owner's start, value in the target's unit, shape to the next."""

    time_s: float
    value: float
    shape: str
    """``linear square slow fast_start fast_end bezier``, or the format's own word."""


class PoolPoint(NamedTuple):
    """A point of a piece of automation that is held apart: beats from its start, share of the control's range."""

    beat: float
    share: float
    shape: str


@dataclass(frozen=True, slots=True)
class AutomationItem:
    """One place of a curve at which a piece of automation lies that is held apart, and may lie at several places.

    What the curve does there is the piece's share of the control's range, scaled about `baseline` by `amplitude`.
    """

    pool: str
    """Id of the piece: items with one id change together."""
    position_s: float
    length_s: float
    offset_s: float = 0.0
    rate: float = 1.0
    baseline: float = 0.5
    amplitude: float = 1.0
    loop: bool = True
    muted: bool = False
    name: str = ""
    length_beats: float = 0.0
    """Of the piece itself."""
    points: tuple[PoolPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Envelope:
    """Automation of one term. While it is active, the static value is only the playhead's value at the save."""

    target: str
    """The term it drives: ``fader.gain pan.position mute send.gain eq.2.frequency plugin.Wet tempo`` …"""
    active: bool
    points: tuple[EnvelopePoint, ...]
    """Its own; where an item lies, the item plays in their stead."""
    id: str = ""
    extra: tuple[str, ...] = ()
    items: tuple[AutomationItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Plugin:
    """What a plug-in is: its bare name, maker, format (``VST2 VST3 AU CLAP LV2 JS DX …``) and unique id."""

    name: str
    vendor: str
    format: str
    uid: str
    """The format's own id: the best key over versions and platforms; "" where the file names none."""
    instrument: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Insert(Late):
    """One plug-in in a chain. A container holds further inserts.

    Its chunk, and what its state says (parameters, hash, coverage), may be found out when first asked for. Equal chunks
    are read once to equal values, so that comparing two inserts opens no state that both hold.
    """

    id: str
    plugin: Plugin
    enabled: bool = True
    offline: bool = False
    wet: float = 1.0
    preset: str = ""
    label: str = ""
    """The engineer's own name for this instance."""
    comment: str = ""
    parameters: Mapping[str, Value] = field(default_factory=dict)
    """Standard term → value; anything without a standard term is ``plugin.NAME``."""
    envelopes: tuple[Envelope, ...] = ()
    pins: str = ""
    """Which track channels feed and leave it (side-chains show here); "" = plain."""
    chunk: bytes = b""
    """Everything the host stored for it, wrapper included; not part of the JSON."""
    state_hash: str = ""
    """sha256 (32 hex digits) of the plug-in's own state inside the wrapper."""
    coverage: Coverage = "opaque"
    inserts: tuple[Insert, ...] = ()
    extra: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Insert):
            return NotImplemented
        if self is other:
            return True
        if _plain(self) != _plain(other):
            return False
        if not _found_alike(self, other, "chunk") and self.chunk != other.chunk:
            return False
        return _found_alike(self, other, "coverage") or bool(_found(self) == _found(other))

    __hash__ = None  # type: ignore[assignment]  # as its parameters, it has no hash


def _found_alike(one: Insert, other: Insert, name: str) -> bool:
    """Whether a field of both was, or is yet to be, found by equal findings."""
    finding = findings_of(one).get(name)
    return finding is not None and finding == findings_of(other).get(name)


SAID_BY_STATE = ("parameters", "state_hash", "coverage")
"""Fields of an insert that its state says."""
_found = attrgetter(*SAID_BY_STATE)
_plain = attrgetter(*(one.name for one in fields(Insert) if one.name not in ("chunk", *SAID_BY_STATE)))


@dataclass(frozen=True, slots=True)
class Send:
    """One send, kept with its source track."""

    id: str
    """Stable over renumbering: destination, destination channel and ordinal."""
    to: str
    """Id of the destination track, or ``hardware:N``."""
    gain_db: float = 0.0
    pan: float = 0.0
    muted: bool = False
    mono: bool = False
    polarity_inverted: bool = False
    tap: Tap = "post_fader"
    source_channel: str = "1/2"
    channel: str = "1/2"
    """Destination channels; other than 1/2 it usually keys a side-chain. "" when only MIDI is sent."""
    envelopes: tuple[Envelope, ...] = ()
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRef:
    """What a clip plays: a file by path as written, or notes held in the session."""

    kind: str
    """``audio midi video session empty`` …"""
    path: str = ""
    hash: str = ""
    """sha256 (32 hex digits) of content held inside the session (notes without selection and editor state)."""
    extra: tuple[str, ...] = ()
    start_s: float = 0.0
    """Where in the file the source begins, when it is only a section of it; a clip's offset counts from there."""
    name: str = ""
    """What the engineer sees of the source, where the path is made anew at every save (an export that copies audio);
    then the name tells which source it is, and offsets compare only within one path."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One item on a track; name, gain, rate and source are those of its active take."""

    id: str
    name: str
    position_s: float
    length_s: float
    source: SourceRef
    source_offset_s: float = 0.0
    gain_db: float = 0.0
    pan: float = 0.0
    polarity_inverted: bool = False
    fade_in_s: float = 0.0
    fade_out_s: float = 0.0
    fade_in_shape: str = "linear"
    fade_out_shape: str = "linear"
    auto_fade: bool = False
    """The lengths come from an automatic cross-fade, not from a hand."""
    muted: bool = False
    rate: float = 1.0
    pitch_st: float = 0.0
    loop: bool = False
    take: str = ""
    """Id of the active take."""
    takes: int = 1
    inserts: tuple[Insert, ...] = ()
    envelopes: tuple[Envelope, ...] = ()
    extra: tuple[str, ...] = ()
    lane: int = 0
    """Which of its track's fixed lanes it lies in, from 1; 0 where the track has none. See `Track.plays`."""


@dataclass(frozen=True, slots=True)
class Track:
    """One track, folder or bus; the session's master is one too."""

    id: str
    name: str
    kind: Literal["track", "folder", "master"] = "track"
    folder: str = ""
    """Id of the folder track that holds it, "" at the top."""
    gain_db: float = 0.0
    pan: float = 0.0
    width: float = 1.0
    pan_mode: str = ""
    pan_law_db: float | None = None
    pan_left: float = -1.0
    pan_right: float = 1.0
    """Where the two channels go while the pan mode is dual; without effect in the others."""
    mono: bool = False
    """Its channels are summed to one."""
    trim_db: float = 0.0
    """A gain ahead of the inserts, where a strip has one."""
    muted: bool = False
    soloed: bool = False
    polarity_inverted: bool = False
    output: str = "master"
    """``master``, the id of its folder or of another track that it feeds, or ``none`` when sends alone are heard."""
    channels: int = 2
    chain_enabled: bool = True
    frozen: bool = False
    armed: bool = False
    colour: str = ""
    automation_mode: str = ""
    groups: tuple[str, ...] = ()
    """``volume.lead:1 vca.follow:3`` …: which group does what to it."""
    name_is_default: bool = False
    """The application named it (after its number or first device): a name that changes by itself."""
    inserts: tuple[Insert, ...] = ()
    input_inserts: tuple[Insert, ...] = ()
    sends: tuple[Send, ...] = ()
    clips: tuple[Clip, ...] = ()
    envelopes: tuple[Envelope, ...] = ()
    extra: tuple[str, ...] = ()
    lanes_playing: tuple[int, ...] | None = None
    """The fixed lanes that are heard, from 1; None where all are, or the track has none."""

    def plays(self, clip: Clip) -> bool:
        """Whether a clip of it can be heard: it is not muted, and its lane plays."""
        return not clip.muted and (self.lanes_playing is None or clip.lane == 0 or clip.lane in self.lanes_playing)


class TempoPoint(NamedTuple):
    """Tempo and metre from a time on."""

    time_s: float
    bpm: float
    numerator: int
    denominator: int
    ramp: bool
    """Whether the tempo glides from here to the next point."""


class Marker(NamedTuple):
    """A marker, or a region when it has an end."""

    time_s: float
    name: str
    end_s: float | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state of the mixer that the engineer stored under a name, to come back to."""

    name: str
    number: int
    saved_at: float | None
    """UTC seconds; None where it is not said."""
    covers: tuple[str, ...]
    """What of the tracks it brings back when recalled: ``volume pan mute solo sends inserts polarity`` …"""
    tracks: tuple[Track, ...]
    """As they were, by the ids of the session's own tracks; the master is one of them where it was stored."""
    notes: str = ""
    text: str = ""
    """As the file has it."""


@dataclass(frozen=True, slots=True)
class Session:
    """One save of one piece of work."""

    format: str
    app: str
    app_version: str
    master: Track
    tracks: tuple[Track, ...] = ()
    path: str = ""
    saved_at: float | None = None
    """UTC seconds, as the file itself says; None where it does not."""
    sample_rate: int | None = None
    """None = the device's rate."""
    tempo_map: tuple[TempoPoint, ...] = ()
    """Empty where the format carries no tempo."""
    tempo_is_default: bool = False
    """The tempo was never set: the application's own default and no tempo map."""
    play_rate: float = 1.0
    pan_law_db: float = 0.0
    pan_mode: str = ""
    """What tracks pan by that have no law or mode of their own."""
    markers: tuple[Marker, ...] = ()
    title: str = ""
    author: str = ""
    notes: str = ""
    render: str = ""
    """Where and how the last bounce went, as one text: its change marks a bounce."""
    extra: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    kind: Literal["project", "tracks", "chain"] = "project"
    """A whole project; a template of tracks; or one chain of inserts, held by a nameless track."""
    time_step_s: float = 0.0
    """The grid that the format rounds times to (an export by frames); 0 = none."""
    parts: tuple[str, ...] = ()
    """Names of the songs or reels that the file keeps apart, each a folder; empty for one."""
    snapshots: tuple[Snapshot, ...] = ()

    def every_track(self) -> Iterator[Track]:
        """The tracks in mixer order, then the master."""
        yield from self.tracks
        yield self.master

    def track(self, id: str) -> Track | None:
        """The first track with this id, or None."""
        return next((track for track in self.every_track() if track.id == id), None)

    def bpm_at(self, time_s: float) -> float | None:
        """Tempo at a time (ramps interpolated linearly in time); None where the session has none."""
        before: TempoPoint | None = None
        for point in self.tempo_map:
            if point.time_s > time_s:
                if before is not None and before.ramp:
                    share = (time_s - before.time_s) / (point.time_s - before.time_s)
                    return before.bpm + share * (point.bpm - before.bpm)
                break
            before = point
        if before is None:
            before = self.tempo_map[0] if self.tempo_map else None
        return None if before is None else before.bpm

"""Small AAFs, composed as each application writes them: what tests and benchmarks of the reader are made of.

Parts of a track are given in edit units, as in the file. Names of definitions are whatever the caller likes: a reader
must not look at them.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from parsers.formats.aaf.auids import (
    AMPLITUDE,
    AVID_CLIP_RATIO,
    AVID_CURVE_TYPE,
    CHANNEL_COMBINER,
    INTERPOLATIONS,
    LEVEL,
    PAN,
    PANS,
    SPEED_RATIO,
)
from parsers.formats.aaf.objects import Object
from parsers.formats.aaf.opened import object_file

__all__ = [
    "Clip", "Combined", "Composition", "Fade", "Gap", "Lane", "Media", "Muted", "Nested", "Part", "aaf", "gain", "pan",
    "sped", "unknown",
]  # fmt: skip

Points: TypeAlias = Sequence[tuple[float, float]]
"""(share of the length, value) of each point."""

_MONO_GAIN = "9d2ea894-0968-11d3-8a38-0050040ef7d2"
_MONO_PAN = next(iter(PANS))
_WARP = "f1db0f27-8d64-11d3-80df-006008143e6f"
_DISSOLVE = "0c3bea41-fc05-11d2-8a29-0050040ef7d2"
_RATIONAL = "03010100-0000-0000-060e-2b3401040101"
_INT32 = "01010700-0000-0000-060e-2b3401040101"
_OF_INTEGERS = frozenset({AVID_CURVE_TYPE})

PRODUCTS: Mapping[str, tuple[str, str, str, tuple[int, int, int, int]]] = {
    # application: company, product, version as text, version as a record
    "Pro Tools": ("Digidesign, Inc.", "ProTools", "23.12.0.136", (23, 12, 0, 136)),
    "Media Composer": ("Avid Technology, Inc.", "Avid Media Composer 23.12", "Unknown version", (23, 12, 0, 0)),
    "Resolve": ("Blackmagic Design", "DaVinci Resolve", "Unknown version", (18, 5, 0, 0)),
    "Premiere": ("Adobe", "Premiere Pro", "23.5.0", (23, 5, 0, 0)),
    "Logic": ("App", "Log", "10.7", (10, 7, 4, 5614)),
    "Other": ("Nobody", "Mixer", "1.0", (1, 0, 0, 0)),
}


@dataclass(frozen=True, slots=True)
class Media:
    """A clip in the bin and the file behind it; equal ones are one.

    length    of the audio, in edit units of the track that uses it
    url       of the file; "" for audio inside the AAF
    origin    where its audio lies on the tape behind it, in edit units; None for no tape
    copy      tells equal ones apart: copies of one recording
    """

    name: str
    length: int = 1000
    url: str = "file:///audio/kick.wav"
    origin: int | None = None
    channels: int = 1
    copy: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Silence."""

    length: int


@dataclass(frozen=True, slots=True)
class Clip:
    """Some of a medium; None: of a mob that is not in the file."""

    media: Media | None
    length: int
    start: int = 0
    slot: int = 1


@dataclass(frozen=True, slots=True)
class Fade:
    """A transition over what stands before and after it. shape: a word of `INTERPOLATIONS`, or Avid's curve type."""

    length: int
    cut: int = 0
    shape: str | int = "linear"


@dataclass(frozen=True, slots=True)
class Group:
    """An operation around parts; several parts are a sequence.

    parameters  AUID → constant or points
    """

    operation: str
    inside: Sequence[Part]
    parameters: Mapping[str, float | Fraction | Points]
    length: int | None = None
    attributes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Combined:
    """Mono clips that are one."""

    sides: Sequence[Clip]


@dataclass(frozen=True, slots=True)
class Muted:
    """A part that a selector passes by."""

    inside: Part


@dataclass(frozen=True, slots=True)
class Nested:
    """The window of another composition, by its name."""

    composition: str
    length: int
    start: int = 0
    slot: int = 1


Part: TypeAlias = "Gap | Clip | Fade | Group | Combined | Muted | Nested"


def gain(
    *inside: Part, ratio: float | None = None, curve: Points | None = None, clip_ratio: Points | None = None
) -> Group:
    """A gain operation: constant, curve, and Media Composer's automation; as many of them as are given."""
    given: dict[str, float | Fraction | Points] = {}
    if ratio is not None:
        given[AMPLITUDE] = ratio
    if curve is not None:
        given[AMPLITUDE] = curve
    if clip_ratio is not None:
        given[AVID_CLIP_RATIO] = clip_ratio
    return Group(_MONO_GAIN, inside, given)


def pan(*inside: Part, value: float | Points, length: int | None = None) -> Group:
    """A pan operation, 0 … 1, perhaps counted in other units than what is inside."""
    return Group(_MONO_PAN, inside, {PAN: value}, length)


def sped(*inside: Part, length: int, ratio: Fraction, mixed: int | None = None) -> Group:
    """A change of speed; `mixed` is the frame rate of what is inside, where it is another one."""
    attributes = {} if mixed is None else {"_MIXMATCH_RATE_NUM": mixed, "_MIXMATCH_RATE_DENOM": 1}
    return Group(_WARP, inside, {SPEED_RATIO: ratio}, length, attributes)


def unknown(*inside: Part) -> Group:
    """An operation that nobody knows."""
    return Group("11111111-2222-3333-4444-555555555555", inside, {})


@dataclass(frozen=True, slots=True)
class Lane:
    """One slot. Its segment is the only part where that is a group around a whole, else a sequence of its parts."""

    parts: Sequence[Part] = ()
    name: str = ""
    rate: Fraction | int = 24
    attributes: Mapping[str, int] = field(default_factory=dict)
    media_kind: str = "sound"
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Composition:
    """One composition.

    usage    ``TopLevel SubClip AdjustedClip LowerLevel``, or "" for none
    markers  (place, name, length) on an event slot, in edit units
    """

    name: str
    lanes: Sequence[Lane] = ()
    usage: str = "TopLevel"
    markers: Sequence[tuple[int, str, int]] = ()
    marker_rate: Fraction | int = 24
    timecode: int | None = None


def aaf(
    *compositions: Composition,
    application: str = "Media Composer",
    names: str = "",
    time: datetime = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC),
    sector: int = 4096,
    seed: int = 0,
) -> bytes:
    """An AAF of these compositions; a composition that another one uses comes before it.

    names   of every definition
    seed    other ids for the same content
    """
    writer = _Writer(application, names, time, sector, seed)
    for composition in compositions:
        writer.composition(composition)
    return writer.written()


class _Stream:
    """Bytes to be written to. (pyaaf2 takes a BytesIO for a file that is empty.)"""

    def __init__(self, data: bytes) -> None:
        held = io.BytesIO(data)
        self.read, self.readinto, self.write = held.read, held.readinto, held.write
        self.seek, self.tell, self.truncate, self.getvalue = held.seek, held.tell, held.truncate, held.getvalue


@lru_cache
def _blank(sector: int) -> bytes:
    """A file of the dictionary alone: to make its 900 objects takes most of the time."""
    import aaf2.file

    file = aaf2.file.AAFFile(None, sector_size=sector)
    file.save()
    file.manager.remove_temp()
    file.cfb.close()
    blank: bytes = file.f.getvalue()
    return blank


class _Writer:
    def __init__(self, application: str, names: str, time: datetime, sector: int, seed: int) -> None:
        self._stream = _Stream(_blank(sector))
        self._file = object_file(self._stream, mode="rb+")
        self._names = names
        self._seed = seed
        self._mobs: dict[object, Object] = {}
        self._compositions: dict[str, Object] = {}
        self._identify(application, time)

    def _identify(self, application: str, time: datetime) -> None:
        company, product, text, record = PRODUCTS[application]
        one = self._file.header["IdentificationList"].value[0]
        one["CompanyName"].value, one["ProductName"].value, one["ProductVersionString"].value = company, product, text
        version = dict(zip(("major", "minor", "tertiary", "patchLevel"), record, strict=True))
        one["ProductVersion"].value = {**version, "type": "VersionReleased"}
        one["Date"].value = time
        self._file.header["LastModified"].value = time

    def written(self) -> bytes:
        """The bytes of the file."""
        file = self._file
        file.save()
        file.manager.remove_temp()
        file.cfb.close()
        return self._stream.getvalue()

    def _make(self, kind: str, *arguments: object, **more: object) -> Object:
        """A new object. (The library's factory remembers the kind asked for last: it must not be asked in between.)"""
        return self._file.create.from_name(kind, *arguments, **more)

    # Compositions and tracks

    def composition(self, draft: Composition) -> None:
        """Add a composition."""
        mob = self._make("CompositionMob", draft.name)
        mob.mob_id = self._id(draft.name, draft.usage)
        if draft.usage:
            mob.usage = f"Usage_{draft.usage}"
        self._file.content.mobs.append(mob)
        self._compositions[draft.name] = mob
        for number, lane in enumerate(draft.lanes, start=1):
            self._lane(mob, lane, number)
        if draft.timecode is not None:
            slot = mob.create_timeline_slot(24, 900)
            slot.segment = self._make("Timecode", 24, drop=False)
            slot.segment.start = draft.timecode
        if draft.markers:
            self._markers(mob, draft)

    def _lane(self, mob: Object, lane: Lane, number: int) -> None:
        slot = mob.create_timeline_slot(_edit_rate(lane.rate), number)
        slot.name = lane.name
        segments = [self._part(part, lane) for part in lane.parts]
        slot.segment = segments[0] if lane.bare else self._sequence(segments, lane.media_kind)
        if lane.attributes:
            slot["TimelineMobAttributeList"].value = list(self._tags(lane.attributes))

    def _tags(self, values: Mapping[str, int]) -> Iterator[Object]:
        for name, value in values.items():
            yield self._make("TaggedValue", name, value, _auid(_INT32))

    def _markers(self, mob: Object, draft: Composition) -> None:
        slot = self._make("EventMobSlot")
        slot["EditRate"].value = _edit_rate(draft.marker_rate)
        slot["SlotID"].value = 1000
        sequence = self._make("Sequence", "DescriptiveMetadata")
        for place, name, length in draft.markers:
            marker = self._make("DescriptiveMarker")
            marker["Position"].value, marker["Comment"].value, marker["Length"].value = place, name, length
            sequence.components.append(marker)
        slot["Segment"].value = sequence
        mob.slots.append(slot)

    # Parts

    def _sequence(self, segments: Sequence[Object], kind: str) -> Object:
        sequence = self._make("Sequence", kind)
        transitions = [one for one in segments if type(one).__name__ == "Transition"]
        for one in segments:
            sequence.components.append(one)
        sequence.length = sum(one.length for one in segments) - 2 * sum(one.length for one in transitions)
        return sequence

    def _part(self, part: Part, lane: Lane) -> Object:
        kind = lane.media_kind
        if isinstance(part, Gap):
            return self._make("Filler", kind, part.length)
        if isinstance(part, Clip):
            return self._clip(part, lane)
        if isinstance(part, Fade):
            return self._fade(part, kind)
        if isinstance(part, Nested):
            mob = self._compositions[part.composition]
            return self._make("SourceClip", part.start, part.length, mob.mob_id, part.slot, kind)
        if isinstance(part, Muted):
            inside = self._part(part.inside, lane)
            selector = self._make("Selector", kind, inside.length)
            selector["Selected"].value = self._make("Filler", kind, inside.length)
            selector["Alternates"].value = [inside]
            return selector
        if isinstance(part, Combined):
            group = Group(CHANNEL_COMBINER, part.sides, {})
            return self._group(group, [self._part(side, lane) for side in part.sides], kind)
        inside = [self._part(one, lane) for one in part.inside]
        return self._group(part, inside if len(inside) < 2 else [self._sequence(inside, kind)], kind)

    def _group(self, group: Group, inside: Sequence[Object], kind: str) -> Object:
        made = self._make("OperationGroup", self._operation(group.operation, kind), media_kind=kind)
        made.length = group.length if group.length is not None else inside[0].length
        for name, value in group.parameters.items():
            made["Parameters"].append(self._parameter(name, value))
        for one in inside:
            made["InputSegments"].append(one)
        if group.attributes:
            inside[0]["ComponentAttributeList"].value = list(self._tags(group.attributes))
        return made

    def _operation(self, auid: str, kind: str) -> Object:
        found = self._file.dictionary.lookup_operationdef(_auid(auid))
        if found is None:
            found = self._make("OperationDef", _auid(auid), self._names)
            found.media_kind = kind
            found["NumberInputs"].value = 1
            self._file.dictionary.register_def(found)
        return found

    def _parameter(self, auid: str, value: float | Fraction | Points) -> Object:
        dictionary = self._file.dictionary
        if dictionary.lookup_parameterdef(_auid(auid)) is None:
            typedef = self._file.metadict.lookup_typedef(_auid(_INT32 if auid in _OF_INTEGERS else _RATIONAL))
            dictionary.register_def(self._make("ParameterDef", _auid(auid), self._names, "", typedef))
        if isinstance(value, int | float | Fraction):
            return self._make("ConstantValue", _auid(auid), int(value) if auid in _OF_INTEGERS else _ratio(value))
        return self._varying(auid, value, "linear")

    def _varying(self, auid: str, points: Points, shape: str) -> Object:
        dictionary = self._file.dictionary
        kind = next(name for name, word in INTERPOLATIONS.items() if word == shape)
        if dictionary.lookup_interperlationdef(_auid(kind)) is None:
            dictionary.register_def(self._make("InterpolationDef", _auid(kind), self._names, ""))
        varying = self._make("VaryingValue", _auid(auid), _auid(kind))
        varying["PointList"].value = []
        for time, value in points:
            point = self._make("ControlPoint")
            point.time = _ratio(time)
            point["Value"].add_pid_entry()
            point["Value"].data = point["Value"].typedef.encode(_ratio(value), varying.typedef)
            varying["PointList"].append(point)
        return varying

    def _fade(self, fade: Fade, kind: str) -> Object:
        transition = self._make("Transition", kind, fade.length)
        transition["CutPoint"].value = fade.cut
        group = self._make("OperationGroup", self._operation(_DISSOLVE, kind), fade.length, kind)
        if isinstance(fade.shape, int):
            group["Parameters"].append(self._parameter(AVID_CURVE_TYPE, fade.shape))
        else:
            self._parameter(LEVEL, 0.0)
            group["Parameters"].append(self._varying(LEVEL, ((0, 0), (1, 1)), fade.shape))
        transition["OperationGroup"].value = group
        return transition

    # Media

    def _clip(self, clip: Clip, lane: Lane) -> Object:
        if clip.media is None:
            nowhere = self._id("nowhere")
            return self._make("SourceClip", clip.start, clip.length, nowhere, clip.slot, lane.media_kind)
        mob = self._media(clip.media, lane)
        return self._make("SourceClip", clip.start, clip.length, mob.mob_id, clip.slot, lane.media_kind)

    def _media(self, media: Media, lane: Lane) -> Object:
        """The master mob of a medium, with its file and its tape."""
        if media in self._mobs:
            return self._mobs[media]
        kind, rate = lane.media_kind, _edit_rate(lane.rate)
        key = (media.name, media.url, str(media.copy))
        file = self._mob("SourceMob", media.name, self._id("file", *key))
        descriptor = self._make("WAVEDescriptor") if media.url else self._make("PCMDescriptor")
        if media.url:
            locator = self._make("NetworkLocator")
            locator["URLString"].value = media.url
            descriptor["Locator"].value = [locator]
            descriptor["Summary"].value = b"RIFF"
        else:
            for name, value in (("QuantizationBits", 24), ("Channels", 1), ("BlockAlign", 3), ("AverageBPS", 144000)):
                descriptor[name].value = value
            descriptor["AudioSamplingRate"].value = 48000
            descriptor["Locked"].value = False
        descriptor["SampleRate"].value = 48000
        descriptor["Length"].value = media.length
        file.descriptor = descriptor
        tape = None
        if media.origin is not None:
            tape = self._mob("SourceMob", "tape", self._id("tape", *key))
            tape.descriptor = self._make("TapeDescriptor")
            tape.create_timeline_slot(rate, 1).segment = self._make("SourceClip", 0, 1_000_000, media_kind=kind)
        below = tape.mob_id if tape is not None else None
        file.create_timeline_slot(rate, 1).segment = self._make(
            "SourceClip", media.origin or 0, media.length, below, 0 if below is None else 1, kind
        )
        master = self._mob("MasterMob", media.name, self._id("master", *key))
        for side in range(1, media.channels + 1):
            slot = master.create_timeline_slot(rate, side)
            slot.segment = self._make("SourceClip", 0, media.length, file.mob_id, 1, kind)
        self._mobs[media] = master
        return master

    def _mob(self, kind: str, name: str, id: Object) -> Object:
        mob = self._make(kind)
        mob.name, mob.mob_id = name, id
        self._file.content.mobs.append(mob)
        return mob

    def _id(self, *parts: str) -> Object:
        from aaf2.mobid import MobID

        made = uuid.uuid5(uuid.NAMESPACE_OID, "\0".join((*parts, str(self._seed))))
        mob_id = MobID()
        mob_id.bytes_le = b"\x06\x0a\x2b\x34\x01\x01\x01\x05\x01\x01\x0f\x10\x13\0\0\0" + made.bytes
        return mob_id


def _auid(text: str) -> Object:
    from aaf2.auid import AUID

    return AUID(text)


def _edit_rate(rate: Fraction | int) -> str:
    value = Fraction(rate)
    return f"{value.numerator}/{value.denominator}"


def _ratio(value: float | Fraction) -> Object:
    """A ratio that the file can hold: two 32-bit integers, the lower as large as they come."""
    from aaf2.rational import AAFRational

    if isinstance(value, Fraction):
        return AAFRational(value.numerator, value.denominator)
    below = 0x20000000 if abs(value) < 3.9 else 1_000_000
    return AAFRational(round(value * below), below)

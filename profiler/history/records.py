"""What history hands on: saves and songs, moves, noise, gestures, settings and roles, as plain frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from parsers.session import Scalar

__all__ = [
    "ClipRef",
    "Gesture",
    "InsertRef",
    "Move",
    "MoveObject",
    "Noise",
    "Role",
    "Save",
    "SendRef",
    "Setting",
    "Song",
    "SongHistory",
    "Stretch",
    "TrackRef",
]

Roles: TypeAlias = Mapping[str, "Role"]


@dataclass(frozen=True, slots=True)
class Role:
    """What a track is in the mix (``lead vocal``, ``kick`` …, ``unknown``), how surely, and why it is thought so."""

    name: str
    probability: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackRef:
    """Which track: its id in the later save, its name there, its role."""

    id: str
    name: str
    role: str = "unknown"
    number: int = 0
    """Place in the mixer counted from 1 in the later save, which is what a nameless track is called by; 0 = none."""


@dataclass(frozen=True, slots=True)
class InsertRef:
    """Which insert: id, plug-in's bare name, place in the chain counted from 1."""

    id: str
    plugin: str
    position: int


@dataclass(frozen=True, slots=True)
class SendRef:
    """Which send: names of both ends, their ids, the destination channels."""

    from_name: str
    to_name: str
    from_id: str
    to_id: str
    channel: str = "1/2"


@dataclass(frozen=True, slots=True)
class ClipRef:
    """Which clip."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class MoveObject:
    """What a move touched, from the outside in. A project-wide control has no track."""

    track: TrackRef | None = None
    insert: InsertRef | None = None
    band: int | None = None
    send: SendRef | None = None
    clip: ClipRef | None = None
    envelope: str | None = None

    @property
    def key(self) -> str:
        """The object's path by ids: equal for the same object in every save and every store."""
        parts = [self.track.id if self.track else "project"]
        if self.insert is not None:
            parts.append(f"insert={self.insert.id}")
        if self.band is not None:
            parts.append(f"band={self.band}")
        if self.send is not None:
            parts.append(f"send={self.send.to_id}#{self.send.channel}")
        if self.clip is not None:
            parts.append(f"clip={self.clip.id}")
        if self.envelope:
            parts.append(f"envelope={self.envelope}")
        return "/".join(parts if parts[0] else parts[1:])


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of the song that a move of a clip or a curve lies in; of a curve also what it does there.

    where      name of the region, or of the marker before it; "" where there is none
    low, high  the curve's least and greatest value there, in its target's unit
    direction  which way it goes: up · down · up and down · level; "" for clips
    change     by how much a redrawn curve lies above what it was, on average
    """

    start_s: float
    end_s: float
    where: str = ""
    low: float | None = None
    high: float | None = None
    direction: str = ""
    change: float | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One control of one object, changed between two saves."""

    id: str | None
    """None when nothing is learnt (`mixtaste diff`); otherwise made of the save pair, the object's path and term."""
    object: MoveObject
    family: str
    term: str
    before: Scalar | None
    after: Scalar | None
    unit: str
    size_jnd: float | None = None
    audible: bool = True
    """False when it cannot be heard where it stands: bypassed insert, muted track, band that is off."""
    automated: bool = False
    count: int = 1
    """So many equal changes told as one (clips of a track shifted together)."""
    song: str = ""
    before_save: str = ""
    after_save: str = ""
    time: float | None = None
    user: str = ""
    gesture: str | None = None
    undone_by: str | None = None
    stretch: Stretch | None = None
    """Where in the song it lies, for what is bound to a place in it."""


@dataclass(frozen=True, slots=True)
class Noise:
    """A change between two saves that is no decision, named: what differs and why it means nothing."""

    object: MoveObject
    what: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gesture:
    """Moves of one save interval that were made together for one cause."""

    id: str
    moves: tuple[str, ...]
    """Ids, in the order of the moves."""
    kind: str
    """``single group sweep balance trade mirrored band insert bypass shift recall``: what holds them together."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a control came to rest in one song."""

    song: str
    user: str
    object: MoveObject
    term: str
    value: Scalar
    unit: str
    save: str
    time: float | None
    default: Scalar | None = None
    first: Scalar | None = None
    """Its value in the song's first save: inherited when equal."""
    touched: bool = False
    """A move of this song set it."""
    automated: bool = False
    audible: bool = True
    template: Scalar | None = None
    """Its value in the template that the song was made from (`inheritance`); None where there is none, or not there."""


@dataclass(frozen=True, slots=True)
class Save:
    """One save of a song. Equal content at several paths is one save."""

    id: str
    song: str
    path: str
    time: float | None
    parent: str | None
    user: str
    order: int = 0
    app_version: str = ""
    content: str = ""
    """Id of the content in the store."""
    fingerprint: str = ""
    """sha256 (32 hex digits) of the content without carriage returns: equal for the same save on every system."""


@dataclass(frozen=True, slots=True)
class Song:
    """The saves that are one piece of work, oldest first."""

    id: str
    name: str
    saves: tuple[Save, ...]
    tags: tuple[str, ...] = ()
    """The engineer's words about it, sorted: ``client:Anna``, ``genre:rock``, ``requested``, ``experiment`` …"""
    excluded: bool = False
    """The engineer wants it to count nowhere."""
    template: bool = False
    """What other songs are started from: shown, and no song of its own."""
    parts: tuple[str, ...] = ()
    """Names of the songs it holds, by its regions, where one project holds several (an album, a live set)."""

    @property
    def counts(self) -> bool:
        """Whether anything is to be learnt from it."""
        return not (self.excluded or self.template)

    @property
    def users(self) -> tuple[str, ...]:
        """Who saved it, sorted."""
        return tuple(sorted({save.user for save in self.saves}))


@dataclass(frozen=True, slots=True)
class SongHistory:
    """All that was seen to happen to one song."""

    song: Song
    moves: tuple[Move, ...] = ()
    noise: tuple[tuple[str, str, Noise], ...] = ()
    """(before save, after save, noise). The store does not keep it: two saves that are compared tell it again."""
    gestures: tuple[Gesture, ...] = ()
    settings: tuple[Setting, ...] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)
    """Track id → role in the latest save that has the track."""

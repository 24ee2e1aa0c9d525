"""Tracks as their blocks hold them: everything but what needs the other tracks (RPP_FORMAT §4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parsers.formats.reaper.chain import read_chain
from parsers.formats.reaper.envelopes import HARDWARE_ENVELOPES, SEND_ENVELOPES, TRACK_ENVELOPES, read_envelope
from parsers.formats.reaper.items import read_item, read_plain_item
from parsers.formats.reaper.lanes import FIXED, in_lanes
from parsers.formats.reaper.lexis import arguments, first_argument, shown
from parsers.formats.reaper.lines import (
    INTEGER,
    LEVEL,
    NUMBER,
    PAN,
    SWITCH,
    TEXT,
    Argument,
    Kind,
    Line,
    Table,
    choice,
    rest,
)
from parsers.formats.reaper.scan import Lines, block_name
from parsers.formats.reaper.sends import RECEIVES, Receive, hardware
from parsers.session import Clip, Envelope, Insert, Send

__all__ = [
    "AUTOMATION_MODE",
    "COLOUR",
    "GROUPS",
    "GROUP_KEYS",
    "PAN_LAW",
    "PAN_MODE",
    "TRACK",
    "TrackPart",
    "folders",
    "groups_of",
    "read_track",
]

_MODES = choice({0: "trim/read", 1: "read", 2: "touch", 3: "write", 4: "latch", 5: "latch preview"}, other="mode")
AUTOMATION_MODE = Kind(_MODES.read, lambda mode: _MODES.write(mode or "trim/read"))
PAN_MODE = choice({-1: "", 0: "classic balance", 3: "balance", 5: "stereo pan", 6: "dual pan"}, other="mode")


def _pan_law(text: str) -> float | None:
    value = float(text.removesuffix(":U"))
    return None if value < 0 else LEVEL.read(text.removesuffix(":U"))


def _colour(text: str) -> str:
    return "" if text == "16576" else shown(text)


PAN_LAW = Kind(_pan_law, lambda law: "-1" if law is None else LEVEL.write(law))
COLOUR = Kind(_colour, lambda colour: colour or "16576")

TRACK = Table(
    [
        Line("NAME", (Argument("name", TEXT, ""),), always=True),
        Line("PEAKCOL", (Argument("colour", COLOUR, "16576"),)),
        Line("AUTOMODE", (Argument("automation_mode", AUTOMATION_MODE, "0"),), always=True),
        Line(
            "VOLPAN",
            (
                Argument("gain_db", LEVEL, "1"),
                Argument("pan", PAN, "0"),
                Argument("pan_law_db", PAN_LAW, "-1"),
                *rest("-1", "1"),
            ),
            always=True,
        ),
        Line("MUTESOLO", (Argument("muted", SWITCH, "0"), Argument("soloed", SWITCH, "0"), *rest("0")), always=True),
        Line("IPHASE", (Argument("polarity_inverted", SWITCH, "0"),), always=True),
        Line("PANMODE", (Argument("pan_mode", PAN_MODE, "-1"),)),
        Line("WIDTH", (Argument("width", NUMBER, "1"),)),
        Line("DUALPAN", (Argument("pan_left", PAN, "-1"), Argument("pan_right", PAN, "1"))),
        Line("ISBUS", (Argument("folder_state", INTEGER, "0"), Argument("folder_step", INTEGER, "0")), always=True),
        Line(
            "REC",
            (Argument("armed", SWITCH, "0"), *rest("0", "0", "0", "0", "0", "0", "0")),
        ),
        Line("NCHAN", (Argument("channels", INTEGER, "2"),), always=True),
        Line("FX", (Argument("chain_enabled", SWITCH, "1"),), always=True),
        Line("MAINSEND", (Argument("to_parent", SWITCH, "1"), *rest("0")), always=True),
    ]
)
"""``folder_state``, ``folder_step`` and ``to_parent`` become kind, folder and output when the tracks meet."""

_TRACKS = frozenset({"TRACK", "MASTERFXLIST"})
GROUPS = {
    place: f"{what}.{part}"
    for number, what in enumerate(("volume", "pan", "mute", "solo", "arm", "polarity", "automation"))
    for place, part in ((2 * number, "lead"), (2 * number + 1, "follow"))
} | {
    14: "volume.reverse",
    15: "pan.reverse",
    16: "no lead when following",
    17: "width.reverse",
    18: "width.lead",
    19: "width.follow",
    20: "vca.lead",
    21: "vca.follow",
    22: "vca.pre_fx",
    23: "edit.lead",
    24: "edit.follow",
}
"""Columns of ``GROUP_FLAGS`` from 0 (RPP_FORMAT §4; 15 to 25 by the documentation of the Ultraschall API); any others
are ``flag N`` with N from 1."""


@dataclass(slots=True)
class TrackPart:
    """A track before it meets the others.

    structure  state and step of ``ISBUS``
    to_parent  whether it feeds its folder or the master
    receives  what comes from other tracks, by their index in the file
    sends     its hardware outputs; sends to tracks are their destinations' receives
    """

    fields: Mapping[str, Any]
    structure: tuple[int, int]
    to_parent: bool
    inserts: tuple[Insert, ...] = ()
    input_inserts: tuple[Insert, ...] = ()
    clips: tuple[Clip, ...] = ()
    envelopes: tuple[Envelope, ...] = ()
    sends: tuple[Send, ...] = ()
    receives: tuple[Receive, ...] = ()
    groups: tuple[str, ...] = ()
    frozen: bool = False
    extra: tuple[str, ...] = ()
    lanes_playing: tuple[int, ...] | None = None


class _Gathered:
    """What has been read of a track so far."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}
        self.extra: list[str] = []
        self.late_extra: list[str] = []
        """What belongs to blocks with fields: it goes behind the lines that are text only."""
        self.chains: dict[str, tuple[Insert, ...]] = {}
        self.clips: list[Clip] = []
        self.clip_ids: dict[str, int] = {}
        self.envelopes: list[Envelope] = []
        self.outs: list[tuple[int, list[Envelope]]] = []
        """Index of an AUXRECV or HWOUT line, and the envelopes that follow it."""
        self.groups: list[str] = []
        self.name: str | None = None
        self.frozen = False


def read_track(scan: Lines, index: int) -> tuple[TrackPart, int]:
    """Read the track whose block opens at `index`; returns it and the index after it."""
    lines = scan.lines
    track = _Gathered()
    identity = first_argument(lines[index].partition(" ")[2])
    place = index + 1
    count = len(lines)
    given, held, extra = track.given, TRACK.by_key, track.extra
    while place < count:
        if place >= scan.raw_from:
            after = read_plain_item(scan, place, track.clip_ids, track.clips)
            if after:
                place = after
                continue
            scan.strip(place)
        line = lines[place]
        if line == ">":
            break
        if line[:1] == "<":
            place = _gather_block(scan, place, track)
            continue
        key, _, remainder = line.partition(" ")
        if key in held:
            given[key] = remainder
        elif key in _OF_OTHERS:
            _gather_line(line, place, identity, track)
        elif line:
            extra.append(line if line.isascii() else shown(line))
        place += 1
    end = place + 1 if place < count else scan.unclosed(index)
    while scan.raw_from < count:
        scan.strip(scan.raw_from)
    return _part(scan, index, track), end


def _gather_line(line: str, place: int, identity: str, track: _Gathered) -> None:
    """File one of the lines `_OF_OTHERS`; `identity` is the GUID of the track's head, which another line repeats."""
    key, _, remainder = line.partition(" ")
    if key in {"AUXRECV", "HWOUT"}:
        track.outs.append((place, []))
    elif key in GROUP_KEYS and (found := groups_of(remainder, GROUP_KEYS[key])) is not None:
        track.groups += found
    elif not (key == "TRACKID" and first_argument(remainder) == identity != ""):
        track.extra.append(shown(line))


def folders(ids: Sequence[str], structure: Sequence[tuple[int, int]]) -> list[tuple[bool, str]]:
    """Whether each track is a folder, and the id of the folder that holds it, from ``ISBUS`` states and steps."""
    found = []
    path: list[str] = []
    for identity, (state, step) in zip(ids, structure, strict=True):
        found.append((state == 1 or step > 0, path[-1] if path else ""))
        if step > 0:
            path.append(identity)
        elif step < 0:
            del path[max(len(path) + step, 0) :]
    return found


def _gather_block(scan: Lines, place: int, track: _Gathered) -> int:
    name = block_name(scan.lines[place])
    if name == "ITEM":
        clip, end = read_item(scan, place, track.clip_ids)
        if scan.cut is None:
            track.clips.append(clip)
        return end
    if name in {"FXCHAIN", "FXCHAIN_REC"} and name not in track.chains:
        chain, end = read_chain(scan, place + 1)
        track.chains[name] = chain.inserts
        track.late_extra.extend(f"{name}/{line}" for line in chain.head)
        return end
    if name in TRACK_ENVELOPES:
        return _keep(read_envelope(scan, place, TRACK_ENVELOPES[name]), track.envelopes, track.extra)
    for key, envelopes in (("AUXRECV", SEND_ENVELOPES), ("HWOUT", HARDWARE_ENVELOPES)):
        if name in envelopes and track.outs and scan.lines[track.outs[-1][0]].startswith(key):
            return _keep(read_envelope(scan, place, envelopes[name]), track.outs[-1][1], track.extra)
    scan.refuse(place, _TRACKS)
    end = scan.past(place)
    if name == "NAME" and track.name is None:
        track.name = shown("\n".join(line[1:] for line in scan.body(place, end)))
        return end
    track.frozen = track.frozen or name == "FREEZE"
    scan.keep(track.extra, place, end)
    return end


def _keep(found: tuple[Envelope | str, int], envelopes: list[Envelope], extra: list[str]) -> int:
    """File an envelope where it belongs; an empty one is text for `extra`. Returns the index after it."""
    envelope, end = found
    if isinstance(envelope, str):
        extra += [envelope] if envelope else []
    else:
        envelopes.append(envelope)
    return end


GROUP_KEYS = {"GROUP_FLAGS": 0, "GROUP_FLAGS_HIGH": 32}
"""Lines that say a track's groups, and how many groups the lines before them say; the master's begin with its name."""


_OF_OTHERS = frozenset({"AUXRECV", "HWOUT", "TRACKID", *GROUP_KEYS})
"""Lines that hold no field and are more than text."""


def groups_of(remainder: str, first: int) -> list[str] | None:
    """``volume.lead:1`` … from one bit mask a column; None when a mask is no number."""
    groups = []
    for column, word in enumerate(arguments(remainder)):
        if not word.isascii() or not word.isdigit() or len(word) > 10:
            return None
        mask = int(word)
        what = GROUPS.get(column) or f"flag {column + 1}"
        groups += [f"{what}:{first + bit + 1}" for bit in range(32) if mask >> bit & 1]
    return groups


def _part(scan: Lines, index: int, track: _Gathered) -> TrackPart:
    fields = TRACK.read(track.given, track.extra, lambda trouble: scan.warn(index, trouble))
    if track.name is not None:
        fields["name"] = track.name
    receives, sends = [], []
    for place, envelopes in track.outs:
        scan.spend("receive")
        key, _, remainder = scan.lines[place].partition(" ")
        reading = RECEIVES.reading(key, remainder)
        if reading.trouble:
            scan.warn(place, reading.trouble)
        extra = () if reading.leftover is None else (reading.leftover,)
        values = dict(reading.fields)
        if key == "HWOUT":
            sends.append(hardware(values, tuple(envelopes), extra))
        else:
            receives.append(Receive(shown(scan.lines[place]), values.pop("source"), values, tuple(envelopes), extra))
    clips, lines = tuple(track.clips), (*track.extra, *track.late_extra)
    lanes_playing = None
    if FIXED in lines:
        clips, lanes_playing, lines = in_lanes(clips, lines)
    structure = fields.pop("folder_state"), fields.pop("folder_step")
    return TrackPart(
        fields=fields,
        structure=structure,
        to_parent=fields.pop("to_parent"),
        inserts=track.chains.get("FXCHAIN", ()),
        input_inserts=track.chains.get("FXCHAIN_REC", ()),
        clips=clips,
        envelopes=tuple(track.envelopes),
        sends=tuple(sends),
        receives=tuple(receives),
        groups=tuple(track.groups),
        frozen=track.frozen,
        extra=lines,
        lanes_playing=lanes_playing,
    )

"""Mixer snapshots of the SWS extension: states of the mixer that the engineer stored under names.

They stand in the project's ``EXTENSIONS`` block. No file of the corpus has one; the layout is that of the extension's
own source (reaper-oss/sws, Snapshots/SnapshotClass.cpp, ObjectState/TrackSends.cpp):

    <SWSSNAPSHOT "name" slot mask unix-time notes        older: … mask high low, a Windows time of 100 ns
      <TRACK {GUID} volume pan mute solo fx visible selected panmode width left right panlaw phase offset-flag offset
        NAME "name" number
        AUXSEND {GUID of the destination} as AUXRECV from its second argument on, then its envelopes
        HWOUT as in a track
        <FXCHAIN …, envelopes as in a track, <FX "name" count and parameters in base64 (no longer written)
      >
    >

The master has a GUID of zeros. Old snapshots have ``TRACK`` lines without a block.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from parsers.errors import BrokenSessionError
from parsers.formats.reaper.chain import read_chain
from parsers.formats.reaper.envelopes import HARDWARE_ENVELOPES, SEND_ENVELOPES, TRACK_ENVELOPES, read_envelope
from parsers.formats.reaper.lexis import arguments, first_argument, number, shown
from parsers.formats.reaper.lines import HELD, LEVEL, NUMBER, PAN, SWITCH, TEXT, Argument, Line, rest
from parsers.formats.reaper.scan import Lines, block_name
from parsers.formats.reaper.sends import RECEIVE, RECEIVES, hardware, numbered
from parsers.formats.reaper.tracks import PAN_LAW, PAN_MODE
from parsers.session import Envelope, Insert, Send, Snapshot, Track

__all__ = ["NAME", "PLACE", "read_snapshot", "read_snapshots"]

NAME = "SWSSNAPSHOT"
PLACE = f"{NAME} {HELD}"
"""Stands in the text of ``EXTENSIONS`` where a snapshot does."""
_COVERS = {
    1: "volume",
    2: "pan",
    4: "mute",
    8: "solo",
    16: "parameters",
    32: "sends",
    128: "visibility",
    256: "selection",
    512: "inserts",
    1024: "polarity",
    2048: "offset",
}
_MASTER = "{00000000-0000-0000-0000-000000000000}"
_WINDOWS_EPOCH_S = 11_644_473_600
"""From 1601, where Windows begins to count, to 1970."""
_TRACK = Line(
    "TRACK",
    (
        Argument("id", TEXT, ""),
        Argument("gain_db", LEVEL, "1"),
        Argument("pan", PAN, "0"),
        Argument("muted", SWITCH, "0"),
        Argument("soloed", SWITCH, "0"),
        Argument("chain_enabled", SWITCH, "1"),
        *rest("0", "0"),
        Argument("pan_mode", PAN_MODE, "-1"),
        Argument("width", NUMBER, "1"),
        Argument("pan_left", PAN, "-1"),
        Argument("pan_right", PAN, "1"),
        Argument("pan_law_db", PAN_LAW, "-1"),
        Argument("polarity_inverted", SWITCH, "0"),
    ),
)


class _Stored:
    """What has been read of one track of a snapshot."""

    def __init__(self, remainder: str) -> None:
        self.fields: dict[str, Any] = dict(_TRACK.read(remainder).fields)
        self.name = ""
        self.inserts: tuple[Insert, ...] = ()
        self.envelopes: list[Envelope] = []
        self.sends: list[Send] = []

    def track(self) -> Track:
        seen: dict[tuple[str, str], int] = {}
        sends = tuple(replace(send, id=numbered(send.to, send.channel, seen)) for send in self.sends)
        is_master = self.fields["id"] == _MASTER
        named: dict[str, Any] = (
            {"id": "master", "name": "Master", "kind": "master", "output": "none"} if is_master else {"name": self.name}
        )
        return Track(**self.fields | named, inserts=self.inserts, envelopes=tuple(self.envelopes), sends=sends)


def read_snapshots(scan: Lines, index: int, end: int) -> tuple[list[Snapshot], str]:
    """Read the ``EXTENSIONS`` block that opens at `index` and ends before `end`.

    Returns  its snapshots; its text with a line in the place of each. One that is damaged stays text, with a warning
    """
    lines = scan.lines
    found: list[Snapshot] = []
    kept: list[str] = []
    start = place = index
    while place < end:
        after = place + 1
        if lines[place].startswith(f"<{NAME} "):
            after = scan.past(place)
            try:
                snapshot = _read(scan, place, after)
            except BrokenSessionError:
                scan.warn(place, "a snapshot is damaged and stays unread")
            else:
                found.append(snapshot)
                kept += [scan.text(start, place), PLACE]
                start = after
        place = after
    return found, "\n".join([*kept, scan.text(start, end)])


def read_snapshot(text: str) -> Snapshot:
    """The snapshot that a block is. Raises BrokenSessionError."""
    scan = Lines(text.encode("utf-8"))
    return _read(scan, 0, len(scan.lines))


def _read(scan: Lines, index: int, end: int) -> Snapshot:
    words = arguments(scan.lines[index].partition(" ")[2])
    words += [""] * (5 - len(words))
    mask = int(words[2]) if words[2].isascii() and words[2].isdigit() and len(words[2]) < 10 else 0
    return Snapshot(
        name=shown(words[0]),
        number=int(words[1]) if words[1].isascii() and words[1].isdigit() and len(words[1]) < 10 else 0,
        saved_at=_time(words[3:]),
        covers=tuple(word for bit, word in _COVERS.items() if mask & bit),
        tracks=_tracks(scan, index + 1, end - 1),
        notes="" if words[4].isdigit() else shown(words[4]),
        text=scan.text(index, end),
    )


def _time(words: list[str]) -> float | None:
    first, second = words[:2]
    try:
        if second.isascii() and second.isdigit():
            return round(((int(first) & 0xFFFFFFFF) << 32 | int(second) & 0xFFFFFFFF) / 1e7) - _WINDOWS_EPOCH_S
        return number(first) or None
    except ValueError:
        return None


def _tracks(scan: Lines, place: int, end: int) -> tuple[Track, ...]:
    tracks: list[_Stored] = []
    while place < end:
        line = scan.lines[place]
        key, _, remainder = line.partition(" ")
        if key.removeprefix("<") == "TRACK":
            tracks.append(_Stored(remainder))
            place += 1
        elif line[:1] == "<":
            place = _block(scan, place, tracks[-1]) if tracks else scan.past(place)
        else:
            if tracks:
                _line(key, remainder, tracks[-1])
            place += 1
    return tuple(stored.track() for stored in tracks)


def _line(key: str, remainder: str, stored: _Stored) -> None:
    if key == "NAME":
        stored.name = first_argument(remainder)
    elif key == "HWOUT":
        stored.sends.append(hardware(dict(RECEIVES.reading(key, remainder).fields), (), ()))
    elif key == "AUXSEND":
        to, _, rest_of_line = remainder.partition(" ")
        fields = dict(RECEIVE.read(f"0 {rest_of_line}").fields)
        del fields["source"]
        if not fields["source_channel"]:
            fields["channel"] = ""
        stored.sends.append(Send(id="", to=shown(to), **fields))


def _block(scan: Lines, place: int, stored: _Stored) -> int:
    name = block_name(scan.lines[place])
    if name == "FXCHAIN" and not stored.inserts:
        chain, end = read_chain(scan, place + 1)
        stored.inserts = chain.inserts
        return end
    if name in TRACK_ENVELOPES:
        envelope, end = read_envelope(scan, place, TRACK_ENVELOPES[name])
        if isinstance(envelope, Envelope):
            stored.envelopes.append(envelope)
        return end
    for envelopes in (SEND_ENVELOPES, HARDWARE_ENVELOPES):
        if name in envelopes and stored.sends:
            envelope, end = read_envelope(scan, place, envelopes[name])
            if isinstance(envelope, Envelope):
                send = stored.sends[-1]
                stored.sends[-1] = replace(send, envelopes=(*send.envelopes, envelope))
            return end
    return scan.past(place)

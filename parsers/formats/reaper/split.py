"""A REAPER file cut into blocks (before the tracks, each track, after them), and whether it is whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from parsers.block import Block
from parsers.formats.reaper.lexis import first_argument

__all__ = [
    "Stretch", "careful_stretches", "depth_at_end", "is_complete", "join", "split", "stretches", "track_id",
    "versions",
]  # fmt: skip

_ROOT = b"<REAPER_PROJECT"
_BLANKS = (b" ", b"\t", b"\r", b"\n")
_STRUCTURE = re.compile(rb"^[ \t]*(?:<([^\s]*)|>[ \t]*\r?$)", re.MULTILINE)
"""A line that opens or closes a block."""
_OPENERS = re.compile(rb"\n[ \t]*<")
_CLOSERS = re.compile(rb"\n[ \t]*>[ \t]*\r?(?![^\n])")
_EDGES = (re.compile(rb"\n(?:>|<TRACK)"), re.compile(rb"\n  (?:>|<TRACK)"))
"""Where a track may open or close in a file without and with a root, as REAPER indents it."""
_HEAD_ID = re.compile(rb"[ \t]*<TRACK[ \t]+([^\r\n]+)")
_LINE_ID = re.compile(rb"^[ \t]*TRACKID[ \t]+([^\r\n]+)", re.MULTILINE)


class Stretch(NamedTuple):
    """A stretch of the file, and whether it starts with a track's block; what follows a track up to the next is its."""

    start: int
    end: int
    is_track: bool


def split(data: bytes) -> list[Block]:
    """The blocks of a file, in order; joined they are the file. An empty file has none.

    Works on any bytes. A track's key is its GUID, or what `track_id` gives in its stead.
    """
    parts = stretches(data)
    seen: dict[str, int] = {}
    first = next((place for place, part in enumerate(parts) if part.is_track), len(parts))
    return [
        Block("track", track_id(data[part.start : part.end], seen), data[part.start : part.end])
        if part.is_track
        else Block("head" if place <= first else "tail", "", data[part.start : part.end])
        for place, part in enumerate(parts)
    ]


def join(blocks: Iterable[bytes]) -> bytes:
    """The file that the blocks are."""
    return b"".join(blocks)


def is_complete(data: bytes) -> bool:
    """Whether the file holds something and every block in it is closed: False while it is still being written."""
    return bool(data.strip()) and depth_at_end(data) <= 0


def versions(data: bytes) -> list[bytes]:
    """The saves that a file holds, oldest first: a backup can keep several, one after the other. Mostly one."""
    starts = [0] if data.startswith(_ROOT) else []
    place = data.find(b"\n" + _ROOT)
    while place >= 0:
        starts.append(place + 1)
        place = data.find(b"\n" + _ROOT, place + 1)
    starts[:1] = [0]  # what stands before the first root is the first save's
    return [data[start:end] for start, end in zip(starts, [*starts[1:], len(data)], strict=True)]


def depth_at_end(data: bytes) -> int:
    """How many blocks are open at the end; negative for surplus closers."""
    lines = b"\n" + data  # what begins with a fixed byte is found four times as fast
    return len(_OPENERS.findall(lines)) - len(_CLOSERS.findall(lines))


def stretches(data: bytes, known: Mapping[int, int] = MappingProxyType({})) -> list[Stretch]:
    """The file cut by track, trusting the indent that REAPER writes where the file has it.

    A file with REAPER's layout is cut by searching alone; another one by counting blocks, see `careful_stretches`.
    known  where tracks start whose end, behind the closer's line, was found before
    """
    rooted = _is_rooted(data)
    edge, opener = _EDGES[rooted], b"  <TRACK" if rooted else b"<TRACK"
    first = edge.search(data) if not data.startswith(opener) else None
    while first is not None and first.group().endswith(b">"):
        first = edge.search(data, first.end())
    if first is None and not data.startswith(opener):
        return careful_stretches(data)
    found = []
    start = 0 if first is None else first.start() + 1
    while True:
        after = known.get(start, 0)
        if not after:
            closer = edge.search(data, start + len(opener))
            sound = closer is not None and closer.group().endswith(b">")
            if closer is None or not sound or data[start + len(opener) : start + len(opener) + 1] not in _BLANKS:
                return careful_stretches(data)
            after = data.find(b"\n", closer.end())
            after = len(data) if after < 0 else after + 1
            if data[closer.end() : after].strip(b" \t\r\n"):
                return careful_stretches(data)
        found.append((start, after))
        place = after - 1
        while (following := edge.search(data, place)) is not None and following.group().endswith(b">"):
            place = following.end()
        if following is None:
            return _filled(found, len(data))
        start = following.start() + 1


def careful_stretches(data: bytes) -> list[Stretch]:
    """The file cut by track, by counting opening and closing lines: right for any indent."""
    root = 1 if _is_rooted(data) else 0
    depth, start = 0, -1
    found = []
    for match in _STRUCTURE.finditer(data):
        if match[1] is not None:
            if depth == root and match[1] == b"TRACK" and start < 0:
                start = match.start()
            depth += 1
        else:
            depth = max(depth - 1, 0)
            if depth == root and start >= 0:
                end = data.find(b"\n", match.end() - 1)
                found.append((start, len(data) if end < 0 else end + 1))
                start = -1
    if start >= 0:
        found.append((start, len(data)))
    return _filled(found, len(data))


def _is_rooted(data: bytes) -> bool:
    match = _STRUCTURE.search(data)
    return match is not None and match[1] == _ROOT[1:]


def _filled(tracks: list[tuple[int, int]], length: int) -> list[Stretch]:
    """Tracks with what lies between them: before the first the head, after the last the tail."""
    if not tracks:
        return [Stretch(0, length, is_track=False)] if length else []
    parts = [Stretch(0, tracks[0][0], is_track=False)] if tracks[0][0] else []
    for (start, end), (following, _) in zip(tracks, [*tracks[1:], (tracks[-1][1], 0)], strict=True):
        parts.append(Stretch(start, max(end, following), is_track=True))
    if tracks[-1][1] < length:
        parts.append(Stretch(tracks[-1][1], length, is_track=False))
    return parts


def track_id(block: bytes, seen: dict[str, int]) -> str:
    """The id of the track with this block: the GUID of its opening line, else that of its TRACKID line.

    A track without either is ``#N``, N its count among such; the second one with a GUID is ``{…}#2``.
    seen  ids of the file so far, with their count; updated
    """
    found = _HEAD_ID.match(block) or _LINE_ID.search(block)
    identity = "" if found is None else first_argument(found[1].decode("latin-1").strip(" \t"))
    seen[identity] = count = seen.get(identity, 0) + 1
    return identity if identity and count == 1 else f"{identity}#{count}"

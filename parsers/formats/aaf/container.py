"""The compound file around the objects: checked whole before anything walks it, since files come from strangers.

Layout: [MS-CFB]. A header of one sector; a file allocation table (FAT) that chains sectors, its own sectors listed in
the header and in further DIFAT sectors; a directory of 128-byte entries, each a storage (its children one binary tree)
or a stream; streams below 4,096 bytes in 64-byte pieces of one stream that the root entry holds, chained by a mini FAT.

What is checked bounds what reading can cost: every chain ends, none shares a sector with another, streams are no longer
than their chains, the directory is a tree and not deep. So all streams together are no larger than the file.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from parsers.errors import BrokenSessionError, SessionTooLargeError

__all__ = ["Entry", "Layout", "is_complete", "is_compound", "layout_of", "streams_of"]

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_HEADER = struct.Struct("<8s16sHHHHH6xIIIIIIIII")
_HEADER_BYTES = 76
_IN_HEADER = 109
"""So many FAT sectors are listed in the header itself."""

_MINI = 64
_MINI_BELOW = 4096
_ENTRY = struct.Struct("<66xBxIII36xIQ")
"""Kind; left, right and child in the directory; first sector; bytes. (Names are for pyaaf2.)"""
_STORAGE, _STREAM, _ROOT = 1, 2, 5

_LAST_REGULAR = 0xFFFFFFFA
_END = 0xFFFFFFFE
_FREE = 0xFFFFFFFF
_NONE = 0xFFFFFFFF

MAX_DEPTH = 100
"""Storages inside storages. The deepest of 128 real files is 13."""
MAX_ENTRIES = 4_000_000


class Entry(NamedTuple):
    """One entry of the directory: its kind, places of its neighbours and first child, first sector, and bytes."""

    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


@dataclass(slots=True)
class Layout:
    """A compound file that has passed its checks.

    sector   bytes of one
    fat      sector → the next of its chain
    entries  by place in the directory
    """

    sector: int
    fat: array[int]
    entries: list[Entry]


class _Header(NamedTuple):
    sector: int
    fat_sectors: list[int]
    directory: int
    mini_fat: int


def is_compound(data: bytes) -> bool:
    """Whether the bytes begin as a compound file does."""
    return data.startswith(MAGIC)


def is_complete(data: bytes) -> bool:
    """Whether every sector that the file says it uses is there: False while it is being written or cut off."""
    try:
        header = _header(data)
        fat = _fat(data, header)
    except (BrokenSessionError, SessionTooLargeError):
        return False
    used = len(fat)
    while used and fat[used - 1] == _FREE:
        used -= 1
    return len(data) > used * header.sector


def layout_of(data: bytes) -> Layout:
    """Check a compound file.

    Raises  BrokenSessionError for what is damaged or cut off, SessionTooLargeError for what passes a bound.
    """
    header = _header(data)
    fat = _fat(data, header)
    count = (len(data) - 1) // header.sector  # the last one may be short
    taken = bytearray(count)
    for sector in header.fat_sectors:
        taken[sector] = 1
    directory = list(_chain(fat, header.directory, count, taken, "the directory"))
    entries = _entries(data, header.sector, directory)
    mini = array("I")
    for sector in _chain(fat, header.mini_fat, count, taken, "the table of short streams"):
        mini.frombytes(_sector(data, sector, header.sector))
    if sys.byteorder == "big":
        mini.byteswap()
    _check_tree(entries)
    _check_streams(entries, fat, mini, count, taken, header.sector)
    return Layout(header.sector, fat, entries)


def streams_of(layout: Layout, *, at_least: int) -> Iterator[list[int]]:
    """The sectors, in order, of each stream of some length."""
    for entry in layout.entries:
        if entry.kind == _STREAM and entry.size >= max(at_least, _MINI_BELOW):
            sectors, place = [], entry.start
            while place < _LAST_REGULAR:
                sectors.append(place)
                place = layout.fat[place]
            yield sectors


def _header(data: bytes) -> _Header:
    if not is_compound(data):
        raise BrokenSessionError("this is no AAF: it does not begin as a compound file does", offset=0)
    if len(data) < _HEADER_BYTES + 4 * _IN_HEADER:
        raise BrokenSessionError("the file ends within its header", offset=len(data))
    fields = _HEADER.unpack_from(data)
    _, _, _, _, order, shift, mini_shift, _, _, directory, _, mini_below, mini_fat, _, difat, difats = fields
    if order != 0xFFFE:
        raise BrokenSessionError("its byte order is none that an AAF has", offset=28)
    if shift not in (9, 12) or mini_shift != 6 or mini_below != _MINI_BELOW:
        raise BrokenSessionError("the sizes of its sectors are none that an AAF has", offset=30)
    sector = 1 << shift
    count = (len(data) - 1) // sector
    if count < 2:
        raise BrokenSessionError("the file ends within its first sectors", offset=len(data))
    return _Header(sector, _fat_sectors(data, sector, count, difat, difats), directory, mini_fat)


def _fat_sectors(data: bytes, sector: int, count: int, difat: int, difats: int) -> list[int]:
    """The sectors of the FAT, as the header and the DIFAT sectors from `difat` on list them."""
    listed = list(struct.unpack_from(f"<{_IN_HEADER}I", data, _HEADER_BYTES))
    for _ in range(min(difats, count) + 1):
        if difat >= _LAST_REGULAR or difats == 0:
            break
        if difat >= count:
            raise BrokenSessionError("the file ends before it is complete", offset=len(data))
        *more, difat = struct.unpack(f"<{sector // 4}I", _sector(data, difat, sector))
        listed += more
    else:
        raise BrokenSessionError("the list of its sectors goes round in a circle", offset=68)
    fat_sectors = [place for place in listed if place < _LAST_REGULAR]
    if len(set(fat_sectors)) != len(fat_sectors):
        raise BrokenSessionError("the list of its sectors names one twice", offset=76)
    if any(place >= count for place in fat_sectors):
        raise BrokenSessionError("the file ends before it is complete", offset=len(data))
    return fat_sectors


def _sector(data: bytes, place: int, size: int) -> bytes:
    start = (place + 1) * size
    return data[start : start + size].ljust(size, b"\0")


def _fat(data: bytes, header: _Header) -> array[int]:
    fat = array("I")
    for place in header.fat_sectors:
        fat.frombytes(_sector(data, place, header.sector))
    if sys.byteorder == "big":
        fat.byteswap()
    return fat


def _chain(fat: array[int], start: int, count: int, taken: bytearray, what: str) -> Iterator[int]:
    """The sectors of a chain, each marked as taken. Raises BrokenSessionError where it leaves the file or meets one."""
    place = start
    while place < _LAST_REGULAR:
        if place >= count or place >= len(fat):
            raise BrokenSessionError(f"the file ends before it is complete: {what} goes on past its end")
        if taken[place]:
            raise BrokenSessionError(f"{what} runs into what belongs to something else")
        taken[place] = 1
        yield place
        place = fat[place]
    if place not in (_END, _FREE):
        raise BrokenSessionError(f"{what} has no end")


def _entries(data: bytes, sector: int, directory: list[int]) -> list[Entry]:
    if len(directory) * (sector // 128) > MAX_ENTRIES:
        raise SessionTooLargeError(f"the file holds more than {MAX_ENTRIES:,} objects")
    blocks = (_sector(data, place, sector) for place in directory)
    entries = [Entry._make(fields) for block in blocks for fields in _ENTRY.iter_unpack(block)]
    if not entries or entries[0].kind != _ROOT:
        raise BrokenSessionError("its directory has no root")
    return entries


def _check_tree(entries: list[Entry]) -> None:
    """Every entry is reached once from the root, and none lies too deep."""
    seen = bytearray(len(entries))
    seen[0] = 1
    waiting = [(entries[0].child, 1)]
    while waiting:
        place, depth = waiting.pop()
        if place == _NONE:
            continue
        if place >= len(entries) or seen[place]:
            raise BrokenSessionError("its directory is no tree")
        if depth > MAX_DEPTH:
            raise SessionTooLargeError(f"its objects nest more than {MAX_DEPTH} deep")
        entry = entries[place]
        if entry.kind not in (_STORAGE, _STREAM):
            raise BrokenSessionError("its directory names an entry of no known kind")
        seen[place] = 1
        waiting += [(entry.left, depth), (entry.right, depth), (entry.child, depth + 1)]


def _check_streams(
    entries: list[Entry], fat: array[int], mini: array[int], count: int, taken: bytearray, sector: int
) -> None:
    """Every stream is as long as its chain at most."""
    root = entries[0]
    holder = list(_chain(fat, root.start, count, taken, "the holder of short streams"))
    pieces = len(holder) * (sector // _MINI)
    used = bytearray(pieces)
    for entry in entries[1:]:
        if entry.kind != _STREAM or entry.size == 0:
            continue
        if entry.size < _MINI_BELOW:
            length = sum(_MINI for _ in _chain(mini, entry.start, pieces, used, "a short stream"))
        else:
            length = sum(sector for _ in _chain(fat, entry.start, count, taken, "a stream"))
        if length < entry.size:
            raise BrokenSessionError("a stream is shorter than it says")

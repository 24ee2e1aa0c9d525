"""The container of `ProjectData`: a file header, then records back to back, without index or checksum.

    file header, 24 bytes   magic 23 47 c0 ab · u16 format word at 4 · u32 at 16 = length of all that follows
    record header, 36 bytes tag (a four-character code, reversed) · u16 version at 4 · u16 slot at 10 · u16 owner at 14
                            · u16 key at 18 · u32 length of the payload at 28

All integers are little-endian. Source: LOGIC_FORMAT §2 of the project's research, verified on 224 files of Logic 10.0
to 12.2: every walk ends at the last byte.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from parsers.errors import BrokenSessionError

__all__ = [
    "HEADER_BYTES",
    "MAGIC",
    "RECORD_HEADER_BYTES",
    "Record",
    "format_word",
    "length_of",
    "records_of",
    "text_at",
    "u8",
    "u16",
    "u32",
]

MAGIC = b"\x23\x47\xc0\xab"
HEADER_BYTES = 24
RECORD_HEADER_BYTES = 36

_RECORD = struct.Struct("<4sH4xH2xH2xH8xI4x")
_U16 = struct.Struct("<H")
_U32 = struct.Struct("<I")


class Record(NamedTuple):
    """One record.

    tag    in reading order: ``Song Envi Trak MSeq EvSq AuCn AuCO AuCU AuFl AuRg`` …
    start  of its header in the data
    """

    tag: str
    version: int
    slot: int
    owner: int
    key: int
    payload: bytes
    start: int


def u8(payload: bytes, place: int) -> int:
    """The byte at a place; 0 beyond the end."""
    return payload[place] if 0 <= place < len(payload) else 0


def u16(payload: bytes, place: int) -> int:
    """The 16-bit number at a place; 0 beyond the end."""
    return int(_U16.unpack_from(payload, place)[0]) if 0 <= place <= len(payload) - 2 else 0


def u32(payload: bytes, place: int) -> int:
    """The 32-bit number at a place; 0 beyond the end."""
    return int(_U32.unpack_from(payload, place)[0]) if 0 <= place <= len(payload) - 4 else 0


def text_at(payload: bytes, place: int, length: int) -> str:
    """The text in a field of this length, up to its first NUL."""
    return payload[place : place + length].partition(b"\0")[0].decode("utf-8", "replace")


def format_word(data: bytes) -> int:
    """The number that tells the layout: 1702 is Logic 10.0, 2512 is 12.2."""
    return u16(data, 4)


def length_of(data: bytes) -> int | None:
    """How many bytes the header says that the whole `ProjectData` has; None where this is none."""
    if data[:4] != MAGIC or len(data) < HEADER_BYTES:
        return None
    return HEADER_BYTES + u32(data, 16)


def records_of(data: bytes, start: int = HEADER_BYTES) -> list[Record]:
    """Every record from a place to the end of the data.

    Raises  BrokenSessionError where a record does not fit, with its place
    """
    found: list[Record] = []
    place, end = start, len(data)
    while place < end:
        if place + RECORD_HEADER_BYTES > end:
            raise BrokenSessionError("a record is cut short", offset=place)
        tag, version, slot, owner, key, length = _RECORD.unpack_from(data, place)
        after = place + RECORD_HEADER_BYTES + length
        if after > end:
            raise BrokenSessionError(f"a record of {length:,} bytes does not fit into the file", offset=place)
        if not tag.isalpha():
            raise BrokenSessionError("here should be a record, and is none", offset=place)
        payload = data[place + RECORD_HEADER_BYTES : after]
        found.append(Record(tag[::-1].decode("ascii"), version, slot, owner, key, payload, place))
        place = after
    return found

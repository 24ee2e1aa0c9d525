"""How one block is pressed: alone, or against an earlier version of the same part of the song.

Codecs, as stored: 0 the plain bytes · 1 zstd · 2 zstd with the base's plain bytes as its dictionary. Levels are a
choice, measured on 586 saves of public REAPER histories (154 MB): versions of a track against its last version, at
level 3, come to 10.5 % of the raw saves; larger deltas pressed again at level 9 to 9.5 %, at some 40 MB/s.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import zstandard

__all__ = ["Pressed", "block_hash", "pack_numbers", "press", "unpack_numbers", "unpress"]

RAW, ALONE, AGAINST = 0, 1, 2

_LEVEL = 3
_HIGH_LEVEL = 9
_LARGE_DELTA = 4096
"""Bytes above which a delta is worth the higher level."""

_SMALL_SHARE = 0.1
"""A delta below this share of the plain bytes is taken at once; nothing that is tried further would save much."""

_WHOLE_MARGIN = 0.9
"""A delta must be smaller than this share of the block pressed alone: else it is kept whole, and is a new base."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A block ready to be stored; ``base`` counts into the bases it was given, None where it stands alone."""

    codec: int
    base: int | None
    body: bytes


def block_hash(plain: bytes) -> bytes:
    """Return the name of a block: the first 16 bytes of the sha256 of its plain bytes."""
    return hashlib.sha256(plain).digest()[:16]


def press(plain: bytes, bases: Sequence[bytes]) -> Pressed:
    """Press a block as small as it gets: against the best of the bases, tried in their order, or alone."""
    best: Pressed | None = None
    for number, base in enumerate(bases):
        body = _against(plain, base)
        if best is None or len(body) < len(best.body):
            best = Pressed(AGAINST, number, body)
        if len(best.body) <= _SMALL_SHARE * len(plain):
            return best
    alone = _alone(plain)
    if best is not None and len(best.body) < _WHOLE_MARGIN * len(alone.body):
        return best
    return alone


def unpress(codec: int, body: bytes, *, size: int, base: bytes | None = None) -> bytes:
    """Inverse of `press`: the plain bytes, ``size`` of them.

    Raises ValueError where the body cannot be opened.
    """
    if codec == RAW:
        return body
    try:
        if codec == ALONE:
            return zstandard.ZstdDecompressor().decompress(body, max_output_size=size)
        if codec == AGAINST and base is not None:
            return zstandard.ZstdDecompressor(dict_data=_dictionary(base)).decompress(body, max_output_size=size)
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error
    raise ValueError(f"codec {codec} is not known")


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """Return numbers in few bytes: the difference to the one before, signs folded in, seven bits to a byte.

    Blocks of one save mostly follow each other, so that most take one byte.
    """
    packed = bytearray()
    before = 0
    for number in numbers:
        step = number - before
        before = number
        folded = step * 2 if step >= 0 else -step * 2 - 1
        while folded > 0x7F:
            packed.append(folded & 0x7F | 0x80)
            folded >>= 7
        packed.append(folded)
    return bytes(packed)


def unpack_numbers(packed: bytes) -> list[int]:
    """Inverse of `pack_numbers`.

    Raises ValueError where the bytes end within a number.
    """
    numbers: list[int] = []
    value = shift = number = 0
    for byte in packed:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            number += value >> 1 if value % 2 == 0 else -(value + 1 >> 1)
            numbers.append(number)
            value = shift = 0
    if shift:
        raise ValueError("a list of blocks is cut short")
    return numbers


def _alone(plain: bytes) -> Pressed:
    presser = zstandard.ZstdCompressor(level=_LEVEL, write_content_size=False, write_checksum=False)
    body = presser.compress(plain)
    return Pressed(ALONE, None, body) if len(body) < len(plain) else Pressed(RAW, None, plain)


def _against(plain: bytes, base: bytes) -> bytes:
    body = _delta(plain, base, _LEVEL)
    return _delta(plain, base, _HIGH_LEVEL) if len(body) > _LARGE_DELTA else body


def _delta(plain: bytes, base: bytes, level: int) -> bytes:
    # Size, checksum and dictionary number are left out: the row has the size, and the hash is checked anyway.
    return zstandard.ZstdCompressor(
        level=level, dict_data=_dictionary(base), write_content_size=False, write_checksum=False, write_dict_id=False
    ).compress(plain)


def _dictionary(base: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)

"""FastLZ, the packing that Native Instruments uses inside its sound containers: runs of bytes and references back.

    first byte   level - 1 in the three highest bits; the other five are those of the first instruction
    run          byte below 32: n + 1 bytes follow as they are
    reference    highest three bits: length - 2, 7 = a further length follows (level 1: one byte; level 2: bytes until
                 one below 255); lowest five and the next byte: how far back, minus one. Level 2 with all of these set:
                 u16be more

Evidence: FastLZ's published description; 180 streams of NI effects, FM8, Massive and Kontakt unpack to the very length
that stands before them.
"""

from __future__ import annotations

__all__ = ["unpacked"]

_FARTHEST = 31 << 8 | 255
"""Distance at which level 2 says a longer one."""


def unpacked(data: bytes, size: int) -> bytes | None:
    """What the stream unpacks to, or None where it is no such stream or has another length.

    size  of the content; nothing is unpacked beyond it
    """
    if not data or data[0] >> 5 > 1:
        return None
    second_level = data[0] >> 5 == 1
    out = bytearray()
    place, code = 1, data[0] & 31
    try:
        while len(out) <= size:
            if code < 32:
                out += data[place : place + code + 1]
                place += code + 1
            else:
                length, back, place = _reference(data, place, code, second_level=second_level)
                start = len(out) - back
                if start < 0 or length > size - len(out):
                    return None
                again = out[start : start + length]
                out += (again * (length // len(again) + 1))[:length]
            if place >= len(data):
                break
            code = data[place]
            place += 1
    except IndexError:
        return None
    return bytes(out) if len(out) == size and place == len(data) else None


def _reference(data: bytes, place: int, code: int, *, second_level: bool) -> tuple[int, int, int]:
    """Length of a reference, how far back it points, and where it ends. Raises IndexError where the bytes end."""
    length, back = (code >> 5) + 2, (code & 31) << 8
    if code >> 5 == 7:
        more = 255
        while more == 255:
            more = data[place]
            place += 1
            length += more
            if not second_level:
                break
    back += data[place]
    place += 1
    if second_level and back == _FARTHEST:
        back += data[place] << 8 | data[place + 1]
        place += 2
    return length, back + 1, place

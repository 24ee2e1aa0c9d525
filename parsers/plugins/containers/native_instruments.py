"""Native Instruments: items in items, each with a random id, and the plug-in's own chunk in the innermost, packed.

    4 letters, u32le 1, u32le 2, u32le n, u32le 0 (effects only), then the item
    item    u64le size, u32le 1, ``hsin``, u32le flags, u32le 0, 16 bytes id, data, u32le 1, u32le n items,
            n × (u32le place, 4 letters, u32le kind, item)
    data    u64le size, 4 letters (backwards ``NISD``), u32le kind, u32le 1, the data that it builds on (not in kind 1),
            bytes of its own
    kinds   0x73 subtree: u32le 1, u8 packed; packed: u32le size, u32le packed size, FastLZ; else the item as it is
            0x6d chunk: u32le 1, u32le checksum, u32le 1, u64le size, 8 bytes, the plug-in's own chunk
            0x79 assignments: u32le 1, u32le 1, u32le n groups; each u32le ?, u32le n, name, n × (u32le ?, name,
            f32le lowest, f32le highest, u32le place in the host's list, u32le place in the group)
    name    u32le characters, UTF-16

The chunk of an effect is u8, u32le n, n × (name, value), ``0D 62 65 85``. A value has the width of its kind, which is
not written: f32le or i32le, a byte (a switch), or nothing. It ends where the next name begins; whole numbers are told
from floats by their size. Before the end four zeros may stand. The names are codes (``T1``). Where nearly all names of
a group of assignments begin like the codes at their places, they are those controls' (VC 76: Input, Output, Attack,
Release, Ratio …); where they do not (Replika XT), the codes stay.

Not read: FM8, Massive and Kontakt, whose chunks have layouts of their own; in younger Kontakts it is enciphered too.
Their bytes without ids and presets' names are compared.

Evidence: the layout of the items is published (ni-file). All 28 distinct states of effects in the corpus (VC 76, VC 2A,
Solid Bus Comp, Solid EQ, Replika XT, RC 24, RC 48; VST2, VST3, AU) open, their entries end at the end of the chunk, and
their values lie in 0 … 1 or are small whole numbers. What lies behind the items is the preset browser's: paths,
comments, memory that was never set.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from parsers.plugins.containers.contents import Budget, Contents
from parsers.plugins.containers.fastlz import unpacked
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.scales import rounded
from parsers.session import Scalar

__all__ = ["chunk_of", "parameters"]

_MARK = b"hsin"
_EFFECT = b"$iN"
"""Behind the first of the four letters that an effect's state begins with: which effect it is."""
_LATEST = 36
"""Byte at which the first mark stands at the latest; Reaktor's, further in, stands behind its own settings."""
_MARK_AT = 12
_HEADER = 40
_BARE, _CHUNK, _SUBTREE, _ASSIGNMENTS = 1, 0x6D, 0x73, 0x79
_CHUNK_HEADER, _ASSIGNMENTS_HEADER = 28, 8
_END = b"\x0dbe\x85"
_TAILS = (b"", bytes(4))
"""Behind the last entry; the four bytes are in plug-ins that keep a list of their own there, empty so far."""
_MOST_ENTRIES = 4096
_MOST_UNPACKED = 1 << 16
_LONGEST_NAME = 64
_SMALLEST_FLOAT = 1e-30
"""Bits that make a smaller float are a whole number."""
_AGREEING, _PROVING = 0.8, 4
"""Share of a group's names that must begin like the codes, and of how many names that is a proof."""
_NO_NAME = re.compile(r"\W*|<\{\[autoname\]\}>")


class _Data(NamedTuple):
    kind: int
    body: bytes


def parameters(state: bytes, budget: Budget) -> Contents | None:
    """Name → value of an effect's chunk, or None where the state is not NI's or its chunk has another layout.

    Raises  BrokenStateError where items do not fit into each other.
    """
    if state[1:4] != _EFFECT:
        return None
    found = _found(state, budget)
    chunk = found.get(_CHUNK, b"")[_CHUNK_HEADER:]
    if not chunk.endswith(_END):
        return None
    entries = _entries(chunk[: -len(_END)])
    if not entries:
        return None
    budget.spend(fields=len(entries))
    names = _names(list(entries), _assigned(found.get(_ASSIGNMENTS, b"")))
    return Contents("ni", "", {names.get(code, code): value for code, value in entries.items() if value is not None})


def chunk_of(state: bytes) -> bytes | None:
    """The plug-in's own chunk in the innermost item, unpacked; None where the state is not NI's, or is damaged."""
    try:
        return _found(state, Budget()).get(_CHUNK, b"")[_CHUNK_HEADER:] or None
    except BrokenStateError:
        return None


def _found(state: bytes, budget: Budget) -> Mapping[int, bytes]:
    """Kind → body of all data in the items, the first of each kind."""
    mark = state.find(_MARK, 0, _LATEST)
    found: dict[int, bytes] = {}
    if mark >= _MARK_AT:
        try:
            for kind, body in _items(state, mark - _MARK_AT, budget, 0):
                found.setdefault(kind, body)
        except struct.error:
            raise BrokenStateError("a state of Native Instruments ends inside an item") from None
    return found


def _items(state: bytes, place: int, budget: Budget, depth: int) -> Iterator[_Data]:
    """All data of an item and of those in it."""
    if depth >= budget.deepest:
        raise BrokenStateError("a state of Native Instruments is nested too deeply", offset=place)
    (size,) = struct.unpack_from("<Q", state, place)
    if state[place + _MARK_AT : place + _MARK_AT + 4] != _MARK or not _HEADER < size <= len(state) - place:
        raise BrokenStateError("a state of Native Instruments has a damaged item", offset=place)
    end = place + size
    data, place = _chain(state, place + _HEADER, end, 0)
    budget.spend(fields=len(data))
    for kind, body in data:
        yield _Data(kind, body)
        if kind == _SUBTREE:
            inner = _subtree(body, budget)
            if inner is not None:
                yield from _items(inner, 0, budget, depth + 1)
    _, count = struct.unpack_from("<2I", state, place)
    place += 8
    for _ in range(count):
        place += 12
        (size,) = struct.unpack_from("<Q", state, place)
        if size > end - place:
            raise BrokenStateError("an item of Native Instruments is longer than the one around it", offset=place)
        yield from _items(state, place, budget, depth + 1)
        place += size


def _chain(state: bytes, place: int, end: int, depth: int) -> tuple[list[_Data], int]:
    """The data at a place with those that it builds on, innermost first, and where it ends."""
    size, _, kind, _ = struct.unpack_from("<Q4s2I", state, place)
    if not 20 <= size <= end - place or depth > 8:
        raise BrokenStateError("an item of Native Instruments has damaged data", offset=place)
    inner: list[_Data] = []
    start = place + 20
    if kind != _BARE:
        inner, start = _chain(state, start, place + size, depth + 1)
    return [*inner, _Data(kind, state[start : place + size])], place + size


def _subtree(body: bytes, budget: Budget) -> bytes | None:
    """The item in a subtree; None where it is enciphered, or holds samples' tables rather than knobs."""
    _, packed = struct.unpack_from("<I?", body)
    if not packed:
        return body[5:]
    size, packed_size = struct.unpack_from("<2I", body, 5)
    if size > _MOST_UNPACKED:
        return None
    budget.spend(inflated=size)
    return unpacked(body[13 : 13 + packed_size], size)


def _text(data: bytes, place: int) -> tuple[str, int] | None:
    """A name and where it ends; None where none stands there."""
    if len(data) < place + 4:
        return None
    (count,) = struct.unpack_from("<I", data, place)
    end = place + 4 + 2 * count
    if count > _LONGEST_NAME or end > len(data):
        return None
    return data[place + 4 : end].decode("utf-16-le", "replace"), end


def _is_code(data: bytes, place: int) -> bool:
    found = _text(data, place)
    return found is not None and found[0].isascii() and found[0].isprintable() and bool(found[0])


def _entries(chunk: bytes) -> dict[str, Scalar | None]:
    """Code → value, None for one without; empty where the chunk is no list of entries, whole and without a rest."""
    if len(chunk) < 5:
        return {}
    (count,) = struct.unpack_from("<I", chunk, 1)
    place, end = 5, len(chunk)
    entries: dict[str, Scalar | None] = {}
    if count > min(_MOST_ENTRIES, len(chunk) // 4):
        return {}
    for left in range(count - 1, -1, -1):
        found = _text(chunk, place)
        if found is None or not found[0].isprintable():
            return {}
        code, place = found
        for width in (4, 1, 0):
            if _is_code(chunk, place + width) if left else chunk[place + width :] in _TAILS and place + width <= end:
                break
        else:
            return {}
        stored = chunk[place : place + width]
        entries[code if code not in entries else f"{code}#2"] = _value(stored) if stored else None
        place += width
    return entries


def _value(stored: bytes) -> Scalar:
    if len(stored) == 1:
        return stored != b"\0"
    (number,) = struct.unpack("<f", stored)
    if number == 0 or _SMALLEST_FLOAT < abs(number) < 1 / _SMALLEST_FLOAT:
        return rounded(number)
    return float(int.from_bytes(stored, "little", signed=True))


def _assigned(body: bytes) -> list[dict[int, str]]:
    """Place in the host's list → name of the control, for each group."""
    if len(body) < _ASSIGNMENTS_HEADER + 4:
        return []
    groups: list[dict[int, str]] = []
    (count,) = struct.unpack_from("<I", body, _ASSIGNMENTS_HEADER)
    place = _ASSIGNMENTS_HEADER + 4
    try:
        for _ in range(min(count, _MOST_ENTRIES)):
            (size,) = struct.unpack_from("<I", body, place + 4)
            found = _text(body, place + 8)
            names: dict[int, str] = {}
            for _ in range(min(size, _MOST_ENTRIES)):
                found = _text(body, found[1] + 4) if found is not None else None
                if found is None:
                    return []
                names[struct.unpack_from("<I", body, found[1] + 8)[0]] = found[0].strip()
                found = found[0], found[1] + 16
            if found is None:
                return []
            place = found[1]
            groups.append({at: name for at, name in names.items() if not _NO_NAME.fullmatch(name)})
    except struct.error:
        return []
    return groups


def _names(codes: list[str], assigned: list[dict[int, str]]) -> dict[str, str]:
    """Code → name, for the groups of which it is proved that they name these codes; a small one needs all others."""
    every = {place: name for group in assigned for place, name in group.items()}
    all_agree = _agree(codes, every)
    named: dict[str, str] = {}
    for group in assigned:
        if all_agree or (len(group) >= _PROVING and _agree(codes, group)):
            named |= {codes[place]: name for place, name in group.items() if place < len(codes)}
    twice = Counter([*named.values(), *(code for code in codes if code not in named)])
    return {code: name for code, name in named.items() if twice[name] == 1}


def _agree(codes: list[str], names: Mapping[int, str]) -> bool:
    """Whether nearly all names begin like the codes at their places."""
    alike = sum(place < len(codes) and codes[place][:1].upper() == name[:1].upper() for place, name in names.items())
    return alike >= _AGREEING * max(len(names), 1)

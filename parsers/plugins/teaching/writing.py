"""A taught value back into a plug-in's state: the same length, and not a byte changed but those of the knob.

A teaching says under which name a knob is read, not where its bytes are. So every place is tried that holds the number
as it is read now (as a float of any sort, or as text of the same width), and an edit is taken only where reading the
new state shows that one field changed, to the wanted value, and nothing else; where two places do, neither is sure.
Taught bytes are written where they are, if the state holds them as they are: not in what was packed.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Iterator, Mapping

from parsers.errors import UnwritableSessionError
from parsers.plugins.containers.contents import scalar
from parsers.plugins.decoders import read
from parsers.plugins.scales import rounded
from parsers.plugins.teaching.places import SORTS, BytePlace, FieldPlace, Sort, bare, number_at
from parsers.plugins.teaching.teachings import Teaching
from parsers.session import Plugin, Scalar, Value

__all__ = ["written"]

_NUMBER = re.compile(rb"(?<![\w.])[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?(?![\w.])")
_LONGEST = 1 << 18
"""Longer states hold samples' tables, not a panel."""
_MOST_TRIED = 64
_NEAR = 1e-3


def written(plugin: Plugin, state: bytes, lesson: Teaching, shown: Scalar) -> bytes:
    """The plug-in's own state with a taught knob at this value, in the term's unit.

    Raises  UnwritableSessionError where the value cannot be stored, or its place is not sure.
    """
    stored = lesson.law.stored(shown)
    if stored is None:
        raise UnwritableSessionError(f"{lesson.term} of {lesson.name} cannot be {shown}")
    if isinstance(lesson.place, BytePlace):
        return _in_bytes(state, lesson, lesson.place, stored)
    return _in_field(plugin, state, lesson, lesson.place, stored)


def _refused(lesson: Teaching) -> UnwritableSessionError:
    return UnwritableSessionError(
        f"{lesson.term} of {lesson.name} cannot be written: its place in the state is not sure"
    )


def _in_bytes(state: bytes, lesson: Teaching, place: BytePlace, stored: Scalar) -> bytes:
    inner = bare(state)
    start = state.find(inner)
    if isinstance(stored, str) or start < 0 or state.find(inner, start + 1) >= 0 or number_at(inner, place) is None:
        raise _refused(lesson)
    new = _packed(state, start + place.offset, place.sort, stored)
    if new is None or number_at(bare(new), place) is None:
        raise UnwritableSessionError(f"{lesson.term} of {lesson.name} cannot be stored")
    return new


def _in_field(plugin: Plugin, state: bytes, lesson: Teaching, place: FieldPlace, stored: Scalar) -> bytes:
    before = read(plugin, state).parameters
    if place.term not in before or len(state) > _LONGEST:
        raise _refused(lesson)
    now = before[place.term].value
    if now == stored:
        return state
    found: set[bytes] = set()
    for tried, new in enumerate(_edits(state, now, stored)):
        if tried >= _MOST_TRIED:
            raise _refused(lesson)
        if _is_only_change(before, read(plugin, new).parameters, place.term, stored):
            found.add(new)
    if len(found) != 1:
        raise _refused(lesson)
    return found.pop()


def _is_only_change(before: Mapping[str, Value], after: Mapping[str, Value], term: str, wanted: Scalar) -> bool:
    if before.keys() != after.keys() or any(after[name] != value for name, value in before.items() if name != term):
        return False
    value = after[term].value
    if isinstance(value, str | bool) or isinstance(wanted, str | bool):
        return value == wanted
    return math.isclose(value, wanted, rel_tol=_NEAR, abs_tol=_NEAR * _NEAR)


def _edits(state: bytes, now: Scalar, wanted: Scalar) -> Iterator[bytes]:
    """The state with each thing that may be the value replaced by the wanted one."""
    if isinstance(now, str) and isinstance(wanted, str):
        yield from _words(state, now.encode("utf-8"), wanted.encode("utf-8"))
    elif not isinstance(now, str | bool) and not isinstance(wanted, str | bool):
        yield from _texts(state, now, wanted)
        yield from _floats(state, now, wanted)


def _words(state: bytes, now: bytes, wanted: bytes) -> Iterator[bytes]:
    if now and len(now) == len(wanted):
        for found in re.finditer(re.escape(now), state):
            yield state[: found.start()] + wanted + state[found.end() :]


def _texts(state: bytes, now: float, wanted: float) -> Iterator[bytes]:
    for found in _NUMBER.finditer(state):
        text = _of_width(wanted, len(found[0])) if scalar(found[0].decode("ascii")) == now else None
        if text is not None:
            yield state[: found.start()] + text + state[found.end() :]


def _floats(state: bytes, now: float, wanted: float) -> Iterator[bytes]:
    for sort in SORTS:
        for offset in range(len(state) - struct.calcsize(sort) + 1):
            (number,) = struct.unpack_from(sort, state, offset)
            if number == now or (math.isfinite(number) and rounded(number) == now):
                new = _packed(state, offset, sort, wanted)
                if new is not None:
                    yield new


def _packed(state: bytes, offset: int, sort: Sort, number: float) -> bytes | None:
    try:
        packed = struct.pack(sort, number)
    except (OverflowError, struct.error):
        return None
    return state[:offset] + packed + state[offset + len(packed) :]


def _of_width(number: float, width: int) -> bytes | None:
    """The number as text of this width, with as many digits as fit; None where none do."""
    for digits in range(width, -1, -1):
        text = f"{number:.{digits}f}"
        if len(text) == width:
            return text.encode("ascii")
    return None

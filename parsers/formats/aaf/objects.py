"""What the objects of an AAF hold, read by property id: fast, and by the layout alone.

Values that lie in a property itself are unpacked from its bytes, without the type definitions that the file brings
along; references are followed by pyaaf2. A property that is missing or of another size gives the default.
"""

from __future__ import annotations

import struct
import uuid
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeAlias

from parsers.formats.aaf.auids import Pid

__all__ = [
    "Object", "auid", "child", "children", "class_of", "data_of", "indirect", "integer", "rational", "tags", "text",
    "timestamp",
]  # fmt: skip

Object: TypeAlias = Any
"""An AAFObject of pyaaf2, which publishes no types."""

_RATIONAL = struct.Struct("<ii")
_TIMESTAMP = struct.Struct("<hBBBBBB")
_WEAK = 5
"""A weak reference is two numbers and the size of its key, then the key."""
_LITTLE = 0x4C

_TYPES: dict[str, str] = {
    "03010100-0000-0000-060e-2b3401040101": "rational",
    "01100200-0000-0000-060e-2b3401040101": "text",
    **{f"0101{number:02x}00-0000-0000-060e-2b3401040101": "unsigned" for number in range(1, 5)},
    **{f"0101{number:02x}00-0000-0000-060e-2b3401040101": "signed" for number in range(5, 9)},
    "01012001-0000-0000-060e-2b3401040101": "signed",
    "01012002-0000-0000-060e-2b3401040101": "signed",
    "01040100-0000-0000-060e-2b3401040101": "unsigned",
}
"""Of an indirect value: AUID of its type → how it is unpacked. Ratios, text, integers, positions, lengths, booleans."""


@lru_cache(maxsize=4096)
def _named(raw: bytes) -> str:
    return str(uuid.UUID(bytes_le=raw))


def data_of(thing: Object, pid: int) -> bytes | None:
    """The bytes of a property, or None."""
    found = thing.property_entries.get(pid)
    return None if found is None else found.data


def class_of(thing: Object) -> str:
    """Name of the object's class in pyaaf2: ``SourceClip OperationGroup …``; ``AAFObject`` for what it has none for."""
    return type(thing).__name__


def auid(thing: Object, pid: int) -> str:
    """The AUID that a property holds or refers to, lower case; "" where there is none."""
    raw = data_of(thing, pid) or b""
    if len(raw) == _WEAK + 16:
        raw = raw[_WEAK:]
    return _named(bytes(raw)) if len(raw) == 16 else ""


def integer(thing: Object, pid: int, default: int | None = None) -> int | None:
    """A signed integer."""
    raw = data_of(thing, pid)
    return default if not raw or len(raw) > 8 else int.from_bytes(raw, "little", signed=True)


def rational(thing: Object, pid: int) -> Fraction | None:
    """A ratio of two integers; None for none, or one by 0."""
    raw = data_of(thing, pid)
    return None if raw is None else _ratio(raw)


def _ratio(raw: bytes) -> Fraction | None:
    if len(raw) != _RATIONAL.size:
        return None
    above, below = _RATIONAL.unpack(raw)
    return Fraction(above, below) if below else None


def text(thing: Object, pid: int) -> str:
    """A string; "" for none."""
    return _text(data_of(thing, pid) or b"")


def _text(raw: bytes) -> str:
    return bytes(raw).decode("utf-16-le", "replace").partition("\0")[0]


def indirect(thing: Object, pid: int) -> Fraction | int | str | None:
    """A value that brings its type with it: a ratio, integer or string; None for one of any other type."""
    raw = bytes(data_of(thing, pid) or b"")
    if len(raw) < 17 or raw[0] != _LITTLE:
        return None
    kind, rest = _TYPES.get(_named(raw[1:17]), ""), raw[17:]
    if kind == "rational":
        return _ratio(rest)
    if kind == "text":
        return _text(rest)
    return int.from_bytes(rest, "little", signed=kind == "signed") if kind and 0 < len(rest) <= 8 else None


def child(thing: Object, pid: int) -> Object | None:
    """The object that a property owns, or None."""
    found = thing.property_entries.get(pid)
    return None if found is None else found.value


def children(thing: Object, pid: int) -> Iterator[Object]:
    """The objects of a list or set that a property owns, read one by one."""
    found = thing.property_entries.get(pid)
    if found is None:
        return
    yield from found.values() if hasattr(found, "values") else found


def tags(thing: Object, name: str) -> dict[str, Fraction | int | str]:
    """A list of named values that an application added to an object, by name; the last of a name counts.

    name  of the property: an extension's id differs by file
    """
    for found in thing.properties():
        if found.name == name and hasattr(found, "references"):
            named = ((text(one, Pid.TAG_NAME), indirect(one, Pid.TAG_VALUE)) for one in found)
            return {key: value for key, value in named if value is not None}
    return {}


def timestamp(thing: Object, pid: int) -> tuple[int, int, int, int, int, int] | None:
    """Year, month, day, hour, minute, second (UTC by the standard); None for none."""
    raw = bytes(data_of(thing, pid) or b"")
    return None if len(raw) != _TIMESTAMP.size else _TIMESTAMP.unpack(raw)[:6]

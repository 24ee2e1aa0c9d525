"""What was taught of plug-ins as a file (``mixtaste/teachings/1``): to be shared, without songs, paths or people.

`teaching_of` takes nothing on trust, be it a stranger's file or a word in the store: every field is of its type and
within bounds, and a term is one that a plug-in's knob may bear.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from parsers.plugins.teaching.laws import Kind, Law
from parsers.plugins.teaching.places import SORTS, BytePlace, FieldPlace, Place
from parsers.plugins.teaching.teachings import Teaching, is_teachable, teaching_json
from parsers.session import Scalar
from profiler.exports.checked import ImportRefusedError, integer, number, objects, part, parts, text

__all__ = ["SCHEMA", "Teaching", "dumps", "read_teachings", "teaching_of", "to_json"]

SCHEMA = "mixtaste/teachings/1"

_MOST_BYTES = 2_000_000
_MOST_TEACHINGS = 2_000
_MOST_READINGS = 20
_MOST_CHOICES = 64
_LONGEST = 200
_LONGEST_STATE = 16 << 20
_FAR = 1e12
_LAWS: tuple[Kind, ...] = ("linear", "decibel", "log", "power", "skewed")


def to_json(one: Teaching) -> dict[str, object]:
    """One teaching as an object of schema ``mixtaste/teaching/1``."""
    return teaching_json(one)


def dumps(teachings: Iterable[Teaching]) -> str:
    """The file's text: strict JSON, sorted, the same for the same teachings."""
    listed = sorted((teaching_json(one) for one in teachings), key=lambda one: json.dumps(one, sort_keys=True))
    told = {"schema": SCHEMA, "teachings": listed}
    return json.dumps(told, sort_keys=True, allow_nan=False, indent=1) + "\n"


def read_teachings(data: bytes) -> list[Teaching]:
    """The teachings in an exported file. Raises ImportRefusedError for whatever else it is."""
    if len(data) > _MOST_BYTES:
        raise ImportRefusedError(f"the file is larger than {_MOST_BYTES // 1_000_000} MB")
    try:
        told = json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise ImportRefusedError(f"the file is no JSON: {type(error).__name__}") from error
    if not isinstance(told, Mapping) or told.get("schema") != SCHEMA:
        raise ImportRefusedError(f"this is no {SCHEMA}", remedy="Import a file that `mixtaste plugin export` made.")
    return [teaching_of(one) for one in objects(told, "teachings", most=_MOST_TEACHINGS)]


def teaching_of(told: Mapping[str, object]) -> Teaching:
    """One teaching from its JSON. Raises ImportRefusedError naming the field that is wrong."""
    plugin, place, scale = part(told, "plugin"), part(told, "place"), part(told, "scale")
    term = text(told, "term", empty=False)
    if not is_teachable(term):
        raise ImportRefusedError(f"{term[:60]!r} is no term that a knob can have")
    readings = [
        (_scalar(one, "stored"), _short(one, "shown")) for one in objects(told, "readings", most=_MOST_READINGS)
    ]
    return Teaching(
        plugin=(_short(plugin, "format", empty=False), _short(plugin, "uid")),
        name=_short(plugin, "name"),
        place=_place(place),
        term=term,
        unit=_short(told, "unit"),
        law=_law(scale),
        readings=tuple(readings),
    )


def _place(told: Mapping[str, object]) -> Place:
    if told.get("field") is not None:
        return FieldPlace(text(told, "field", empty=False))
    sort = text(told, "sort")
    if sort not in SORTS:
        raise ImportRefusedError("sort is none of " + ", ".join(SORTS))
    length = integer(told, "length", 4, _LONGEST_STATE)
    size = 8 if sort.endswith("d") else 4
    return BytePlace(length, integer(told, "offset", 0, length - size), sort)


def _law(told: Mapping[str, object]) -> Law:
    kind = text(told, "law")
    if kind == "choice":
        pairs = parts(told, "choices", most=_MOST_CHOICES)
        shown = tuple(_pair(pair) for pair in pairs)
        return Law("choice", shown=shown)
    if kind not in _LAWS:
        raise ImportRefusedError("law is none of " + ", ".join((*_LAWS, "choice")))
    a, b, c = (number(told, name, -_FAR, _FAR) for name in ("a", "b", "c"))
    return Law(kind, a, b, c)


def _pair(told: object) -> tuple[Scalar, Scalar]:
    if not isinstance(told, list) or len(told) != 2:
        raise ImportRefusedError("choices holds something that is no pair")
    both = {"stored": told[0], "shown": told[1]}
    return _scalar(both, "stored"), _scalar(both, "shown")


def _scalar(told: Mapping[str, object], name: str) -> Scalar:
    value = told.get(name)
    if isinstance(value, bool):
        return value
    return _short(told, name) if isinstance(value, str) else number(told, name, -_FAR, _FAR)


def _short(told: Mapping[str, object], name: str, *, empty: bool = True) -> str:
    value = text(told, name, empty=empty)
    if len(value) > _LONGEST:
        raise ImportRefusedError(f"{name} is longer than {_LONGEST} characters")
    return value


def _no_constant(name: str) -> float:
    raise ValueError(name)

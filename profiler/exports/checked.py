"""Fields of a JSON object that a stranger wrote: each is of the type and within the bounds asked for, or an error."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from parsers.errors import MixtasteError
from parsers.text import safe

__all__ = ["ImportRefusedError", "flag", "integer", "number", "objects", "part", "parts", "text", "texts"]

_LONGEST = 2_000


class ImportRefusedError(MixtasteError):
    """A file to import that does not hold what it should; names the field and what is wrong with it."""


def part(data: Mapping[str, object], name: str) -> Mapping[str, object]:
    """An object within the object."""
    value = data.get(name)
    if not isinstance(value, Mapping):
        raise _refused(name, "is no object")
    return value


def objects(data: Mapping[str, object], name: str, *, most: int) -> list[Mapping[str, object]]:
    """A list of objects."""
    found = []
    for value in parts(data, name, most=most):
        if not isinstance(value, Mapping):
            raise _refused(name, "holds something that is no object")
        found.append(value)
    return found


def parts(data: Mapping[str, object], name: str, *, most: int) -> Sequence[object]:
    """A list."""
    value = data.get(name)
    if not isinstance(value, Sequence) or isinstance(value, str | bytes):
        raise _refused(name, "is no list")
    if len(value) > most:
        raise _refused(name, f"has {len(value)} entries, more than {most}")
    return value


def number(data: Mapping[str, object], name: str, low: float, high: float) -> float:
    """A finite number within its bounds."""
    return _bounded(data.get(name), name, low, high)


def numbers(values: Sequence[object], name: str, low: float, high: float) -> list[float]:
    """Every entry of a list as a finite number within bounds."""
    return [_bounded(value, name, low, high) for value in values]


def integer(data: Mapping[str, object], name: str, low: int, high: int) -> int:
    """A whole number within its bounds."""
    value = data.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise _refused(name, f"is no whole number from {low} to {high}")
    return value


def text(data: Mapping[str, object], name: str, *, empty: bool = True) -> str:
    """A text of reasonable length."""
    value = data.get(name)
    if not isinstance(value, str) or len(value) > _LONGEST or (not value and not empty):
        raise _refused(name, f"is no text of at most {_LONGEST} characters")
    return value


def texts(data: Mapping[str, object], name: str, *, most: int) -> tuple[str, ...]:
    """A list of texts."""
    found = []
    for value in parts(data, name, most=most):
        if not isinstance(value, str) or len(value) > _LONGEST:
            raise _refused(name, f"holds something that is no text of at most {_LONGEST} characters")
        found.append(value)
    return tuple(found)


def flag(data: Mapping[str, object], name: str) -> bool:
    """True or false."""
    value = data.get(name)
    if not isinstance(value, bool):
        raise _refused(name, "is neither true nor false")
    return value


def _bounded(value: object, name: str, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _refused(name, "is no number")
    try:
        found = float(value)
    except OverflowError as error:
        raise _refused(name, "is too large") from error
    if not math.isfinite(found) or not low <= found <= high:
        raise _refused(name, f"is not between {low:g} and {high:g}")
    return found


def _refused(name: str, what: str) -> ImportRefusedError:
    return ImportRefusedError(f"'{safe(name, limit=80)}' {what}", remedy="Import only what mixtaste exported.")

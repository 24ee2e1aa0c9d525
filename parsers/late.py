"""Fields of a frozen value that are found out when somebody first asks for them.

A field that is late is an empty slot and costs nothing. Reading any of them, by name, by `dataclasses.replace`, by a
comparison, by pickling, finds all of them at once, and from then on the value is an ordinary one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["Late", "finding_of", "postponed"]

_T = TypeVar("_T", bound="Late")


class Late:
    """Base of a frozen, slotted dataclass whose fields may be late."""

    __slots__ = ("_finding", "_late")

    if not TYPE_CHECKING:  # else every name would pass for an attribute

        def __getattr__(self, name: str) -> Any:
            """Called for what has no value: an empty slot, or a name that nobody knows."""
            if name in Late.__slots__ or name not in _get(self, "_late", ()):
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            for field, value in self._finding().items():
                object.__setattr__(self, field, value)
            return object.__getattribute__(self, name)


def postponed(value: _T, names: tuple[str, ...], finding: Callable[[], Mapping[str, Any]]) -> _T:
    """The value itself, just made and shared with nobody, with these fields late.

    finding  field → value for all of the names, always the same; findings that are equal find equal values
    """
    for name in names:
        object.__delattr__(value, name)
    object.__setattr__(value, "_late", names)
    object.__setattr__(value, "_finding", finding)
    return value


def finding_of(value: Late) -> Callable[[], Mapping[str, Any]] | None:
    """What finds, or has found, the value's late fields; None where none was late."""
    found: Callable[[], Mapping[str, Any]] | None = _get(value, "_finding", None)
    return found


def _get(value: Late, name: str, default: Any) -> Any:
    try:
        return object.__getattribute__(value, name)
    except AttributeError:
        return default

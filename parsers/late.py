"""Fields of a frozen value that are found out when somebody first asks for them.

A field that is late is an empty slot and costs nothing. Reading any of them, by name, by `dataclasses.replace`, by a
comparison, by pickling, finds all that are found together, and from then on they are ordinary ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

__all__ = ["Finding", "Late", "findings_of", "postponed"]

_T = TypeVar("_T", bound="Late")
Finding: TypeAlias = Callable[[], Mapping[str, Any]]


class Late:
    """Base of a frozen, slotted dataclass whose fields may be late."""

    __slots__ = ("_late",)

    if not TYPE_CHECKING:  # else every name would pass for an attribute

        def __getattr__(self, name: str) -> Any:
            """Called for what has no value: an empty slot, or a name that nobody knows."""
            finding = None if name in Late.__slots__ else findings_of(self).get(name)
            if finding is None:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            for field, value in finding().items():
                object.__setattr__(self, field, value)
            return object.__getattribute__(self, name)


def postponed(value: _T, findings: Mapping[str, Finding]) -> _T:
    """The value itself, just made and shared with nobody, with these fields late.

    findings  field → what finds it: field → value, of this and all other fields with the same finding, always the same;
              findings that are equal find equal values
    """
    for name in findings:
        object.__delattr__(value, name)
    object.__setattr__(value, "_late", findings)
    return value


def findings_of(value: Late) -> Mapping[str, Finding]:
    """What finds, or has found, the value's late fields, by field; empty where none was late."""
    try:
        found: Mapping[str, Finding] = object.__getattribute__(value, "_late")
    except AttributeError:
        return {}
    return found

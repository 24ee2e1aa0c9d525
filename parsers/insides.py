"""What stands inside an insert's chunk, whichever format wrote it: the plug-in's own state, and names that it proves.

A format that puts a wrapper around states, or whose parameter envelopes bear names, has a module ``inside``:

    inside.own_state(insert) -> bytes              the plug-in's own state; the chunk where it cannot be unwrapped
    inside.names_proved(insert) -> dict[int, str]  place in the host's list → name, by the insert's own envelopes
    inside.places_driven(insert) -> tuple[int | None, ...]  place in the host's list that each of its envelopes drives

In all others the chunk is the state, and envelopes prove nothing.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from parsers.registry import formats
from parsers.session import Insert

__all__ = ["names_proved", "own_state", "places_driven"]


def own_state(format_name: str, insert: Insert) -> bytes:
    """The plug-in's own state, as any host would hand it over."""
    module = _inside(format_name)
    return insert.chunk if module is None else bytes(module.own_state(insert))


def names_proved(format_name: str, insert: Insert) -> dict[int, str]:
    """Place in the host's list → name, as the insert's own parameter envelopes prove it."""
    module = _inside(format_name) if insert.envelopes else None
    return {} if module is None else dict(module.names_proved(insert))


def places_driven(format_name: str, insert: Insert) -> tuple[int | None, ...]:
    """Place in the host's list that each of the insert's envelopes drives, None where that is not said."""
    module = _inside(format_name) if insert.envelopes else None
    return (None,) * len(insert.envelopes) if module is None else tuple(module.places_driven(insert))


@cache
def _inside(format_name: str) -> Any:
    package = next((known.package for known in formats() if known.name == format_name), None)
    if package is None or find_spec(f"{package}.inside") is None:
        return None
    return import_module(f"{package}.inside")

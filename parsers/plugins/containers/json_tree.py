"""JSON settings, flattened: objects by key, lists by place from 0; an object in a list by its own ``id`` or ``name``.

Evidence: ReaLearn, Vital, Helm, Cabbage, Amp Vision, VCV Rack, iZotope.
"""

from __future__ import annotations

import json
import math

from parsers.plugins.containers.contents import Budget, Contents
from parsers.plugins.errors import BrokenStateError
from parsers.plugins.scales import rounded
from parsers.session import Scalar

__all__ = ["document"]

_LATEST = 8
_NAMES = ("id", "name", "key")
_TYPED = {"Type", "Value"}
"""iZotope writes every value as an object of these two."""


def document(state: bytes, budget: Budget) -> Contents | None:
    """The fields of JSON that begins within eight bytes, or None where there is none.

    Raises  BrokenStateError on depth or size that no settings have.
    """
    start = state.find(b"{", 0, _LATEST + 1)
    end = state.rfind(b"}")
    if start < 0 or end < start:
        return None
    budget.spend(text=len(state))
    text = state[start : end + 1].decode("utf-8", "replace")
    try:
        value, _ = json.JSONDecoder().raw_decode(text)
    except RecursionError:
        raise BrokenStateError("the state's JSON is nested too deeply") from None
    except ValueError:
        return None
    if not isinstance(value, dict):
        return None
    flat = _Flattener(budget)
    flat.members(value, "", 0)
    budget.spend(fields=len(flat.fields))
    return Contents("json", "", flat.fields) if flat.fields else None


class _Flattener:
    """Turns values into fields. Called for every object of a state: what is done there is kept short."""

    def __init__(self, budget: Budget) -> None:
        self.fields: dict[str, Scalar] = {}
        self.budget = budget

    def members(self, held: dict[str, object], above: str, depth: int) -> None:
        """The members of an object, by key. above: the path, with its slash"""
        self._check(depth)
        fields = self.fields
        for key, value in held.items():
            place = above + key.replace("/", "|") if "/" in key else above + key
            if isinstance(value, str | bool):
                fields[place] = value
            elif isinstance(value, dict | list):
                self._inner(value, place, depth + 1)
            elif value is not None:
                fields[place] = _plain(value)

    def _inner(self, value: dict[str, object] | list[object], path: str, depth: int) -> None:
        if isinstance(value, list):
            self._entries(value, path, depth)
        elif len(value) == len(_TYPED) and value.keys() == _TYPED:
            self._put(value["Value"], path, depth)
        else:
            self.members(value, f"{path}/", depth)

    def _entries(self, values: list[object], path: str, depth: int) -> None:
        """The members of a list, by place, or by the name that an object in it bears."""
        self._check(depth)
        seen: dict[str, int] = {}
        for place, value in enumerate(values):
            label = _label(value, place)
            seen[label] = count = seen.get(label, 0) + 1
            self._put(value, f"{path}/{label}" if count == 1 else f"{path}/{label}#{count}", depth)

    def _put(self, value: object, path: str, depth: int) -> None:
        if isinstance(value, dict | list):
            self._inner(value, path, depth + 1)
        elif value is not None:
            self.fields[path] = _plain(value)

    def _check(self, depth: int) -> None:
        if depth >= self.budget.deepest:
            raise BrokenStateError("the state's JSON is nested too deeply")
        if len(self.fields) > self.budget.fields:
            self.budget.spend(fields=len(self.fields))


def _label(value: object, place: int) -> str:
    if isinstance(value, dict):
        for name in _NAMES:
            if isinstance(value.get(name), str) and value[name]:
                return str(value[name]).replace("/", "|")
    return str(place)


def _plain(value: object) -> Scalar:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, float):
        return rounded(value) if math.isfinite(value) else str(value)
    if isinstance(value, int):
        return float(value) if abs(value) < 1 << 53 else str(value)
    raise BrokenStateError("the state's JSON holds what is none")
